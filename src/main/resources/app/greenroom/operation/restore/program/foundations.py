"""What a site on an empty server stands on: packages, service user, units, environment. Each step knows what it made."""
import os
import pwd
import shutil
import subprocess

import environments
import formerversion
import services
import siteconfig
import staging
from programs import ROOT
from surroundings import Failed, identity, say, sync_folder

UNITS = "/etc/systemd/system/"
QUIET = """# Made by Greenroom: this site is a copy beside its original and must reach nobody by itself.
# To let it live: remove this file and its folder, run systemctl daemon-reload, and start the services again.
[Service]
Environment=PRETALX_MAIL_HOST=127.0.0.1 PRETALX_MAIL_PORT=9 PRETALX_MAIL_TLS=False PRETALX_MAIL_SSL=False
IPAddressDeny=any
IPAddressAllow=localhost
"""


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
