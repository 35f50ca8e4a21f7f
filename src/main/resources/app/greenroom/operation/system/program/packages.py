"""Packages of the operating system, as apt knows them: what is newer, what is held back, whether dpkg is sound; and
bringing them up to date without a question to anybody.
"""
import glob
import os
import re
import shutil
import subprocess

import machine
from programs import Unknown, output_of, run

PATIENCE = 600  # seconds to wait for whoever else uses the package manager
APT = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=%d" % PATIENCE]
# the administrator's own version of a configuration file stays; nothing may ask
KEEP = ["-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold"]
QUIET = {"DEBIAN_FRONTEND": "noninteractive", "APT_LISTCHANGES_FRONTEND": "none", "NEEDRESTART_SUSPEND": "1",
         "UCF_FORCE_CONFFOLD": "1", "LC_ALL": "C.UTF-8"}
LINE = re.compile(r"Inst (\S+) (?:\[([^\]]*)\] )?\((\S+) ([^)]*?)(?: \[\w+\])?\)")
URI = re.compile(r"'[^']*' \S+ (\d+)")
KEPT = re.compile(r"^The following packages have been kept back:\n((?:  .*\n?)+)", re.MULTILINE)
# Debian-Security:13/stable-security, Ubuntu:24.04/noble-security
SECURITY = re.compile(r"-security\b|\bDebian-Security:", re.IGNORECASE)
# those whose update restarts what pretalx cannot do without
NEEDED_BY_THE_SITE = re.compile(r"(postgresql|mariadb|mysql|redis|valkey|keydb|memcached)([-.\d].*)?|pgbouncer")
LISTS = "/var/lib/apt/lists"
STAMPS = (LISTS, LISTS + "/partial", "/var/lib/apt/periodic/update-success-stamp")


def there():
    return bool(shutil.which("apt-get") and shutil.which("dpkg")) and not machine.ROOT


def needed_by_the_site(name):
    return bool(NEEDED_BY_THE_SITE.fullmatch(name))


def simulated(arguments):
    """What apt would do, and what it says about it; changes nothing and waits for nobody."""
    text = output_of(["apt-get", "-s", "-o", "Debug::NoLocking=true"] + arguments, 90)
    found = {}
    for match in LINE.finditer(text):
        name, installed, candidate, origins = match.groups()
        found[name] = {"name": name, "installed": installed or "", "candidate": candidate,
                       "security": bool(SECURITY.search(origins)), "needed": needed_by_the_site(name)}
    return list(found.values()), text


def updates():
    """Every package that is newer in the index, without removing any, and those that are kept back though nobody holds
    them."""
    found, text = simulated(["upgrade", "--with-new-pkgs"])
    kept = KEPT.search(text)
    return found, sorted(set(kept.group(1).split()) - set(held())) if kept else []


def held():
    return sorted(output_of(["apt-mark", "showhold"], 20).split())


def download_bytes(arguments):
    text = output_of(["apt-get", "-q", "-y", "--print-uris", "-o", "Debug::NoLocking=true"] + arguments, 60)
    return sum(int(match.group(1)) for match in URI.finditer(text))


def index_time():
    """When the index was last asked for, in seconds since 1970; none if it never was."""
    if not glob.glob(LISTS + "/*_Packages*") and not glob.glob(LISTS + "/*Release"):
        return None
    return max([os.stat(path).st_mtime for path in STAMPS if os.path.exists(path)], default=None)


def interrupted():
    """Whether dpkg was cut off: it left a note, or packages between two states."""
    if any(name.isdigit() for name in machine.listing("/var/lib/dpkg/updates")):
        return True
    return bool(run(["dpkg", "--audit"], 60)[1].strip())


def busy():
    return sorted(set(machine.package_programs()))


# ---- changing them; each gives the exit status ----


def carry_out(arguments, say):
    if busy():
        say("waiting up to %d minutes for: %s" % (PATIENCE // 60, ", ".join(busy())))
    say("$ " + " ".join(arguments if len(arguments) < 40 else arguments[:40] + ["..."]))
    return subprocess.run(
        arguments, env=dict(os.environ, **QUIET), stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT).returncode


def refresh(say):
    return carry_out(APT + ["update", "-o", "APT::Update::Error-Mode=any"], say)


def make_sound(say):
    """Finishes what was cut off; harmless where nothing was."""
    status = carry_out(["dpkg"] + ["--force-confdef", "--force-confold", "--configure", "-a"], say)
    return carry_out(APT + ["-y"] + KEEP + ["--fix-broken", "install"], say) or status


def wanted(chosen):
    return ["%s=%s" % (each["name"], each["candidate"]) for each in chosen]


def upgrade(chosen, say, download_only=False):
    """Brings some packages to the versions that were found; what apt chose to install by itself stays marked so."""
    known = [each for each in chosen if each["installed"]]
    if not known:
        return 0
    names = [each["name"] for each in known]
    automatic = output_of(["apt-mark", "showauto"] + names, 60).split()
    more = ["--download-only"] if download_only else []
    status = carry_out(APT + ["-y"] + KEEP + more + ["--only-upgrade", "install"] + wanted(known), say)
    if automatic and not download_only:
        run(["apt-mark", "auto"] + automatic, 60)
    return status


def pulled_in(chosen):
    """Names of all that apt would touch to bring some packages up to date."""
    known = [each for each in chosen if each["installed"]]
    return {each["name"] for each in simulated(["--only-upgrade", "install"] + wanted(known))[0]} if known else set()


def installed(name):
    return run(["dpkg-query", "-W", "-f", "${db:Status-Status}", name], 20)[1].strip() == "installed"


def present(name):
    """Whether anything of a package is there that can be removed: also of one whose installation failed half-way."""
    return run(["dpkg-query", "-W", "-f", "${db:Status-Status}", name], 20)[1].strip() not in ("", "not-installed", "config-files")


def known(name):
    """Whether the index has a package."""
    try:
        return bool(re.search(r"Candidate: (?!\(none\))\S", output_of(["apt-cache", "policy", name], 30)))
    except Unknown:
        return False
