"""Ends a practice server with the program that started it, however that program ends.

Called as: keeper.py FOLDER PREFIX. It waits for the end of its standard input, which comes when the program closes it or
is gone. Then it ends every process of the practice server and removes its folder. At its start it does the same to
folders beside FOLDER that a killed keeper left behind: their lock is free. What it ends is provably of that server:
GREENROOM_ROOT in the environment of the process names the folder, or the program itself lies in it.
"""
import fcntl
import os
import shutil
import signal
import stat
import subprocess
import sys
import time

MARKER, LOCK = ".greenroom-practice", ".keeper-lock"
GENTLE, LONGEST = 1.5, 10.0


def lock(folder):
    """The lock of a folder, free only when its keeper is gone; none if it is held."""
    descriptor = os.open(os.path.join(folder, LOCK), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return descriptor
    except OSError:
        os.close(descriptor)
        return None


def is_ours(folder):
    try:
        facts = os.lstat(folder)
        marker = os.lstat(os.path.join(folder, MARKER))
    except OSError:
        return False
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == marker.st_uid == os.geteuid()


# ---- processes ----


def processes(folder):
    """Pids of the practice server in that folder, this one apart."""
    found = of_proc(folder) if os.path.isdir("/proc/self") else of_ps(folder)
    return [pid for pid in found if pid != os.getpid()]


def of_proc(folder):
    wanted = os.fsencode("GREENROOM_ROOT=" + folder)
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                if os.stat("/proc/" + name).st_uid != os.geteuid():
                    continue
                with open("/proc/%s/environ" % name, "rb") as file:
                    environment = file.read().split(b"\0")
                with open("/proc/%s/cmdline" % name, "rb") as file:
                    program = file.read().split(b"\0")[0]
            except OSError:  # gone meanwhile, or not ours to read
                continue
            if wanted in environment or program.startswith(os.fsencode(folder) + b"/"):
                yield int(name)


def of_ps(folder):
    """Where there is no /proc, ps shows the environment of a user's own processes behind their arguments."""
    listing = subprocess.run(["/bin/ps", "-axEwwo", "pid=,uid=,command="], stdout=subprocess.PIPE).stdout
    for line in listing.decode("utf-8", "replace").splitlines():
        pid, uid, command = (line.split(None, 2) + ["", "", ""])[:3]
        if uid == str(os.geteuid()):
            if command.startswith(folder + "/") or "GREENROOM_ROOT=" + folder in command.split(" "):
                yield int(pid)


def end_processes(folder):
    began = time.monotonic()
    told = set()
    while time.monotonic() - began < LONGEST:
        found = processes(folder)
        if not found:
            return
        late = time.monotonic() - began > GENTLE
        for pid in found:
            if late or pid not in told:
                told.add(pid)
                send(pid, signal.SIGKILL if late else signal.SIGTERM)
        time.sleep(0.02)


def send(pid, number):
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return


# ---- folders ----


def remove(folder):
    """Ends what runs there, then removes the folder; the marker goes last, so that a cut leaves something to clean."""
    end_processes(folder)
    for _ in range(5):
        for name in os.listdir(folder):
            if name not in (MARKER, LOCK):
                path = os.path.join(folder, name)
                if os.path.isdir(path) and not os.path.islink(path):
                    shutil.rmtree(path, onerror=open_and_retry)
                else:
                    os.unlink(path)
        if len(os.listdir(folder)) <= 2:
            break
    for name in (MARKER, LOCK):
        os.unlink(os.path.join(folder, name))
    os.rmdir(folder)


def open_and_retry(function, path, raised):
    """A folder without write permission keeps its entries: it is ours, so it is opened."""
    for place in (os.path.dirname(path), path):
        if os.path.isdir(place) and not os.path.islink(place):
            os.chmod(place, 0o700)
    try:
        function(path)
    except OSError:
        shutil.rmtree(path, ignore_errors=True)


def sweep(folder, prefix):
    """Removes what killed keepers left beside a folder."""
    parent = os.path.dirname(folder)
    for name in os.listdir(parent):
        other = os.path.join(parent, name)
        if name.startswith(prefix) and other != folder and is_ours(other):
            held = lock(other)
            if held is not None:
                remove(other)
                os.close(held)


def main():
    folder, prefix = sys.argv[1:3]
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)  # asked to end together with the program: first the work
    os.setsid()
    os.environ.pop("GREENROOM_ROOT", None)
    if lock(folder) is None:
        sys.exit("the folder has a keeper")
    with open(os.path.join(folder, MARKER), "w", encoding="ascii") as file:
        file.write("A practice server of Greenroom. Removed when the program ends, or at its next start.\n")
    sweep(folder, prefix)
    print("ready", flush=True)
    while os.read(0, 4096):
        continue
    remove(folder)


if __name__ == "__main__":
    main()
