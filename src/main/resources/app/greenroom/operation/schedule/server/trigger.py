"""What starts the runs of a schedule: looking at it changes nothing."""
import os
import subprocess

import record


def of(key):
    """SYSTEMD, CRON or NONE."""
    if os.path.exists(record.cron_file(key)):
        return "CRON"
    return "SYSTEMD" if timer_waits(key) else "NONE"


def timer_waits(key):
    if record.ROOT or not os.path.isdir("/run/systemd/system"):
        return False
    timer = record.unit(key) + ".timer"
    done = subprocess.run(
        ["systemctl", "is-active", "--quiet", timer], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, timeout=10, check=False)
    return done.returncode == 0
