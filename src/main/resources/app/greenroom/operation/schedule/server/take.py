"""Takes one set: uploaded files, the database, uploaded files again, and what else makes up the site."""
import errno
import os
import shutil
import subprocess
import time

import account
import draft
import dump
import facts
import jobs
import manifest
import media
import prune
import receiver
import record
import room
import site_files
import wire

PARTIAL = ".partial"
DUMP_SHARE = 4  # dumps are compressed; a quarter was never reached by a dump of pretalx
DUMP_NAMES = {"postgresql": "database.dump", "sqlite": "database.sqlite3"}


class Failed(Exception):
    """No set could be taken; the reason."""

    def __init__(self, reason, detail):
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def free_name(base, now):
    while True:
        name = time.strftime("%Y-%m-%dT%H-%M-%SZ-s", time.gmtime(now))
        if not os.path.lexists(os.path.join(base, name)):
            return name
        now += 1


def clean_up(base):
    """Removes what a run that was cut, or a removal that was cut, left behind."""
    for name in os.listdir(base):
        if name.endswith(PARTIAL) or name.startswith(prune.GONE):
            shutil.rmtree(os.path.join(base, name))


class Take:
    def __init__(self, key, chosen, children, now):
        self.key, self.chosen, self.children, self.now = key, chosen, children, now
        self.base = record.snapshots_folder(key)
        self.room = room.Room(
            self.base, chosen["settings"]["floorBytes"], lambda: self.refuse_beside_a_job(0))
        self.former, self.new, self.receiver = None, None, None
        self.lost = 0

    def run(self):
        """Takes it and gives its name, totals and number of warnings."""
        clean_up(self.base)
        self.require(0)
        self.refuse_beside_a_job(self.chosen["patience"])
        inside = facts.look_inside(self.chosen["site"], self.children["inside"])
        self.former = manifest.newest_whole(self.base, record.sets(self.key))
        self.name = free_name(self.base, self.now)
        partial = os.path.join(self.base, self.name + PARTIAL)
        try:
            self.new = draft.Draft(partial, self.room)
            self.receiver = receiver.Receiver(self.new)
            totals = self.receiver.take(lambda: self.fill(inside))
            self.refuse_beside_a_job(0)
            sync(partial)
            os.rename(partial, os.path.join(self.base, self.name))
            record.sync_folder(self.base)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        return {"set": self.name, "warnings": len(self.receiver.all_warnings()), **totals}

    def fill(self, inside):
        settings = inside["settings"]
        database, wanted = facts.database(settings), facts.request(self.chosen["site"], inside)
        files = media.Media(settings["mediaRoot"], self.new, self.former, int(self.now // (24 * 3600)))
        self.require(files.needed() + self.estimate(database, inside))
        for what in facts.moved(self.chosen["settled"], settings):
            wire.warn("moved", what)
        files.bring()
        self.refuse_beside_a_job(0)
        self.receiver.dump_name = DUMP_NAMES[database["kind"]]
        self.receiver.at_moment = lambda: files.bring(again=True)
        dump.ROOM = max(dump.ROOM, self.room.floor)
        reading("DATABASE", dump.send_database, self.chosen["site"], database, self.children)
        if not self.new.entry("database", self.receiver.dump_name.encode()):
            raise Failed("DATABASE", "no whole dump came")
        reading("OTHER", site_files.send_all, wanted)
        if wanted["secret"] and not self.new.entry("secret", os.fsencode(wanted["secret"])):
            raise Failed("SECRET", "%s: %s" % (wanted["secret"], self.receiver.secret_trouble))
        guide = manifest.guide_of(self.chosen["guide"], self.receiver.database.get("tool", ""))
        return manifest.write(self.new, self.head(inside, database), guide)

    def require(self, needed):
        """Makes room for so many bytes, or refuses."""
        self.lost += prune.make_room(self.key, self.chosen["settings"]["keep"], self.room, needed)
        self.room.require(needed)

    def estimate(self, database, inside):
        """Bytes that the dump will have, and those of the copy that SQLite's own means make on the way."""
        if database["kind"] == "sqlite":
            # what else lies in its write-ahead log is part of the copy
            size = sum(size_of(database["name"] + end) for end in ("", "-wal"))
            return 2 * size
        if self.former and self.former.database_size:
            return self.former.database_size * 5 // 4
        return inside.get("database", {}).get("bytes", 0) // DUMP_SHARE

    def head(self, inside, database):
        known, instance, settings = self.receiver.database, self.chosen["instance"], inside["settings"]
        head = {
            "schema": 1,
            "id": self.name,
            "taken": manifest.moment_of(self.name),
            "finished": manifest.moment(time.time()),
            "greenroom": self.chosen["greenroom"],
            "origin": {
                "server": instance["server"], "host": instance["host"], "instance": instance["id"],
                "siteUrl": settings["siteUrl"], "operatingSystem": facts.operating_system(),
                "pretalx": inside["installed"], "python": inside["runtime"]["version"],
                "databaseKind": database["kind"],
                "databaseVersion": known.get("version") or inside.get("database", {}).get("version", ""),
                "databaseName": database["name"], "mediaRoot": settings["mediaRoot"],
                "serviceUser": self.chosen["site"]["user"],
            },
            "warnings": self.receiver.all_warnings(),
        }
        if all(name in known for name in ("events", "proposals", "users")):
            head["counts"] = {name: known[name] for name in ("events", "proposals", "users")}
        return head

    def refuse_beside_a_job(self, patience):
        job = jobs.wait(self.chosen["lockKey"], patience)
        if job:
            raise room.Skipped("JOB", "job %s is changing the site" % job, job)


def size_of(path):
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def reading(reason, function, *arguments):
    """Runs what reads the site; a refusal of it is a failure for that reason, unless the refusal knows better."""
    try:
        function(*arguments)
    except wire.Refused as refused:
        if refused.reason == "SERVER_DISK_FULL":
            raise room.Skipped("SPACE", refused.detail) from refused
        raise Failed(reason, refused.detail) from refused


def sync(folder):
    """All of a set survives a power cut before it gets its name: the whole file system at once, where that is known."""
    tool = shutil.which("sync")
    if not tool or subprocess.run([tool, "-f", folder], stderr=subprocess.DEVNULL, check=False).returncode:
        os.sync()


def outcome(key, chosen, children, started):
    """Takes a set and says how that ended."""
    take = Take(key, chosen, children, started)
    return dict(attempt(take, chosen, started), lost=take.lost)


def attempt(take, chosen, started):
    try:
        return record.outcome(started, "OK", **take.run())
    except room.Skipped as skipped:
        return record.outcome(started, "SKIPPED", reason=skipped.reason, detail=skipped.detail[:500],
                              arguments=skipped.arguments)
    except (Failed, wire.Refused) as failed:
        reason = failed.reason if failed.reason in ("SETTINGS", "DATABASE", "MEDIA", "SECRET") else "OTHER"
        trouble = record.outcome(started, "FAILED", reason=reason, detail=failed.detail[:500])
    except OSError as error:
        reason = "DISK" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO) else "OTHER"
        trouble = record.outcome(started, "FAILED", reason=reason, detail=str(error)[:500])
    except (AssertionError, ValueError, KeyError, TypeError, subprocess.SubprocessError) as error:
        # whatever a site or a damaged file of ours makes of this: the run has failed and says so
        detail = "%s: %s" % (type(error).__name__, error)
        trouble = record.outcome(started, "FAILED", reason="OTHER", detail=detail[:500])
    job = jobs.at_work(chosen["lockKey"])
    if job:  # it took the site away under us
        return record.outcome(started, "SKIPPED", reason="JOB", detail=trouble["detail"], arguments=[job])
    return trouble
