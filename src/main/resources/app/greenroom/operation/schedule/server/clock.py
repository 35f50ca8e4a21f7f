"""What starts the runs of a schedule on this server: a timer of systemd, or a line for cron where no timer can be set."""
import contextlib
import os
import subprocess
import sys

import record
import trigger

UNITS = record.ROOT + "/etc/systemd/system"
SERVICE = """[Unit]
Description=Greenroom's scheduled backup of pretalx ({key})
After=network.target postgresql.service mariadb.service redis-server.service

[Service]
Type=oneshot
ExecStart={command} run
WorkingDirectory=/
UMask=0077
Nice=15
IOSchedulingClass=idle
KillMode=mixed
TimeoutStopSec=60
"""
TIMER = """[Unit]
Description=When Greenroom's scheduled backup of pretalx is taken ({key})

[Timer]
{times}Persistent=true
RandomizedDelaySec=60
AccuracySec=30s

[Install]
WantedBy=timers.target
"""
CRON = """# Greenroom's scheduled backup of pretalx ({key}): looks every ten minutes whether it is due; the program has a lock
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
*/10 * * * * root {command} due >/dev/null 2>&1
"""


class Refused(Exception):
    def __init__(self, code, detail):
        super().__init__(detail)
        self.code, self.detail = code, detail


def command(key):
    program = os.path.join(record.schedule_folder(key), "schedule.py")
    return "%s -I -u %s" % (python(), program)


def python():
    """A name of the interpreter that outlives updates of the system."""
    usual = "/usr/bin/python3"
    return usual if os.path.exists(usual) and not record.ROOT else sys.executable


def run(*arguments):
    done = subprocess.run(
        arguments, stdin=subprocess.DEVNULL, capture_output=True, timeout=90, check=False, env=dict(os.environ, LC_ALL="C"))
    if done.returncode:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise Refused("FAILED", "%s: %s" % (" ".join(arguments[:3]), said[-500:]))
    return done.stdout.decode("utf-8", "replace")


def systemd():
    return not record.ROOT and os.path.isdir("/run/systemd/system")


def start_by_the_clock(key, settings):
    if record.ROOT:
        return  # a practice server keeps no time
    if not systemd() or not start_by_timer(key, settings):
        start_by_cron(key)


def start_by_timer(key, settings):
    """Sets the timer; gives whether this server lets one be set: units can be read-only, or not for the likes of us."""
    times = "".join("OnCalendar=*-*-* %s:00 %s\n" % (each, settings["zone"]) for each in settings["times"])
    try:
        record.write(unit_file(key, ".service"), SERVICE.format(key=key, command=command(key)), 0o644)
        record.write(unit_file(key, ".timer"), TIMER.format(key=key, times=times), 0o644)
        run("systemctl", "daemon-reload")
        run("systemctl", "enable", "--quiet", record.unit(key) + ".timer")
        run("systemctl", "restart", record.unit(key) + ".timer")
    except (Refused, OSError):
        if not cron_can():
            raise
        take_units_away(key)
        return False
    if os.path.lexists(record.cron_file(key)):  # from a time when there was no timer
        os.unlink(record.cron_file(key))
    return True


def cron_can():
    return os.path.isdir(os.path.dirname(record.cron_file(""))) and trigger.cron_runs()


def start_by_cron(key):
    if not cron_can():
        raise Refused("NO_CLOCK", "neither a timer of systemd nor a running cron with /etc/cron.d is there")
    record.write(record.cron_file(key), CRON.format(key=key, command=command(key)), 0o644)


def take_units_away(key):
    """As far as they are there and can be taken away."""
    for end in (".timer", ".service"):
        with contextlib.suppress(Refused, OSError):
            run("systemctl", "disable", "--quiet", "--now", record.unit(key) + end)
        with contextlib.suppress(OSError):
            os.unlink(unit_file(key, end))
    with contextlib.suppress(Refused):
        run("systemctl", "daemon-reload")


def unit_file(key, end):
    return os.path.join(UNITS, record.unit(key) + end)


def stop(key):
    """Takes away what starts the runs, and ends a run of the unit. It may be gone by hand already."""
    if systemd():
        for words in (["disable", "--quiet", "--now", record.unit(key) + ".timer"], ["stop", record.unit(key) + ".service"]):
            with contextlib.suppress(Refused):
                run("systemctl", *words)
    for path in (record.cron_file(key), unit_file(key, ".timer"), unit_file(key, ".service"),
                 "/var/lib/systemd/timers/stamp-%s.timer" % record.unit(key)):
        if os.path.lexists(path):  # asked first: where nothing may be written, also what is not there cannot be removed
            os.unlink(path)
    if systemd():
        run("systemctl", "daemon-reload")
        with contextlib.suppress(Refused):
            run("systemctl", "reset-failed", record.unit(key) + ".service")


def start_unit(key):
    """Starts a run by its unit; gives whether there is one."""
    if not systemd() or not os.path.exists(unit_file(key, ".service")):
        return False
    run("systemctl", "start", "--no-block", record.unit(key) + ".service")
    return True
