"""Whether a job of Greenroom is changing the site: no set is taken then, because it would hold a state between two."""
import json
import os
import time

import record

AT_WORK = ("running", "undoing", "undo-failed")
TICK = 5


def at_work(key):
    """Id of the job that has the instance in its hands, or nothing. Nobody's lock is touched for this."""
    base = os.path.join(record.HOME, "jobs")
    try:
        names = sorted(name for name in os.listdir(base) if not name.startswith("."))
    except FileNotFoundError:
        return ""
    for name in reversed(names):
        folder = os.path.join(base, name)
        try:
            with open(os.path.join(folder, "state"), encoding="ascii") as file:
                word = file.read().strip()
            with open(os.path.join(folder, "plan.json"), encoding="utf-8") as file:
                mine = json.load(file)["lockKey"] == key
        except (OSError, ValueError, KeyError):
            continue  # it has not begun, or is no job
        if mine and word in AT_WORK:
            return name
    return ""


def wait(key, patience):
    """Waits until no job is at work; gives the id of the one that still is."""
    limit = time.monotonic() + patience
    while True:
        job = at_work(key)
        if not job or time.monotonic() >= limit:
            return job
        time.sleep(min(TICK, max(0.1, limit - time.monotonic())))
