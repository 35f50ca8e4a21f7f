"""Stopping and starting what runs pretalx: services, their sockets, timers and scheduled tasks."""
import glob
import os
import pwd
import shutil
import subprocess
import time

import units
from programs import ROOT
from surroundings import JOB, Failed, say, sync_folder, unit_named

PATIENCE = 900
# an undo at a boot comes before everything that systemd starts then, and would wait for itself
AT_BOOT = bool(os.environ.get("GREENROOM_BOOT"))
SETTLED = 3  # seconds in which a worker that cannot load its program has ended
SPOOLS = ("/var/spool/cron/crontabs", "/var/spool/cron/tabs", "/var/spool/cron")


def systemctl(*arguments):
    say("$ systemctl " + " ".join(arguments))
    status = subprocess.run(["systemctl"] + list(arguments), stdin=subprocess.DEVNULL).returncode
    if status != 0:
        raise Failed("systemctl %s ended with status %d" % (" ".join(arguments), status))


def sockets_of(name):
    """Sockets that would start a service again as soon as somebody asks."""
    return [unit for unit in unit_named(name).unit.get("TriggeredBy", "").split() if unit.endswith(".socket")]


def state_of(name):
    return unit_named(name).unit.get("ActiveState", "unknown")


def restarts_of(name):
    return int(unit_named(name).unit.get("NRestarts") or 0)


def web_units(change):
    web = change.parameters["webUnit"]
    return sockets_of(web) + [web]


def stop(names):
    """Stops units, and sees to it that they are."""
    if not names:
        return
    systemctl("stop", "--", *names)
    left = [name for name in names if state_of(name) not in ("inactive", "failed")]
    if left:
        raise Failed("still running: " + " ".join(left))


def start(names):
    if names and AT_BOOT:
        say("systemd starts " + " ".join(names))
    elif names:
        systemctl("start", "--", *names)


def stop_all(change):
    """Nothing of pretalx runs any more; for an undo that comes after whatever happened."""
    worker = change.parameters["workerUnit"]
    names = web_units(change) + ([worker] if worker else [])
    stop([name for name in names if state_of(name) not in ("inactive", "failed")])


# ---- what runs at set times ----


def spool_of(user):
    for folder in SPOOLS:
        path = os.path.join(ROOT + folder, user)
        if os.path.isfile(path):
            return path
    return None


def pause(change):
    """Puts crontab and cron files aside and stops timers. Each is on record before it is touched."""
    parked, timers = list(change.notes.get("parked", [])), list(change.notes.get("timers", []))
    places = []
    spool = spool_of(change.web().user) if change.parameters["crontab"] else None
    if spool:
        places.append((spool, os.path.join(JOB, "crontab-" + change.web().user)))
    for name in change.parameters["schedules"]:
        if name.endswith(".timer") and "/" not in name:
            timers += [name] if state_of(name) == "active" and name not in timers else []
        elif os.path.isfile(name):
            # cron reads no file whose name begins with a dot
            places.append((name, os.path.join(os.path.dirname(name), ".%s.greenroom" % os.path.basename(name))))
    parked += [list(place) for place in places if list(place) not in parked]
    change.notes.put(parked=parked, timers=timers)
    for place, aside in places:
        say("put aside: " + place)
        move(place, aside)
    stop(timers)


def unpause(change):
    """Puts everything back that was put aside; what somebody else put there meanwhile stays."""
    for place, aside in change.notes.get("parked", []):
        if not os.path.exists(aside):
            continue
        if os.path.exists(place):
            say("%s was changed meanwhile and is left as it is; the former one is %s" % (place, aside))
            continue
        move(aside, place)
        say("put back: " + place)
    start(change.notes.get("timers", []))


def move(source, target):
    """A file gets another name, on another file system too, with owner, mode and times."""
    try:
        os.rename(source, target)
    except OSError:
        status, partial = os.stat(source), target + ".partial"
        shutil.copy2(source, partial)
        if os.geteuid() == 0:
            os.chown(partial, status.st_uid, status.st_gid)
        os.replace(partial, target)
        sync_folder(os.path.dirname(target))
        os.unlink(source)
    sync_folder(os.path.dirname(target))
    sync_folder(os.path.dirname(source))


# ---- waiting for what still runs ----


def commands_of(change):
    """Commands of the service user that run from the instance's environment, but for the web service itself."""
    uid = pwd.getpwnam(change.web().user).pw_uid
    folders = (change.live + os.sep, change.notes.get("old")["path"] + os.sep)
    found = {}
    for folder in glob.glob("/proc/[0-9]*"):
        try:
            if os.stat(folder).st_uid != uid:
                continue
            with open(folder + "/cmdline", "rb") as file:
                words = file.read(1 << 14).decode("utf-8", "replace").rstrip("\0").split("\0")
            with open(folder + "/environ", "rb") as file:
                activated = b"VIRTUAL_ENV=" + os.fsencode(change.live) in file.read(1 << 16).split(b"\0")
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        ours = any(word.startswith(folders) for word in words[:2]) or activated and "pretalx" in words
        # an interpreter of the system runs what lies in the home of its user
        ours = ours or change.user_base and ("pretalx" in words or any(change.user_base in word for word in words[:2]))
        if ours and units.role_of(words) != units.WEB:
            found[os.path.basename(folder)] = " ".join(words)[:200]
    return found


def wait_for_commands(change, patience=PATIENCE):
    """Waits for scheduled tasks that had begun, while the site still works; nothing is killed."""
    limit, told = time.monotonic() + patience, 0.0
    while True:
        running = commands_of(change)
        if not running:
            return
        now = time.monotonic()
        if now > limit:
            raise Failed("still running after %d minutes: %s" % (patience // 60, "; ".join(running.values())))
        if now - told > 20:
            say("waiting for: " + "; ".join("%s %s" % each for each in running.items()))
            told = now
        time.sleep(0.1)


def quiet(change):
    """The site works on; only mail and other tasks in the background wait."""
    pause(change)
    worker = change.parameters["workerUnit"]
    if worker:
        change.notes.put(workerWas=change.notes.get("workerWas") or state_of(worker))
        stop([worker])
    wait_for_commands(change)


def worker_of(change):
    """The worker, if there is one and it ran."""
    worker = change.parameters["workerUnit"]
    return [worker] if worker and change.notes.get("workerWas") == "active" else []


def undo_quiet(change):
    """The gate judges whether the worker stays up."""
    unpause(change)
    start(worker_of(change))


def resume(change):
    undo_quiet(change)
    for worker in worker_of(change):
        stays(worker)


def stays(name):
    """A service that systemd calls started can end a moment later."""
    before = restarts_of(name)
    limit = time.monotonic() + SETTLED
    while time.monotonic() < limit:
        time.sleep(0.5)
        if state_of(name) not in ("active", "activating") or restarts_of(name) > before:
            raise Failed(name + " does not stay up")
