"""Who runs files of which package; who still runs files that were replaced; whether the machine itself must start again."""
import contextlib
import glob
import os
import re
import shutil

from programs import Unknown, run

# ended, these take sessions, the network or everything along: only a reboot renews them
ONLY_BY_REBOOT = re.compile(
    r"(dbus(-broker)?|systemd-logind|systemd-networkd|networking|NetworkManager|polkit|user@.*|.*getty@.*|user-runtime-dir@.*)\.service")
OURS = re.compile(r"greenroom-.*\.service")
FOLDERS = ("/usr/", "/lib/", "/lib64/", "/bin/", "/sbin/", "/opt/")
MARK = " (deleted)"
MOST_FILES = 4000


def unit_of(pid):
    """The service that a process belongs to; nothing if it is of a session or of a container."""
    with contextlib.suppress(OSError):
        if os.readlink("/proc/%s/ns/pid" % pid) != os.readlink("/proc/self/ns/pid"):
            return ""
        with open("/proc/%s/cgroup" % pid, encoding="utf-8", errors="replace") as file:
            for part in reversed(file.read().strip().splitlines()[-1].split("/")):
                if part.endswith(".service"):
                    return part
    return ""


def mapped(pid):
    """Files that a process has in its memory; marked where they are not there any more."""
    found = set()
    with contextlib.suppress(OSError):
        with open("/proc/%s/maps" % pid, encoding="utf-8", errors="replace") as file:
            for line in file:
                fields = line.rstrip("\n").split(None, 5)
                if len(fields) == 6 and fields[5].startswith(FOLDERS):
                    found.add(fields[5])
    return found


def files_of_units():
    """By unit: the files that its processes have in memory."""
    found = {}
    for folder in glob.glob("/proc/[0-9]*"):
        pid = os.path.basename(folder)
        unit = unit_of(pid)
        if unit and not OURS.fullmatch(unit):
            found.setdefault(unit, set()).update(mapped(pid))
    return found


def stale():
    """Units that run files which an update has replaced, and whether only a reboot renews them."""
    units = asked_needrestart() if shutil.which("needrestart") else None
    if units is None:
        units = {unit for unit, files in files_of_units().items() if any(file.endswith(MARK) for file in files)}
    return [{"unit": unit, "reboot": bool(ONLY_BY_REBOOT.fullmatch(unit))} for unit in sorted(units)]


def asked_needrestart():
    """What the program made for this says; none if it fails."""
    try:
        text = run(["needrestart", "-b", "-r", "l"], 60)[1]
    except Unknown:
        return None
    return set(re.findall(r"^NEEDRESTART-SVC: (\S+)$", text, re.MULTILINE)) if "NEEDRESTART-VER" in text else None


def affected_by(names):
    """Units that have files of some packages in memory, and so need a restart after their update."""
    units = files_of_units()
    units = {unit: {file[:-len(MARK)] if file.endswith(MARK) else file for file in used} for unit, used in units.items()}
    files = sorted(set().union(*units.values()))[:MOST_FILES] if units else []
    packages = {}
    for text in (run(["dpkg", "-S"] + files[at:at + 500], 60)[1] for at in range(0, len(files), 500)):
        for line in text.splitlines():
            owners, _, path = line.partition(": ")
            packages[path] = {owner.split(":")[0] for owner in owners.split(", ")}
    wanted = {name.split(":")[0] for name in names}
    return sorted(unit for unit, used in units.items() if any(packages.get(file, set()) & wanted for file in used))


def reboot():
    """Why the machine must start again; nothing if it need not."""
    if os.path.exists("/run/reboot-required") or os.path.exists("/var/run/reboot-required"):
        with contextlib.suppress(OSError):
            with open("/run/reboot-required.pkgs", encoding="utf-8", errors="replace") as file:
                return ", ".join(sorted(set(file.read().split())))[:300] or "reboot-required"
        return "reboot-required"
    return newer_kernel(os.uname().release, [os.path.basename(path)[8:] for path in glob.glob("/boot/vmlinuz-*")])


def newer_kernel(running, there):
    """The newest kernel that is installed, where an older one of these runs."""
    if running not in there:
        return ""  # a container, or a kernel that does not come from packages
    newest = max(there, key=numbers)
    return newest if numbers(newest) > numbers(running) else ""


def numbers(version):
    return [int(number) for number in re.findall(r"\d+", version)]


