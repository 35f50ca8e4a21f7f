"""The steps of a restore: python restore.py STEP run|undo, in a job's folder that GREENROOM_JOB names.

Everything that takes long is done beside the running site: the database is restored under another name, the tree of
uploaded files is built beside the present one. In the window names are changed, and nothing else. Nothing that existed
before is deleted; it is kept under another name until somebody asks for it to be removed.
"""
import os
import sys

import copies
import databases
import health
import secretfile
import services
import staging
import uploads
import window
from surroundings import Change, Failed, say


def look(change):
    """What there is, and whether it works: a site that does not work now need not work after an undo."""
    staging.require_whole(change)
    change.look_around()
    status = health.public(change).status()
    healthy = health.fitting(change, change.before, status)
    change.notes.put(healthyBefore=healthy)
    say("the site works" if healthy else "the site does not work now: its healthcheck says %s" % (status or "nothing"))
    if "database" in change.parameters["parts"]:
        databases.choose(change)


def judge_undone(change):
    if change.notes.get("healthyBefore") is False:
        raise Failed("the site is as it was before the restore; it did not work then")
    window.judge_undone(change)


def visited(change):
    """Whether visitors can have written to what was restored: then it is kept when it is taken back."""
    return bool(change.notes.get("windowEnded"))


def undo_stop(change):
    healthy = bool(change.notes.get("healthyBefore"))
    window.start(change, change.before, healthy)
    if not healthy:
        say("the site is as it was before; it did not work then")


def put(part):
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


def clear(change):
    """What was brought here is not needed any more."""
    try:
        staging.remove(change)
    except OSError as error:
        say("not everything that was brought here could be removed: %s" % error)


def record(change):
    """The former state is kept under other names, which the history of the server tells."""
    swaps = [change.notes.get(name) for name in ("mediaSwap", "secretSwap")]
    kept = [change.notes.get("databaseKept")] + [swap["before"] for swap in swaps if swap and os.path.lexists(swap["before"])]
    change.notes.put(kept=[each for each in kept if each])
    window.record(change)


STEPS = {
    "look": (look, staging.remove),
    "database": (databases.prepare, databases.remove_prepared),
    "migrations": (databases.check_migrations, window.nothing),
    "media": (uploads.build, uploads.remove_built),
    "secret": (secretfile.prepare, secretfile.remove_prepared),
    "stop": (window.stop, undo_stop),
    "put-database": put(databases),
    "put-media": put(uploads),
    "put-secret": put(secretfile),
    "forget": (forget, undo_forget),
    "clear": (clear, window.nothing),
    "gate-undone": (judge_undone, window.nothing),
    "record": (record, window.nothing),
}


if __name__ == "__main__":
    sys.exit(window.main(Change(), STEPS, *sys.argv[1:3]))
