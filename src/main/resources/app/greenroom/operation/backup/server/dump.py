"""The database, streamed: PostgreSQL through pg_dump, SQLite through its own backup interface."""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

import account
import wire

HEAD = {"kind": "database"}
ROOM = 32 << 20  # bytes that a copy of an SQLite database must leave free
OPTIONS = {  # what psycopg is told in Django's OPTIONS, and how libpq's programs are told the same
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
    "passfile": "PGPASSFILE", "service": "PGSERVICE", "target_session_attrs": "PGTARGETSESSIONATTRS",
}
QUESTIONS = r"""
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SELECT 'snapshot', pg_export_snapshot();
SELECT 'version', current_setting('server_version');
SELECT 'size', pg_database_size(current_database());
SELECT 'encoding', current_setting('server_encoding');
SAVEPOINT counting;
SELECT 'events', count(*) FROM event_event;
SELECT 'proposals', count(*) FROM submission_submission;
SELECT 'users', count(*) FROM person_user;
ROLLBACK TO counting;
\echo done
"""


def send_database(site, database, children):
    if database["kind"] == "postgresql":
        postgresql(site, database, children["settings"])
    else:
        sqlite(site, database["name"], children["copy"])


# ---- PostgreSQL ----


def postgresql(site, database, settings_program):
    environment = address(site, database, settings_program)
    tool = shutil.which("pg_dump") or shutil.which("pg_dump", path="/usr/bin:/usr/local/bin:/usr/lib/postgresql/bin")
    if not tool:
        raise wire.Refused("COMMAND_FAILED", "pg_dump is not installed on the server", "pg_dump", "127")
    moment = Moment(site, environment)
    try:
        if moment.known:
            wire.say("N", {"database": dict(moment.known, tool=version_of(tool))})
            wire.OUT.flush()
        stream_dump(site, environment, tool, moment)
    finally:
        moment.close()


def address(site, database, settings_program):
    """Where the database is, in the environment: a name or a password on a command line would be seen or misread."""
    where = {"NAME": database["name"], "HOST": database["host"], "PORT": database["port"], "USER": database["user"]}
    if database["password"] or database["host"]:
        where = account.database_settings(site, settings_program)
    names = (("PGDATABASE", "NAME"), ("PGHOST", "HOST"), ("PGPORT", "PORT"), ("PGUSER", "USER"), ("PGPASSWORD", "PASSWORD"))
    environment = {name: where[key] for name, key in names if where.get(key)}
    environment.update({OPTIONS[name]: value for name, value in where.get("OPTIONS", {}).items() if name in OPTIONS})
    environment["PGCONNECT_TIMEOUT"] = "10"
    environment["PGAPPNAME"] = "greenroom"
    return environment


class Moment:
    """A session that holds one state of the database still and counts in it; the dump is told to use the same."""

    def __init__(self, site, environment):
        self.known, self.snapshot, self.process = {}, "", None
        tool = shutil.which("psql")
        if tool:
            self.process = account.start(site, [tool, "-X", "-A", "-t", "-q", "-w", "-F", "\t"], environment)
            self.complaint = account.Complaint(self.process.stderr)
            self.ask()

    def ask(self):
        try:
            self.process.stdin.write(QUESTIONS.encode("ascii"))
            self.process.stdin.flush()
        except BrokenPipeError:
            return
        for line in iter(self.process.stdout.readline, b""):
            name, _, value = line.decode("utf-8", "replace").strip().partition("\t")
            if name == "done":
                break
            if name in ("events", "proposals", "users", "size") and value.isdigit():
                self.known[name] = int(value)
            elif name in ("version", "encoding"):
                self.known[name] = value.split(" ")[0]  # Debian adds the name of its package
            elif name == "snapshot" and re.fullmatch(r"[0-9A-Fa-f-]+", value):
                self.snapshot = value

    def close(self):
        """Lets go of the state; the dump holds it by itself as soon as it says anything."""
        if self.process and self.process.returncode is None:
            self.process.kill()
            self.process.wait()


def version_of(tool):
    said = subprocess.run([tool, "--version"], capture_output=True, check=False, timeout=20).stdout
    found = re.search(rb"(\d+)(\.\d+)?", said)
    return found.group(0).decode("ascii") if found else ""


def stream_dump(site, environment, tool, moment):
    major = int(version_of(tool).split(".")[0] or 0)
    # pg_dump's own processor time on 900 MB: zstd:1 1.5 s for 16.7 MB, zstd:3 2.8 s for 18.7 MB, the default 7.4 s for
    # 22.4 MB, lz4 1.1 s for 34.0 MB
    ways = [["--compress=zstd:1"]] if major >= 16 else []
    for way in ways + [[]]:
        begun, status, complaint = one_dump(site, environment, [tool, "--format=custom", "--no-password", *way], moment)
        if status == 0:
            return
        if begun or "compress" not in complaint:
            break
    last = complaint.splitlines()[-1:] or [""]
    raise wire.Refused("COMMAND_FAILED", "pg_dump: " + complaint[-1500:], "pg_dump", "%d (%s)" % (status, last[0][:200]))


def one_dump(site, environment, command, moment):
    """Whether it said anything, its exit status, its complaint. The file is closed only after a status of 0."""
    if moment.snapshot:
        command = command + ["--snapshot=" + moment.snapshot]
    process = account.start(site, command, environment)
    complaint = account.Complaint(process.stderr)
    process.stdin.close()
    begun, size, digest = False, 0, hashlib.sha256()
    try:
        for piece in iter(lambda: process.stdout.read1(wire.PIECE), b""):
            if not begun:
                begun = True
                if not moment.known:
                    wire.say("N", {"database": {"tool": version_of(command[0])}})
                moment.close()
                wire.say("O", dict(HEAD, size=-1, mtime=0, mode=0o600))
            digest.update(piece)
            size += len(piece)
            wire.send("D", piece)
        status = process.wait()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    if status == 0 and begun:
        wire.close(size, digest, False)
    return begun, status, complaint.text()


# ---- SQLite ----


def sqlite(site, path, copy_program):
    """A child of the service user copies the database by SQLite's own means and gives the copy; it tells its size first."""
    process = account.start(site, [sys.executable, "-I", "-", path, account.ROOT, str(ROOM)])
    complaint = account.Complaint(process.stderr)
    try:
        process.stdin.write(copy_program.encode("utf-8"))
        process.stdin.close()
    except BrokenPipeError:
        pass
    line = process.stdout.readline(1 << 16)
    try:
        found = json.loads(line)
    except ValueError:
        process.kill()
        last = complaint.text().splitlines()[-1:] or [""]
        raise wire.Refused("COMMAND_FAILED", "sqlite: " + last[0], "sqlite", str(process.wait())) from None
    if "refused" in found:
        process.wait()
        raise wire.Refused(*found["refused"])
    wire.say("N", {"database": found["database"]})
    for problem in found["problems"]:
        wire.warn("database", path, problem)
    wire.OUT.flush()
    wire.say("O", dict(HEAD, size=found["size"], mtime=0, mode=0o600))
    left, digest = found["size"], hashlib.sha256()
    rest = process.stdout.peek()[:left]  # what came together with the line
    if rest:
        process.stdout.read(len(rest))
        digest.update(rest)
        wire.send("D", rest)
        left -= len(rest)
    while left:
        size = wire.send_piece(process.stdout.fileno(), min(wire.PIECE, left), digest)
        if not size:
            break
        left -= size
    status = process.wait()
    if status or left:
        raise wire.Refused("COMMAND_FAILED", "sqlite: " + complaint.text()[-1500:], "sqlite", str(status))
    wire.close(found["size"], digest, False)
