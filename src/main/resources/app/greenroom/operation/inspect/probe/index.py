"""Which releases the package index offers, in the way that the pip at hand knows. Installs and stores nothing."""
import json
import re
import sys
import time

from programs import OPTIONS, Unknown, run

PIP = ["-m", "pip", "--no-cache-dir", "--disable-pip-version-check", "--no-input", "--retries", "0", "--timeout", "4"]
# 3.99: every release, whatever Python it wants
VERSIONS = ["index", "versions", "pretalx", "--python-version", "3.99"]
UNKNOWN_OPTION = 2


def available(python, **surroundings):
    """Every release that the index offers; with the instance's own pip, else with this one's."""
    deadline = time.monotonic() + OPTIONS["indexLimit"]
    complaint = "there is no interpreter to ask with"
    for program in dict.fromkeys([python, sys.executable]):
        for form in (["--json"], []):
            if not program:
                continue
            left = max(0.5, deadline - time.monotonic())
            status, text, complaint = run([program] + PIP + VERSIONS + form, left, **surroundings)
            if status == 0:
                return releases(text)
            if status != UNKNOWN_OPTION:
                break
        if "No module named pip" not in complaint:
            break
    raise Unknown("pip: " + (complaint.splitlines() or [""])[-1][:200])


def releases(text):
    """The releases in pip's answer: JSON where pip knows it, else the line that lists them."""
    if text.lstrip().startswith("{"):
        return [str(version) for version in json.loads(text)["versions"]]
    match = re.search(r"^Available versions: (.*)$", text, re.MULTILINE)
    if not match:
        raise Unknown("pip's answer names no releases")
    return [version.strip() for version in match.group(1).split(",") if version.strip()]
