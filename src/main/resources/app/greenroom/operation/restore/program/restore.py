"""The steps of a restore: python restore.py STEP run|undo, in a job's folder that GREENROOM_JOB names.

Everything that takes long is done beside the running site: the database is restored under another name, the tree of
uploaded files is built beside the present one. In the window names are changed, and nothing else. Nothing that existed
before is deleted; it is kept under another name until somebody asks for it to be removed.
"""
import functools
import os
import sys

import databases
import environments
import formerversion
import placing
import secretfile
import singlefiles
import siteconfig
import staging
import uploads
import window
from surroundings import Change, say


class Restore(Change):
    """One restore to one instance."""

    def __init__(self):
        super().__init__()
        # releases with environments of their own: the snapshot's, or those on the way forward from it
        self.hops = self.parameters["hops"]


def tools(change):
    """A pip that can install as of a day; what there is was noted before."""
    site, old = change.notes.get("site"), change.notes.get("old")
    environments.get_tools(change)
    change.notes.put(site=site, old=old)


def look(change):
    """What there is, and whether it works: a site that does not work now need not work after an undo."""
    staging.require_whole(change)
    change.look_around()
    placing.note_health(change)
    if "database" in change.parameters["parts"]:
        databases.choose(change)


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
    if "files" in change.parameters["parts"]:
        kept.append(singlefiles.kept(change))
    siteconfig.remove_prepared(change)
    if os.path.isdir(siteconfig.folder_of(change)):
        kept.append(siteconfig.folder_of(change))
    change.notes.put(kept=[each for each in kept if each])
    window.record(change)


STEPS = {
    "tools": (tools, window.nothing),
    "check": (environments.check, window.nothing),
    "rebuild": (environments.rebuild, environments.remove_static),
    "look": (look, staging.remove),
    "database": (databases.prepare, databases.remove_prepared),
    "migrations": (databases.check_migrations, window.nothing),
    "media": (uploads.build, uploads.remove_built),
    "secret": (secretfile.prepare, secretfile.remove_prepared),
    "configuration": (siteconfig.prepare, siteconfig.remove_prepared),
    "files": (singlefiles.put, singlefiles.put_back),
    "stop": (window.stop, placing.undo_stop),
    "put-database": placing.steps_of(databases),
    "put-media": placing.steps_of(uploads),
    "put-secret": placing.steps_of(secretfile),
    "put-configuration": placing.steps_of(siteconfig),
    "forget": (placing.forget, placing.undo_forget),
    "clear": (clear, window.nothing),
    "gate-undone": (placing.judge_undone, window.nothing),
    "record": (record, window.nothing),
}


def build(change, version):
    """Where the snapshot's version comes back, from its own list of packages; else as every upgrade does."""
    (formerversion.build if change.parameters["way"] == "back" else environments.build)(change, version)


# run, undo, check of those of each release, as venv-2026.1.2
OF_RELEASES = {
    "venv": {"run": build, "undo": environments.remove, "check": environments.prove},
    "migrate": {"run": databases.migrate, "undo": lambda change, version: None},  # with the restored database itself
}


def main(step, part):
    word, _, version = step.partition("-")
    if word not in OF_RELEASES:
        return window.main(Restore(), STEPS, step, part)
    function = functools.partial(OF_RELEASES[word][part], version=version)
    return window.main(Restore(), {step: (function, function)}, step, "undo" if part == "undo" else "run")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
