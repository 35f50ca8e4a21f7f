"""Runs one script in a session of its own, its output going straight to a file."""
import contextlib
import json
import os
import select
import signal
import time

import files
import processes

TICK = 0.2
GRACE = 5.0  # seconds between asking to end and killing
RESET = ("SIGCHLD", "SIGHUP", "SIGINT", "SIGPIPE", "SIGTERM", "SIGXFSZ")


class Bell:
    """Wakes a wait as soon as a child ends; signals that ask to end are kept as a wish."""

    def __init__(self):
        self.listen, self.ring = os.pipe()
        os.set_blocking(self.listen, False)
        os.set_blocking(self.ring, False)
        self.asked_to_end = False
        signal.set_wakeup_fd(self.ring, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.signal(signal.SIGTERM, self.ask)
        for name in (signal.SIGHUP, signal.SIGINT):
            signal.signal(name, signal.SIG_IGN)

    def ask(self, number, frame):
        self.asked_to_end = True

    def wait(self):
        if select.select([self.listen], [], [], TICK)[0]:
            os.read(self.listen, 4096)


def command_of(path):
    """What the kernel would run for a script; done here so that a disk mounted without execution does not matter."""
    with open(path, "rb") as file:
        line = file.readline(4096)
    if not line.startswith(b"#!"):
        raise ValueError("no interpreter named in " + path)
    return [os.fsdecode(part) for part in line[2:].strip().split(None, 1)] + [path]


def become(command, environment, output, ready):
    """The child, from fork to the program. Goes on only once it is on record; never returns."""
    try:
        signal.set_wakeup_fd(-1)
        os.setsid()
        os.umask(0o022)
        os.chdir("/")
        null = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((null, 0), (output, 1), (output, 2)):
            os.dup2(source, target)
        for name in RESET:
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        if os.read(ready, 1):
            os.execvpe(command[0], command, environment)
    except Exception as error:  # whatever goes wrong is said where the step would have spoken
        os.write(2, ("%s: %s\n" % (command[0], error)).encode())
    finally:
        os._exit(127)


def start(command, environment, output, records):
    """Forks, puts the child on record and lets it go: no script ever runs unrecorded. A reader that died ends it."""
    ready, go = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(go)
        become(command, environment, output, ready)
    os.close(ready)
    try:
        entry = processes.record(pid)
        with open(records, "a") as file:
            file.write(json.dumps(entry) + "\n")
        os.write(go, b"g")
        return pid, entry
    except OSError:
        os.close(go)
        go = None
        os.waitpid(pid, 0)
        raise
    finally:
        if go is not None:
            os.close(go)


def recorded(path):
    """Every session on record; a torn line has never been let go."""
    found = []
    for line in (files.text_of(path) or "").splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


class Ending:
    """Ends the session of a script on request: everything in it is asked to end, and is killed a while later."""

    def __init__(self, entry):
        self.entry, self.since = entry, None

    def push(self):
        now = time.monotonic()
        if self.since is None:
            self.since = now
            self.signal(signal.SIGTERM)
        elif now - self.since > GRACE:
            self.signal(signal.SIGKILL)

    def signal(self, number):
        for pid in processes.living([self.entry]):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)


def carry_out(path, environment, output, records, bell, tick):
    """Exit status of a script, negative for a signal. It has ended when the last process of its session has.

    tick -- is called all the time; whether the script is to be ended
    """
    pid, entry = start(command_of(path), environment, output.descriptor, records)
    ending, ended = Ending(entry), False
    while not ended or processes.living([entry]):
        if not ended:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                continue
        bell.wait()
        if tick():
            ending.push()
    output.bound()
    return os.waitstatus_to_exitcode(status)
