"""The steps of a change of what pretalx stands on: python system.py STEP run|undo, in a job's folder that GREENROOM_JOB
names. Standard library only, Python 3.9 or newer.
"""
import os
import sys

import health
import remedies
import siteconfig
import updating
import window
from surroundings import Change, Failed, say


def look(change):
    """What there is, and whether it works: a site that does not work now need not work after an undo."""
    change.look_around()
    status = health.public(change).status()
    healthy = health.fitting(change, change.before, status)
    change.notes.put(healthyBefore=healthy, siteBefore=change.site())
    say("the site works" if healthy else "the site does not work now: its healthcheck says %s" % (status or "nothing"))


def undo_stop(change):
    window.start(change, change.before, bool(change.notes.get("healthyBefore")))


def gate(change):
    """The same version as before: no migration has written anything, so nothing has to reach the disk first."""
    health.try_in_private(change, written=False)


def judge_undone(change):
    if change.notes.get("healthyBefore") is not True:
        raise Failed("the site is as it was before; it did not work then")
    window.judge_undone(change)


def record(change):
    siteconfig.remove_prepared(change)
    folder = siteconfig.folder_of(change)
    change.notes.put(kept=[folder] if os.path.isdir(folder) else [])
    window.record(change)


STEPS = {
    "look": (look, window.nothing),
    "refresh": (updating.refresh, window.nothing),
    "sound": (updating.make_sound, window.nothing),
    "download": (updating.download, window.nothing),
    "apply": (updating.apply, updating.finish),
    "stop": (window.stop, undo_stop),
    "database": (updating.apply_needed, updating.undo_needed),
    "gate": (gate, window.nothing),
    "restart": (updating.restart, window.nothing),
    "verify": (updating.verify, window.nothing),
    "install": (remedies.install, remedies.undo_install),
    "libraries": (remedies.libraries, remedies.undo_libraries),
    "configure": (remedies.configure, siteconfig.remove_prepared),
    "put": (remedies.put, remedies.put_back),
    "worker": (remedies.worker, remedies.undo_worker),
    "gate-undone": (judge_undone, window.nothing),
    "record": (record, window.nothing),
}


def main(step, part):
    return window.main(Change(), STEPS, step, part)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
