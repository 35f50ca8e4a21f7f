"""One pretalx: what runs it, what it says about itself, what it answers, what lies around it."""
import contextlib
import glob
import grp
import http.client
import json
import os
import pwd
import signal
import threading
import time

import address
import folders
import index
import record
import trigger
from programs import (
    MOST_OUTPUT, NOT_ASKED, OPTIONS, ROOT, Unknown, background, complaint_of, end, fact, give, not_asked, output_of, reason,
    settle, settled_complaint, start,
)
from units import command_of, role_of, stem

INSIDE = (
    "settings", "runtime", "installed", "packages", "redis", "database", "counts", "migrations", "unwritable", "owners",
    "duplicates", "ahead", "strayTables", "deleted", "deployment",
)
BRIEF = ("settings", "runtime", "installed", "database")
# facts of the package index: what they are called in its answer, and here
INDEX = {"releases": "available", "plugins": "pluginReleases", "page": "packagePage"}


def identity_of(user, group):
    """As whom a service user's programs can run from here."""
    me = os.geteuid()
    try:
        account = pwd.getpwnam(user)
    except KeyError:  # on the practice server everything runs as one user
        return {"possible": bool(ROOT), "switch": False, "home": "", "group": group or user}
    gid, name = account.pw_gid, group
    with contextlib.suppress(KeyError):
        gid = grp.getgrnam(group).gr_gid if group else gid
        name = grp.getgrgid(gid).gr_name
    return {
        "possible": me in (0, account.pw_uid) or bool(ROOT),
        "switch": me == 0 and account.pw_uid != 0,
        "uid": account.pw_uid,
        "gid": gid,
        "groups": os.getgrouplist(user, gid),
        "home": account.pw_dir,
        "group": name,
    }


class Instance:
    """One pretalx: a web service, a worker, or both."""

    def __init__(self, web, worker, units, inside):
        self.web, self.worker, self.units, self.inside = web, worker, units, inside
        self.main = web or worker
        self.identity = identity_of(self.main.user, self.main.unit.get("Group", ""))
        self.python = self.main.python
        self.home = self.main.setting("HOME") or self.identity["home"] or self.main.directory
        self.directory = self.home if self.main.directory == "~" else self.main.directory
        self.venv = self.folder_of_venv()
        self.parts = {}
        self.settings_known, self.packages_known = threading.Event(), threading.Event()

    def folder_of_venv(self):
        folder = os.path.dirname(os.path.dirname(self.python))
        return folder if self.python and os.path.exists(os.path.join(folder, "pyvenv.cfg")) else ""

    def report(self):
        """Everything about this instance; the slow parts run at once."""
        bind = address.bind_of(self.web) if self.web else ""
        tasks = {
            "inside": background(fact, self.look_inside),
            "cron": background(fact, self.cron_lines),
            "schedule": background(fact, self.schedule),
        }
        questions = {"index": self.look_up, "healthcheck": self.healthcheck, "running": running, "disks": self.disks}
        for name, question in questions.items():
            arguments = [bind] if name in ("healthcheck", "running") else []
            tasks[name] = background(fact, not_asked if OPTIONS["brief"] else question, *arguments)
        done = {name: settle(task) for name, task in tasks.items()}
        inside, cron, asked = done.pop("inside"), done.pop("cron"), done.pop("index")
        trouble = inside.get("value") or inside.get("unknown") or "pretalx said nothing about it"
        answer = {name: self.parts.get(name, {"unknown": trouble}) for name in INSIDE}
        if OPTIONS["brief"]:
            answer.update({name: NOT_ASKED for name in INSIDE if name not in BRIEF})
        answer.update(done)
        for name in ("releases", "plugins", "page"):
            answer[INDEX[name]] = fact(index.known, asked["value"], name) if "value" in asked else asked
        answer["installation"] = self.installation(bind, cron.get("value", []))
        answer["services"] = {"value": [each.state() for each in (self.web, self.worker) if each and each.name]}
        return answer

    def schedule(self):
        """What the schedule of Greenroom on this server tells about this instance."""
        self.settings_known.wait(OPTIONS["insideLimit"])
        data = self.parts.get("settings", {}).get("value", {}).get("dataDirectory", "")
        return record.told(record.key_of(data, self.web.name if self.web else ""), trigger.of)

    def installation(self, bind, cron_lines):
        return {
            "layout": self.layout(),
            "stem": stem(self.main.name),
            "user": self.main.user,
            "group": self.identity["group"],
            "home": self.home,
            "python": self.python,
            "venv": self.venv,
            "workingDirectory": self.directory,
            "environment": self.main.environment,
            "webUnit": self.web.name if self.web else "",
            "workerUnit": self.worker.name if self.worker else "",
            "bind": bind,
            "webCommand": self.web.command if self.web else [],
            "workerCommand": self.worker.command if self.worker else [],
            "cronLines": cron_lines,
            "otherSchedules": list(self.other_schedules()),
        }

    def layout(self):
        if os.path.exists(ROOT + "/etc/NIXOS") or self.python.startswith("/nix/store/"):
            return "NIXOS"
        if os.path.exists(ROOT + "/etc/yunohost/installed"):
            return "YUNOHOST"
        if not self.main.name:
            return "OTHER"
        if self.venv:
            return "VENV"
        return "PIP_USER" if any("/.local/bin/" in word for word in self.main.command) else "OTHER"

    # -- with its interpreter, as its user --

    def surroundings(self):
        """Environment, folder and user in which programs of the service user run."""
        environment = {name: value for name, value in os.environ.items() if name.startswith("GREENROOM_")}
        environment["PATH"] = os.environ["PATH"]
        environment.update(self.main.environment)
        environment.update({
            "HOME": self.home,
            "USER": self.main.user,
            "LOGNAME": self.main.user,
            "PRETALX_NO_INITIAL_LOG": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        })
        folder = self.directory if os.access(self.directory, os.X_OK) else "/"
        return {"env": environment, "cwd": folder, "identity": self.identity if self.identity["possible"] else None}

    def look_inside(self):
        """Runs the program INSIDE and takes its parts as they come; gives why parts can be missing."""
        try:
            if not self.python:
                raise Unknown("the interpreter that runs pretalx was not found")
            extent = ["brief" if OPTIONS["brief"] else "packages"] + (["settings"] if self.identity["possible"] else [])
            return self.take_parts(",".join(extent))
        finally:
            self.settings_known.set()
            self.packages_known.set()

    def take_parts(self, wanted):
        mark, limit = OPTIONS["sentinel"], OPTIONS["insideLimit"]
        process = start([self.python, "-", mark, wanted], **self.surroundings())
        timer = threading.Timer(limit, end, [process])
        timer.start()
        complaint = complaint_of(process)
        give(process, self.inside.encode("utf-8"))
        taken = 0
        for line in iter(lambda: process.stdout.readline(MOST_OUTPUT), b""):
            taken += len(line)
            if taken > MOST_OUTPUT:
                end(process)
            self.take_part(mark, line)
        status = process.wait()
        timer.cancel()
        if not self.identity["possible"]:
            return "only root or the user %s can ask pretalx" % self.main.user
        if status == -signal.SIGKILL:
            return "pretalx took longer than %g s to answer" % limit
        words = settled_complaint(complaint).splitlines() or [""]
        return "its interpreter ended with status %d: %s" % (status, words[-1][:200])

    def take_part(self, mark, line):
        with contextlib.suppress(ValueError, KeyError, TypeError):
            first, text = line.decode("ascii").split(" ", 1)
            if first == mark:
                said = json.loads(text)
                self.parts[said["part"]] = said["answer"]
                known = {"settings": self.settings_known, "packages": self.packages_known}.get(said["part"])
                if known:
                    known.set()

    def look_up(self):
        """What the package index offers."""
        self.packages_known.wait(OPTIONS["insideLimit"])
        plugins = self.parts.get("packages", {}).get("value", {}).get("plugins", [])
        return index.look_up(self.python, plugins, **self.surroundings())

    # -- what it answers --

    def healthcheck(self, bind):
        """The last answer; a red one is looked at again, so that a restart is not taken for an outage."""
        looks = 0
        while True:
            looks += 1
            began = time.monotonic()
            try:
                status, body = address.get(bind, "/healthcheck/")
            except (OSError, http.client.HTTPException):
                status, body = 0, b""
            took = int((time.monotonic() - began) * 1000)
            red = status == 0 or status >= 500 and b"Cache not available" not in body
            if not red or self.main.stopped() or looks >= OPTIONS["looks"]:
                return {"status": status, "milliseconds": took, "looks": looks}
            time.sleep(OPTIONS["pause"])

    # -- what lies around it --

    def disks(self):
        self.settings_known.wait(OPTIONS["insideLimit"])
        return folders.disks(self.parts.get("settings", {}).get("value", {}), self.venv or self.home)

    def cron_lines(self):
        if not self.identity["possible"]:
            raise Unknown("only root or the user %s can read the crontab" % self.main.user)
        mine = self.identity.get("uid") == os.geteuid()
        lines = output_of(["crontab"] + ([] if mine else ["-u", self.main.user]) + ["-l"]).splitlines()
        return [line for line in lines if "pretalx" in line and not line.lstrip().startswith("#")]

    def other_schedules(self):
        """Files below /etc/cron.d and timers that run pretalx; the schedules of Greenroom itself are none of them."""
        ours = record.unit("")
        for path in sorted(glob.glob(ROOT + "/etc/cron.d/*")):
            if os.path.basename(path).startswith(ours):
                continue
            with contextlib.suppress(OSError, UnicodeDecodeError):
                with open(path, encoding="utf-8") as file:
                    lines = file.read(1 << 16).splitlines()
                if any("pretalx" in line and not line.lstrip().startswith("#") for line in lines):
                    yield path
        for unit in self.units:
            command = command_of(unit)
            if "pretalx" in " ".join(command) and not role_of(command):
                yield from (name for name in unit.get("TriggeredBy", "").split() if name.endswith(".timer") and not name.startswith(ours))


def running(bind):
    """The version that answers."""
    try:
        status, body = address.get(bind, "/api/")
    except (OSError, http.client.HTTPException) as error:
        raise Unknown("the web service does not answer (%s)" % type(error).__name__) from error
    if status != 200:
        raise Unknown("/api/ answers %d" % status)
    return str(json.loads(body)["version"])


class Container:
    """A container that runs pretalx: asked from outside only."""

    def __init__(self, name, port):
        self.name = name
        self.bind = "127.0.0.1:" + port if port else ""
        self.main = self

    stopped = staticmethod(lambda: False)

    def report(self):
        unknown = {"unknown": "containers are not looked into"}
        answer = {name: unknown for name in INSIDE + ("disks", "schedule") + tuple(INDEX.values())}
        answer["healthcheck"] = fact(Instance.healthcheck, self, self.bind)
        answer["running"] = fact(running, self.bind)
        answer["services"] = {"value": []}
        empty = {name: "" for name in ("user", "group", "home", "python", "venv", "workingDirectory", "webUnit", "workerUnit")}
        lists = {name: [] for name in ("webCommand", "workerCommand", "cronLines", "otherSchedules")}
        answer["installation"] = {
            "layout": "DOCKER", "stem": self.name, "bind": self.bind, "environment": {}, **empty, **lists}
        return answer
