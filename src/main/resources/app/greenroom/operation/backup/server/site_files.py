"""What else makes up a site: its secret, configuration, units, schedules, web server site and packages."""
import glob
import os
import shutil
import stat
import subprocess

import account
import wire

LARGEST = 8 << 20
WEB = (
    "/etc/nginx/nginx.conf", "/etc/nginx/conf.d/*", "/etc/nginx/sites-enabled/*", "/etc/apache2/sites-enabled/*",
    "/etc/apache2/conf-enabled/*", "/etc/httpd/conf.d/*", "/etc/caddy/Caddyfile", "/etc/caddy/*.caddy",
)


def send_all(site):
    freeze = start_freeze(site)
    if site["secret"]:
        send_path("secret", site["secret"])
    for path in site["config"]:
        send_path("config", path)
    for path in unit_files(site["units"]):
        send_path("unit", path)
    for path in site["schedules"]:
        send_path("schedule", path)
    for path in web_files(site["marks"]):
        send_path("web", path)
    send_crontab(site["user"])
    send_freeze(site, freeze)


def send_path(kind, path):
    head = {"kind": kind, "path": wire.text(path)}
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        wire.missing(head, error)
        return
    try:
        if os.fstat(descriptor).st_size > LARGEST:
            wire.say("X", dict(head, reason="special", detail="larger than %d bytes" % LARGEST))
        else:
            wire.send_file(head, descriptor)
    finally:
        os.close(descriptor)


def output_of(arguments, limit=20):
    """Output of a program if it is there and succeeds, else nothing."""
    if not shutil.which(arguments[0]):
        return b""
    try:
        done = subprocess.run(
            arguments, stdin=subprocess.DEVNULL, capture_output=True, timeout=limit, check=False,
            env=dict(os.environ, LC_ALL="C"))
    except subprocess.TimeoutExpired:
        wire.warn("command", arguments[0], "took longer than %d s" % limit)
        return b""
    return done.stdout if done.returncode == 0 else b""


def unit_files(units):
    """Files of systemd units with their drop-ins and environment files."""
    found = []
    if units:
        said = output_of(
            ["systemctl", "show", "--no-pager", "--property=FragmentPath,DropInPaths,EnvironmentFiles", "--", *units])
        for line in os.fsdecode(said).splitlines():
            name, _, value = line.partition("=")
            if name == "EnvironmentFiles":
                found.append(value.rpartition(" (")[0] or value)
            elif name in ("FragmentPath", "DropInPaths"):
                found += value.split()
    return [path for path in dict.fromkeys(found) if path.startswith("/")]


def web_files(marks):
    """Files of the web server that name the site: its address, its socket or its folders."""
    wanted = [os.fsencode(mark) for mark in marks if len(mark) > 3]
    for pattern in WEB:
        for path in sorted(glob.glob(account.ROOT + pattern)):
            try:
                if not stat.S_ISREG(os.stat(path).st_mode):
                    continue
                with open(path, "rb") as file:
                    content = file.read(1 << 20)
            except OSError as error:
                wire.warn("unreadable", path, wire.words(error))
                continue
            if any(mark in content for mark in wanted):
                yield path


def send_crontab(user):
    mine = os.geteuid() != 0
    content = output_of(["crontab"] + ([] if mine else ["-u", user]) + ["-l"])
    if content:
        wire.send_bytes({"kind": "crontab", "path": wire.text(user)}, content)


# an environment that an upgrade made beside the former one has no pip of its own: the same list without it
LISTED = """
import json
from importlib import metadata
lines = set()
for package in metadata.distributions():
    name, direct = package.metadata["Name"], json.loads(package.read_text("direct_url.json") or "{}")
    source = direct.get("vcs_info")
    if name and source:
        lines.add("%s @ %s+%s@%s" % (name, source["vcs"], direct["url"], source["commit_id"]))
    elif name:
        lines.add("%s @ %s" % (name, direct["url"]) if direct else "%s==%s" % (name, package.version))
print("\\n".join(sorted(lines, key=str.lower)))
"""


def start_freeze(site):
    """pip's list of packages; slow, so it is begun first."""
    if not site["python"]:
        return None
    return start_list(site, ["-m", "pip", "freeze", "--all", "--disable-pip-version-check"])


def start_list(site, arguments):
    try:
        return account.start(site, [site["python"]] + arguments)
    except (OSError, wire.Refused) as error:
        wire.warn("packages", site["python"], str(error))
        return None


def end_list(process):
    """Exit status, list and complaint."""
    try:
        output, complaint = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        output, complaint = process.communicate()
    return process.returncode, output, complaint.decode("utf-8", "replace").strip().splitlines()[-1:] or [""]


def send_freeze(site, process):
    if not process:
        return
    status, output, words = end_list(process)
    if status == 1 and "No module named pip" in words[0]:
        process = start_list(site, ["-c", LISTED])
        if not process:
            return
        status, output, words = end_list(process)
    if status == 0 and output:
        wire.send_bytes({"kind": "packages", "path": "pip freeze --all"}, output)
    else:
        wire.warn("packages", "pip freeze", "status %s: %s" % (status, words[0]))
