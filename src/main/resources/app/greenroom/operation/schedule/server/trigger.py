"""What starts the runs of a schedule: looking at it changes nothing."""
import os
import subprocess

import record

DAEMONS = ("cron", "crond", "fcron")


def of(key):
    """SYSTEMD, CRON or NONE."""
    if os.path.exists(record.cron_file(key)):
        return "CRON" if cron_runs() else "NONE"
    return "SYSTEMD" if timer_waits(key) else "NONE"


def cron_runs():
    """Whether somebody reads /etc/cron.d; packages put files there also where nobody does."""
    for pid in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if pid.isdigit():
            try:
                with open("/proc/%s/comm" % pid, encoding="utf-8", errors="replace") as file:
                    if file.read().strip() in DAEMONS:
                        return True
            except OSError:
                continue  # it has ended
    return False


def timer_waits(key):
    if record.ROOT or not os.path.isdir("/run/systemd/system"):
        return False
    timer = record.unit(key) + ".timer"
    done = subprocess.run(
        ["systemctl", "is-active", "--quiet", timer], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, timeout=10, check=False)
    return done.returncode == 0
