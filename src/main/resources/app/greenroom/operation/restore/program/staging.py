"""What was brought to this server for a restore: files by number in two folders that only root can enter, and a list."""
import hashlib
import json
import os
import shutil
import stat

from programs import ROOT
from surroundings import Failed, say, sync_folder

PIECE = 1 << 20


def folder_of(change):
    return os.path.join(ROOT + "/var/lib/greenroom/staging", change.parameters["job"])


def media_folder_of(change):
    """On the file system of the uploaded files, so that they only get other names."""
    return change.parameters["mediaStaging"]


class Entry:
    """One file of the snapshot."""

    def __init__(self, values):
        self.number, self.role, path, self.size, self.mtime, self.mode, self.sha256, self.came = values
        self.path = path.encode("latin-1")

    def staged(self, change):
        folder = media_folder_of(change) if self.role == "MEDIA" else folder_of(change)
        return os.path.join(folder, str(self.number))

    def parts(self):
        """Names on the way to it; refuses everything that could lead out of its folder."""
        names = self.path.split(b"/")
        if any(name in (b"", b".", b"..") or b"\0" in name for name in names):
            raise Failed("a file of the snapshot leads out of its folder: %r" % self.path)
        return names


def dress(change, entry):
    """An arrived file gets owner, mode and time. Whoever owns the folder around it cannot put another in its place."""
    descriptor = os.open(entry.staged(change), os.O_RDONLY | os.O_NOFOLLOW)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Failed("no file: " + entry.staged(change))
        os.fchmod(descriptor, entry.mode & 0o777)
        os.utime(descriptor, ns=(entry.mtime, entry.mtime))
        if change.switch():
            account, gid = change.account()
            os.fchown(descriptor, account.pw_uid, gid)
    finally:
        os.close(descriptor)


def make_way(change, folder):
    """A folder that everything goes into; one that is missing is the service user's."""
    if not os.path.isdir(folder):
        make_way(change, os.path.dirname(folder))
        os.mkdir(folder, 0o755)
        change.give(folder)


def entries(change, role=None):
    """The files of the snapshot that are wanted, as the list says that came with them."""
    path = os.path.join(folder_of(change), "entries")
    if not os.path.exists(path):
        raise Failed("the files of the snapshot are not on this server any more")
    with open(path, encoding="ascii") as file:
        for line in file:
            entry = Entry(json.loads(line))
            if role is None or entry.role == role:
                yield entry


def the_one(change, role):
    found = list(entries(change, role))
    if len(found) != 1:
        raise Failed("the snapshot should hold one file of the kind %s, it holds %d" % (role, len(found)))
    return found[0]


def digest_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(PIECE), b""):
            digest.update(piece)
    return digest.hexdigest()


def require_whole(change):
    """Everything that should have come is there, with its size; what it holds was proven when it came."""
    count = 0
    for entry in entries(change):
        if not entry.came:
            continue
        count += 1
        try:
            size = os.stat(entry.staged(change)).st_size
        except FileNotFoundError:
            size = -1
        if size != entry.size:
            raise Failed("a file of the snapshot did not arrive whole: %r" % entry.path)
    say("%d files of the snapshot are on this server" % count)


def remove(change):
    """Nothing of a snapshot lies about when a restore is over; what it holds is still on the other computer."""
    for folder in (media_folder_of(change), folder_of(change)):
        if folder and os.path.isdir(folder):
            shutil.rmtree(folder)
            sync_folder(os.path.dirname(folder))
