"""A set that is being taken, in a folder that ends with .partial and that nothing takes for a set."""
import base64
import errno
import fcntl
import hashlib
import os
import re
import stat

CLONE = 0x40049409  # FICLONE: shares the blocks of a file until one of the two is changed
PIECE = 1 << 20
UNFIT = (errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG)
INCOMING = ".incoming"
LINKED_AGAIN = 30  # of the files that are shared, one in so many is read again in each run


class Entry:
    """One file of a set, as its manifest tells it."""

    __slots__ = ("role", "path", "size", "mtime", "mode", "sha256", "stored", "shared")

    def __init__(self, role, path, size, mtime, mode, sha256, stored, shared=False):
        self.role, self.path, self.size, self.mtime, self.mode = role, path, size, mtime, mode
        self.sha256, self.stored, self.shared = sha256, stored, shared

    def unchanged(self, status):
        return (self.size, self.mtime, self.mode) == (
            status.st_size, status.st_mtime_ns, stat.S_IMODE(status.st_mode))


def plain(path):
    """Path as a manifest writes it, and whether that is base64."""
    try:
        return path.decode("utf-8"), False
    except UnicodeDecodeError:
        return base64.b64encode(path).decode("ascii"), True


def substitute(path):
    """A name for a file whose own is no text, or is taken: 32 digits of its hash, and its plain end."""
    name = re.sub("[^A-Za-z0-9._]", "_", path.decode("utf-8", "replace").rpartition("/")[2])[-40:]
    return "%s-%s" % (hashlib.sha256(path).hexdigest()[:32], re.sub("[.]+$", "_", name))


class Draft:
    def __init__(self, folder, room):
        self.folder, self.room = folder, room
        self.entries = {}  # by role and path
        os.mkdir(folder, 0o700)

    def entry(self, role, path):
        return self.entries.get((role, path))

    def place(self, below, path):
        """Stored name for a file, and its place, with the folders above it."""
        text, no_text = plain(path)
        names = [] if no_text else [below + "/" + text]
        for name in names + [below + "-renamed/" + substitute(path)]:
            place = os.path.join(self.folder, name)
            try:
                os.makedirs(os.path.dirname(place), 0o700, exist_ok=True)
            except OSError as error:
                if error.errno not in UNFIT:
                    raise
                continue  # what was a file a moment ago is a folder now, or the path is too long
            if not os.path.isdir(place):
                return name, place
        raise AssertionError("no name for " + text)

    def put(self, entry):
        self.entries[entry.role, entry.path] = entry
        return entry

    def link(self, former, entry):
        """Shares a file with the set before; gives whether that was possible."""
        name, place = self.place("media", entry.path)
        try:
            os.link(os.path.join(former, entry.stored), place, follow_symlinks=False)
        except OSError:  # too many links, or the file is gone: then it is copied from the site
            return False
        self.put(Entry(entry.role, entry.path, entry.size, entry.mtime, entry.mode, entry.sha256, name, shared=True))
        return True

    def copy(self, role, path, below, descriptor):
        """Copies an open file of the site; gives whether it held still meanwhile. Never a link: it may be changed in place."""
        before = os.fstat(descriptor)
        name, place = self.place(below, path)
        with Writing(self, place) as target:
            if not target.clone(descriptor):
                while True:
                    piece = os.read(descriptor, PIECE)
                    if not piece:
                        break
                    target.write(piece)
        after = os.fstat(descriptor)
        os.utime(place, ns=(before.st_mtime_ns, before.st_mtime_ns))
        self.put(Entry(
            role, path, target.size, before.st_mtime_ns, stat.S_IMODE(before.st_mode), target.digest.hexdigest(), name))
        return target.size == before.st_size and (after.st_size, after.st_mtime_ns) == (
            before.st_size, before.st_mtime_ns)


class Writing:
    """A file of a set while it is written: read-only from its beginning, hashed as it comes.

    One that is there already is replaced when this one is whole: it may be shared with the set before, which keeps its own.
    """

    def __init__(self, draft, place):
        self.draft, self.place = draft, place
        self.fresh = os.path.join(draft.folder, INCOMING) if os.path.lexists(place) else place
        self.size, self.digest = 0, hashlib.sha256()
        self.descriptor = os.open(self.fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o400)

    def write(self, piece):
        self.digest.update(piece)
        self.size += len(piece)
        self.draft.room.spend(len(piece))
        view = memoryview(piece)
        while view:
            view = view[os.write(self.descriptor, view):]

    def clone(self, source):
        """Where the file system can, both share their blocks until one changes; the copy is what is hashed."""
        try:
            fcntl.ioctl(self.descriptor, CLONE, source)
        except OSError:
            return False
        for piece in iter(lambda: os.read(self.descriptor, PIECE), b""):
            self.digest.update(piece)
            self.size += len(piece)
        return True

    def keep(self):
        os.close(self.descriptor)
        if self.fresh != self.place:
            os.replace(self.fresh, self.place)

    def drop(self):
        os.close(self.descriptor)
        os.unlink(self.fresh)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind:
            self.drop()
        else:
            self.keep()
