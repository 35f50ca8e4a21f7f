"""Virtual environments side by side: a recent pip, one environment for each hop, and what they are asked to do."""
import os
import re
import shutil
import subprocess

import requirements
import switching
from surroundings import SETTINGS, Failed, free_name, identity, number_of, say, sync_folder

RECENT_PIP, PIP_FOR_OTHERS = (26, 0), (22, 3)
QUIET_PIP = ["--disable-pip-version-check", "--no-input"]
OURS = ".greenroom-job"


# ---- the old version, and a pip that can install as of a day ----


def tools_folder(upgrade):
    """Of pip alone, so that it is never installed into what it installs to. Not below our own folder, which only root
    can read: pip runs as the service user, under that user's configuration, and never as root."""
    return os.path.join(upgrade.environments(), ".greenroom-pip")


def version_of(upgrade, pip):
    status, output, _ = upgrade.answer(pip + ["--version"])
    match = re.match(r"pip (\d+)\.(\d+)", output)
    return (int(match.group(1)), int(match.group(2))) if status == 0 and match else (0, 0)


def get_tools(upgrade):
    upgrade.look_around()
    make_folder(upgrade, upgrade.environments())
    python, own = upgrade.hops[-1]["python"], [upgrade.old_python(), "-m", "pip"]
    kept = [python, os.path.join(tools_folder(upgrade), "pip")]
    known = [(version_of(upgrade, pip), pip) for pip in (own, kept, [python, "-m", "pip"])]
    version, pip = max(known, key=lambda pair: pair[0])
    if version < RECENT_PIP:
        fetched = fetch_pip(upgrade, pip if version > (0, 0) else None)
        version, pip = (version_of(upgrade, kept), kept) if fetched else (version, pip)
    dated = version >= RECENT_PIP
    if not dated:
        say("No pip of %d or newer can be had here. Releases between are installed with the newest libraries "
            "instead of those of their time." % RECENT_PIP[0])
    say("pip %d.%d" % version if version > (0, 0) else "pip comes with each new environment")
    upgrade.notes.put(pip=pip if version >= PIP_FOR_OTHERS else None, dated=dated)


def fetch_pip(upgrade, pip):
    """Puts a recent pip into a folder of its own; whether that worked."""
    aside = tools_folder(upgrade) + ".partial"
    shutil.rmtree(aside, ignore_errors=True)
    if pip is None:
        if upgrade.run([upgrade.hops[-1]["python"], "-m", "venv", aside + ".venv"]) != 0:
            return False
        pip = [os.path.join(aside + ".venv", "bin", "python"), "-m", "pip"]
    status = upgrade.run(pip + ["install"] + QUIET_PIP + ["--target", aside, "pip>=%d" % RECENT_PIP[0]])
    shutil.rmtree(aside + ".venv", ignore_errors=True)
    if status != 0:
        return False
    shutil.rmtree(tools_folder(upgrade), ignore_errors=True)
    os.rename(aside, tools_folder(upgrade))
    return True


def make_folder(upgrade, path):
    if not os.path.isdir(path):
        os.mkdir(path, 0o755)
        upgrade.give(path)


# ---- building ----


def hop_of(upgrade, version):
    return next(hop for hop in upgrade.hops if hop["version"] == version)


def lay_out(upgrade, version):
    """An empty environment for a version; gives its folder."""
    folder = upgrade.notes.get("environments").get(version)
    if folder is None:
        folder = free_name(os.path.join(upgrade.environments(), version), upgrade.stamp)
        upgrade.notes.put(environments=dict(upgrade.notes.get("environments"), **{version: folder}))
    make_folder(upgrade, folder)
    # the folder belongs to the service user: no link that lies in wait there is followed
    mark = os.open(os.path.join(folder, OURS), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
    os.write(mark, (upgrade.parameters["job"] + "\n").encode())
    os.close(mark)
    pip = upgrade.notes.get("pip")
    upgrade.must_run([hop_of(upgrade, version)["python"], "-m", "venv"] + (["--without-pip"] if pip else []) + [folder])
    return folder


def build(upgrade, version):
    hop, folder = hop_of(upgrade, version), lay_out(upgrade, version)
    packages = upgrade.ask(upgrade.old_python(), requirements.LISTING, upgrade.live if upgrade.user_base else None)
    extras, others = requirements.needed(packages, upgrade.parameters["extras"], upgrade.parameters["without"])
    wanted = requirements.for_hop(version, number_of(version), extras, others)
    install, day = pip_for(upgrade, folder) + ["install"] + QUIET_PIP, as_of(upgrade, hop)
    if day and upgrade.run(install + day + wanted) == 0:
        return
    if day:
        say("Not every package can be had as of that day, or the index does not know its days: once more with the "
            "newest ones. Whether they fit is checked before the site is touched.")
    upgrade.must_run(install + wanted)


def pip_for(upgrade, folder):
    python, pip = os.path.join(folder, "bin", "python"), upgrade.notes.get("pip")
    return pip + ["--python", python] if pip else [python, "-m", "pip"]


def as_of(upgrade, hop):
    """An intermediate release gets what fitted it in its time: plugins and libraries of today can break it."""
    day = hop["uploadedPriorTo"]
    return ["--uploaded-prior-to", day + "T00:00:00Z"] if day and upgrade.notes.get("dated") else []


def prove(upgrade, version):
    """An installation is what was asked for: pip can settle for less without an error."""
    python = upgrade.python_of(version)
    status, output, complaint = upgrade.answer([python, "-c", "import pretalx; print(pretalx.__version__)"])
    found = (output.strip().splitlines() or [""])[-1]
    if status != 0 or found != version:
        raise Failed("pretalx %s was to be installed, found: %s" % (version, found or complaint.strip()[-300:]))
    if upgrade.run(pip_for(upgrade, os.path.dirname(os.path.dirname(python))) + ["check"] + QUIET_PIP) != 0:
        say("Some packages do not fit each other; this is a warning only.")
    say("pretalx %s is installed" % version)


def in_use(upgrade, folder):
    """Whether the live name leads into an environment."""
    return (os.path.realpath(upgrade.live) + os.sep).startswith(os.path.realpath(folder) + os.sep)


def remove(upgrade, version):
    """Takes back what this job itself made, and nothing else: never an environment that is in use."""
    folder = upgrade.notes.get("environments", {}).get(version)
    marker = os.path.join(folder or "", OURS)
    if not folder or not os.path.isdir(folder) or in_use(upgrade, folder):
        return
    entries = os.listdir(folder)
    if entries and not os.path.exists(marker):
        raise Failed("%s was not made by this upgrade" % folder)
    if entries:
        with open(marker, encoding="utf-8") as file:
            if file.read().strip() != upgrade.parameters["job"]:
                raise Failed("%s was made by another upgrade" % folder)
    for name in entries:  # the marker goes last, so that this can be done again
        path = os.path.join(folder, name)
        if name != OURS:
            shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
    if entries:
        os.unlink(marker)
    os.rmdir(folder)
    sync_folder(os.path.dirname(folder))


# ---- what a version is asked to do ----


def pretalx(upgrade, version, *arguments):
    return [upgrade.python_of(version), "-m", "pretalx"] + list(arguments)


def check(upgrade):
    """Every hop must be able to load its plugins, the target must be content with the configuration."""
    for hop in upgrade.hops[:-1]:
        upgrade.must_run(pretalx(upgrade, hop["version"], "check"))
    upgrade.must_run(pretalx(upgrade, upgrade.after, "check", "--deploy"))


def rebuild(upgrade):
    environment = {}
    if not switching.static_inside_environment(upgrade):
        aside = upgrade.notes.get("staticAside")
        if aside is None:
            aside = "%s-aside-%s" % (os.path.realpath(upgrade.site()["static"]), upgrade.stamp)
            upgrade.notes.put(staticAside=aside)
        make_folder(upgrade, aside)
        environment["PRETALX_FILESYSTEM_STATIC"] = aside
    node = ["--npm-install"] if upgrade.hops[-1]["node"] else []
    upgrade.must_run(pretalx(upgrade, upgrade.after, "rebuild", *node), environment)
    # in the window they get the place of the old ones, unless they come with their environment
    built = environment.get("PRETALX_FILESYSTEM_STATIC") or upgrade.ask(upgrade.new_python(), SETTINGS)["static"]
    if not os.path.isdir(built) or not os.listdir(built):
        raise Failed("rebuild left no static files in " + built)
    upgrade.notes.put(staticOfTarget=upgrade.site()["static"] if environment else built)


def remove_static(upgrade):
    """Removes the static files of the target, unless the site is on them."""
    aside = upgrade.notes.get("staticAside")
    if not aside or not os.path.isdir(aside):
        return
    switched = upgrade.notes.get("static")
    if switched and identity(aside) == switched["identity"]:
        raise Failed("the site is still on the new static files")
    shutil.rmtree(aside)


def migrate(upgrade, version):
    begin = upgrade.notes.get("migrating", [])
    upgrade.notes.put(migrating=begin + [version])
    environment = {}
    if upgrade.site()["database"]["kind"] == "postgresql" and not upgrade.web().setting("PGOPTIONS"):
        # dozens of commits need not wait for the disk one by one: the gate waits for all of them at once
        environment["PGOPTIONS"] = "-c synchronous_commit=off"
    # the checks have run before the window
    upgrade.must_run(pretalx(upgrade, version, "migrate", "--noinput", "--skip-checks"), environment)
