"""What is asked of systemd: a transient unit for a runner, and reading unit files again."""
import os
import re
import shutil
import subprocess

OLDEST_SYSTEMD = 243  # knows OOMPolicy=; Type=exec and append: are older
DATABASES = ("postgresql.service", "mariadb.service")


def systemd_runs(root):
    """Whether units can be had. Not below a root of its own, where a practice server's stand-ins are."""
    if root or os.geteuid() != 0 or not os.path.isdir("/run/systemd/system") or not shutil.which("systemd-run"):
        return False
    said = subprocess.run(["systemctl", "--version"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE).stdout.decode()
    version = re.match(r"systemd (\d+)", said)
    return bool(version) and int(version.group(1)) >= OLDEST_SYSTEMD


def command_of(job, how, python):
    """What starts the runner of a job, as systemd reads it."""
    return " ".join(quoted(word) for word in (python, "-I", "-u", os.path.join(job.folder, "runner.py"), how, job.folder))


def quoted(word):
    """A word of a unit file."""
    return '"%s"' % word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")


def log_of(job):
    return "append:" + os.path.join(job.folder, "runner.log")


def run_in_unit(job, how, python, wait=True):
    """A transient unit: survives the session, takes all processes along when its runner is killed, and then undoes.

    Gives the complaint of systemd, nothing if there is none.
    """
    properties = [
        "Type=exec", "KillMode=mixed", "SendSIGHUP=no", "WorkingDirectory=/", "UMask=0077", "StandardInput=null",
        "StandardOutput=" + log_of(job), "StandardError=" + log_of(job), "TimeoutStopSec=infinity", "OOMPolicy=continue",
        "After=" + " ".join(DATABASES), "ExecStopPost=" + command_of(job, "after", python),
    ]
    command = ["systemd-run", "--quiet", "--collect", "--unit=" + job.unit(), "--setenv=LC_ALL=C.UTF-8"]
    command += [] if wait else ["--no-block"]
    for each in properties:
        command += ["-p", each]
    command += [python, "-I", "-u", os.path.join(job.folder, "runner.py"), how, job.folder]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return done.stderr.decode("utf-8", "replace").strip() if done.returncode else ""


def reload():
    """Lets systemd read its unit files again; whether it did."""
    return subprocess.run(
        ["systemctl", "daemon-reload"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL).returncode == 0
