"""An SQLite database of a snapshot, and its taking the place of the present one: all files of a database move together."""
import os
import shutil
import sqlite3

import sqlite
import staging
from surroundings import Failed, identity, say, sync_folder


def prepare(change):
    entry = staging.the_one(change, "DATABASE")
    path, folder = sqlite.path_of(change), sqlite.set_folder(change, "coming")
    swap = {"live": path, "folder": folder, "file": os.path.join(folder, os.path.basename(path)),
            "before": sqlite.set_folder(change, "before"), "failed": sqlite.set_folder(change, "failed"), "new": None}
    change.notes.put(databaseSwap=swap)
    staging.make_way(change, os.path.dirname(path))
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder, 0o700)  # only root gets in until it is complete
    shutil.copyfile(entry.staged(change), swap["file"])
    like_the_present(change, path, swap["file"])
    with open(swap["file"], "rb") as file:
        os.fsync(file.fileno())
    sync_folder(folder)
    prove(swap["file"])
    change.give(folder)
    sync_folder(os.path.dirname(folder))
    swap["new"] = identity(swap["file"])
    change.notes.put(databaseSwap=swap)
    say("the database of the snapshot waits in " + folder)


def like_the_present(change, path, file):
    if os.path.isfile(path):
        status = os.stat(path)
        if os.geteuid() == 0:
            os.chown(file, status.st_uid, status.st_gid)
        os.chmod(file, status.st_mode & 0o777)
    else:
        change.give(file)
        os.chmod(file, 0o640)


def prove(file):
    database = sqlite3.connect("file:%s?mode=ro&immutable=1" % quoted(file), uri=True)
    try:
        said = [row[0] for row in database.execute("PRAGMA quick_check(5)")]
    finally:
        database.close()
    if said != ["ok"]:
        raise Failed("the database of the snapshot is damaged: " + "; ".join(map(str, said)))


def quoted(path):
    return "".join(letter if letter.isalnum() and letter.isascii() or letter in "/._-" else
                   "".join("%%%02x" % byte for byte in os.fsencode(letter)) for letter in path)


def waiting(change):
    return change.notes.get("databaseSwap")["file"]


def count(change, table):
    database = sqlite3.connect("file:%s?mode=ro&immutable=1" % quoted(waiting(change)), uri=True)
    try:
        return database.execute("SELECT count(*) FROM " + table).fetchone()[0]
    except sqlite3.Error as error:
        return str(error)
    finally:
        database.close()


def remove_prepared(change):
    swap = change.notes.get("databaseSwap")
    if swap["new"] and identity(swap["live"]) == swap["new"]:
        raise Failed("the site is still on the restored database")
    shutil.rmtree(swap["folder"], ignore_errors=True)
    sync_folder(os.path.dirname(swap["folder"]))


def move(source, target, journals_first):
    """All files of a database get another folder; can be done again after any part of it."""
    ends = sqlite.ENDS if journals_first else tuple(reversed(sqlite.ENDS))
    for end in ends:
        if os.path.lexists(source + end):
            if os.path.lexists(target + end):
                raise Failed("%s and %s are both there" % (source + end, target + end))
            os.rename(source + end, target + end)
    for path in (source, target):
        sync_folder(os.path.dirname(path))


def put(change):
    swap = change.notes.get("databaseSwap")
    live = swap["live"]
    if identity(live) == swap["new"]:
        return
    if not change.notes.get("databasePlaced"):
        sqlite.make_folder(swap["before"], live if os.path.exists(live) else swap["folder"])
        move(live, os.path.join(swap["before"], os.path.basename(live)), journals_first=False)
        # from here on what lies at the place belongs to the new one
        change.notes.put(databasePlaced=True, databaseKept=swap["before"] if os.listdir(swap["before"]) else "")
    move(swap["file"], live, journals_first=True)
    say("the database of the snapshot is at its place; the former one is kept in " + swap["before"])


def put_back(change, keep):
    swap = change.notes.get("databaseSwap")
    live = swap["live"]
    if change.notes.get("databasePlaced"):
        aside = swap["file"]
        if keep:
            sqlite.make_folder(swap["failed"], swap["folder"])
            aside = os.path.join(swap["failed"], os.path.basename(live))
        move(live, aside, journals_first=False)
        change.notes.put(databasePlaced=False)
    if os.path.isdir(swap["before"]):
        move(os.path.join(swap["before"], os.path.basename(live)), live, journals_first=True)
        os.rmdir(swap["before"])
        sync_folder(os.path.dirname(live))
    say("the former database is at its place")
