"""Services that run pretalx, found by what they start, whatever their names."""
import contextlib
import glob
import os
import pwd
import re
import shlex
import time

from programs import output_of

WEB, WORKER = "web", "worker"
CELERY_COMMANDS = {"beat", "inspect", "control", "flower", "events", "purge", "status"}
ENOUGH_LIKENESS = 6
PROPERTIES = (
    "Id,ActiveState,SubState,UnitFileState,NRestarts,ActiveEnterTimestampMonotonic,MainPID,User,Group,"
    "WorkingDirectory,Environment,EnvironmentFiles,ExecStart,TriggeredBy"
)

# seconds; without the units a site is taken for another layout, and a snapshot cannot set up an empty server
PATIENCE = 20


def service_units():
    """Every service that systemd knows, with the properties that tell what it runs."""
    names = set()
    for listing in ("list-unit-files", "list-units"):
        text = output_of(["systemctl", listing, "--type=service", "--all", "--no-legend", "--no-pager", "--plain"], PATIENCE)
        names.update(line.split()[0] for line in text.splitlines() if line.strip())
    names = sorted(name for name in names if name.endswith(".service") and not name.endswith("@.service"))
    if not names:
        return []
    return blocks(output_of(["systemctl", "show", "--no-pager", "--property=" + PROPERTIES, "--"] + names, PATIENCE))


def blocks(text):
    """The answer of systemctl show: one block of NAME=VALUE for each unit."""
    units, unit = [], {}
    for line in text.splitlines() + [""]:
        name, equals, value = line.partition("=")
        if equals:
            unit[name] = unit[name] + "\n" + value if name in unit else value
        elif unit:
            units.append(unit)
            unit = {}
    return units


def loose_processes():
    """What runs pretalx without systemd, in the shape of units: only the eldest process of each."""
    found = {}
    for folder in glob.glob("/proc/[0-9]*"):
        with contextlib.suppress(OSError, ValueError, KeyError):
            with open(folder + "/cmdline", "rb") as file:
                command = file.read(1 << 14).decode("utf-8", "replace").rstrip("\0").split("\0")
            if not role_of(command) or os.readlink(folder + "/ns/mnt") != os.readlink("/proc/self/ns/mnt"):
                continue
            with open(folder + "/stat", encoding="utf-8", errors="replace") as file:
                parent = file.read().rpartition(")")[2].split()[1]
            with open(folder + "/environ", "rb") as file:
                environment = file.read(1 << 16).decode("utf-8", "replace").rstrip("\0").split("\0")
            found[os.path.basename(folder)] = parent, {
                "Id": "", "MainPID": os.path.basename(folder), "User": pwd.getpwuid(os.stat(folder).st_uid).pw_name,
                "WorkingDirectory": os.readlink(folder + "/cwd"), "ExecStart": shlex.join(command),
                "Environment": shlex.join(pair for pair in environment if pair.startswith(("PRETALX_", "HOME=", "PATH="))),
            }
    return [unit for parent, unit in found.values() if parent not in found]


def command_of(unit):
    """Program and arguments of a service, as systemd runs them."""
    match = re.search(r"argv\[\]=(.*?) ; ignore_errors=", unit.get("ExecStart", ""), re.DOTALL)
    return words_of(match.group(1) if match else unit.get("ExecStart", ""))


def words_of(text):
    try:
        return shlex.split(text)
    except ValueError:  # quotes that do not match
        return text.split()


def role_of(command):
    line = " ".join(command)
    if "pretalx.wsgi" in line:
        return WEB
    if "celery" in line and "pretalx" in line and not CELERY_COMMANDS.intersection(line.split()):
        return WORKER
    return ""


def stem(name):
    """What the names of an instance's units have in common."""
    plain = re.sub(r"\.service$", "", name)
    return re.sub(r"[-_.](web|worker|gunicorn|celery|wsgi|app)(?=@|$)", "", plain) or plain


def environment_of(unit):
    """The environment of a service: its files first, then what the unit itself sets."""
    environment = {}
    for path in re.findall(r"^(.*) \(ignore_errors=(?:yes|no)\)$", unit.get("EnvironmentFiles", ""), re.MULTILINE):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            with open(path, encoding="utf-8") as file:
                lines = [line.strip() for line in file.read(1 << 16).splitlines()]
            for line in lines:
                if "=" in line and line[0] not in "#;":
                    environment.update(assignments(line))
    environment.update(assignments(unit.get("Environment", "")))
    return environment


def assignments(text):
    return dict(word.split("=", 1) for word in words_of(text) if "=" in word)


class Service:
    """A unit that runs a part of pretalx."""

    def __init__(self, unit):
        self.unit = unit
        self.name = unit["Id"]
        self.command = command_of(unit)
        self.role = role_of(self.command)
        self.environment = environment_of(unit)
        self.user = unit.get("User") or "root"
        self.python = python_of(self.command, unit)
        self.directory = unit.get("WorkingDirectory", "").lstrip("!-") or "/"

    def state(self):
        entered = self.unit.get("ActiveEnterTimestampMonotonic", "")
        active = self.unit.get("ActiveState", "unknown")
        since = None
        if active == "active" and entered.isdigit() and int(entered):
            since = max(0, int(time.monotonic() - int(entered) / 1e6))
        return {
            "unit": self.name,
            "role": self.role.upper(),
            "active": active,
            "sub": self.unit.get("SubState", ""),
            "enabled": self.unit.get("UnitFileState", "").startswith(("enabled", "static", "generated", "linked")),
            "restarts": int(self.unit.get("NRestarts") or 0),
            "since": since,
        }

    def stopped(self):
        return self.unit.get("ActiveState") in ("inactive", "failed")

    def setting(self, name):
        return self.environment.get(name, "")

    def likeness(self, other):
        """How much speaks for two services belonging to one instance."""
        points = 4 * (stem(self.name) == stem(other.name))
        points += 4 * (self.setting("PRETALX_CONFIG_FILE") == other.setting("PRETALX_CONFIG_FILE"))
        return points + 2 * (self.python == other.python) + (self.directory == other.directory)


def python_of(command, unit):
    """The interpreter that runs a command, under the name that the unit uses; empty if it cannot be told."""
    for program in command:
        if not program.startswith("/"):
            continue
        if re.fullmatch(r"python3?(\.\d+)?", os.path.basename(program)):
            return program
        if os.path.basename(program) in ("gunicorn", "celery", "pretalx"):
            return beside(program) or shebang(program)
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/%d/cmdline" % int(unit.get("MainPID") or 0), "rb") as file:
            program = file.read(1 << 12).split(b"\0")[0].decode("utf-8", "replace")
        if os.path.basename(program).startswith("python"):
            return program
    return ""


def beside(program):
    """The interpreter of the virtual environment that a script lies in."""
    folder = os.path.dirname(program)
    if os.path.exists(os.path.join(folder, "..", "pyvenv.cfg")):
        for name in ("python", "python3"):
            if os.path.exists(os.path.join(folder, name)):
                return os.path.join(folder, name)
    return ""


def shebang(program):
    with contextlib.suppress(OSError):
        with open(program, "rb") as file:
            words = file.readline(300).decode("utf-8", "replace")[2:].split()
        if words and "python" in words[-1]:
            return words[0] if words[0].startswith("/") and "python" in words[0] else words[-1]
    return ""


def pairs(services):
    """Web services, each with the worker that belongs to it, then workers left over; the best matches go first."""
    webs = [service for service in services if service.role == WEB]
    workers = [service for service in services if service.role == WORKER]
    matches = [(web.likeness(worker), web, worker) for web in webs for worker in workers if web.user == worker.user]
    owned = {}
    for points, web, worker in sorted(matches, key=lambda match: -match[0]):
        if points >= ENOUGH_LIKENESS and web not in owned and worker not in owned.values():
            owned[web] = worker
    for web in webs:
        yield web, owned.get(web)
    for worker in workers:
        if worker not in owned.values():
            yield None, worker
