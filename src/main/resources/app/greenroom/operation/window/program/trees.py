"""Folders and links that take each other's place by rename, and trees of hard links. Nothing is copied or overwritten."""
import ctypes
import errno
import os
import shutil

from surroundings import Failed, identity, sync_folder

RENAME_EXCHANGE, AT_FDCWD = 2, -100
TRIED = ".greenroom-try"
UNMOVABLE = (
    "%s cannot be renamed: %s. Nothing was changed. Copy it to an ordinary folder of the disk, put that in its place, "
    "then start again")
NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


def exchanged(first, second):
    """Lets two names change places at once; false, and nothing changed, where the kernel or the file system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    status = library.renameat2(
        AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), ctypes.c_uint(RENAME_EXCHANGE))
    number = ctypes.get_errno()
    if status != 0 and number not in NOT_HERE:
        raise OSError(number, os.strerror(number), first, None, second)
    return status == 0


def exchange(first, second):
    """Two names change places: at once where the kernel can, else in two renames, between which the first is missing."""
    if not exchanged(first, second):
        waiting = second + ".exchange"
        os.rename(second, waiting)
        os.rename(first, second)
        os.rename(waiting, first)
    for folder in {os.path.dirname(first), os.path.dirname(second)}:
        sync_folder(folder)


def prove_movable(folder):
    """Fails, with nothing changed, if a folder cannot change its name, as in a mount or in the lower layer of an overlay.

    The folder itself is tried: it changes places with a link that leads to it, and back, so that all its paths work at
    every moment. Where the kernel cannot do that in one moment, a mount is all that can be found out.
    """
    settle(folder)
    if os.path.islink(folder) or not os.path.isdir(folder):
        return
    tried = folder + TRIED
    if os.path.ismount(folder):
        raise Failed(UNMOVABLE % (folder, "it is a file system of its own"))
    make_link(os.path.basename(tried), tried, folder)
    try:
        exchanged(folder, tried)
    except OSError as error:
        raise Failed(UNMOVABLE % (folder, error.strerror))
    finally:
        settle(folder)


def settle(folder):
    """After a try that may have been cut: the folder is at its place, the link is gone."""
    tried = folder + TRIED
    if os.path.islink(folder) and os.readlink(folder) == os.path.basename(tried) and os.path.isdir(tried):
        exchange(folder, tried)
    if os.path.islink(tried):
        os.unlink(tried)
        sync_folder(os.path.dirname(folder))


def point(link, target):
    """Makes a name a link to a target, in one moment."""
    aside = link + ".next"
    if os.path.lexists(aside):
        os.unlink(aside)
    make_link(target, aside, link)
    os.replace(aside, link)
    sync_folder(os.path.dirname(link))


def make_link(target, link, like):
    """A link that belongs to whom something else belongs."""
    owner = os.lstat(like)
    os.symlink(target, link)
    if os.geteuid() == 0:
        os.chown(link, owner.st_uid, owner.st_gid, follow_symlinks=False)


def take_place(live, kept, new):
    """The live name leads to something new: a link is turned; a folder changes places with a link, and is kept."""
    if os.path.islink(live):
        point(live, new)
        return
    waiting = kept + ".exchange"
    if os.path.lexists(waiting) or not os.path.isdir(live):
        raise Failed("%s is in between two states" % live)
    if not os.path.islink(kept):
        make_link(new, kept, live)
    exchange(live, kept)


def give_back(live, kept, link, old):
    """The live name is again what it was, whatever became of the switch; can be done again.

    link -- what the live name pointed to when it was a link, else None; old -- identity of what it was
    """
    if link is not None:
        if not os.path.islink(live) or os.readlink(live) != link:
            point(live, link)
        return
    waiting = kept + ".exchange"
    if identity(live) != old:
        if identity(kept) != old:
            raise Failed("%s is neither at its place nor at %s" % (live, kept))
        if os.path.lexists(live):
            exchange(kept, live)
        else:
            os.rename(kept, live)
            sync_folder(os.path.dirname(live))
    if os.path.lexists(waiting):  # the new one, left over by a switch in two renames
        if os.path.lexists(kept):
            raise Failed("%s and %s are both there" % (waiting, kept))
        os.rename(waiting, kept)
    if os.path.islink(kept):
        os.unlink(kept)
        sync_folder(os.path.dirname(kept))


# ---- trees of hard links ----


def imitate(source, folder):
    """A folder with the owner, mode and times of another."""
    status = os.stat(source)
    if not os.path.isdir(folder):
        os.mkdir(folder, 0o700)
    if os.geteuid() == 0:
        os.chown(folder, status.st_uid, status.st_gid)
    shutil.copystat(source, folder)


def link_tree(source, copy):
    """Makes a tree of hard links, or brings it up to date; gives the number of files. Empty folders come along."""
    count = 0
    imitate(source, copy)
    wanted = set()
    with os.scandir(source) as entries:
        for entry in entries:
            wanted.add(entry.name)
            path = os.path.join(copy, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if os.path.lexists(path) and not os.path.isdir(path):
                    os.unlink(path)
                count += link_tree(entry.path, path)
            else:
                count += 1
                link_file(entry, path)
    for name in set(os.listdir(copy)) - wanted:  # gone from the source meanwhile; only our name for it goes
        path = os.path.join(copy, name)
        shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
    imitate(source, copy)
    return count


def link_file(entry, path):
    present = identity(path)
    if present == [entry.stat(follow_symlinks=False).st_dev, entry.inode()]:
        return
    if present is not None:
        shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
    try:
        os.link(entry.path, path, follow_symlinks=False)
    except FileNotFoundError:
        pass  # gone since it was listed: the site may still work
    except OSError as error:
        if error.errno not in (errno.EMLINK, errno.EPERM, errno.ENOTSUP):
            raise
        shutil.copy2(entry.path, path, follow_symlinks=False)  # too many links, or a file system without them


def same_tree(first, second):
    """Whether two trees hold the same files under the same names."""
    names = os.listdir(first)
    if set(names) != set(os.listdir(second)):
        return False
    for name in names:
        one, other = os.path.join(first, name), os.path.join(second, name)
        if os.path.isdir(one) and not os.path.islink(one):
            if os.path.islink(other) or not os.path.isdir(other) or not same_tree(one, other):
                return False
        elif identity(one) != identity(other):
            return False
    return True
