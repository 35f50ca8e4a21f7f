"""Runs as the service user: copies an SQLite database by SQLite's own means and writes the copy to standard output.

The copy is a file that has no name any more when it is filled, so that nothing is left whatever ends this program. It is
the one thing that a snapshot puts on a disk of the server: reading the database itself for as long as a slow line takes
would make visitors wait, and memory would not do for a large one.
"""
import contextlib
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import time

SOURCE, ROOT = sys.argv[1], sys.argv[2]
PATIENCE = 30  # seconds for a database that others hold
ROOM = int(sys.argv[3])  # bytes that must stay free
COUNTS = (("events", "event_event"), ("proposals", "submission_submission"), ("users", "person_user"))


class Refused(Exception):
    pass


def answer(content):
    os.write(1, json.dumps(content).encode("ascii") + b"\n")


def place_for(size):
    """A folder with room for the copy: one for large temporary files, else beside the database."""
    best = ("", -1)
    for folder in (ROOT + "/var/tmp", os.path.dirname(os.path.abspath(SOURCE))):
        with contextlib.suppress(OSError):
            space = os.statvfs(folder)
            free = space.f_bavail * space.f_frsize
            if os.access(folder, os.W_OK | os.X_OK):
                if free >= size + ROOM:
                    return folder
                best = max(best, (folder, free), key=lambda each: each[1])
    raise Refused("SERVER_DISK_FULL", "a copy of the database needs %d bytes, there are %d in %s" % (size + ROOM, best[1], best[0]))


def nameless(folder):
    """A connection to a new database file without a name, and a descriptor to read it."""
    inner = tempfile.mkdtemp(prefix=".greenroom-", dir=folder)
    try:
        path = os.path.join(inner, "copy")
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA user_version").fetchone()
        return connection, os.open(path, os.O_RDONLY)
    finally:
        shutil.rmtree(inner)


def copy(source, target):
    begun = time.monotonic()

    def patience(status, remaining, total):
        if status not in (0, 101) and time.monotonic() - begun > PATIENCE:
            raise Refused("TIMED_OUT", "others hold the database for more than %d s" % PATIENCE)

    source.backup(target, pages=-1, progress=patience, sleep=0.1)


def look_into(target):
    """What the copy holds, and what SQLite's own check says about it."""
    database = {"version": sqlite3.sqlite_version, "tool": sqlite3.sqlite_version, "encoding": "UTF8"}
    for name, table in COUNTS:
        with contextlib.suppress(sqlite3.Error):
            database[name] = target.execute("SELECT count(*) FROM " + table).fetchone()[0]
    said = [row[0] for row in target.execute("PRAGMA quick_check(20)")]
    return database, [] if said == ["ok"] else [str(each)[:300] for each in said]


def main():
    if not os.path.isfile(SOURCE):
        raise Refused("COMMAND_FAILED", "the database file %s is not there" % SOURCE, "sqlite", "ENOENT")
    folder = place_for(os.path.getsize(SOURCE))
    # opened for writing as pretalx does, so that a journal left by a crash is rolled back
    with contextlib.closing(sqlite3.connect("file:%s?mode=rw" % quoted(SOURCE), uri=True, timeout=PATIENCE)) as source:
        target, descriptor = nameless(folder)
        copy(source, target)
    database, problems = look_into(target)
    target.close()
    size = os.fstat(descriptor).st_size
    database["size"] = size
    answer({"size": size, "database": database, "problems": problems})
    while True:
        piece = os.read(descriptor, 1 << 18)
        if not piece:
            break
        view = memoryview(piece)
        while view:
            view = view[os.write(1, view):]


def quoted(path):
    return "".join(letter if letter.isalnum() and letter.isascii() or letter in "/._-" else
                   "".join("%%%02x" % byte for byte in os.fsencode(letter)) for letter in path)


try:
    main()
except Refused as refused:
    answer({"refused": list(refused.args)})
except sqlite3.Error as error:
    answer({"refused": ["COMMAND_FAILED", "%s: %s" % (type(error).__name__, error), "sqlite", type(error).__name__]})
