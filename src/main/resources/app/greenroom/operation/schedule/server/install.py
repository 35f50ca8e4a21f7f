"""Sets and removes a schedule on this server, starts a run, and tells how it is. Says one line of JSON between two marks."""
import contextlib
import json
import os
import shutil
import time

import clock
import due
import record
import trigger

SIGN_OF_LIFE = 30


# ---- set ----


def choose(wish):
    """Writes everything, then what starts it. Asked for twice it is done once."""
    key = key_for(wish)
    check(wish["chosen"]["settings"])
    folder, sets = record.schedule_folder(key), record.snapshots_folder(key)
    for each in (record.HOME, os.path.dirname(folder), folder, os.path.dirname(sets), sets):
        os.makedirs(each, 0o700, exist_ok=True)
        os.chmod(each, 0o700)
    instance = wish["chosen"]["instance"]
    record.write(os.path.join(sets, "instance.json"), instance)
    former = record.read(os.path.join(folder, "settings.json"))
    since = former["since"] if former and former["settings"] == wish["chosen"]["settings"] else time.time()
    record.write(os.path.join(folder, "schedule.py"), wish["program"])
    record.write(os.path.join(folder, "settings.json"), dict(wish["chosen"], since=since))
    record.write_status(key, record.status(key))
    clock.start_by_the_clock(key, wish["chosen"]["settings"])
    return key


def key_for(wish):
    instance = wish["chosen"]["instance"]
    key = record.key_of(instance["dataDirectory"], instance["webUnit"])
    if key:
        return key
    key, number = instance["id"], 1
    while os.path.exists(record.snapshots_folder(key)):  # another instance that somebody's laptop called the same
        number += 1
        key = "%s-%d" % (instance["id"][:58], number)
    return key


def check(settings):
    try:
        zone = due.zone_of(settings["zone"])
    except (due.zoneinfo.ZoneInfoNotFoundError, ValueError) as error:
        raise clock.Refused("ZONE", str(error)) from error
    due.next_after(settings["times"], zone, time.time())


# ---- remove ----


def remove(wish):
    """Takes away everything of the schedule but the sets. A run that is at work is stopped, and says so in vain."""
    key = known(wish)
    clock.stop(key)
    stop_loose_run(key)
    shutil.rmtree(record.schedule_folder(key))
    for name in os.listdir(record.snapshots_folder(key)):
        if name.endswith(".partial") or name.startswith(".gone-"):
            shutil.rmtree(os.path.join(record.snapshots_folder(key), name))
    if not record.sets(key):
        shutil.rmtree(record.snapshots_folder(key))
    for folder in ("schedule", "snapshots"):
        with contextlib.suppress(OSError):  # others are there
            os.rmdir(os.path.join(record.HOME, folder))
    return key


def stop_loose_run(key):
    """Ends a run that no unit holds, and waits for its end."""
    running = record.status(key)["running"]
    limit = time.monotonic() + 60
    while running and record.lives(running) and time.monotonic() < limit:
        with contextlib.suppress(ProcessLookupError):
            os.kill(running["pid"], 15)
        time.sleep(0.2)


def known(wish):
    key = record.key_of(wish["dataDirectory"], wish["webUnit"])
    if not key or not os.path.exists(os.path.join(record.schedule_folder(key), "settings.json")):
        raise clock.Refused("NONE", "no schedule")
    return key


# ---- run ----


def start(wish):
    """Starts a run that outlives whoever asked for it; tells how many began before it."""
    key = known(wish)
    before = record.status(key)
    running = bool(before["running"]) and record.lives(before["running"])
    if not running and not clock.start_unit(key):
        apart(clock.command(key).split(" ") + ["run"])
    return {"runs": before["runs"] + (0 if running else 1)}


def apart(arguments):
    """In a session of its own, adopted by init."""
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        return
    try:
        os.setsid()
        if os.fork():
            os._exit(0)
        os.chdir("/")
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.closerange(3, 1024)
        os.execv(arguments[0], arguments)
    finally:
        os._exit(127)


def wait(wish):
    """How far a run is; waits for its end as long as the client wants to."""
    key, begun = known(wish), time.monotonic()
    while True:
        status = record.status(key)
        alive = bool(status["running"]) and record.lives(status["running"])
        if status["runs"] >= wish["runs"] and not alive:
            return {"ended": record.newest_run(status)}
        waited = time.monotonic() - begun
        if status["runs"] < wish["runs"] and waited > SIGN_OF_LIFE:
            raise clock.Refused("FAILED", "the run gave no sign of life within %d s" % SIGN_OF_LIFE)
        if waited >= wish["seconds"]:
            return {"ended": None}
        time.sleep(0.2)


def collected(wish):
    """Keeps in mind what a laptop has fetched, also of a schedule that was removed meanwhile."""
    key = record.key_of(wish["dataDirectory"], wish["webUnit"])
    if key:
        record.remember_collected(key, wish["sets"])
    return {}


def tell(key):
    return {"told": record.told(key, trigger.of)}


TASKS = {
    "set": lambda wish: tell(choose(wish)),
    "remove": lambda wish: tell(remove(wish)),
    "start": start,
    "wait": wait,
    "collected": collected,
    "told": lambda wish: tell(record.key_of(wish["dataDirectory"], wish["webUnit"])),
}


def main(wish, mark):
    if os.geteuid() != 0 and not record.ROOT:
        answer = {"refused": "NOT_ROOT", "detail": "only root can look after a schedule"}
    else:
        try:
            answer = TASKS[wish["task"]](wish)
        except clock.Refused as refused:
            answer = {"refused": refused.code, "detail": refused.detail}
        except OSError as error:
            answer = {"refused": "FAILED", "detail": str(error)}
    print("%s\n%s\n%s" % (mark, json.dumps(answer), mark))
