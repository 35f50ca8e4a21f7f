"""The steps of an upgrade: python upgrade.py STEP run|undo|check, in a job's folder that GREENROOM_JOB names.

Standard library only, Python 3.9 or newer. What changes the server is written down before it is done, so that an undo
can follow any part of a run, and can itself be interrupted and repeated. Nothing that existed before is deleted.
"""
import functools
import sys

import copies
import culprits
import environments
import health
import switching
import window
from hops import Upgrade
from surroundings import say


def prepare(upgrade):
    """Where no migration lies between, the site is only restarted, and the new version can be tried beforehand."""
    switching.prove(upgrade)
    if upgrade.start_pending_check(upgrade.new_python()).wait() != 0:
        copies.prepare(upgrade)
        return
    say("nothing is to migrate: the site will only be restarted")
    health.try_in_private(upgrade, upgrade.notes.get("staticAside"), written=False)
    upgrade.notes.put(restartOnly=True)
    window.skip(["stop", "copy"] + ["migrate-" + hop["version"] for hop in upgrade.hops] + ["gate"])


def undo_prepare(upgrade):
    switching.settle(upgrade)
    copies.clear(upgrade)


def switch(upgrade):
    if upgrade.notes.get("restartOnly"):
        window.stop(upgrade)
    switching.switch(upgrade)


def undo_switch(upgrade):
    switching.undo_switch(upgrade)
    if upgrade.notes.get("restartOnly"):
        window.undo_stop(upgrade)


STEPS = {
    "tools": (environments.get_tools, window.nothing),
    "check": (environments.check, window.nothing),
    "rebuild": (environments.rebuild, environments.remove_static),
    "prepare": (prepare, undo_prepare),
    "switch": (switch, undo_switch),
}
# run, undo, check of those of each release, as venv-2026.1.2
OF_RELEASES = {
    "venv": {"run": environments.build, "undo": environments.remove, "check": environments.prove},
    "migrate": {"run": environments.migrate, "undo": lambda upgrade, version: None},  # by the copies
}


def main(step, part):
    upgrade, steps = Upgrade(), STEPS
    word, _, version = step.partition("-")
    if word in OF_RELEASES:
        function = functools.partial(OF_RELEASES[word][part], version=version)
        steps, part = {step: (function, function)}, "undo" if part == "undo" else "run"
    status = window.main(upgrade, steps, step, part)
    if status != 0 and part == "run":
        culprits.tell(upgrade, version or upgrade.after)
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
