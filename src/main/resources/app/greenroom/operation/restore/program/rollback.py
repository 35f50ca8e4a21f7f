"""The steps of going back behind an earlier job: python rollback.py STEP run|undo, in a job's folder that GREENROOM_JOB names.

Database, uploaded files, environment and static files of before that job take their places again by rename. What is there
now is set aside under names that a later rollback finds: going back can be taken back. Nothing is copied or deleted.
"""
import os
import sys

import databases
import placing
import postgresql
import restored
import sqlite
import swaps
import switching
import trees
import uploads
import window
from former import Former
from surroundings import JOB, SETTINGS, Change, Failed, identity, say


def former_of(change):
    return Former(os.path.join(os.path.dirname(JOB), change.parameters["behind"]))


def look(change):
    """What is kept is still there and works, and can take its place: found out while the site works."""
    change.look_around()
    placing.note_health(change)
    former = former_of(change)
    gone = former.gone()
    if gone:
        raise Failed("no longer there: " + ", ".join(path for _, path in gone))
    databases.choose(change)  # the gate waits for the disk in the same way
    change.notes.put(environments={change.after: former.environment()})
    prove(change)
    static_of(change, former)
    switching.prove(change)
    skipped = [] if plan_database(change, former) else ["put-database"]
    skipped += [] if plan_media(change, former) else ["put-media"]
    window.skip(skipped)
    say("going back to pretalx %s and what was kept by %s" % (change.after, change.parameters["behind"]))


def undo_look(change):
    switching.settle(change)
    if change.notes.get("mediaSwap"):
        trees.settle(change.notes.get("mediaSwap")["live"])


def prove(change):
    status, output, complaint = change.answer([change.new_python(), "-c", "import pretalx; print(pretalx.__version__)"])
    found = (output.strip().splitlines() or [""])[-1]
    if status != 0 or found != change.after:
        raise Failed("pretalx %s was to be kept, found: %s" % (change.after, found or complaint.strip()[-300:]))


def static_of(change, former):
    """Where the static files of that version lie now, and where the gate finds them after the switch."""
    if switching.static_inside_environment(change):
        change.notes.put(staticOfTarget=change.ask(change.new_python(), SETTINGS)["static"])
        return
    if not former.static():
        raise Failed("nothing is known about the former static files")
    change.notes.put(staticAside=former.static(), staticOfTarget=change.site()["static"])


def plan_database(change, former):
    """Notes how the kept database takes its place; whether there is one."""
    place = former.database()
    if not place:
        say("that job left the data as it was, and so does this one")
        return False
    if change.site()["database"]["kind"] == "sqlite":
        path = sqlite.path_of(change)
        file = os.path.join(place, os.path.basename(path))
        swap = {"live": path, "folder": place, "file": file, "before": sqlite.set_folder(change, "before"),
                "failed": sqlite.set_folder(change, "failed"), "new": identity(file)}
    else:
        live = change.site()["database"]["name"]
        number = postgresql.wait_for(restored.session(change), (place,)).get(place)
        if number is None or former.number() not in (None, number):
            raise Failed("the kept database %s is not there" % place)
        swap = {"live": live, "coming": place, "before": postgresql.other_name(change, "before"),
                "failed": postgresql.other_name(change, "failed"), "new": number}
    change.notes.put(databaseSwap=swap)
    return True


def plan_media(change, former):
    place = former.media()
    if not place:
        return False
    swap = dict(swaps.planned(change.site()["media"], change.stamp), coming=place, new=identity(place))
    trees.prove_movable(swap["live"])
    change.notes.put(mediaSwap=swap)
    return True


def record(change):
    """What was there before is kept, and the history of the server tells under which names."""
    swap = change.notes.get("databaseSwap") or {}
    if swap.get("folder") and os.path.isdir(swap["folder"]) and not os.listdir(swap["folder"]):
        os.rmdir(swap["folder"])  # of the database that is at its place now
    kept = [change.notes.get("databaseKept"), (change.notes.get("mediaSwap") or {}).get("before")]
    change.notes.put(kept=[each for each in kept if each])
    window.record(change)


STEPS = {
    "look": (look, undo_look),
    "stop": (window.stop, placing.undo_stop),
    "put-database": placing.steps_of(databases),
    "put-media": placing.steps_of(uploads),
    "forget": (placing.forget, placing.undo_forget),
    "gate-undone": (placing.judge_undone, window.nothing),
    "record": (record, window.nothing),
}

if __name__ == "__main__":
    sys.exit(window.main(Change(), STEPS, *sys.argv[1:3]))
