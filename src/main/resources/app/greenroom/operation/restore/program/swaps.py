"""Something new takes the place of something by rename, and the former comes back by rename. Nothing is deleted.

A swap is a note: live -- the place; coming -- where the new one waits; before -- where the former one is kept;
new -- identity of the new one.
"""
import os

from surroundings import Failed, identity, sync_folder


def planned(live, stamp):
    """Names for a swap at a place; a link is followed, so that it stays."""
    live = os.path.realpath(live)
    return {"live": live, "coming": "%s-coming-%s" % (live, stamp), "before": "%s-before-%s" % (live, stamp),
            "failed": "%s-failed-%s" % (live, stamp), "new": None}


def put(swap):
    """Can be done again after any part of it."""
    live = swap["live"]
    if identity(live) == swap["new"]:
        return
    if identity(swap["coming"]) != swap["new"]:
        raise Failed("what should come to %s is not there" % live)
    if os.path.lexists(live):
        if os.path.lexists(swap["before"]):
            raise Failed("%s and %s are both there" % (live, swap["before"]))
        os.rename(live, swap["before"])
        sync_folder(os.path.dirname(live))
    os.rename(swap["coming"], live)
    sync_folder(os.path.dirname(live))


def put_back(swap, keep):
    """The former one is at its place again; the new one waits again, or is kept where visitors may have changed it."""
    live = swap["live"]
    if swap["new"] and identity(live) == swap["new"]:
        os.rename(live, swap["failed"] if keep else swap["coming"])
    if os.path.lexists(swap["before"]):
        if os.path.lexists(live):
            raise Failed("%s and %s are both there" % (live, swap["before"]))
        os.rename(swap["before"], live)
    sync_folder(os.path.dirname(live))
