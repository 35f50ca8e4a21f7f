"""Putting what is missing where pretalx looks for it: packages, redis, a worker. Each with its undo."""
import os
import re
import time

import packages
import services
import settingsfile
import siteconfig
import surroundings
import units
import updating
from programs import ROOT, run
from surroundings import Failed, say

UNITS = "/etc/systemd/system"
DATABASES = range(1, 16)
REDIS = "redis://127.0.0.1:6379/%d"
# where redis is, with its password if it has one: an answer that is never written down
PLACES = """
import json, os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
from django.conf import settings
caches = settings.CACHES.values()
print(MARK + json.dumps({
    "redis": next((str(cache.get("LOCATION", "")) for cache in caches if "redis" in str(cache.get("BACKEND", "")).lower()), ""),
    "broker": str(getattr(settings, "CELERY_BROKER_URL", "") or ""),
    "eager": bool(getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False)),
}))
"""
UNIT = """[Unit]
Description=pretalx background worker
After=network.target
[Service]
%s
ExecStart=%s -A pretalx.celery_app worker -l info
Restart=on-failure
[Install]
WantedBy=multi-user.target
"""
COPIED = ("User", "Group", "WorkingDirectory", "Environment", "EnvironmentFile", "UMask", "ReadWritePaths")


# ---- packages of the system ----


def install(change):
    """Installs what is missing, and notes every package that was not there before: those go again in an undo."""
    wanted = [name for name in change.parameters["packages"] if not packages.installed(name)]
    missing = [name for name in wanted if not packages.known(name)]
    if missing:
        raise Failed("the package index has no " + " ".join(missing))
    if not wanted:
        say("all packages are there")
        return start_redis(change)
    arguments = ["--no-install-recommends", "install"] + wanted
    fresh = [each["name"] for each in packages.simulated(arguments)[0] if not each["installed"]]
    change.notes.put(fresh=fresh)
    updating.require(packages.carry_out(packages.APT + ["-y"] + packages.KEEP + arguments, say), "apt-get install")
    start_redis(change)


def start_redis(change):
    if "redis-server" not in change.parameters["packages"]:
        return
    services.systemctl("enable", "--now", "redis-server.service")
    limit = time.monotonic() + 30
    while run(["redis-cli", "ping"], 5)[1].strip() != "PONG":
        if time.monotonic() > limit:
            raise Failed("redis does not answer")
        time.sleep(0.2)
    say("redis answers")


def undo_install(change):
    """Removes exactly the packages that were not there before; their configuration stays, as with every removal."""
    packages.make_sound(say)
    fresh = [name for name in change.notes.get("fresh", []) if packages.present(name)]
    if fresh:
        updating.require(packages.carry_out(packages.APT + ["-y", "remove"] + fresh, say), "apt-get remove")
    updating.finish(change)


# ---- packages of pretalx' own environment ----


def wanted_libraries(change):
    return ["redis"] + (["celery"] if change.parameters["change"] == "celery" else [])


def has_library(change, name):
    return change.answer([change.old_python(), "-c", "import " + name])[0] == 0


def libraries(change):
    """pretalx speaks to redis through a package that its older releases do not bring along."""
    missing = [name for name in wanted_libraries(change) if not has_library(change, name)]
    if not missing:
        say("pretalx has what it needs for this")
        return
    change.notes.put(libraries=missing)
    change.must_run([change.old_python(), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"] + missing)


def undo_libraries(change):
    for name in change.notes.get("libraries", []):
        if has_library(change, name):
            change.must_run([change.old_python(), "-m", "pip", "uninstall", "--yes", "--quiet", name])


# ---- configuration ----


def places(change):
    return change.ask(change.old_python(), PLACES)


def configure(change):
    """Lays the changed configuration ready beside the present one; only root can read it, like all that is kept."""
    path = os.path.realpath(change.parameters["configFile"])
    content = siteconfig.content_of(path)
    if content is None:
        raise Failed("the configuration is not at " + path)
    text = content.decode("utf-8")
    if change.parameters["change"] == "redis":
        text = settingsfile.changed(text, "redis", {"location": REDIS % free_databases(1)[0]})
    else:
        base = places(change)["redis"]
        if not base.startswith(("redis://", "rediss://")):
            raise Failed("pretalx does not say where redis is")
        root = re.sub(r"/\d*$", "", base)
        backend, broker = free_databases(2, number_in(base))
        text = settingsfile.changed(text, "celery", {"backend": "%s/%d" % (root, backend), "broker": "%s/%d" % (root, broker)})
    folder = siteconfig.folder_of(change)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    fresh = os.path.join(folder, "0.new")
    siteconfig.write(fresh, text.encode(), 0o600)
    change.notes.put(configuration=[{
        "place": path, "new": fresh, "former": os.path.join(folder, "0.former"), "there": True,
        "mode": os.stat(path).st_mode & 0o777, "crontab": False}])
    say("laid ready: " + path)


def number_in(url):
    match = re.search(r"/(\d+)$", url)
    return int(match.group(1)) if match else 0


def free_databases(count, used=None):
    """Numbers of databases in redis that hold nothing, so that nobody else's keys are touched."""
    free = []
    for number in DATABASES:
        status, text, _ = run(["redis-cli", "-n", str(number), "dbsize"], 5)
        if number != used and status == 0 and text.strip() in ("0", "(integer) 0"):
            free.append(number)
    if len(free) < count:
        raise Failed("redis has no database left that is empty")
    return free[:count]


def put(change):
    siteconfig.put(change)
    found = places(change)
    if change.parameters["change"] == "redis" and not found["redis"]:
        raise Failed("pretalx does not take redis from its configuration: something else sets it")
    if change.parameters["change"] == "celery" and (found["eager"] or not found["broker"]):
        raise Failed("pretalx does not take celery from its configuration: something else sets it")
    change.notes.put(site=change.ask(change.old_python(), surroundings.SETTINGS))


def put_back(change):
    services.stop_all(change)
    siteconfig.put_back(change, False)
    change.notes.put(site=change.notes.get("siteBefore") or change.site())


# ---- the worker ----


def unit_path(change):
    stem = units.stem(change.parameters["webUnit"])
    return os.path.join(ROOT + UNITS, stem + "-worker.service")


def worker(change):
    """A service like the web service's, for background tasks; started, and asked whether it answers."""
    name = change.parameters["workerUnit"]
    if not name:
        path = unit_path(change)
        name = os.path.basename(path)
        if os.path.lexists(path):
            raise Failed("there is something in the way: " + path)
        change.notes.put(workerMade=path)
        siteconfig.write(path, unit_text(change).encode(), 0o644)
        say("made: " + path)
        services.systemctl("daemon-reload")
    services.systemctl("enable", "--now", name)
    services.stays(name)
    ping(change)


def unit_text(change):
    """From the web service's own file, so that secrets in its environment stay where they are: in files of root's."""
    lines, lasting = [], True
    text = run(["systemctl", "cat", "--no-pager", "--", change.parameters["webUnit"]], 20)[1]
    for line in text.splitlines():
        if line.startswith("# /"):
            lasting = not line.startswith("# /run/")  # what only the window has there
        elif lasting and line.split("=", 1)[0].strip() in COPIED:
            lines.append(line.strip())
    environment = os.path.dirname(change.old_python())
    return UNIT % ("\n".join(lines), os.path.join(environment, "celery"))


def ping(change):
    limit = time.monotonic() + 60
    while True:
        status, said, _ = change.answer(
            [change.old_python(), "-m", "celery", "-A", "pretalx.celery_app", "inspect", "ping", "-t", "3"])
        if status == 0 and "pong" in said:
            say("the worker answers")
            return
        if time.monotonic() > limit:
            raise Failed("the worker does not answer: " + said.strip()[-200:])


def undo_worker(change):
    path = change.notes.get("workerMade")
    if path and os.path.lexists(path):
        name = os.path.basename(path)
        if not services.AT_BOOT:
            services.stop([name])
        services.systemctl("disable", name)
        os.unlink(path)
        surroundings.sync_folder(os.path.dirname(path))
        services.systemctl("daemon-reload")
        say("removed: " + path)
