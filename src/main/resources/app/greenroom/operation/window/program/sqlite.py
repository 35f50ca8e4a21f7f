"""A copy of an SQLite database beside it, and putting it back by rename.

A database and its journal belong together: a copy put back beside the journal of another state is corrupted. So all
files of a database are moved together, each set in a folder of its own.
"""
import os
import shutil
import time

from surroundings import Failed, say, sync_folder

ENDS = ("-journal", "-wal", "-shm", "")  # the database last, so that it is never there without its journal
TRIES = 50


def files_of(path):
    return [path + end for end in ENDS if os.path.lexists(path + end)]


def path_of(change):
    return os.path.realpath(change.site()["database"]["name"])


def set_folder(change, word):
    path = path_of(change)
    return os.path.join(os.path.dirname(path), "%s-%s-%s" % (os.path.basename(path), word, change.stamp))


def make_folder(folder, beside):
    if not os.path.isdir(folder):
        os.mkdir(folder, 0o700)
        owner = os.stat(beside)
        if os.geteuid() == 0:
            os.chown(folder, owner.st_uid, owner.st_gid)
        sync_folder(os.path.dirname(folder))


def look(path):
    """What changes when somebody writes."""
    found = []
    for file in files_of(path):
        status = os.stat(file)
        found.append((file, status.st_ino, status.st_size, status.st_mtime_ns))
    return found


def copy_file(source, target):
    status = os.stat(source)
    shutil.copy2(source, target)
    if os.geteuid() == 0:
        os.chown(target, status.st_uid, status.st_gid)
    with open(target, "rb") as file:
        os.fsync(file.fileno())


def copy(change):
    """Everything that writes has been stopped; should something write all the same, it is copied again."""
    path, folder = path_of(change), set_folder(change, "before")
    if not os.path.isfile(path):
        raise Failed("there is no database at " + path)
    partial = folder + ".partial"
    for _ in range(TRIES):
        shutil.rmtree(partial, ignore_errors=True)
        make_folder(partial, path)
        before = look(path)
        for file in files_of(path):
            copy_file(file, os.path.join(partial, os.path.basename(file)))
        if look(path) == before:
            break
        say("the database was written to while it was copied; once more")
        time.sleep(0.2)
    else:
        raise Failed("something still writes to " + path)
    sync_folder(partial)
    os.rename(partial, folder)
    sync_folder(os.path.dirname(folder))
    change.notes.put(databaseCopy={"folder": folder})
    say("the database was copied to " + folder)


def make_durable(change):
    """SQLite waits for the disk at every commit."""


def put_back(change):
    """The copied files come back to their place, the failed ones are kept; can be done again after any part of it."""
    path, failed = path_of(change), set_folder(change, "failed")
    copy_folder = change.notes.get("databaseCopy")["folder"]
    if not change.notes.get("databaseAside"):
        make_folder(failed, path if os.path.exists(path) else copy_folder)
        for file in reversed(files_of(path)):
            os.rename(file, os.path.join(failed, os.path.basename(file)))
        sync_folder(failed)
        sync_folder(os.path.dirname(path))
        # from here on what lies at the place is what was put back
        change.notes.put(databaseAside=failed)
    for file in files_of(os.path.join(copy_folder, os.path.basename(path))):
        os.rename(file, os.path.join(os.path.dirname(path), os.path.basename(file)))
    if os.path.isdir(copy_folder) and not os.listdir(copy_folder):
        os.rmdir(copy_folder)
    sync_folder(os.path.dirname(path))
    if not os.path.isfile(path):
        raise Failed("neither the copy nor the database is there: " + path)
    say("the former database is back at its place; the failed one is kept in " + failed)
