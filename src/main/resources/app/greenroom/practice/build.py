"""Lays out a practice server below a folder and starts its services. The request is JSON on standard input.

Says what it is doing as lines "progress PHASE" on standard output; ends with "ready", or with a status other than 0 and
the reason on the last line of standard error. Nothing outside the folder is written.
"""
import configparser
import glob
import json
import os
import shutil
import stat
import subprocess
import sys
import sysconfig
import threading
import venv
import zipfile

import demo
import pipwheel

# what of this computer can be reached by name: nothing that changes more than files below the folder can be reached
TOOLS = (
    "awk base64 basename bash bzip2 cat chmod chown cksum cmp comm cp cut date dd df diff dirname du echo env expr "
    "false fgrep egrep find flock getconf getent grep gunzip gzip head hostname id install ionice join kill ln ls "
    "md5sum mkdir mkfifo mktemp more mv nice nl nohup od paste pgrep printenv printf ps pwd readlink realpath rm rmdir "
    "sed seq setsid sh sha256sum shasum sha1sum shuf sleep sort split sqlite3 ss stat stdbuf sync tac tail tar tee test "
    "timeout touch tr true truncate tty uname uniq unlink wc which who whoami xargs xz zcat zstd"
).split()
PROGRAMS = {"sudo": "sudo.sh", "runuser": "runuser.sh", "su": "runuser.sh", "crontab": "crontab.sh",
            "journalctl": "journalctl.sh"}
PROGRAMS.update((name, "nothing.sh") for name in (
    "apt apt-get node npm msgfmt loginctl hostnamectl systemd-tmpfiles").split())
PYTHON_PROGRAMS = {"systemctl": "systemctl.py", "systemd-run": "systemd_run.py"}

REQUEST = json.load(sys.stdin)
ROOT = REQUEST["root"]
SITE = ROOT + "/var/pretalx"
VENV = SITE + "/venv"

START = """\
#!/bin/sh
''''exec "%s/bin/python" "$0" "$@" # '''
import sys
from %s import %s
sys.exit(%s())
"""


def say(phase):
    print("progress " + phase, flush=True)


def write(path, text, mode=0o644):
    path = ROOT + path
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


def run(*arguments):
    done = subprocess.run(
        arguments, cwd=SITE, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace").strip().splitlines() or [""]
        print("\n".join(said[:-1]), file=sys.stderr)
        sys.exit("%s: %s" % (os.path.basename(arguments[0]), said[-1]))


def environment():
    return dict(REQUEST["environment"])


# ---- programs ----


def programs():
    folder = ROOT + "/usr/bin"
    os.makedirs(folder)
    for name in TOOLS:
        real = shutil.which(name, path=REQUEST["search"])
        if real:
            os.symlink(os.path.abspath(real), os.path.join(folder, name))
    library = ROOT + "/usr/lib/practice"
    for name, script in PROGRAMS.items():
        os.chmod(os.path.join(library, script), 0o755)
        os.symlink(os.path.join(library, script), os.path.join(folder, name))
    for name, script in PYTHON_PROGRAMS.items():
        write("/usr/bin/" + name, '#!/bin/sh\nexec "%s" -E -s -S -B "%s/%s" "$@"\n' % (
            REQUEST["python"], library, script), 0o755)
    write("/usr/bin/python3", '#!/bin/sh\nexec "%s" "$@"\n' % REQUEST["python"], 0o755)


# ---- the virtual environment ----


def environment_of_site():
    builder = venv.EnvBuilder(symlinks=True, with_pip=False)
    builder.create(VENV)
    write("/var/pretalx/venv/pip.conf", REQUEST["pipConfiguration"])
    # by name: distributions have ways of their own for what is not in a virtual environment
    place = sysconfig.get_path("purelib", "posix_prefix", {"base": VENV, "platbase": VENV})
    for wheel in [pipwheel.place(ROOT + "/srv/index")] + sorted(glob.glob(ROOT + "/srv/first/*.whl")):
        install(wheel, place)


def install(path, place):
    """What pip does with such a wheel, without the time that pip takes; upgrades are done by pip itself."""
    with zipfile.ZipFile(path) as wheel:
        wheel.extractall(place)
    name = "-".join(os.path.basename(path).split("-")[:2]) + ".dist-info/"
    information = os.path.join(place, name)
    with open(information + "INSTALLER", "w", encoding="ascii") as file:
        file.write("practice\n")
    with open(information + "RECORD", "a", encoding="utf-8") as file:
        file.write(name + "INSTALLER,,\n")  # else an uninstallation would leave it behind
    points = configparser.ConfigParser(delimiters=("=",))
    points.read(information + "entry_points.txt", encoding="utf-8")
    for name, target in points.items("console_scripts") if points.has_section("console_scripts") else ():
        module, _, function = target.partition(":")
        write("/var/pretalx/venv/bin/" + name, START % (VENV, module, function, function), 0o755)


# ---- configuration ----


def configuration():
    user, bind = REQUEST["user"], REQUEST["bind"]
    write("/etc/os-release", 'PRETTY_NAME="Practice server of Greenroom"\nID=greenroom-practice\n')
    write("/etc/pretalx/pretalx.cfg", """\
[filesystem]
data = {site}/data
media = {site}/data/media
static = {site}/static

[site]
url = http://{bind}
debug = False

[database]
backend = sqlite3
name = {site}/data/db.sqlite3

[redis]
location = unix://{root}/run/redis/answers

[celery]
broker = redis+socket://{root}/run/redis/answers
""".format(site=SITE, root=ROOT, bind=bind), 0o600)
    settings = dict(REQUEST["pipEnvironment"], HOME=SITE, PRETALX_CONFIG_FILE=ROOT + "/etc/pretalx/pretalx.cfg")
    lines = "\n".join('Environment="%s=%s"' % pair for pair in sorted(settings.items()))
    gunicorn = "{0}/bin/gunicorn pretalx.wsgi --name pretalx --workers 2 --log-level=info --bind={1}".format(VENV, bind)
    unit("pretalx-web", "pretalx, web service", gunicorn, user, lines)
    unit("pretalx-worker", "pretalx, worker", "{0}/bin/celery -A pretalx.celery_app worker -l info".format(VENV), user, lines)
    os.makedirs(ROOT + "/run/redis")
    write("/etc/systemd/system/redis-server.service", """\
[Unit]
Description=Stand-in of redis
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=touch {0}/run/redis/answers
ExecStop=rm -f {0}/run/redis/answers
[Install]
WantedBy=multi-user.target
""".format(ROOT))
    write("/var/spool/cron/crontabs/" + user, "*/10 * * * * %s/bin/python -m pretalx runperiodic\n" % VENV, 0o600)


def unit(name, description, command, user, lines):
    write("/etc/systemd/system/%s.service" % name, """\
[Unit]
Description=%s
After=network.target
[Service]
User=%s
WorkingDirectory=%s
%s
ExecStart=%s
Restart=on-failure
[Install]
WantedBy=multi-user.target
""" % (description, user, SITE, lines, command))


# ---- the site ----


def site():
    python = VENV + "/bin/python"
    run(python, "-m", "pretalx", "migrate", "--noinput", "--skip-checks")
    demo.database(SITE + "/data/db.sqlite3")
    run(python, "-m", "pretalx", "rebuild")


def services():
    names = ("redis-server", "pretalx-worker", "pretalx-web")
    run(os.path.join(ROOT, "usr/bin/systemctl"), "enable", "--now", *names)


def compile_pip():
    """In the background: a look at the server asks pip every time, and has it compiled every time if nobody does."""
    program = "import compileall, os, pip; os.nice(10); compileall.compile_dir(os.path.dirname(pip.__file__), quiet=2)"
    subprocess.Popen(
        [VENV + "/bin/python", "-c", program], env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True)


def main():
    os.umask(0o022)
    for folder in ("/var/lib", "/var/log/journal", "/var/pretalx/data/logs", "/var/spool/cron", "/etc/cron.d", "/tmp"):
        os.makedirs(ROOT + folder, exist_ok=True)
    os.chmod(ROOT + "/tmp", stat.S_IRWXU)
    say("practice-programs")
    programs()
    configuration()
    content = threading.Thread(target=demo.files, args=(SITE + "/data",))
    content.start()
    say("practice-install")
    environment_of_site()
    say("practice-content")
    site()
    content.join()
    say("practice-services")
    services()
    compile_pip()
    print("ready", flush=True)


main()
