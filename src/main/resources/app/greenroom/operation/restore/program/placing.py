"""What every job needs that puts something in the place of something by rename, and back."""
import copies
import health
import services
import window
from surroundings import Failed, say


def note_health(change):
    """A site that does not work now need not work after an undo."""
    status = health.public(change).status()
    healthy = health.fitting(change, change.before, status)
    change.notes.put(healthyBefore=healthy)
    say("the site works" if healthy else "the site does not work now: its healthcheck says %s" % (status or "nothing"))


def undo_stop(change):
    healthy = bool(change.notes.get("healthyBefore"))
    window.start(change, change.before, healthy)
    if not healthy:
        say("the site is as it was before; it did not work then")


def judge_undone(change):
    if change.notes.get("healthyBefore") is False:
        raise Failed("the site is as it was before this job; it did not work then")
    window.judge_undone(change)


def visited(change):
    """Whether visitors can have written to what was put there: then it is kept when it is taken back."""
    return bool(change.notes.get("windowEnded"))


def steps_of(part):
    """Run and undo of putting a part, a module with put and put_back, in its place."""

    def put_part(change):
        change.notes.put(putting=sorted(set(change.notes.get("putting", [])) | {part.__name__}))
        part.put(change)

    def put_part_back(change):
        services.stop_all(change)
        if part.__name__ in change.notes.get("putting", []):
            part.put_back(change, visited(change))

    return put_part, put_part_back


def forget(change):
    copies.forget(change)


def undo_forget(change):
    services.stop_all(change)
    copies.forget(change)
