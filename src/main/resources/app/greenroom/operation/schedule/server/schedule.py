"""Greenroom's schedule for one pretalx on this server: takes sets into /var/lib/greenroom/snapshots.

  schedule.py run    takes one now
  schedule.py due    takes one if one is due that was not begun yet; for cron, which knows neither zones nor catching up

Set, shown and removed by Greenroom on somebody's computer: greenroom schedule NAME show. Nothing else calls it.
"""
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time

import due
import notify
import prune
import record
import room
import take


GRACE = 2 * 3600  # how long after its time a run may begin and is not late


def stopped(number, frame):
    raise room.Skipped("STOPPED", "signal %d" % number)


def hold_lock(key):
    """The descriptor that keeps every other run away, or none; the kernel frees a dead one's."""
    descriptor = os.open(os.path.join(record.schedule_folder(key), "lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def be_nice():
    """For cron; systemd does it by the unit."""
    os.nice(15)
    tool = shutil.which("ionice")
    if tool:
        subprocess.run([tool, "-c", "3", "-p", str(os.getpid())], stderr=subprocess.DEVNULL, check=False)


def is_due(chosen, known, now):
    last = record.newest_run(known)
    begun = max([chosen["since"]] + ([last["started"]] if last else []))
    times, zone = chosen["settings"]["times"], due.zone_of(chosen["settings"]["zone"])
    return due.last_before(times, zone, now) > begun


def late_by(chosen, known, now):
    """Seconds since the oldest due moment that no run followed in time; 0 if there is none."""
    last = record.newest_run(known)
    begun = max([chosen["since"]] + ([last["started"]] if last else []))
    missed = due.next_after(chosen["settings"]["times"], due.zone_of(chosen["settings"]["zone"]), begun)
    return int(now - missed) if now - missed > GRACE else 0


def run(key, children):
    chosen, now = record.read(os.path.join(record.schedule_folder(key), "settings.json")), time.time()
    known = record.status(key)
    late = late_by(chosen, known, now)
    if known["running"]:  # the lock is ours, so that one is over
        known["last"] = record.newest_run(known)
    known.update(runs=known["runs"] + 1, running=dict(record.myself(), started=now))
    record.write_status(key, known)
    ended = take.outcome(key, chosen, children, now)
    ended.update(finished=time.time(), late=late)
    known["last"] = ended
    known["running"]["ended"] = True  # what is left to do can be cut without spoiling it
    if ended["result"] == "OK":
        known["lastGood"] = now
    record.write_status(key, known)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if ended["result"] == "OK":
        prune.after(key, chosen["settings"]["keep"], now)
    tell(chosen, known, children)
    known["running"] = None
    record.write_status(key, known)
    return ended


def tell(chosen, known, children):
    """Mail and ping; that one of them cannot be sent is written down and changes nothing else."""
    ended, wishes, now = known["last"], chosen["settings"], time.time()
    if wishes["mail"] and notify.mail_due(ended, known, now):
        good = time.strftime("%Y-%m-%d %H:%M", time.gmtime(known["lastGood"])) if known["lastGood"] else ""
        subject, body = notify.words(ended, chosen["instance"], good)
        ended["mailTrouble"] = notify.mail(chosen["site"], children["mail"], wishes["mail"], subject, body)
        if not ended["mailTrouble"]:
            known["mailed"] = None if not notify.trouble(ended) else now
    if wishes["ping"] and ended["result"] == "OK":
        ended["pingTrouble"] = notify.ping(wishes["ping"])


def main(how, key, children):
    os.umask(0o077)
    lock = hold_lock(key)
    if lock is None:
        return 0
    signal.signal(signal.SIGTERM, stopped)
    if how == "due":
        be_nice()
        chosen = record.read(os.path.join(record.schedule_folder(key), "settings.json"))
        if not is_due(chosen, record.status(key), time.time()):
            return 0
    ended = run(key, children)
    sys.stderr.write("%s %s %s\n" % (ended["result"], ended["set"] or ended["reason"], ended["detail"]))
    return 1 if ended["result"] == "FAILED" else 0
