"""The machine itself: its system, interpreters, node, containers."""
import contextlib
import glob
import json
import os
import platform
import re
import shlex
import shutil

from programs import ROOT, Unknown, background, fact, output_of, run, settle


def operating_system():
    for path in (ROOT + "/etc/os-release", "/etc/os-release", "/usr/lib/os-release"):
        with contextlib.suppress(OSError):
            with open(path, encoding="utf-8", errors="replace") as file:
                for line in file:
                    if line.startswith("PRETTY_NAME="):
                        return "".join(shlex.split(line.split("=", 1)[1]))
    return platform.platform(terse=True)


def interpreters():
    """Python interpreters in the common places, each once, under its most telling name."""
    places = [folder + "/python3*" for folder in os.environ.get("PATH", "").split(":") if folder.startswith("/")]
    if not ROOT:
        places += ["/opt/*/bin/python3*"]
        for home in {"/root", os.path.expanduser("~")}:
            places += [home + "/.pyenv/versions/*/bin/python3*", home + "/.local/share/uv/python/*/bin/python3*"]
    found = {}
    for place in places:
        for path in sorted(glob.glob(place), key=len, reverse=True):
            if re.fullmatch(r"python3(\.\d+)?", os.path.basename(path)) and os.access(path, os.X_OK):
                found.setdefault(os.path.realpath(path), path)
    asked = {path: background(fact, version_of, path) for path in list(found.values())[:16]}
    versions = {path: settle(answer).get("value", "") for path, answer in asked.items()}
    return [{"path": path, "version": version} for path, version in versions.items() if version]


def version_of(python):
    program = "import platform; print(platform.python_version())"
    return first_line(run([python, "-I", "-S", "-c", program], 4)[1])


def node():
    return first_line(output_of(["node", "--version"]))


def npm():
    """From npm's own package.json: asking npm itself takes seconds on small servers."""
    program = shutil.which("npm")
    if not program:
        raise Unknown("npm is not installed")
    with contextlib.suppress(OSError, ValueError, KeyError):
        with open(os.path.join(os.path.dirname(os.path.realpath(program)), "..", "package.json"), "rb") as file:
            return json.load(file)["version"]
    return first_line(output_of(["npm", "--version"], 8))


def first_line(text):
    return (text.strip().splitlines() or [""])[0]


NO_PACKAGE_MANAGER = {"kind": "", "busy": [], "interrupted": False, "pythons": []}
PACKAGE_LOCKS = ("/var/lib/dpkg/lock-frontend", "/var/lib/dpkg/lock", "/var/lib/apt/lists/lock")


def package_manager():
    """Whether apt is at rest, and which versions of Python it offers beside those that are there."""
    if not shutil.which("apt-get") or ROOT:
        return NO_PACKAGE_MANAGER
    names = run(["apt-cache", "pkgnames", "python3."], 5)[1].split()
    offered = {name[6:] for name in names if re.fullmatch(r"python3\.\d+", name) and name + "-venv" in names}
    return {
        "kind": "apt",
        "busy": sorted(set(package_programs())),
        "interrupted": any(name.isdigit() for name in listing("/var/lib/dpkg/updates")),
        "pythons": sorted(version for version in offered if not os.path.exists("/usr/bin/python" + version)),
    }


def package_programs():
    """Programs that hold a lock of the package manager."""
    inodes = {}
    for path in PACKAGE_LOCKS:
        with contextlib.suppress(OSError):
            status = os.stat(path)
            inodes["%02x:%02x:%d" % (os.major(status.st_dev), os.minor(status.st_dev), status.st_ino)] = path
    with contextlib.suppress(OSError):
        with open("/proc/locks", encoding="ascii", errors="replace") as file:
            for fields in (line.split() for line in file):
                # a lock that somebody waits for has an arrow in its line
                if len(fields) > 5 and fields[1] != "->" and fields[5] in inodes:
                    yield name_of(fields[4]) or os.path.basename(inodes[fields[5]])


def name_of(pid):
    with contextlib.suppress(OSError):
        with open("/proc/%s/comm" % pid, encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    return ""


def listing(folder):
    with contextlib.suppress(OSError):
        return os.listdir(folder)
    return []


def containers():
    """Containers that run pretalx: recognised, not looked into."""
    found = []
    for engine in ("docker", "podman"):
        with contextlib.suppress(Unknown):
            text = output_of([engine, "ps", "--no-trunc", "--format", "{{.Names}}\t{{.Image}}\t{{.Ports}}"], 4)
            for fields in (line.split("\t") for line in text.splitlines()):
                if len(fields) == 3 and "pretalx" in fields[1]:
                    port = re.search(r":(\d+)->", fields[2])
                    found.append({"name": fields[0], "port": port.group(1) if port else ""})
    return found
