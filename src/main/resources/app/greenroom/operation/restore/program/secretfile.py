"""The secret that signs sessions and links: one small file, byte by byte the one of the snapshot."""
import os

import staging
import swaps
from surroundings import identity, say, sync_folder


def prepare(change):
    """Lays the snapshot's beside the present one, with owner and mode of that, else readable by the service user alone."""
    entry = staging.the_one(change, "SECRET")
    swap = swaps.planned(change.parameters["secretFile"], change.stamp)
    change.notes.put(secretSwap=swap)
    staging.make_way(change, os.path.dirname(swap["live"]))
    with open(entry.staged(change), "rb") as file:
        content = file.read()
    # the folder belongs to the service user: no link that lies in wait there is followed
    if os.path.lexists(swap["coming"]):
        os.unlink(swap["coming"])
    descriptor = os.open(swap["coming"], os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        if os.path.isfile(swap["live"]):
            status = os.stat(swap["live"])
            if os.geteuid() == 0:
                os.fchown(descriptor, status.st_uid, status.st_gid)
            os.fchmod(descriptor, status.st_mode & 0o777)
        else:
            change.give(swap["coming"])
            os.fchmod(descriptor, entry.mode & 0o777)
        file.flush()
        os.fsync(descriptor)
    sync_folder(os.path.dirname(swap["live"]))
    swap["new"] = identity(swap["coming"])
    change.notes.put(secretSwap=swap)
    say("the secret of the snapshot is ready")


def remove_prepared(change):
    swap = change.notes.get("secretSwap")
    if swap and os.path.lexists(swap["coming"]):
        os.unlink(swap["coming"])


def put(change):
    swaps.put(change.notes.get("secretSwap"))
    say("the secret of the snapshot is at its place")


def put_back(change, keep):
    swap = change.notes.get("secretSwap")
    if swap:
        swaps.put_back(swap, keep)
        say("the former secret is at its place")
