"""What the package index offers, in the way that the pip at hand knows. Installs and stores nothing."""
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


# ---- what the index has of plugins, and since when ----

# asked with pip's own code, which knows where the index is, through which proxy, with which certificates and sign-in;
# the index answers in the form of PEP 691 or, without days, of PEP 503
ASK = r"""
import json, re, sys
from pip._internal.commands import create_command
from pip._internal.models.index import PyPI
from pip._vendor.packaging.version import InvalidVersion, Version

def files_of(session, indexes, name):
    for index in indexes:
        response = session.get(index.rstrip("/") + "/" + name + "/", headers={
            "Accept": "application/vnd.pypi.simple.v1+json, text/html;q=0.1", "Cache-Control": "max-age=0"})
        if response.status_code == 404:
            continue
        response.raise_for_status()
        if "json" in response.headers.get("Content-Type", ""):
            return [(each["filename"], each.get("upload-time") or "") for each in response.json()["files"]
                    if not each.get("yanked")]
        return [(each, "") for each in re.findall(r">\s*([^<>\s]+)\s*</a>", response.text)]
    return []

def version_of(file):
    found = re.fullmatch(r"[^-]+-([^-]+)(?:-[^-]+){3,4}\.whl", file) or re.fullmatch(r".+-([^-]+)\.(?:tar\.\w+|zip)", file)
    try:
        return Version(found.group(1)) if found else None
    except InvalidVersion:
        return None

def days_of(files):
    days = {}
    for file, day in files:
        version = version_of(file)
        if version and not version.is_prerelease:
            days[version] = min(filter(None, (days.get(version), day[:10])), default="")
    return days

def newest(files):
    days = days_of(files)
    best = max(days, default=None)
    return {"newest": str(best), "uploaded": days[best]} if best else {"newest": "", "uploaded": ""}

command = create_command("download")
with command.main_context():
    options, _ = command.parse_args(["--no-cache-dir", "--retries", "0", "--timeout", "4"])
    answer = {"page": PyPI.url.rstrip("/") + "/project/pretalx/" if options.index_url == PyPI.simple_url else ""}
    session = command._build_session(options)
    indexes = [options.index_url] + (options.extra_index_urls or [])
    answer["releases"] = [str(version) for version in sorted(days_of(files_of(session, indexes, "pretalx")))]
    if answer["releases"]:
        answer["plugins"] = [dict(newest(files_of(session, indexes, name)), name=name) for name in sys.argv[1:]]
print("answer " + json.dumps(answer))
"""


def look_up(python, plugins, **surroundings):
    """Releases of pretalx, the newest ones of plugins with their days, and the page of pretalx; in one go where the pip
    at hand lets itself be asked, else only the releases."""
    try:
        answer = ask(python, plugins, surroundings)
        if answer["releases"]:
            return answer
        why = "the index has no pretalx"
    except Unknown as error:
        why = str(error)
    return {"releases": available(python, **surroundings), "why": why}


def ask(python, names, surroundings):
    complaint = "there is no interpreter to ask with"
    for program in dict.fromkeys([python, sys.executable]):
        if program:
            _, text, complaint = run([program, "-c", ASK] + list(names), OPTIONS["indexLimit"], **surroundings)
            for line in text.splitlines():
                if line.startswith("answer "):
                    return json.loads(line[7:])
    raise Unknown("pip: " + (complaint.splitlines() or [""])[-1][:200])


def known(answer, name):
    if name not in answer:
        raise Unknown(answer["why"])
    if answer[name] == "":
        raise Unknown("this server has a package index of its own")
    return answer[name]
