"""The steps of a restore to a server without pretalx: python fresh.py STEP run|undo, in a job's folder.

Everything is made as the snapshot says it was: packages, service user, environment, configuration, data, database, units,
schedules and the web server's site. An undo takes back what this job made and nothing else: it is renamed aside; packages
of the operating system stay.
"""
import os
import sys

import contents
import foundations
import health
import services
import siteconfig
import staging
import window
from programs import ROOT
from surroundings import Change, Failed, say


class Fresh(Change):
    """One restore to an empty server."""

    def __init__(self):
        super().__init__()
        self.hops = self.parameters["hops"]

    def old_python(self):
        """There is one version only: the one that comes."""
        return os.path.join(self.live, "bin", "python")

    def new_python(self):
        return self.old_python()

    def quiet_copy(self):
        return self.parameters["copy"]


def rebuild(change):
    node = ["--npm-install"] if change.hops[-1]["node"] else []
    change.must_run([change.old_python(), "-m", "pretalx", "rebuild"] + node)
    change.must_run([change.old_python(), "-m", "pretalx", "check", "--deploy"])
    pending = change.start_pending_check(change.old_python())
    if pending.wait() != 0:
        raise Failed("the restored database does not belong to pretalx " + change.after)


def open_site(change):
    """The web service, then the web server's site; worker and schedules unless this is a quiet copy."""
    web, worker = change.parameters["webUnit"], change.parameters["workerUnit"]
    services.systemctl("enable", "--", web)
    services.start([web])
    health.wait_for_public(change, change.after)
    health.look(change, health.public(change), change.after, change.site()["static"])
    if worker and not change.quiet_copy():
        services.systemctl("enable", "--", worker)
        services.start([worker])
        services.stays(worker)


def undo_open(change):
    for name in (change.parameters["workerUnit"], change.parameters["webUnit"]):
        if name and os.path.lexists(ROOT + foundations.UNITS + name):
            services.stop([name])
            services.systemctl("disable", "--", name)


def surround(change):
    """The web server's site and the schedules. A certificate of the original may be missing: then the site waits aside."""
    items = [item for item in change.notes.get("configuration", []) if not contents.is_config(change, item)]
    for item in items:
        schedule = item["crontab"] or "/cron" in item["place"]
        if schedule and change.quiet_copy():
            say("not put in place, since this is a quiet copy: " + item["place"])
            continue
        try:
            siteconfig.put_some(change, [item])
        except Failed as error:
            siteconfig.put_some_back(change, [item])
            say("%s\nThe web server's site was not put in place; it is kept as %s" % (error, item["new"]))
            change.notes.put(keepNew=True)
    services.unpause(change)


def record(change):
    if not change.notes.get("keepNew") and not change.quiet_copy():
        siteconfig.remove_prepared(change)
    # asked for its settings, pretalx itself makes an empty folder of uploaded files and a secret
    for swap in ("mediaSwap", "secretSwap"):
        before = (change.notes.get(swap) or {}).get("before", "")
        if os.path.isdir(before) and not os.listdir(before):
            os.rmdir(before)
    folder = siteconfig.folder_of(change)
    change.notes.put(kept=[folder] if os.path.isdir(folder) else [])
    window.record(change)


def clear(change):
    try:
        staging.remove(change)
    except OSError as error:
        say("not everything that was brought here could be removed: %s" % error)


STEPS = {
    "look": (foundations.look, staging.remove),
    "packages": (foundations.install, window.nothing),
    "account": (foundations.account, foundations.undo_account),
    "units": (foundations.units, foundations.undo_units),
    "environment": (foundations.environment, foundations.undo_environment),
    "configure": (contents.configure, contents.undo_configure),
    "secret": (contents.secret, contents.undo_secret),
    "role": (contents.role, contents.undo_role),
    "database": (contents.database, contents.undo_database),
    "media": (contents.media, contents.undo_media),
    "rebuild": (rebuild, window.nothing),
    "open": (open_site, undo_open),
    "surround": (surround, contents.undo_configure),
    "clear": (clear, window.nothing),
    "record": (record, window.nothing),
    "gate-undone": (window.nothing, window.nothing),
}


if __name__ == "__main__":
    sys.exit(window.main(Fresh(), STEPS, *sys.argv[1:3]))
