"""Single uploaded files of a snapshot, put in place one by one while the site works; a file that is there is set aside first.

The folders belong to the service user. So every step on the way is taken from the folder that was opened before it, and no
link is followed.
"""
import os
import shutil

import mounted
import staging
from surroundings import Failed, identity, say, sync_folder


class Folder:
    """An open folder; its entries are named relative to it."""

    def __init__(self, descriptor):
        self.descriptor = descriptor

    def enter(self, change, name, make):
        """A folder in it, made like this one if it is missing."""
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
        try:
            return Folder(os.open(name, flags, dir_fd=self.descriptor))
        except FileNotFoundError:
            if not make:
                raise
        os.mkdir(name, 0o755, dir_fd=self.descriptor)
        inside, status = os.open(name, flags, dir_fd=self.descriptor), os.fstat(self.descriptor)
        if os.geteuid() == 0:
            os.fchown(inside, status.st_uid, status.st_gid)
        os.fchmod(inside, status.st_mode & 0o777)
        return Folder(inside)

    def close(self):
        os.close(self.descriptor)

    def has(self, name):
        try:
            return os.stat(name, dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None


def walk(change, root, names, make):
    folder = Folder(os.open(root, os.O_RDONLY | os.O_DIRECTORY))
    for name in names:
        try:
            deeper = folder.enter(change, name, make)
        finally:
            folder.close()
        folder = deeper
    return folder


def places(change):
    live = os.path.realpath(change.site()["media"])
    return live, mounted.beside(live, "before", change.stamp)


def put(change):
    live, before = places(change)
    if not os.path.isdir(live):
        raise Failed("there is no folder of uploaded files: " + live)
    if not os.path.isdir(before):
        os.mkdir(before, 0o700)
    placed = aside = 0
    for entry in staging.entries(change, "MEDIA"):
        if not entry.came:
            continue  # it is there as in the snapshot
        names = entry.parts()
        staged = entry.staged(change)
        staging.dress(change, entry)
        folder = walk(change, live, names[:-1], True)
        try:
            present = folder.has(names[-1])
            if present and [present.st_dev, present.st_ino] == identity(staged):
                continue
            if present:
                keep(change, folder, before, names)
                aside += 1
            os.link(staged, names[-1], dst_dir_fd=folder.descriptor, follow_symlinks=False)
            placed += 1
        finally:
            folder.close()
    os.sync()
    say("%d files are at their place, %d former ones are kept in %s" % (placed, aside, before))


def keep(change, folder, before, names):
    target = walk(change, before, names[:-1], True)
    try:
        if target.has(names[-1]):
            raise Failed("a former file is there already: %r" % b"/".join(names))
        os.rename(names[-1], names[-1], src_dir_fd=folder.descriptor, dst_dir_fd=target.descriptor)
    finally:
        target.close()


def put_back(change):
    """The former files are at their places again; those that were put there go."""
    live, before = places(change)
    if not os.path.isdir(before):
        return
    for entry in staging.entries(change, "MEDIA"):
        if entry.came:
            put_one_back(change, entry, live, before)
    shutil.rmtree(before)  # only folders are left
    sync_folder(os.path.dirname(before))
    say("the former files are at their places")


def put_one_back(change, entry, live, before):
    names = entry.parts()
    try:
        folder = walk(change, live, names[:-1], False)
    except FileNotFoundError:
        return
    try:
        present = folder.has(names[-1])
        if present and [present.st_dev, present.st_ino] == identity(entry.staged(change)):
            os.unlink(names[-1], dir_fd=folder.descriptor)
            present = None
        try:
            source = walk(change, before, names[:-1], False)
        except FileNotFoundError:
            return
        try:
            if source.has(names[-1]):
                if present:
                    raise Failed("somebody put a file there meanwhile: %r" % entry.path)
                os.rename(names[-1], names[-1], src_dir_fd=source.descriptor, dst_dir_fd=folder.descriptor)
        finally:
            source.close()
    finally:
        folder.close()


def kept(change):
    """The folder of former files, if there is any in it."""
    before = places(change)[1]
    if os.path.isdir(before) and not os.listdir(before):
        os.rmdir(before)
    return before if os.path.isdir(before) else ""
