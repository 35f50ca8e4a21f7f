"""Watches the room on the server's disks: nothing that is scheduled may take the last of it."""
import os
import time

EVERY = 16 << 20  # bytes written between two looks
BETWEEN = 2  # seconds
MARGIN = 16 << 20  # bytes beyond every estimate: manifest, folders, what was rounded


class Skipped(Exception):
    """No set is taken, on purpose; the reason with its arguments."""

    def __init__(self, reason, detail, *arguments):
        super().__init__(detail)
        self.reason, self.detail, self.arguments = reason, detail, [str(each) for each in arguments]


def free(folder):
    space = os.statvfs(folder)
    return space.f_bavail * space.f_frsize


class Room:
    """The room below one folder, and how much of it must stay."""

    def __init__(self, folder, floor, watch=lambda: None):
        """Watch is asked again and again while something is written, and may refuse to go on."""
        self.folder, self.floor, self.since = folder, floor, 0
        self.watch, self.watched = watch, time.monotonic()

    def require(self, needed):
        """Before anything is written: refuses what would not leave the floor."""
        if not self.has(needed):
            self.refuse(needed + MARGIN, free(self.folder))

    def has(self, needed):
        """Whether the floor is left when so much was written."""
        return free(self.folder) - needed - MARGIN >= self.floor

    def spend(self, written):
        """While writing: others write as well, and estimates can be wrong."""
        if time.monotonic() - self.watched >= BETWEEN:
            self.watched = time.monotonic()
            self.watch()
        self.since += written
        if self.since >= EVERY:
            self.since = 0
            there = free(self.folder)
            if there < self.floor:
                self.refuse(0, there)

    def refuse(self, needed, there):
        raise Skipped("SPACE", "%d bytes are free in %s, %d would be needed, and %d must stay" % (
            there, self.folder, needed, self.floor), needed, there, self.floor)
