"""A folder that is a file system of its own cannot be renamed: what lies in it changes places within it, entry by entry.

The site is stopped meanwhile. Waiting and former entries lie in folders of root's alone in the same file system, whose
names begin as all of ours do; snapshots and comparisons leave them out. Notes tell to whom the entries at the place belong.
"""
import os
import re

from surroundings import Failed, sync_folder

OURS = ".greenroom-"
NOT_MOVED = ("lost+found",)  # the file system's own


def mounts():
    """Where file systems begin; a folder that is shown a second time (mount --bind) is one as well."""
    with open("/proc/self/mountinfo", "rb") as file:
        fields = [line.split(b" ")[4] for line in file]
    return {os.fsdecode(re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found.group(1), 8)]), each)) for each in fields}


def is_mount(folder):
    return os.path.realpath(folder) in mounts()


def beside(live, word, stamp):
    """A name beside a folder on its file system."""
    if is_mount(live):
        return os.path.join(live, "%s%s-%s" % (OURS, word, stamp))
    return "%s-%s-%s" % (live, word, stamp)


def planned(live, stamp):
    """Names for an exchange within; the same words as of a swap."""
    names = {word: os.path.join(live, "%s%s-%s" % (OURS, word, stamp)) for word in ("coming", "before", "failed")}
    return dict(names, live=live, within=True, new=None)


def require_mounted(swap):
    """Without its file system the folder is another one, whose entries are nobody's."""
    if not is_mount(swap["live"]):
        raise Failed("%s is not mounted" % swap["live"])


def move(source, target):
    """Everything but what is ours; can be done again after any part of it. Durable when it returns."""
    if not os.path.isdir(target):
        os.mkdir(target, 0o700)
    for name in sorted(os.listdir(source)):
        if name.startswith(OURS) or name in NOT_MOVED:
            continue
        if os.path.lexists(os.path.join(target, name)):
            raise Failed("%s and %s are both there" % (os.path.join(source, name), os.path.join(target, name)))
        os.rename(os.path.join(source, name), os.path.join(target, name))
    sync_folder(target)
    sync_folder(source)


def put(change):
    swap = change.notes.get("mediaSwap")
    require_mounted(swap)
    if not change.notes.get("mediaPlaced"):
        if not os.path.isdir(swap["coming"]):
            raise Failed("what should come to %s is not there" % swap["live"])
        move(swap["live"], swap["before"])
        # from here on what lies at the place belongs to the new ones
        change.notes.put(mediaPlaced=True)
    if os.path.isdir(swap["coming"]):
        move(swap["coming"], swap["live"])
        os.rmdir(swap["coming"])


def put_back(change, keep):
    """The former entries are at their places again; the new ones wait again, or are kept where visitors may have changed them."""
    swap = change.notes.get("mediaSwap")
    require_mounted(swap)
    if change.notes.get("mediaPlaced"):
        move(swap["live"], swap["failed"] if keep else swap["coming"])
        change.notes.put(mediaPlaced=False)
    if os.path.isdir(swap["before"]):
        move(swap["before"], swap["live"])
        os.rmdir(swap["before"])
        sync_folder(swap["live"])
