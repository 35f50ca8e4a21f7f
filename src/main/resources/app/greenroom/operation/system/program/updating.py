"""Bringing the packages of the system up to date: what can be, while the site works; the rest in its window.

What apt has begun cannot be taken back. So an undo here finishes it, and leaves a package manager that is sound.
"""
import subprocess
import time

import health
import packages
import restarts
import services
import window
from programs import ROOT, run
from surroundings import Failed, say

DATABASE_PATIENCE = 120
READY = ["runuser", "-u", "postgres", "--", "psql", "-qAtc", "SELECT 1"]


def require(status, what):
    if status != 0:
        raise Failed("%s ended with status %d" % (what, status))


def refresh(change):
    require(packages.refresh(say), "apt-get update")


def make_sound(change):
    """Before anything is installed, what somebody else began is finished."""
    finish(change)


def finish(change):
    """Also the undo of every step that installs: dpkg goes on where it was cut off, never back."""
    status = packages.make_sound(say)
    if status or packages.interrupted():
        raise Failed("the package manager is not sound: dpkg --configure -a or apt-get --fix-broken install failed (status %d)" % status)
    say("the package manager is sound")


def chosen(change):
    """What is to be updated, and what of it restarts what the site cannot do without. Asked anew after each step."""
    found = packages.updates()[0]
    if change.parameters["securityOnly"]:
        found = [each for each in found if each["security"]]
    rest = [each for each in found if not each["needed"]]
    needed = [each for each in found if each["needed"]]
    if needed and any(packages.needed_by_the_site(name) for name in packages.pulled_in(rest)):
        return [], found  # they come together or not at all
    return rest, needed


def download(change):
    """Everything, so that nothing waits for the network later; notes what the window is for."""
    rest, needed = chosen(change)
    for each in rest + needed:
        say("%s %s -> %s%s" % (each["name"], each["installed"] or "(new)", each["candidate"], " (security)" if each["security"] else ""))
    require(packages.upgrade(rest + needed, say, download_only=True), "apt-get install --download-only")
    names = [each["name"] for each in rest + needed]
    affected = restarts.affected_by(names) if names else []
    site = [unit for unit in affected if unit in site_units(change) or packages.needed_by_the_site(unit.split("@")[0].removesuffix(".service"))]
    change.notes.put(needed=needed)  # so that nobody has to be asked for it while visitors wait
    if needed and not change.parameters["window"]:
        say("left for a plan that closes the site: " + " ".join(each["name"] for each in needed))
    if change.parameters["window"] and not (needed or site):
        say("nothing of it needs the site to be closed")
        window.skip(["quiet", "stop", "database", "gate", "open", "resume"])


def site_units(change):
    return [name for name in (change.parameters["webUnit"], change.parameters["workerUnit"]) if name]


def apply(change):
    """What does not take anything away from the running site."""
    if packages.interrupted():
        packages.make_sound(say)
    rest = chosen(change)[0]
    if not rest:
        say("nothing to do while the site works")
        return
    require(packages.upgrade(rest, say), "apt-get install")


def apply_needed(change):
    """Database and cache, while the site is stopped; then those that still run replaced files start again."""
    needed = change.notes.get("needed", [])
    change.notes.put(databaseBegan=True)
    if packages.interrupted():
        packages.make_sound(say)
    if needed:
        require(packages.upgrade(needed, say), "apt-get install")
    for unit in [each["unit"] for each in restarts.stale()]:
        if packages.needed_by_the_site(unit.split("@")[0].removesuffix(".service")):
            services.systemctl("restart", "--", unit)
    wait_for_database(change)


def undo_needed(change):
    services.stop_all(change)
    if change.notes.get("databaseBegan") and packages.interrupted():
        finish(change)
    if not services.AT_BOOT:
        wait_for_database(change)


def wait_for_database(change):
    """PostgreSQL is called started while it still recovers and refuses everybody."""
    if change.site()["database"]["kind"] != "postgresql" or change.site()["database"]["host"] not in ("", "localhost", "127.0.0.1", "::1") \
            and not change.site()["database"]["host"].startswith("/"):
        return
    limit = time.monotonic() + DATABASE_PATIENCE
    while run(READY, 20)[0] != 0:
        if time.monotonic() > limit:
            raise Failed("PostgreSQL does not answer")
        time.sleep(0.2)
    say("PostgreSQL answers")


# ---- afterwards: nothing of this is taken back ----


def restart(change):
    """Services that still run replaced files, but for those whose restart would take sessions along."""
    later = []
    for each in restarts.stale():
        if each["reboot"]:
            later.append(each["unit"])
            continue
        services.systemctl("restart", "--", each["unit"])
    if later:
        say("only a reboot renews: " + " ".join(later))
    failed = subprocess.run(["systemctl", "--failed", "--no-legend", "--plain", "--no-pager"], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE).stdout.decode("utf-8", "replace").split("\n")
    for line in failed:
        if line.strip():
            say("failed: " + line.split()[0])


def verify(change):
    """The site works, dpkg is sound, and what is left for a reboot is told."""
    if change.notes.get("healthyBefore") is False:
        say("the site did not work before; its healthcheck says %s" % (health.public(change).status() or "nothing"))
    else:
        health.wait_for_public(change, change.after)
        say("pretalx %s is healthy" % change.after)
    if not ROOT and packages.there():
        wait_for_database(change)
        if packages.interrupted():
            raise Failed("the package manager is not sound")
        why = restarts.reboot()
        if why:
            say("the machine must start again: " + why)
    for worker in services.worker_of(change):
        services.stays(worker)
