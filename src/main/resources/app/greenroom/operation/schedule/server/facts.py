"""What pretalx says about itself at the moment of a run: nothing is assumed to be where it was when the schedule was set."""
import json
import os
import shlex
import urllib.parse

import account
import wire

LIMIT = 120
NEEDED = ("settings", "runtime", "installed")


def look_inside(site, program):
    """The parts that pretalx' own interpreter tells, as the service user; those that cannot be told are missing."""
    if not os.access(site["python"], os.X_OK):
        raise wire.Refused("SETTINGS", "the interpreter %s is not there" % site["python"])
    mark = os.urandom(12).hex()
    try:
        status, output, complaint = account.ask(
            site, [site["python"], "-", mark, "packages,settings"], program.encode("utf-8"), LIMIT)
    except OSError as error:
        raise wire.Refused("SETTINGS", "%s: %s" % (site["python"], error)) from error
    parts = {}
    for line in output.decode("utf-8", "replace").splitlines():
        if line.startswith(mark + " "):
            said = json.loads(line[len(mark) + 1:])
            parts[said["part"]] = said["answer"]
    for name in NEEDED:
        if "value" not in parts.get(name, {}):
            last = complaint.splitlines()[-1:] or ["it said nothing (status %s)" % status]
            raise wire.Refused("SETTINGS", "%s: %s" % (name, parts.get(name, {}).get("unknown", last[0])))
    return {name: answer["value"] for name, answer in parts.items() if "value" in answer}


def request(site, inside):
    """What the modules that read a site want to know."""
    settings, runtime = inside["settings"], inside["runtime"]
    config = list(settings["configFiles"])
    if runtime["overrideSettings"]:
        config.append(runtime["packageDirectory"] + "/override_settings.py")
    host = urllib.parse.urlsplit(settings["siteUrl"]).hostname or ""
    marks = site["marks"] + [settings["mediaRoot"], settings["staticRoot"], host]
    return dict(
        site, secret=settings["secretFile"], config=config,
        marks=[mark for mark in dict.fromkeys(marks) if mark and mark != "localhost"])


def database(settings):
    found = dict(settings["database"])
    kind = {"POSTGRESQL": "postgresql", "SQLITE": "sqlite"}.get(found["kind"])
    if not kind:
        raise wire.Refused("DATABASE", "a database of kind %s cannot be taken" % found["kind"])
    return {"kind": kind, "name": found["name"], "host": found["host"], "port": found["port"], "user": found["user"],
            "password": found["passwordSet"]}


def operating_system():
    for path in (account.ROOT + "/etc/os-release", "/etc/os-release", "/usr/lib/os-release"):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                for line in file:
                    if line.startswith("PRETTY_NAME="):
                        return "".join(shlex.split(line.split("=", 1)[1]))
        except OSError:
            continue
    return "unknown"


def moved(then, now):
    """What RESTORE.txt names and is elsewhere now."""
    return [name for name in ("mediaRoot", "secretFile", "dataDirectory", "database") if then.get(name) != now.get(name)]
