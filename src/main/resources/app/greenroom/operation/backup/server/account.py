"""Running programs as the service user, in the surroundings in which pretalx itself runs."""
import grp
import json
import os
import pwd
import subprocess
import threading

import wire

ROOT = os.environ.get("GREENROOM_ROOT", "")  # prefix of the practice server's folder; empty on a real server
MOST_SAID = 1 << 14


def switch(user, group):
    """What makes a child run as the service user; nothing if this process does already."""
    me = os.geteuid()
    try:
        account = pwd.getpwnam(user)
    except KeyError:
        if ROOT:  # on the practice server everything runs as one user
            return {}
        raise wire.Refused("NO_ELEVATION", "there is no user %s" % user) from None
    if me == account.pw_uid or ROOT:
        return {}
    if me != 0:
        raise wire.Refused("NO_ELEVATION", "only root or the user %s can read the database" % user)
    try:
        gid = grp.getgrnam(group).gr_gid if group else account.pw_gid
    except KeyError:
        gid = account.pw_gid
    return {"user": account.pw_uid, "group": gid, "extra_groups": os.getgrouplist(user, gid)}


def surroundings(site, more):
    """Environment and folder of the service user's programs; messages are never translated."""
    environment = {name: value for name, value in os.environ.items() if name.startswith("GREENROOM_")}
    environment["PATH"] = os.environ.get("PATH", os.defpath)
    environment.update(site["environment"])
    environment.update({
        "HOME": site["home"],
        "USER": site["user"],
        "LOGNAME": site["user"],
        "LC_ALL": "C.UTF-8",
        "PRETALX_NO_INITIAL_LOG": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    })
    environment.update(more)
    folder = site["directory"]
    return {"env": environment, "cwd": folder if os.path.isdir(folder) and os.access(folder, os.X_OK) else "/"}


def start(site, arguments, more=None, identity=None):
    """Starts a program as the service user. It stays in this process' group, so that ending that ends it too."""
    pipe = subprocess.PIPE
    who = switch(site["user"], site["group"]) if identity is None else identity
    return subprocess.Popen(
        arguments, stdin=pipe, stdout=pipe, stderr=pipe, **surroundings(site, more or {}), **who)


class Complaint:
    """The last of what a program says on standard error, read as it comes."""

    def __init__(self, stream):
        self.said = b""
        self.thread = threading.Thread(target=self.listen, args=[stream], daemon=True)
        self.thread.start()

    def listen(self, stream):
        for line in iter(lambda: stream.readline(MOST_SAID), b""):
            self.said = (self.said + line)[-MOST_SAID:]

    def text(self):
        self.thread.join(2)
        return self.said.decode("utf-8", "replace").strip()


def ask(site, arguments, given=b"", limit=60):
    """Exit status, output and complaint of a program of the service user."""
    process = start(site, arguments)
    try:
        output, complaint = process.communicate(given, limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return -1, b"", "took longer than %d s" % limit
    return process.returncode, output, complaint.decode("utf-8", "replace").strip()


def database_settings(site, program):
    """Address of the database as pretalx itself reads it, its password too. It never leaves this server."""
    mark = os.urandom(12).hex()
    status, output, complaint = ask(site, [site["python"], "-", mark], program.encode("utf-8"))
    for line in output.decode("utf-8", "replace").splitlines():
        if line.startswith(mark + " "):
            return json.loads(line[len(mark) + 1:])
    last = complaint.splitlines()[-1:] or [""]
    raise wire.Refused("COMMAND_FAILED", "pretalx' settings cannot be read: " + last[0], "settings", str(status))
