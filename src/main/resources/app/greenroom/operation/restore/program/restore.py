"""The steps of a restore: python restore.py STEP run|undo, in a job's folder that GREENROOM_JOB names.

Everything that takes long is done beside the running site: the database is restored under another name, the tree of
uploaded files is built beside the present one. In the window names are changed, and nothing else. Nothing that existed
before is deleted; it is kept under another name until somebody asks for it to be removed.
"""
import functools
import os
import sys

import copies
import databases
import environments
import formerversion
import health
import secretfile
import services
import singlefiles
import siteconfig
import staging
import uploads
import window
from surroundings import Change, Failed, say


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
    "stop": (window.stop, undo_stop),
    "put-database": put(databases),
    "put-media": put(uploads),
    "put-secret": put(secretfile),
    "put-configuration": put(siteconfig),
    "forget": (forget, undo_forget),
    "clear": (clear, window.nothing),
    "gate-undone": (judge_undone, window.nothing),
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
