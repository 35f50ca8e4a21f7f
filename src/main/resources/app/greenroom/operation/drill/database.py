"""The scratch database of a drill: made, filled from the dump, asked, and dropped. The live one is only asked."""
import contextlib
import glob
import os
import pwd
import shutil
import sqlite3
import subprocess
import time

import account
import dump
import scratch
import wire

COUNTS = (("EVENTS", "event_event"), ("PROPOSALS", "submission_submission"), ("USERS", "person_user"))
SUPERUSER = "postgres"
MAINTENANCE = "postgres"
LOCAL = ("", "localhost", "127.0.0.1", "::1")
LIMIT = 6 * 3600
LOOK_EVERY = 0.5
UNFOLD = 8  # how many times larger than its dump a database is at most, by and large
FOREIGN_AGE = 24 * 3600

FACTS = (
    "SELECT 'version', current_setting('server_version_num'), ''",
    "SELECT 'size', pg_database_size(current_database())::text, ''",
    "SELECT 'locale', datcollate::text, datctype::text FROM pg_database WHERE datname = current_database()",
    "SELECT 'encoding', pg_encoding_to_char(encoding)::text, '' FROM pg_database WHERE datname = current_database()",
    "SELECT 'role', current_user::text, (rolsuper OR rolcreatedb)::text FROM pg_roles WHERE rolname = current_user",
    "SELECT 'live', datname::text, '' FROM pg_database WHERE datname = current_database()",
)
# the start of a cluster tells it from every other
CLUSTER = "SELECT d.oid::text || ' ' || extract(epoch FROM pg_postmaster_start_time())::text FROM pg_database d WHERE d.datname = "
LEFTOVERS = (
    "SELECT d.datname, shobj_description(d.oid, 'pg_database'), "
    "(SELECT count(*) FROM pg_stat_activity a WHERE a.datname = d.datname)::text FROM pg_database d "
    "WHERE d.datname LIKE 'greenroom\\_drill\\_%'")


class Trouble(Exception):
    """A program of the database did not do what it was told; says why."""


def name(text):
    return '"' + text.replace('"', '""') + '"'


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def major(version):
    digits = version.split(".")[0]
    return int(digits) if digits.isdigit() else 0


def tool(program):
    """Path of a program of PostgreSQL's."""
    found = shutil.which(program) or shutil.which(program, path="/usr/bin:/usr/local/bin:/usr/lib/postgresql/bin")
    versions = sorted(glob.glob("/usr/lib/postgresql/*/bin/" + program), key=lambda path: major(path.split("/")[4]))
    return found or (versions[-1] if versions else "")


class Postgresql:
    """A database beside the live one, on the same database server."""

    def __init__(self, site, database, children, wanted):
        self.site, self.wanted, self.watched = site, wanted, ""
        self.environment = dump.address(site, database, children["settings"])
        self.psql, self.restore = tool("psql"), tool("pg_restore")
        if not self.psql or not self.restore:
            raise impossible("psql and pg_restore are not installed there")
        rows = {row[0]: row[1:] for row in self.ask(" UNION ALL ".join(FACTS))}
        self.version, self.size = int(rows["version"][0]) // 10000, int(rows["size"][0])
        self.locale, self.encoding, self.live = rows["locale"], rows["encoding"][0], rows["live"][0]
        self.role, may_create = rows["role"]
        self.require_new_enough()
        self.superuser = may_create != "true"
        if self.superuser:
            self.require_superuser()

    def require_new_enough(self):
        """An archive is read by its own PostgreSQL or a newer one."""
        mine, tool_of_dump, server = major(dump.version_of(self.restore)), major(self.wanted["tool"]), major(self.wanted["server"])
        if mine < tool_of_dump:
            raise wire.Refused("DUMP_NEWER", "pg_restore %d" % mine, str(tool_of_dump), str(mine))
        if self.version < server:
            raise wire.Refused("DUMP_NEWER", "server %d" % self.version, str(server), str(self.version))

    def require_superuser(self):
        host = self.environment.get("PGHOST", "")
        why = "the role %s may not create a database" % self.role
        if os.geteuid() != 0 or host not in LOCAL and not host.startswith("/"):
            raise impossible(why + ", and the superuser of the database cannot be reached from here")
        here = self.ask(CLUSTER + "current_database()")
        try:
            there = self.ask(CLUSTER + literal(self.live), as_superuser=True, database=MAINTENANCE)
        except (Trouble, KeyError) as error:
            raise impossible("%s, nor can the superuser sign in: %s" % (why, str(error)[:200])) from None
        if here != there:
            raise impossible(why + ", and the superuser of this machine belongs to another database server")

    # -- asking --

    def ask(self, *statements, as_superuser=False, database="", more=None):
        """Rows of the last statement; more -- variables of the asking program's environment."""
        command = [self.psql, "-X", "-A", "-t", "-q", "-w", "-F", "\x1f", "-R", "\x1e", "-v", "ON_ERROR_STOP=1"]
        if database:
            command += ["-d", database]
        for statement in statements:
            command += ["-c", statement]
        if as_superuser:
            who = pwd.getpwnam(SUPERUSER)
            groups = os.getgrouplist(SUPERUSER, who.pw_gid)
            environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": who.pw_dir,
                           "PGCONNECT_TIMEOUT": "10", "PGAPPNAME": "greenroom"}
            environment.update({key: self.environment[key] for key in ("PGPORT",) if key in self.environment})
            if self.environment.get("PGHOST", "").startswith("/"):
                environment["PGHOST"] = self.environment["PGHOST"]
            options = {"env": environment, "cwd": "/", "user": who.pw_uid, "group": who.pw_gid, "extra_groups": groups}
        else:
            options = account.surroundings(self.site, self.environment)
            options.update(account.switch(self.site["user"], self.site["group"]))
        options["env"] = dict(options["env"], **(more or {}))
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=600, **options)
        if done.returncode != 0:
            raise Trouble(done.stderr.decode("utf-8", "replace").strip()[-800:])
        text = done.stdout.decode("utf-8", "replace").rstrip("\n")
        return [row.split("\x1f") for row in text.split("\x1e") if row]

    # -- room --

    def need(self, size):
        """Bytes in the scratch folder for a dump of that size."""
        return size

    def require_room(self, size):
        """Room for the database where the database server keeps it, where that can be seen."""
        need = max(int(self.size * 1.25), size * UNFOLD)
        folder = "/var/lib/postgresql"
        if self.superuser:
            with contextlib.suppress(Trouble, IndexError):
                folder = self.ask("SHOW data_directory", as_superuser=True, database=MAINTENANCE)[0][0]
        host = self.environment.get("PGHOST", "")
        if (host in LOCAL or host.startswith("/")) and os.path.isdir(folder):
            scratch.require_room(folder, need, "the scratch database")
            self.watched = folder

    # -- making and dropping --

    def remove_leftovers(self):
        """Databases of drills that were cut: of this machine if their folder is gone, of others if a day old and unused."""
        removed = []
        for found, comment, sessions in self.ask(LEFTOVERS):
            if not comment and sessions == "0" and age_of(found) >= FOREIGN_AGE:  # cut before it got its comment
                self.drop(found)
                removed.append(found)
                continue
            folder = (comment or "").partition("Greenroom drill ")[2].partition(" on ")
            if comment != "Greenroom drill %s on %s, may be dropped" % (folder[0], folder[2].partition(",")[0]):
                continue
            if found != os.path.basename(folder[0]).replace("-", "_"):
                continue
            here = folder[2].partition(",")[0] == scratch.socket.gethostname()
            if here and os.path.isdir(folder[0]) or not here and (age_of(found) < FOREIGN_AGE or sessions != "0"):
                continue
            self.drop(found)
            removed.append(found)
        return removed

    def drop(self, database):
        """Drops a scratch database, if it is there; refuses every other name."""
        if not database.startswith("greenroom_drill_"):
            raise Trouble("not a scratch database: " + database)
        # whoever is still making it has its name, too: else it could come to be after it was dropped
        ours = ("FROM pg_stat_activity WHERE %s IN (datname, application_name) AND pid <> pg_backend_pid()" % literal(database))
        limit = time.monotonic() + scratch.PATIENCE
        while True:
            try:
                self.as_maker("SELECT pg_terminate_backend(pid) " + ours)
                if self.as_maker("SELECT count(*) " + ours) == [["0"]]:
                    self.as_maker("DROP DATABASE IF EXISTS " + name(database))
                    return
            except Trouble:
                # who was just ended may not be gone yet, and PostgreSQL may be restarting
                if time.monotonic() > limit:
                    raise
            if time.monotonic() > limit:
                raise Trouble("somebody still uses " + database)
            time.sleep(0.1)

    def as_maker(self, *statements, more=None):
        if self.superuser:
            return self.ask(*statements, as_superuser=True, database=MAINTENANCE, more=more)
        return self.ask(*statements, more=more)

    def fill(self, place):
        """Makes the database and restores the dump into it; gives its size. The owner is the site's own role."""
        database = place.database
        owner = " OWNER " + name(self.role) if self.superuser else ""
        self.as_maker(
            "CREATE DATABASE %s%s TEMPLATE template0 ENCODING %s LC_COLLATE %s LC_CTYPE %s" % (
                name(database), owner, literal(self.encoding), *map(literal, self.locale)),
            "COMMENT ON DATABASE %s IS %s" % (name(database), literal(place.comment())),
            "REVOKE ALL ON DATABASE %s FROM PUBLIC" % name(database),
            more=dict(place.mark(), PGAPPNAME=database))
        command = [self.restore, "--no-password", "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction",
                   "-d", database, place.at("database")]
        process = account.start(self.site, command, dict(self.environment, **place.mark()))
        process.stdin.close()
        complaint = account.Complaint(process.stderr)
        status = self.watch(process)
        if status != 0:
            raise Trouble("pg_restore ended with status %d: %s" % (status, complaint.text()[-800:]))
        return int(self.ask("SELECT pg_database_size(current_database())", database=database)[0][0])

    def watch(self, process):
        """Waits for a restore, and ends it before it fills a disk: how much a dump unfolds to is a guess."""
        limit = time.monotonic() + LIMIT
        while True:
            try:
                return process.wait(LOOK_EVERY)
            except subprocess.TimeoutExpired:
                full = bool(self.watched) and scratch.free_at(self.watched) < scratch.ROOM // 2
                if not full and time.monotonic() < limit:
                    continue
            process.kill()
            process.wait()
            if full:
                raise wire.Refused("SERVER_DISK_FULL", "pg_restore was ended before it filled " + self.watched)
            raise Trouble("pg_restore took longer than %d s" % LIMIT)

    def count(self, place, table):
        return int(self.ask("SELECT count(*) FROM " + table, database=place.database)[0][0])

    def settings(self, place):
        """What pretalx must be told about it."""
        names = {"name": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
        told = {key: self.environment.get(variable, "") for key, variable in names.items()}
        return dict(told, backend="postgresql", name=place.database)


def age_of(database):
    """Seconds since a scratch database was made, by its name."""
    try:
        return time.time() - time.mktime(time.strptime(database.split("_")[2], "%Y%m%d%H%M%S")) + time.timezone
    except (ValueError, IndexError):
        return 0


class Sqlite:
    """A copy of the file; the live one is not opened at all."""

    superuser = False

    def need(self, size):
        return 2 * size

    def require_room(self, size):
        """It lies in the scratch folder."""

    def remove_leftovers(self):
        return []

    def drop(self, database):
        """It goes with its folder."""

    @contextlib.contextmanager
    def opened(self, place):
        try:
            with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % place.at("database"), uri=True)) as connection:
                yield connection
        except sqlite3.Error as error:
            raise Trouble("%s: %s" % (type(error).__name__, error)) from error

    def fill(self, place):
        with self.opened(place) as connection:
            said = [str(row[0])[:200] for row in connection.execute("PRAGMA integrity_check(5)")]
        if said != ["ok"]:
            raise Trouble("SQLite says: " + "; ".join(said))
        return os.path.getsize(place.at("database"))

    def count(self, place, table):
        with self.opened(place) as connection:
            return connection.execute("SELECT count(*) FROM " + table).fetchone()[0]

    def settings(self, place):
        return {"backend": "sqlite3", "name": place.at("database"), "user": "", "password": "", "host": "", "port": ""}


def impossible(why):
    return wire.Refused("DRILL_IMPOSSIBLE", why, why)
