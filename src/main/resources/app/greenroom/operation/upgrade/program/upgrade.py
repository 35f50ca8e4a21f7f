"""The steps of an upgrade: python upgrade.py STEP run|undo|check, in a job's folder that GREENROOM_JOB names.

Standard library only, Python 3.9 or newer. What changes the server is written down before it is done, so that an undo
can follow any part of a run, and can itself be interrupted and repeated. Nothing that existed before is deleted.
"""
import json
import os
import resource
import sys
import time

import copies
import environments
import health
import services
import trees
from programs import ROOT, Unknown
from surroundings import Failed, Upgrade, identity, say


def split(step):
    """A step's name and the version that it is for: venv-2026.1.2."""
    for word in ("venv", "migrate"):
        if step.startswith(word + "-"):
            return word, step[len(word) + 1:]
    return step, ""


# ---- the window ----


def stop(upgrade):
    upgrade.notes.put(windowBegan=time.time())
    services.stop(services.web_units(upgrade))


def undo_stop(upgrade):
    services.start(services.web_units(upgrade))
    health.wait_for_public(upgrade, upgrade.parameters["from"])


def undo_copy(upgrade):
    services.stop_all(upgrade)
    copies.put_back(upgrade)


def switch(upgrade):
    old = upgrade.notes.get("old")
    environment = upgrade.notes.get("environments")[upgrade.target]
    static = None
    if not environments.static_inside_environment(upgrade):
        live = upgrade.site()["static"]
        link = os.readlink(live) if os.path.islink(live) else None
        static = {"live": live, "link": link, "identity": identity(live)}
    if not upgrade.notes.get("switching"):
        upgrade.notes.put(switching=True, static=static)
    relative = os.path.relpath(environment, os.path.dirname(upgrade.live))
    trees.take_place(upgrade.live, old["kept"], relative)
    if static:
        change_static(static, upgrade.notes.get("staticAside"))
    say("the site is on pretalx " + upgrade.target)


def change_static(static, aside):
    if static["link"] is not None:
        trees.point(static["live"], os.path.relpath(aside, os.path.dirname(static["live"])))
    elif os.path.isdir(static["live"]):
        trees.exchange(static["live"], aside)
    else:
        os.rename(aside, static["live"])


def undo_switch(upgrade):
    services.stop_all(upgrade)
    if not upgrade.notes.get("switching"):
        return
    old, static = upgrade.notes.get("old"), upgrade.notes.get("static")
    trees.give_back(upgrade.live, old["kept"], old["link"], old["identity"])
    if static and static["identity"]:
        trees.give_back(static["live"], upgrade.notes.get("staticAside"), static["link"], static["identity"])
    upgrade.notes.put(switching=False)
    say("the site is on pretalx %s again" % upgrade.parameters["from"])


def open_again(upgrade):
    """Fails only while nothing has answered yet: then no visitor can have written, and taking back loses nothing."""
    services.start(services.web_units(upgrade))
    health.wait_for_public(upgrade, upgrade.target)
    upgrade.notes.put(windowEnded=time.time())


# ---- after the window ----


def record(upgrade):
    notes = upgrade.notes
    kept = [notes.get("old")["kept"], notes.get("staticAside"), (notes.get("media") or {}).get("copy")]
    kept += list((notes.get("databaseCopy") or {}).values())[:1]
    entry = {
        "schema": 1, "kind": "upgrade", "job": upgrade.parameters["job"], "instance": upgrade.parameters["instance"],
        "by": upgrade.parameters["by"], "planned": upgrade.parameters["created"], "at": time.time(),
        "from": upgrade.parameters["from"], "to": upgrade.target, "hops": [hop["version"] for hop in upgrade.hops],
        "windowSeconds": round(notes.get("windowEnded", 0) - notes.get("windowBegan", 0), 3),
        "kept": [each for each in kept if each],
    }
    path = os.path.join(ROOT + "/var/lib/greenroom", "history.jsonl")
    with open(path, "a", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(json.dumps(entry) + "\n")
        file.flush()
        os.fsync(file.fileno())
    say("the site was closed for %.1f s" % entry["windowSeconds"])
    for each in entry["kept"]:
        say("kept: " + each)


def nothing(upgrade):
    """The undo of a step whose work is taken back by another one's."""


# run, undo
STEPS = {
    "tools": (environments.get_tools, nothing),
    "check": (environments.check, nothing),
    "rebuild": (environments.rebuild, environments.remove_static),
    "prepare": (copies.prepare, copies.clear),
    "quiet": (services.quiet, services.undo_quiet),
    "stop": (stop, undo_stop),
    "copy": (copies.copy, undo_copy),
    "switch": (switch, undo_switch),
    "gate": (health.try_in_private, nothing),
    "open": (open_again, services.stop_all),
    "resume": (services.resume, nothing),
    "record": (record, nothing),
    "gate-undone": (health.judge_undone, nothing),
}
FOR_VERSIONS = {
    ("venv", "run"): environments.build,
    ("venv", "check"): environments.prove,
    ("venv", "undo"): environments.remove,
    ("migrate", "run"): environments.migrate,
    ("migrate", "undo"): lambda upgrade, version: None,  # by the copies
}


def main(step, part):
    upgrade = Upgrade()
    word, version = split(step)
    began = time.monotonic()
    try:
        if version:
            FOR_VERSIONS[word, part](upgrade, version)
        else:
            STEPS[word][("run", "undo").index(part)](upgrade)
    except (Failed, Unknown) as error:
        say(str(error))
        return 1
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    say("took %.2f s, of which computing %.2f s" % (time.monotonic() - began, used.ru_utime + used.ru_stime))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
