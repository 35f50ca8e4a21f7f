"""The window: the time in which the site is stopped. Its opening and its closing, the same for every kind of change.

    before it   quiet    scheduled tasks and the worker are paused, what had begun has ended, the 503 page is warm
    in it       stop     the site is stopped, visitors see the page
                copy     safety copies of database and uploaded files
                ...      the change's own steps
                switch   the site gets another virtual environment, where the change made one
                gate     the new state is tried in private
                open     the site is started for visitors, the page goes
    after it    resume   worker and scheduled tasks go on
                record   the history of the server gets a line

A program of steps calls main() with a change, its own steps beside these, and the words of its command line.
"""
import json
import os
import resource
import time

import copies
import health
import maintenance
import services
import switching
from programs import ROOT, Unknown
from surroundings import JOB, Failed, say, write_durably


def quiet(change):
    services.quiet(change)
    maintenance.begin(change)


def undo_quiet(change):
    maintenance.leave(change)
    services.undo_quiet(change)


def stop(change):
    change.notes.put(windowBegan=time.time())
    services.stop(services.web_units(change))
    maintenance.wait_until_shown(change)


def start(change, version, healthy=True):
    """Visitors get to the site again: first the page makes room where it has to, in the end it goes.

    healthy -- whether the site is expected to become healthy
    """
    maintenance.make_room(change)
    services.start(services.web_units(change))
    if services.AT_BOOT:
        return
    if healthy:
        health.wait_for_public(change, version)
    try:  # visitors are in: nothing that goes wrong now is a reason to take it back
        change.notes.put(windowEnded=time.time())
        maintenance.leave(change)
    except (OSError, Failed, Unknown) as error:
        say("the maintenance page could not be put away whole: %s" % error)


def undo_stop(change):
    start(change, change.before)


def undo_copy(change):
    services.stop_all(change)
    copies.put_back(change)


def open_again(change):
    """Fails only while nothing has answered yet: then no visitor can have written, and taking back loses nothing."""
    start(change, change.after)


def close_again(change):
    """The undo of an opening: visitors see the page again."""
    if not services.AT_BOOT and not maintenance.runs(change):
        maintenance.begin(change)
    services.stop_all(change)
    if not services.AT_BOOT:
        maintenance.wait_until_shown(change)


def judge_undone(change):
    """Whether the former state serves. At a boot systemd starts the site, if it does so at all."""
    if services.state_of(change.parameters["webUnit"]) == "active":
        maintenance.leave(change)
    else:
        start(change, change.before)
    health.judge_undone(change)


def skip(names):
    """Tells the runner which of the later steps have nothing to do."""
    write_durably(os.path.join(JOB, "skip"), json.dumps(names))


def record(change):
    """A line in the history of this server: who did what when, and what of the former state is kept."""
    notes = change.notes
    kept = [notes.get("staticAside"), (notes.get("media") or {}).get("copy")] + notes.get("kept", [])
    kept += list((notes.get("databaseCopy") or {}).values())[:1]
    if notes.get("switching"):
        kept.append(notes.get("old")["kept"])
    entry = {
        "schema": 1, "kind": change.parameters["kind"], "job": change.parameters["job"], "instance": change.parameters["instance"],
        "by": change.parameters["by"], "planned": change.parameters["created"], "at": time.time(),
        "from": change.before, "to": change.after, "hops": [hop["version"] for hop in change.parameters.get("hops", [])],
        "windowSeconds": round(notes.get("windowEnded", 0) - notes.get("windowBegan", 0), 3),
        "kept": [each for each in kept if each],
    }
    path = os.path.join(ROOT + "/var/lib/greenroom", "history.jsonl")
    with open(path, "a", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(json.dumps(entry) + "\n")
        file.flush()
        os.fsync(file.fileno())
    if notes.get("windowEnded"):
        say("the site was down for %.1f s" % entry["windowSeconds"])
    for each in entry["kept"]:
        say("kept: " + each)


def nothing(change):
    """The undo of a step whose work is taken back by another one's."""


# run, undo
STEPS = {
    "prepare": (copies.prepare, copies.clear),
    "quiet": (quiet, undo_quiet),
    "stop": (stop, undo_stop),
    "copy": (copies.copy, undo_copy),
    "switch": (switching.switch, switching.undo_switch),
    "gate": (health.try_in_private, nothing),
    "open": (open_again, close_again),
    "resume": (services.resume, nothing),
    "record": (record, nothing),
    "gate-undone": (judge_undone, nothing),
    "sorry": (maintenance.apologize, nothing),
}


def main(change, steps, step, part):
    """Carries out one part of one step; gives the exit status.

    steps -- the change's own: by name a pair of functions, for run and undo, each called with the change
    """
    began = time.monotonic()
    try:
        dict(STEPS, **steps)[step][("run", "undo").index(part)](change)
    except (Failed, Unknown) as error:
        say(str(error))
        return 1
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    say("took %.2f s, of which computing %.2f s" % (time.monotonic() - began, used.ru_utime + used.ru_stime))
    return 0
