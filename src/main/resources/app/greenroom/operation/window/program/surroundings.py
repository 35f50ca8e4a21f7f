"""What the steps of every change of an instance share: its parameters, notes of what was done, and the instance's user,
environment and settings."""
import datetime
import grp
import json
import os
import pwd
import shutil
import subprocess

import programs
import units
from programs import ROOT

JOB = os.environ["GREENROOM_JOB"]
NOTES = os.path.join(JOB, "notes.json")
MARK = "greenroom-answer "


class Failed(Exception):
    """A step cannot go on; says why, for people."""


def say(text):
    print(text, flush=True)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def sync_folder(path):
    """A new, renamed or removed name is durable only when its folder is."""
    descriptor = os.open(path or os.curdir, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path, text):
    """A file has either its former text or this one, whatever happens."""
    partial = path + ".partial"
    with open(partial, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)
    sync_folder(os.path.dirname(path))


class Notes:
    """What the steps decided and did, durable before what follows from it. Holds no secret."""

    def __init__(self):
        self.values = load(NOTES) if os.path.exists(NOTES) else {}

    def get(self, name, otherwise=None):
        return self.values.get(name, otherwise)

    def put(self, **values):
        self.values.update(values)
        write_durably(NOTES, json.dumps(self.values, indent=1))


class Change:
    """One change of one instance: an upgrade, a restore."""

    def __init__(self):
        self.parameters = load(os.path.join(JOB, "change.json"))
        self.notes = Notes()
        created = datetime.datetime.strptime(self.parameters["created"][:19], "%Y-%m-%dT%H:%M:%S")
        self.stamp = created.strftime("%Y%m%d%H%M%S")  # of every name that this change makes
        self.before, self.after = self.parameters["from"], self.parameters["to"]  # versions; can be the same
        self.live = self.parameters["venv"]  # as the units name it
        # where packages lie in the home of the service user (pip install --user), live is the folder of packages there
        self.user_base = self.parameters.get("userBase", "")
        self.known_web = None

    # -- the web unit, its user and its environment: read where systemd reads them, since they can hold secrets --

    def web(self):
        if self.known_web is None:
            self.known_web = unit_named(self.parameters["webUnit"])
        return self.known_web

    def account(self):
        web = self.web()
        try:
            account = pwd.getpwnam(web.user)
        except KeyError as error:
            raise Failed("there is no user " + web.user) from error
        group = web.unit.get("Group", "")
        gid = grp.getgrnam(group).gr_gid if group and not ROOT else account.pw_gid
        return account, gid

    def switch(self):
        """Arguments that make a program run as the service user; none where this is the service user already."""
        account, gid = self.account()
        if os.geteuid() != 0 or account.pw_uid == 0 or ROOT and account.pw_uid == os.geteuid():
            return {}
        return {"user": account.pw_uid, "group": gid, "extra_groups": os.getgrouplist(account.pw_name, gid)}

    def give(self, path):
        """Makes the service user the owner of something that this program made."""
        if self.switch():
            account, gid = self.account()
            os.chown(path, account.pw_uid, gid, follow_symlinks=False)

    def home(self):
        return self.web().setting("HOME") or self.parameters["home"]

    def environment(self, **more):
        web = self.web()
        environment = {name: value for name, value in os.environ.items() if name.startswith("GREENROOM_")}
        environment["PATH"] = os.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin")
        environment.update(web.environment)
        environment.update({
            "HOME": self.home(), "USER": web.user, "LOGNAME": web.user, "LC_ALL": "C.UTF-8",
            "PRETALX_NO_INITIAL_LOG": "1", "PYTHONUNBUFFERED": "1",
        })
        environment.update(more)
        return environment

    def directory(self):
        folder = self.web().directory
        folder = self.home() if folder == "~" else folder
        return folder if os.path.isdir(folder) else "/"

    def start(self, command, environment=None, **options):
        """Starts a program as the service user, where pretalx itself runs."""
        options.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.Popen(
            command, env=self.environment(**(environment or {})), cwd=self.directory(), **self.switch(), **options)

    def run(self, command, environment=None):
        """Exit status of a program of the service user; what it says is the step's output."""
        say("$ " + " ".join(command))
        with self.start(command, environment, stderr=subprocess.STDOUT) as process:
            return process.wait()

    def must_run(self, command, environment=None):
        status = self.run(command, environment)
        if status != 0:
            raise Failed("%s ended with status %d" % (" ".join(command[:4]), status))

    def answer(self, command, text="", environment=None):
        """Exit status, output and complaint of a program of the service user that is given a text."""
        pipe = subprocess.PIPE
        with self.start(command, environment, stdin=pipe, stdout=pipe, stderr=pipe) as process:
            output, complaint = process.communicate(text.encode())
        return process.returncode, output.decode("utf-8", "replace"), complaint.decode("utf-8", "replace")

    def ask(self, python, program, question=None):
        """What a program says, as JSON after a mark; it is run by one of the instance's interpreters, on standard input."""
        text = "QUESTION = " + repr(json.dumps(question)) + "\nMARK = " + repr(MARK) + "\n" + program
        status, output, complaint = self.answer([python, "-", "--no-pretalx-information"], text)
        for line in reversed(output.splitlines()):
            if line.startswith(MARK):
                return json.loads(line[len(MARK):])
        last = (complaint.strip().splitlines() or ["it said nothing"])[-1]
        raise Failed("%s ended with status %d: %s" % (python, status, last[:300]))

    # -- virtual environments --

    def look_around(self):
        """Writes down what the old version is and says about itself; once, before anything is done."""
        real = os.path.realpath(self.live)
        link = os.readlink(self.live) if os.path.islink(self.live) else None
        # the folder under the units' own name gets the name of its version when a link takes its place
        name = self.before + ("-packages" if self.user_base else "")
        kept = real if link else free_name(os.path.join(self.environments(), name), self.stamp)
        self.notes.put(old={"path": real, "link": link, "kept": kept, "identity": identity(real)}, environments={})
        self.notes.put(site=self.ask(self.old_python(), SETTINGS))

    def environments(self):
        """Folder of the environments side by side."""
        return os.path.join(os.path.dirname(self.user_base or self.live), "venvs")

    def place_in(self, environment):
        """What of an environment takes the place of what is live: all of it, or its packages."""
        if not self.user_base:
            return environment
        # the same interpreter, so its folders have the same names
        return os.path.join(environment, os.path.relpath(self.live, self.user_base))

    def python_of(self, version):
        """Interpreter of an environment that this change made and noted under its version; else the site's own."""
        folder = self.notes.get("environments", {}).get(version)
        return os.path.join(folder, "bin", "python") if folder else self.old_python()

    def new_python(self):
        """Interpreter of the version that the site is on afterwards."""
        return self.python_of(self.after)

    def old_environment(self):
        """Where the environment of the old version lies now: it moves when it was a folder under the units' own name."""
        old = self.notes.get("old")
        for path in (old["path"], old["kept"]):
            if identity(path) == old["identity"]:
                return path
        raise Failed("the former virtual environment is neither at %s nor at %s" % (old["path"], old["kept"]))

    def old_python(self):
        if self.user_base:  # the server's own interpreter, which finds what is live by itself
            return self.parameters["python"]
        return os.path.join(self.old_environment(), "bin", "python")

    def start_pending_check(self, python):
        """A program that ends with 0 if no migration is missing."""
        return self.start(
            [python, "-m", "pretalx", "migrate", "--check", "--skip-checks", "--noinput"],
            stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)

    def site(self):
        """What the old version said about its configuration; no secrets."""
        return self.notes.get("site")


def unit_named(name):
    text = programs.output_of(["systemctl", "show", "--no-pager", "--property=" + units.PROPERTIES, "--", name], 20)
    found = [unit for unit in units.blocks(text) if unit.get("Id")]
    if not found:
        raise Failed("systemd does not know the unit " + name)
    return units.Service(found[0])


def identity(path):
    """What tells one file or folder from every other, whatever its name; none if there is nothing."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    return [status.st_dev, status.st_ino]


def free_name(path, stamp):
    return "%s-%s" % (path, stamp) if os.path.lexists(path) else path


def number_of(version):
    """The feature release of a version, for comparisons."""
    return tuple(int(part) for part in version.split(".")[:2])


def program(name):
    """Path of a program of this server; none if it is not there."""
    return shutil.which(name)


SETTINGS = """
import json, os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
from django.conf import settings
database = settings.DATABASES["default"]
caches = [str(cache.get("BACKEND", "")) for cache in settings.CACHES.values()]
engine = database["ENGINE"]
kinds = [kind for kind in ("postgres", "psycopg", "sqlite") if kind in engine]
print(MARK + json.dumps({
    "database": {
        "kind": {"postgres": "postgresql", "psycopg": "postgresql", "sqlite": "sqlite"}[kinds[0]] if kinds else engine,
        "name": str(database.get("NAME") or ""), "host": str(database.get("HOST") or ""),
        "port": str(database.get("PORT") or ""), "user": str(database.get("USER") or ""),
    },
    "data": os.path.abspath(str(settings.DATA_DIR)),
    "media": os.path.abspath(str(settings.MEDIA_ROOT)),
    "static": os.path.abspath(str(settings.STATIC_ROOT)),
    "staticUrl": str(getattr(settings, "STATIC_URL", "/static/")),
    "siteUrl": str(settings.SITE_URL),
    "redis": any("redis" in cache.lower() for cache in caches),
}))
"""
