"""What lies where, and what is written down about the runs of a schedule.

  snapshots/KEY/instance.json   whose sets these are; stays, as the sets do, when the schedule is removed
  snapshots/KEY/collected.json  which of the sets laptops have fetched
  snapshots/KEY/ID              a whole set; ID.partial one that is being taken; .gone-ID one that is being removed
  schedule/KEY/settings.json    what was chosen, and what is known of the site
  schedule/KEY/status.json      what became of the runs
  schedule/KEY/schedule.py      the program; lock is held by it for its life
"""
import calendar
import contextlib
import errno
import json
import os
import re
import time

import due

ROOT = os.environ.get("GREENROOM_ROOT", "")  # prefix of the practice server's folder; empty on a real server
HOME = ROOT + "/var/lib/greenroom"
SET = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z-s")
KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
STATUS_ROOM = 4096  # bytes of a status file, filled up with spaces
NOTHING = {"schema": 1, "runs": 0, "running": None, "last": None, "lastGood": None, "mailed": None}


def schedule_folder(key):
    return os.path.join(HOME, "schedule", key)


def snapshots_folder(key):
    return os.path.join(HOME, "snapshots", key)


def unit(key):
    return "greenroom-schedule-" + key


def cron_file(key):
    """cron ignores names with a dot in them."""
    return ROOT + "/etc/cron.d/" + unit(key).replace(".", "_")


def read(path):
    """A JSON document; none if it is not there."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def write(path, content, mode=0o600):
    """A file has either its former text or this one, whatever happens."""
    fresh = path + ".new"
    text = content if isinstance(content, str) else json.dumps(content, indent=1)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with open(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, mode)
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    os.replace(fresh, path)
    sync_folder(os.path.dirname(path))


def sync_folder(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def key_of(data_directory, web_unit):
    """The key under which an instance is kept here; none if there never was a schedule for it."""
    base = os.path.join(HOME, "snapshots")
    try:
        names = sorted(os.listdir(base))
    except FileNotFoundError:
        return None
    known = [(name, read(os.path.join(base, name, "instance.json"))) for name in names if KEY.fullmatch(name)]
    for field, wanted in (("dataDirectory", data_directory), ("webUnit", web_unit)):
        for name, instance in known:
            if wanted and instance and instance.get(field) == wanted:
                return name
    return None


def sets(key):
    """Names of the whole sets, newest first."""
    with contextlib.suppress(FileNotFoundError):
        return sorted((name for name in os.listdir(snapshots_folder(key)) if SET.fullmatch(name)), reverse=True)
    return []


def moment_of(name):
    """When a set was begun, by its name."""
    return calendar.timegm(time.strptime(name[:20], "%Y-%m-%dT%H-%M-%SZ"))


def collected(key):
    """Names of the sets that some laptop has fetched."""
    known = read(os.path.join(snapshots_folder(key), "collected.json"))
    return set(known["sets"]) if known else set()


def remember_collected(key, names):
    there = (collected(key) | set(names)) & set(sets(key))
    write(os.path.join(snapshots_folder(key), "collected.json"), {"schema": 1, "sets": sorted(there)})


# ---- what became of the runs ----


def status_path(key):
    return os.path.join(schedule_folder(key), "status.json")


def write_status(key, known):
    """Replaces what is known of the runs; on a full disk the former text gives its place, which is large enough for both."""
    text = json.dumps(known, indent=1)
    text += " " * (STATUS_ROOM - len(text) - 1) + "\n"
    path = status_path(key)
    try:
        write(path, text)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path + ".new")
        with open(path, "r+", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def status(key):
    known = dict(NOTHING, **(read(status_path(key)) or {}))
    if known["last"]:  # an earlier program wrote down less about a run
        known["last"] = dict(outcome(0, "OK"), **known["last"])
    return known


def myself():
    """What tells this process from every other, before and after a restart of the server."""
    return {"pid": os.getpid(), "begun": begun(os.getpid()), "boot": boot()}


def begun(pid):
    """When a process began, in ticks since the start of the server; none if there is no such process."""
    if not os.path.isdir("/proc/self"):  # a practice server on a Mac
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 0)
            return 0
        return None
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[19])
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ESRCH):
            return None
        raise


def boot():
    if not os.path.isdir("/proc/self"):
        return ""
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
        return file.read().strip()


def lives(process):
    return process["boot"] == boot() and begun(process["pid"]) == process["begun"]


def outcome(started, result, **more):
    empty = {"finished": None, "reason": "NONE", "arguments": [], "detail": "", "set": "", "files": 0, "bytes": 0,
             "newBytes": 0, "warnings": 0, "late": 0, "lost": 0,
             "mailTrouble": "", "pingTrouble": ""}
    return dict(empty, started=started, result=result, **more)


def newest_run(known):
    """The newest run: the one that runs, the one that was cut, or the last that ended."""
    running = known["running"]
    if not running or running.get("ended") and not lives(running):
        return known["last"]
    if lives(running):
        return outcome(running["started"], "RUNNING")
    return outcome(running["started"], "FAILED", reason="CUT")


# ---- all of it, for whoever looks ----


def told(key, trigger_of, now=None):
    """Everything about one schedule that somebody who looks is told."""
    now = time.time() if now is None else now
    chosen = read(os.path.join(schedule_folder(key), "settings.json")) if key else None
    known = status(key) if chosen else NOTHING
    trigger = trigger_of(key) if chosen else "NONE"
    upcoming = None
    if chosen and trigger != "NONE":
        with contextlib.suppress(due.zoneinfo.ZoneInfoNotFoundError):
            upcoming = due.next_after(chosen["settings"]["times"], due.zone_of(chosen["settings"]["zone"]), now)
    return {
        "settings": chosen["settings"] if chosen else None,
        "trigger": trigger,
        "since": chosen["since"] if chosen else None,
        "last": newest_run(known),
        "lastGood": known["lastGood"],
        "next": upcoming,
        "sets": sets(key) if key else [],
        "folder": snapshots_folder(key) if key else "",
        "now": now,
    }
