"""The folder of uploaded files: listing it, and sending those files that are wanted."""
import os
import stat
import struct
import zlib

import wire

BLOCK = 1 << 18  # bytes of a listing packed at once
LONGEST = (1 << 16) - 1
OURS = b".greenroom-"  # what restores set aside within a folder that cannot be renamed


def list_tree(root):
    """Says every regular file below a folder, in blocks; links and special files are warned of and not followed."""
    block = bytearray()
    try:
        walk = walk_files(os.path.realpath(os.fsencode(root)))
        for path, found in walk:
            block += struct.pack(">IQqH", stat.S_IMODE(found.st_mode), found.st_size, found.st_mtime_ns, len(path)) + path
            if len(block) >= BLOCK:
                wire.send("L", zlib.compress(block, 6))
                block.clear()
    except FileNotFoundError as error:
        raise wire.Refused("COMMAND_FAILED", "the media folder %s is not there" % root, "media", "ENOENT") from error
    except PermissionError as error:
        raise wire.Refused("NO_ELEVATION", "the media folder %s cannot be read" % root) from error
    if block:
        wire.send("L", zlib.compress(block, 6))


def walk_files(root):
    """Relative path and status of every regular file, folder by folder in the order of their names."""
    folders = [b""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if not folder:
                raise
            wire.warn("folder", folder, wire.words(error))
            continue
        below = []
        for entry in found:
            if not folder and entry.name.startswith(OURS):
                continue
            path = os.path.join(folder, entry.name)
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            except OSError as error:
                wire.warn("unreadable", path, wire.words(error))
                continue
            if stat.S_ISDIR(status.st_mode):
                below.append(path)
            elif stat.S_ISREG(status.st_mode) and len(path) <= LONGEST:
                yield path, status
            else:
                wire.warn("link" if stat.S_ISLNK(status.st_mode) else "special", path, target(root, path))
        folders.extend(reversed(below))


def target(root, path):
    try:
        return "leads to " + os.readlink(os.path.join(root, path)).decode("utf-8", "backslashreplace")
    except OSError:
        return ""


class Beneath:
    """Opens files below a folder; no link on the way is followed, whatever happens to the tree meanwhile."""

    def __init__(self, root):
        self.root = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        self.names, self.folder = [], self.root

    def open(self, path):
        *names, name = path.split(b"/")
        if names != self.names:
            self.enter(names)
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY, dir_fd=self.folder)

    def enter(self, names):
        self.leave()
        folder = self.root
        for name in names:
            try:
                deeper = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            finally:
                if folder != self.root:
                    os.close(folder)
            folder = deeper
        self.names, self.folder = names, folder

    def leave(self):
        if self.folder != self.root:
            os.close(self.folder)
        self.names, self.folder = [], self.root


def send_files(root, paths):
    """Sends files by their relative paths, each with its place in the list of those wanted."""
    beneath = Beneath(os.path.realpath(os.fsencode(root)))
    for index, path in enumerate(paths):
        head = {"kind": "media", "index": index}
        try:
            descriptor = beneath.open(path)
        except OSError as error:
            wire.missing(head, error)
            continue
        try:
            wire.send_file(head, descriptor)
        finally:
            os.close(descriptor)
