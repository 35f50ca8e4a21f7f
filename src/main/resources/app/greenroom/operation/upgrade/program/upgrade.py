"""The steps of an upgrade: python upgrade.py STEP run|undo|check, in a job's folder that GREENROOM_JOB names.

Standard library only, Python 3.9 or newer. What changes the server is written down before it is done, so that an undo
can follow any part of a run, and can itself be interrupted and repeated. Nothing that existed before is deleted.
"""
import functools
import sys

import environments
import window
from hops import Upgrade


STEPS = {
    "tools": (environments.get_tools, window.nothing),
    "check": (environments.check, window.nothing),
    "rebuild": (environments.rebuild, environments.remove_static),
}
# run, undo, check of those of each release, as venv-2026.1.2
OF_RELEASES = {
    "venv": {"run": environments.build, "undo": environments.remove, "check": environments.prove},
    "migrate": {"run": environments.migrate, "undo": lambda upgrade, version: None},  # by the copies
}


def main(step, part):
    word, _, version = step.partition("-")
    if word not in OF_RELEASES:
        return window.main(Upgrade(), STEPS, step, part)
    function = functools.partial(OF_RELEASES[word][part], version=version)
    return window.main(Upgrade(), {step: (function, function)}, step, "undo" if part == "undo" else "run")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
