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
