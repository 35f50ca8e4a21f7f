"""The folder of uploaded files: the snapshot's is built beside it while the site works, and takes its place in the window."""
import errno
import os
import shutil

import mounted
import staging
import swaps
from surroundings import Failed, identity, say, sync_folder

# no second names on this file system, too many of them, or a file of another one
WITHOUT_NAMES = (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EXDEV)


def swap_of(change):
    return change.notes.get("mediaSwap")


def build(change):
    """Files that came get their names, the others become second names of those that are here already."""
    live = os.path.realpath(change.site()["media"])
    swap = (mounted if mounted.is_mount(live) else swaps).planned(live, change.stamp)
    coming = swap["coming"]
    staging.make_way(change, os.path.dirname(coming))
    change.notes.put(mediaSwap=swap)
    if os.path.isdir(coming):
        shutil.rmtree(coming)  # of a run of this very job that was cut
    os.mkdir(coming, 0o700)  # until it is complete nobody but root gets in: the service user cannot lead us astray
    known, here, came = {b""}, 0, 0
    for entry in staging.entries(change, "MEDIA"):
        names = entry.parts()
        make_folders(change, swap["live"], coming, names[:-1], known)
        target = os.path.join(os.fsencode(coming), *names)
        if entry.came:
            place(change, entry, target)
            came += 1
        else:
            link(entry, os.path.join(os.fsencode(swap["live"]), *names), target)
            here += 1
    if not swap.get("within"):
        imitate(change, swap["live"], coming)
    os.sync()
    swap["new"] = identity(coming)
    change.notes.put(mediaSwap=swap)
    say("%d uploaded files, %d of them were here already" % (here + came, here))


def imitate(change, source, folder):
    """A folder gets owner and mode of the one that it replaces, else those that a new one would have."""
    if os.path.isdir(source):
        status = os.stat(source)
        if os.geteuid() == 0:
            os.chown(folder, status.st_uid, status.st_gid)
        os.chmod(folder, status.st_mode & 0o7777)
    else:
        os.chmod(folder, 0o755)
        change.give(folder)


def make_folders(change, live, coming, names, known):
    for depth in range(1, len(names) + 1):
        path = b"/".join(names[:depth])
        if path not in known:
            known.add(path)
            folder = os.path.join(os.fsencode(coming), path)
            os.mkdir(folder, 0o755)
            imitate(change, os.path.join(os.fsencode(live), path), folder)


def place(change, entry, target):
    """A file that came gets its name; owner, mode and time as it had them."""
    staging.dress(change, entry)
    # a second name first: it comes down to one when the place of arrival is removed, whatever cuts this short
    try:
        os.link(entry.staged(change), target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in WITHOUT_NAMES:
            raise
        copy(entry.staged(change), target)


def copy(source, target):
    """Where there are no second names."""
    shutil.copy2(source, target, follow_symlinks=False)
    if os.geteuid() == 0:
        status = os.stat(source, follow_symlinks=False)
        os.chown(target, status.st_uid, status.st_gid, follow_symlinks=False)


def link(entry, source, target):
    """A second name for a file that was compared a moment ago; should it have changed since, that is found out here."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileNotFoundError as error:
        raise Failed("%r was removed while the restore began; please start it again" % entry.path) from error
    except OSError as error:
        if error.errno not in WITHOUT_NAMES:
            raise
        copy(source, target)
    status = os.stat(target, follow_symlinks=False)
    if status.st_size != entry.size or status.st_mtime_ns != entry.mtime and staging.digest_of(target) != entry.sha256:
        raise Failed("%r was changed while the restore began; please start it again" % entry.path)


def remove_built(change):
    """Takes back what was built; the files under the site's own names are not touched by it."""
    swap = swap_of(change)
    if not swap:
        return
    if swap.get("within"):
        mounted.require_mounted(swap)
    if change.notes.get("mediaPlaced") or swap["new"] and identity(swap["live"]) == swap["new"]:
        raise Failed("the site is still on the restored files")
    if os.path.isdir(swap["coming"]):
        shutil.rmtree(swap["coming"])
        sync_folder(os.path.dirname(swap["coming"]))


def put(change):
    if swap_of(change).get("within"):
        mounted.put(change)
    else:
        swaps.put(swap_of(change))
    say("the uploaded files of the snapshot are at their place; the former ones are kept as " + swap_of(change)["before"])


def put_back(change, keep):
    if swap_of(change):
        if swap_of(change).get("within"):
            mounted.put_back(change, keep)
        else:
            swaps.put_back(swap_of(change), keep)
        say("the former uploaded files are at their place")
