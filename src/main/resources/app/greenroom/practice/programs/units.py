"""Units of the practice server: their files, and what is known of the services that they started."""
import json
import os
import re
import shlex
import time

ROOT = os.environ["GREENROOM_ROOT"]
FOLDERS = [ROOT + folder for folder in ("/etc/systemd/system", "/run/systemd/system", "/run/systemd/transient")]
WANTS = ROOT + "/etc/systemd/system/multi-user.target.wants"
STATES = ROOT + "/run/systemd/units"
JOURNAL = ROOT + "/var/log/journal"
MANY = {"ExecStartPre", "ExecStart", "ExecStartPost", "ExecStop", "ExecStopPost", "Environment", "EnvironmentFile"}
TYPES = (".service", ".timer", ".socket", ".target", ".path", ".mount")


def full(name):
    return name if name.endswith(TYPES) else name + ".service"


def path_of(name):
    for folder in FOLDERS:
        path = os.path.join(folder, name)
        if os.path.exists(path) and os.path.getsize(path):
            return path
    return ""


def names():
    found = set()
    for folder in FOLDERS:
        if os.path.isdir(folder):
            found.update(each for each in os.listdir(folder) if each.endswith(TYPES))
    return sorted(found)


def files_of(name):
    """The file of a unit and its drop-ins, as systemd reads them."""
    path = path_of(name)
    found = [path] if path else []
    for folder in FOLDERS:
        below = os.path.join(folder, name + ".d")
        if path and os.path.isdir(below):
            found += [os.path.join(below, each) for each in sorted(os.listdir(below)) if each.endswith(".conf")]
    return found


class Unit:
    """One unit as its files describe it."""

    def __init__(self, name):
        self.name = full(name)
        self.files = files_of(self.name)
        self.found = bool(self.files)
        self.settings = {}
        for path in self.files:
            with open(path, encoding="utf-8") as file:
                self.read(file.read().replace("\\\n", " "))

    def read(self, text):
        for line in text.splitlines():
            key, equals, value = line.strip().partition("=")
            if not equals or key.startswith(("#", ";", "[")):
                continue
            if key in MANY:
                values = self.settings.setdefault(key, [])
                values.append(value) if value else values.clear()
            else:
                self.settings[key] = value

    def one(self, key, default=""):
        return self.settings.get(key, default)

    def all(self, key):
        return self.settings.get(key, [])

    def environment(self):
        found = {}
        for path in self.all("EnvironmentFile"):
            try:
                with open(path.lstrip("-"), encoding="utf-8") as file:
                    lines = [line.strip() for line in file if "=" in line and line.strip()[0] not in "#;"]
            except OSError:
                if not path.startswith("-"):
                    raise
                continue
            for line in lines:
                found.update(each.split("=", 1) for each in shlex.split(line) if "=" in each)
        for line in self.all("Environment"):
            found.update(each.split("=", 1) for each in shlex.split(line) if "=" in each)
        return found

    def command(self, line):
        """Program and arguments of an Exec line, and whether its failure does not matter."""
        prefix = re.match(r"[-+!:@]*", line).group()
        return shlex.split(line[len(prefix):].replace("%n", self.name)), "-" in prefix

    def enabled(self):
        if os.path.lexists(os.path.join(WANTS, self.name)):
            return "enabled"
        if self.found and self.files[0].startswith(ROOT + "/run/systemd/transient"):
            return "transient"
        with_install = any("[Install]" in open(path, encoding="utf-8").read() for path in self.files)
        return "disabled" if with_install else "static"


# ---- what runs ----


def state_path(name):
    return os.path.join(STATES, name + ".json")


def state_of(name):
    """What the supervisor of a unit last wrote; a supervisor that is gone took its service along."""
    try:
        with open(state_path(name), encoding="utf-8") as file:
            state = json.load(file)
    except (OSError, ValueError):
        return {"active": "inactive", "sub": "dead", "pid": 0, "supervisor": 0, "restarts": 0, "entered": 0, "result": "success"}
    if state["supervisor"] and not same(state["supervisor"], state["started"]):
        state.update(active="failed", sub="failed", pid=0, supervisor=0, result="signal")
    return state


def write_state(name, state):
    os.makedirs(STATES, exist_ok=True)
    path = state_path(name)
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(state, file)
    os.replace(path + ".new", path)


def start_of(pid):
    """When a process started, in the kernel's terms; empty if it is gone or only waits to be noticed."""
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        return "" if fields[0] in (b"Z", b"X") else fields[19].decode()
    except (OSError, IndexError):
        if os.path.isdir("/proc/self"):
            return ""
    try:
        os.kill(pid, 0)
        return "there"
    except OSError:
        return ""


def same(pid, start):
    return bool(start) and start_of(pid) == start


def now():
    return int(time.monotonic() * 1e6)
