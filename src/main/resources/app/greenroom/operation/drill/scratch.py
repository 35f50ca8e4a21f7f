"""The scratch place of a drill, and the guardian that removes it whatever happens to the drill.

A drill makes three things: a folder below one for large temporary files, a database whose name begins with
greenroom_drill_, and processes that carry the drill's name in their environment. The guardian is a process of its own
that sleeps until the drill ends, in good order or by any signal, and then removes all three. What is left after a power
cut is found by its name and the lock that nobody holds any more, and is removed by the next drill.
"""
import contextlib
import fcntl
import json
import os
import re
import shutil
import signal
import socket
import stat
import time

import account
import wire

PREFIX = "greenroom-drill-"
NAME = re.compile(r"greenroom-drill-\d{14}-[a-z0-9]{8}")
MARK = "GREENROOM_DRILL"
LOCK = "lock"
ROOM = 512 << 20  # bytes that must stay free on every file system
PATIENCE = 30


def places(site):
    """Folders that may hold a scratch folder, the best first."""
    return [account.ROOT + "/var/tmp", site["home"]]


def free_at(path):
    space = os.statvfs(path)
    return space.f_bavail * space.f_frsize


def require_room(path, need, what):
    free = free_at(path)
    if free < need + ROOM:
        raise wire.Refused("SERVER_DISK_FULL", "%s needs %d bytes and %d to spare, there are %d in %s" % (
            what, need, ROOM, free, path))


def place_for(site, need):
    usable = [place for place in places(site) if os.path.isdir(place) and os.access(place, os.W_OK | os.X_OK)]
    for place in usable:
        if free_at(place) >= need + ROOM:
            return place
    if not usable:
        raise wire.Refused("DRILL_IMPOSSIBLE", "no folder to write to", "there is no folder for large temporary files")
    require_room(usable[0], need, "the trial restore")
    return usable[0]


class Scratch:
    """A folder that only the service user and root can enter. Its name is known before it is made."""

    def __init__(self, site, need):
        self.name = PREFIX + time.strftime("%Y%m%d%H%M%S-", time.gmtime()) + os.urandom(4).hex()
        self.path = os.path.join(place_for(site, need), self.name)
        self.database = self.name.replace("-", "_")
        who = account.switch(site["user"], site["group"])
        self.owner = (who["user"], who["group"]) if who else None

    def make(self):
        os.mkdir(self.path, 0o700)
        self.descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        self.lock = os.open(LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=self.descriptor)
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        self.give(self.descriptor)

    def give(self, descriptor):
        if self.owner:
            os.fchown(descriptor, *self.owner)

    def folder(self, names):
        """A descriptor of a folder below, made where it is missing; no link is followed on the way."""
        folder = os.dup(self.descriptor)
        for name in names:
            if name in ("", ".", "..") or "/" in name or "\0" in name:
                os.close(folder)
                raise wire.Refused("INTERNAL", "leads out of the scratch folder: %r" % names)
            with contextlib.suppress(FileExistsError):
                os.mkdir(name, 0o700, dir_fd=folder)
                deeper = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
                self.give(deeper)
                os.close(deeper)
            try:
                deeper = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            finally:
                os.close(folder)
            folder = deeper
        return folder

    def create(self, path):
        """A new file below, open for writing."""
        *names, name = path.split("/")
        folder = self.folder(names)
        try:
            if name in ("", ".", "..") or "\0" in name:
                raise wire.Refused("INTERNAL", "leads out of the scratch folder: %r" % path)
            descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=folder)
        finally:
            os.close(folder)
        self.give(descriptor)
        return os.fdopen(descriptor, "wb")

    def write(self, path, content):
        with self.create(path) as file:
            file.write(content)

    def at(self, *names):
        return os.path.join(self.path, *names)

    def mark(self):
        """The variable by which processes of this drill are known."""
        return {MARK: self.name}

    def comment(self):
        """What the database says about itself, so that nobody ever takes it for another."""
        return "Greenroom drill %s on %s, may be dropped" % (self.path, socket.gethostname())


class Guardian:
    """Removes what a drill made as soon as the drill ends, however that happens."""

    def __init__(self, scratch, drop):
        self.scratch, self.drop = scratch, drop
        watched, self.alive = os.pipe()
        self.heard, said = os.pipe()
        # nobody's child, so that it does not go with those who kill a program and its children
        between = os.fork()
        if between == 0:
            try:
                os.setsid()
                if os.fork() == 0:
                    self.keep_watch(watched, said)
            finally:
                os._exit(0)
        os.waitpid(between, 0)
        os.close(watched)
        os.close(said)

    def keep_watch(self, watched, said):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGPIPE):
            signal.signal(number, signal.SIG_IGN)
        os.close(self.alive)
        os.close(self.heard)
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2, wire.OUT.fileno()):
            os.dup2(null, descriptor)
        os.chdir("/")
        while os.read(watched, 1):
            pass
        os.write(said, json.dumps(self.remove()).encode("utf-8"))

    def remove(self):
        """What could not be removed, with the reason; nothing if all is gone."""
        left = []
        for what, action in (
                ("processes", lambda: end_processes(self.scratch.name)),
                ("database " + self.scratch.database, self.drop),
                ("folder " + self.scratch.path, lambda: remove_tree(self.scratch.path))):
            try:
                action()
            except Exception as error:  # whatever goes wrong with one must not keep the others
                left.append("%s: %s" % (what, str(error).strip()[:300]))
        return left

    def finish(self):
        """Lets it begin, waits, and gives what could not be removed."""
        os.close(self.alive)
        said = b""
        for piece in iter(lambda: os.read(self.heard, 1 << 16), b""):
            said += piece
        return json.loads(said) if said else ["the guardian of the drill ended without a word"]


def processes_of(name):
    """Numbers of the processes that carry the name of a drill."""
    wanted = b"%s=%s" % (MARK.encode(), name.encode())
    for entry in os.listdir("/proc"):
        if entry.isdigit() and int(entry) != os.getpid():
            with contextlib.suppress(OSError):
                with open("/proc/%s/environ" % entry, "rb") as file:
                    if wanted in file.read(1 << 20).split(b"\0"):
                        yield int(entry)


def end_processes(name):
    limit = time.monotonic() + PATIENCE
    while True:
        found = list(processes_of(name))
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if not found:
            return
        if time.monotonic() > limit:
            raise OSError("still running: %s" % found)
        time.sleep(0.02)


def remove_tree(path):
    """Removes a folder; somebody else may be doing so at the same time."""
    shutil.rmtree(path, ignore_errors=True)
    if os.path.lexists(path):
        shutil.rmtree(path)


def abandoned(path, users):
    """Whether a folder is the scratch place of a drill that nobody carries out any more."""
    try:
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        status = os.fstat(folder)
        if status.st_uid not in users or stat.S_IMODE(status.st_mode) != 0o700:
            return False
        try:
            lock = os.open(LOCK, os.O_RDWR | os.O_NOFOLLOW, dir_fd=folder)
        except FileNotFoundError:
            # made a moment ago, or cut in its very first moment
            return time.time() - status.st_mtime > 60
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(lock)
        return True
    except OSError:
        return False
    finally:
        os.close(folder)


def remove_leftovers(site):
    """Folders and processes of drills that were cut; gives the names of those removed."""
    who = account.switch(site["user"], site["group"])
    users = {os.geteuid()} | ({who["user"]} if who else set())
    removed = []
    for place in places(site):
        with contextlib.suppress(OSError):
            for name in sorted(os.listdir(place)):
                path = os.path.join(place, name)
                if NAME.fullmatch(name) and abandoned(path, users):
                    end_processes(name)
                    remove_tree(path)
                    removed.append(name)
    return removed


def require_no_job():
    """A job that changes the server has it for itself."""
    with contextlib.suppress(FileNotFoundError, PermissionError):
        lock = os.open(account.ROOT + "/var/lib/greenroom/lock", os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise wire.Refused("JOB_RUNNING", "the lock of jobs is held", "a job on this server") from None
        finally:
            os.close(lock)
