"""The steps of a restore to a server without pretalx: python fresh.py STEP run|undo, in a job's folder.

Everything is made as the snapshot says it was: packages, service user, environment, configuration, data, database, units,
schedules and the web server's site. An undo takes back what this job made and nothing else: it is renamed aside; packages
of the operating system stay.
"""
import os
import pwd
import shutil
import subprocess
import sys
import time

import databases
import environments
import formerversion
import health
import postgresql
import secretfile
import services
import siteconfig
import staging
import uploads
import window
from programs import ROOT
from surroundings import SETTINGS, Change, Failed, identity, say, sync_folder

UNITS = "/etc/systemd/system/"
QUIET = """# Made by Greenroom: this site is a copy beside its original and must reach nobody by itself.
# To let it live: remove this file and its folder, run systemctl daemon-reload, and start the services again.
[Service]
Environment=PRETALX_MAIL_HOST=127.0.0.1 PRETALX_MAIL_PORT=9 PRETALX_MAIL_TLS=False PRETALX_MAIL_SSL=False
IPAddressDeny=any
IPAddressAllow=localhost
"""
PATIENCE = 120


class Fresh(Change):
    """One restore to an empty server."""

    def __init__(self):
        super().__init__()
        self.hops = self.parameters["hops"]

    def old_python(self):
        """There is one version only: the one that comes."""
        return os.path.join(self.live, "bin", "python")

    def new_python(self):
        return self.old_python()

    def quiet_copy(self):
        return self.parameters["copy"]


def note_made(change, kind, name):
    made = change.notes.get("made", [])
    if [kind, name] not in made:
        change.notes.put(made=made + [[kind, name]])


def made(change, kind):
    return [name for each, name in change.notes.get("made", []) if each == kind]


def aside(change, path):
    """A thing that this job made gets another name; nothing is deleted."""
    target = "%s-undone-%s" % (path.rstrip("/"), change.stamp)
    if os.path.lexists(path):
        if os.path.lexists(target):
            raise Failed("%s and %s are both there" % (path, target))
        os.rename(path, target)
        sync_folder(os.path.dirname(path))
        say("kept as " + target)


# ---- what everything stands on ----


def look(change):
    staging.require_whole(change)
    for path in [change.live] + [ROOT + UNITS + name for name in change.parameters["units"]]:
        if os.path.lexists(path):
            raise Failed("there is something in the way: " + path)


def install(change):
    """Packages of the operating system that are missing."""
    wanted = change.parameters["systemPackages"]
    missing = [name for name in wanted if not installed(name)]
    if not missing:
        say("all packages are there")
        return
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive", LC_ALL="C.UTF-8")
    base = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=600"]
    for command in (base + ["update"], base + ["--no-install-recommends", "install"] + missing):
        say("$ " + " ".join(command))
        status = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT).returncode
        if status and command[-1] != "update":
            raise Failed("apt-get ended with status %d" % status)


def installed(name):
    done = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}", name], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.strip() == b"installed"


def run_tool(*command):
    say("$ " + " ".join(command))
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise Failed("%s: %s" % (command[0], done.stdout.decode("utf-8", "replace").strip()[-500:]))


def account(change):
    user, group, home = (change.parameters[name] for name in ("user", "group", "home"))
    try:
        pwd.getpwnam(user)
        say("the user %s is there already" % user)
        return
    except KeyError:
        note_made(change, "user", user)
    if not os.path.isdir(home):
        note_made(change, "folder", home)
    if group and group != user and subprocess.run(["getent", "group", group], stdout=subprocess.DEVNULL).returncode:
        note_made(change, "group", group)
        run_tool("groupadd", "--system", group)
    more = ["--gid", group] if group and group != user else ["--user-group"]
    run_tool("useradd", "--system", "--home-dir", home, "--create-home", *more, user)
    os.chmod(home, 0o755)


def undo_account(change):
    for folder in made(change, "folder"):
        aside(change, folder)
    for user in made(change, "user"):
        try:
            pwd.getpwnam(user)
        except KeyError:
            continue
        run_tool("userdel", user)
    for group in made(change, "group"):
        if not subprocess.run(["getent", "group", group], stdout=subprocess.DEVNULL).returncode:
            run_tool("groupdel", group)


def units(change):
    """Known to systemd, so that everything runs as they say; nothing is started or enabled yet."""
    for entry in staging.entries(change, "SERVER"):
        path = os.fsdecode(entry.path)
        if not path.startswith(ROOT + UNITS):
            continue
        entry_is_safe(entry)
        put_new(change, entry, path, 0o644)
    if change.quiet_copy():
        for name in (change.parameters["webUnit"], change.parameters["workerUnit"]):
            if name:
                folder = ROOT + UNITS + name + ".d"
                if not os.path.isdir(folder):
                    note_made(change, "path", folder)
                    os.mkdir(folder, 0o755)
                siteconfig.write(os.path.join(folder, "greenroom-copy.conf"), QUIET.encode(), 0o644)
        say("outgoing mail is off: the services reach nothing but this machine")
    services.systemctl("daemon-reload")


def entry_is_safe(entry):
    if any(part in (b"", b".", b"..") for part in entry.path[1:].split(b"/")):
        raise Failed("a file of the snapshot leads out of its folder: %r" % entry.path)


def put_new(change, entry, path, mode):
    if os.path.lexists(path):
        raise Failed("there is something in the way: " + path)
    os.makedirs(os.path.dirname(path), mode=0o755, exist_ok=True)
    note_made(change, "path", path)
    with open(entry.staged(change), "rb") as file:
        siteconfig.write(path, file.read(), mode)
    say("made: " + path)


def undo_units(change):
    for path in reversed(made(change, "path")):
        if path.startswith(ROOT + UNITS) and os.path.lexists(path):
            keep = os.path.join(siteconfig.folder_of(change), "undone")
            os.makedirs(keep, mode=0o700, exist_ok=True)
            shutil.move(path, os.path.join(keep, os.path.basename(path)))
    services.systemctl("daemon-reload")


def environment(change):
    """The very packages of the snapshot, where its units look for them."""
    staging.make_way(change, os.path.dirname(change.live))
    note_made(change, "venv", change.live)
    os.mkdir(change.live, 0o755)
    change.give(change.live)
    change.must_run([change.hops[-1]["python"], "-m", "venv", change.live])
    install_packages(change)
    status, said, complaint = change.answer([change.old_python(), "-c", "import pretalx; print(pretalx.__version__)"])
    if status or said.split()[-1:] != [change.after]:
        raise Failed("pretalx %s was to be installed, found: %s" % (change.after, (said or complaint).strip()[-300:]))
    change.notes.put(old={"path": change.live, "link": None, "kept": change.live, "identity": identity(change.live)},
                     environments={})


def install_packages(change):
    wanted = formerversion.packages(change)
    pip = [change.old_python(), "-m", "pip", "install"] + environments.QUIET_PIP
    if change.run(pip + ["--no-deps"] + wanted) == 0:
        return
    say("Not every package of the list can be installed here: once more with their newest fitting versions.")
    change.must_run(pip + formerversion.loosely(wanted, change.after))


def undo_environment(change):
    for path in made(change, "venv"):
        aside(change, path)


# ---- configuration, data, database ----


def configure(change):
    """The configuration with all else but units; schedules and the web server's site follow when everything works."""
    siteconfig.prepare(change)
    items = change.notes.get("configuration", [])
    siteconfig.put_some(change, [item for item in items if is_config(change, item)])
    change.notes.put(site=change.ask(change.old_python(), SETTINGS))
    site = change.site()
    for name in ("data", "media", "static"):
        folder = os.path.dirname(site[name]) if name == "media" else site[name]
        if not os.path.isdir(folder):
            note_made(change, "folder", folder)
            staging.make_way(change, folder)


def is_config(change, item):
    later = ("/etc/cron.d/", "/etc/nginx/", "/etc/apache2/", "/etc/httpd/", "/etc/caddy/")
    return not item["crontab"] and not item["place"].startswith(tuple(ROOT + each for each in later))


def undo_configure(change):
    siteconfig.put_back(change, False)
    siteconfig.remove_prepared(change)


def role(change):
    """The role and its password are those of the configuration; the password goes through standard input."""
    database = change.site()["database"]
    if database["kind"] != "postgresql":
        return
    if database["host"] not in postgresql.LOCAL and not database["host"].startswith("/"):
        raise Failed("the configuration leads to the database server %s, which may be that of the original" % database["host"])
    user = database["user"] or change.web().user
    here = postgresql.AsSuperuser(database["port"])
    wait_for_server(here)
    present = here.run(["SELECT datname FROM pg_database WHERE datname = " + postgresql.literal(database["name"])])
    if present:
        raise Failed("there is a database %s already" % database["name"])
    if here.run(["SELECT 1 FROM pg_roles WHERE rolname = " + postgresql.literal(user)]):
        say("the role %s is there already" % user)
        return
    note_made(change, "role", user)
    here.run(["CREATE ROLE %s LOGIN" % postgresql.name(user)])
    password = change.ask(change.old_python(), PASSWORD)
    if password:
        set_password(database["port"], user, password)
    say("the role %s was made" % user)


PASSWORD = """
import json, os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
from django.conf import settings
print(MARK + json.dumps(str(settings.DATABASES["default"].get("PASSWORD") or "")))
"""


def set_password(port, user, password):
    entry = pwd.getpwnam(postgresql.SUPERUSER)
    statement = "SET log_statement = 'none';\nALTER ROLE %s PASSWORD %s;\n" % (postgresql.name(user), postgresql.literal(password))
    done = subprocess.run(
        ["psql", "-X", "-w", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres"] + (["-p", port] if port else []),
        input=statement.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/",
        user=entry.pw_uid, group=entry.pw_gid, extra_groups=os.getgrouplist(postgresql.SUPERUSER, entry.pw_gid),
        env={"PATH": os.environ["PATH"], "HOME": entry.pw_dir, "LC_ALL": "C.UTF-8"})
    if done.returncode:
        raise Failed("the password of the database role could not be set")


def wait_for_server(session):
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            return session.run(["SELECT 1"])
        except Failed:
            if time.monotonic() > limit:
                raise
            time.sleep(0.5)


def undo_role(change):
    for user in made(change, "role"):
        here = postgresql.AsSuperuser(change.site()["database"]["port"])
        if here.run(["SELECT 1 FROM pg_roles WHERE rolname = " + postgresql.literal(user)]):
            here.run(["DROP ROLE " + postgresql.name(user)])


def database(change):
    databases.choose(change)
    databases.prepare(change)
    databases.put(change)


def undo_database(change):
    databases.put_back(change, False)
    databases.remove_prepared(change)


def media(change):
    uploads.build(change)
    uploads.put(change)


def undo_media(change):
    uploads.put_back(change, False)
    uploads.remove_built(change)


def secret(change):
    if not any(True for _ in staging.entries(change, "SECRET")):
        say("the configuration holds the secret")
        return
    secretfile.prepare(change)
    secretfile.put(change)


def undo_secret(change):
    secretfile.put_back(change, False)
    secretfile.remove_prepared(change)


# ---- to life ----


def rebuild(change):
    node = ["--npm-install"] if change.hops[-1]["node"] else []
    change.must_run([change.old_python(), "-m", "pretalx", "rebuild"] + node)
    change.must_run([change.old_python(), "-m", "pretalx", "check", "--deploy"])
    pending = change.start_pending_check(change.old_python())
    if pending.wait() != 0:
        raise Failed("the restored database does not belong to pretalx " + change.after)


def open_site(change):
    """The web service, then the web server's site; worker and schedules unless this is a quiet copy."""
    web, worker = change.parameters["webUnit"], change.parameters["workerUnit"]
    services.systemctl("enable", "--", web)
    services.start([web])
    health.wait_for_public(change, change.after)
    health.look(change, health.public(change), change.after, change.site()["static"])
    if worker and not change.quiet_copy():
        services.systemctl("enable", "--", worker)
        services.start([worker])
        services.stays(worker)


def undo_open(change):
    for name in (change.parameters["workerUnit"], change.parameters["webUnit"]):
        if name and os.path.lexists(ROOT + UNITS + name):
            services.stop([name])
            services.systemctl("disable", "--", name)


def surround(change):
    """The web server's site and the schedules. A certificate of the original may be missing: then the site waits aside."""
    items = [item for item in change.notes.get("configuration", []) if not is_config(change, item)]
    for item in items:
        schedule = item["crontab"] or "/cron" in item["place"]
        if schedule and change.quiet_copy():
            say("not put in place, since this is a quiet copy: " + item["place"])
            continue
        try:
            siteconfig.put_some(change, [item])
        except Failed as error:
            siteconfig.put_some_back(change, [item])
            say("%s\nThe web server's site was not put in place; it is kept as %s" % (error, item["new"]))
            change.notes.put(keepNew=True)
    services.unpause(change)


def record(change):
    if not change.notes.get("keepNew") and not change.quiet_copy():
        siteconfig.remove_prepared(change)
    # asked for its settings, pretalx itself makes an empty folder of uploaded files and a secret
    for swap in ("mediaSwap", "secretSwap"):
        before = (change.notes.get(swap) or {}).get("before", "")
        if os.path.isdir(before) and not os.listdir(before):
            os.rmdir(before)
    folder = siteconfig.folder_of(change)
    change.notes.put(kept=[folder] if os.path.isdir(folder) else [])
    window.record(change)


def clear(change):
    try:
        staging.remove(change)
    except OSError as error:
        say("not everything that was brought here could be removed: %s" % error)


STEPS = {
    "look": (look, staging.remove),
    "packages": (install, window.nothing),
    "account": (account, undo_account),
    "units": (units, undo_units),
    "environment": (environment, undo_environment),
    "configure": (configure, undo_configure),
    "secret": (secret, undo_secret),
    "role": (role, undo_role),
    "database": (database, undo_database),
    "media": (media, undo_media),
    "rebuild": (rebuild, window.nothing),
    "open": (open_site, undo_open),
    "surround": (surround, undo_configure),
    "clear": (clear, window.nothing),
    "record": (record, window.nothing),
    "gate-undone": (window.nothing, window.nothing),
}


if __name__ == "__main__":
    sys.exit(window.main(Fresh(), STEPS, *sys.argv[1:3]))
