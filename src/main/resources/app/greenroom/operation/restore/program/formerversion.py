"""The pretalx of a snapshot comes back with its data: an environment with the very packages that the snapshot lists."""
import os
import re

import environments
import requirements
import staging
from surroundings import Failed, say

PINNED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(\[[^]]*\])?==([^\s;]+)")
FROM_GIT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*) @ ((git|hg|svn|bzr)\+https?://\S+|https://\S+)")


def packages(change):
    """What pip is asked for; what was installed from a folder of the former server cannot be had again."""
    with open(staging.the_one(change, "PACKAGES").staged(change), encoding="utf-8", errors="replace") as file:
        lines = [line.strip() for line in file]
    wanted, left = [], []
    for line in lines:
        if not line or line.startswith("#"):
            continue
        name = requirements.normalized(name_of(line))
        fits = PINNED.fullmatch(line) or FROM_GIT.fullmatch(line)
        if name in requirements.NEVER:
            continue
        (wanted if fits else left).append(line)
    if left:
        say("cannot be installed again as they were: " + "; ".join(left))
    if not any(requirements.normalized(name_of(line)) == "pretalx" for line in wanted):
        raise Failed("the snapshot's list of packages does not name pretalx")
    return wanted


def name_of(line):
    return re.split(r"[\s=@\[]", line, maxsplit=1)[0]


def loosely(lines, version):
    """The same packages without their versions, but for pretalx itself."""
    return ["pretalx==" + version if requirements.normalized(name_of(line)) == "pretalx" else name_of(line)
            for line in lines if requirements.normalized(name_of(line)) not in ("pip", "setuptools", "wheel")]


def build(change, version):
    """First exactly the packages of the list; should one of them not fit this server, what fitted at that time."""
    folder = environments.lay_out(change, version)
    wanted = packages(change)
    install = environments.pip_for(change, folder) + ["install"] + environments.QUIET_PIP
    if change.run(install + ["--no-deps"] + wanted) == 0:
        return
    say("Not every package of the list can be installed here: once more with those that fitted at the time of the snapshot.")
    day = environments.as_of(change, environments.hop_of(change, version))
    if day and change.run(install + day + loosely(wanted, version)) == 0:
        return
    change.must_run(install + loosely(wanted, version))
