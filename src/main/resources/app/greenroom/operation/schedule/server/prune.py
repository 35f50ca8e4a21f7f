"""Which sets go: those that the rule lets go, but not before a laptop has collected them, as long as there is room.

A set that nobody collects stays two weeks longer than by the rule alone, so that runs of one day, or of one hour, do not
take each other's place unseen. When a new set needs the room, the oldest of those go first, and the run tells how many.
"""
import os
import shutil

import keep
import manifest
import record

GONE = ".gone-"
PATIENCE = 14 * 24 * 3600


def after(key, rule, now):
    """Removes what may go now that a new set is whole."""
    collected = record.collected(key)
    for name in let_go(key, rule):
        if name in collected or now - record.moment_of(name) > PATIENCE:
            remove(key, name)


def let_go(key, rule):
    """Names of the sets that the rule lets go, oldest first. The newest whole one is never among them."""
    base, names = record.snapshots_folder(key), record.sets(key)
    usable = {name for name in names if manifest.is_whole(os.path.join(base, name))}
    stay = keep.staying(names, usable, rule)
    return [name for name in reversed(names) if name not in stay]


def make_room(key, rule, room, needed):
    """Removes what the rule lets go, one after the other, until there is room; gives how many of them nobody had collected."""
    lost, names = 0, [] if room.has(needed) else let_go(key, rule)
    if not room.has(needed - most_freed(key, names)):
        return 0  # all of them together would not be enough: then none goes in vain
    for name in names:
        if room.has(needed):
            break
        lost += name not in record.collected(key)
        remove(key, name)
    return lost


def most_freed(key, names):
    """Bytes that come free at most when these sets go; less if others share their files."""
    blocks = {}
    for name in names:
        for folder, _, files in os.walk(os.path.join(record.snapshots_folder(key), name)):
            for file in files:
                status = os.lstat(os.path.join(folder, file))
                blocks[status.st_ino] = status.st_blocks * 512
    return sum(blocks.values())


def remove(key, name):
    """One that is half removed has no name of a set any more."""
    base = record.snapshots_folder(key)
    gone = os.path.join(base, GONE + name)
    os.rename(os.path.join(base, name), gone)
    record.sync_folder(base)
    shutil.rmtree(gone)
