"""The journal of a job: numbered lines, each durable before anything that follows from it."""
import json
import os
import time

import files

RESERVE = 256 << 10
MOST_DETAIL = 2000


def events_in(data):
    """Events of the whole lines of a journal, and how many bytes those take; a torn end is left out."""
    events, size = [], 0
    for line in data.splitlines(keepends=True):
        try:
            event = json.loads(line) if line.endswith(b"\n") else None
        except ValueError:
            event = None
        if not isinstance(event, dict) or event.get("number") != len(events) + 1:
            break
        events.append(event)
        size += len(line)
    return events, size


def read(path):
    try:
        with open(path, "rb") as file:
            return events_in(file.read())
    except FileNotFoundError:
        return [], 0


class Journal:
    """Open for writing; only for whoever holds the lock. A line torn by a power cut is dropped: it was never acted on.

    Beside it lies a reserve: when the disk is full, giving it up makes room for the journal of the undo.
    """

    def __init__(self, path):
        self.reserve = path + ".reserve"
        self.tight = False
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        self.events, self.size = read(path)
        os.ftruncate(self.descriptor, self.size)
        files.sync_folder(os.path.dirname(path))

    def keep_reserve(self):
        try:
            if files.size_of(self.reserve) < RESERVE:
                files.create(self.reserve, os.urandom(RESERVE))  # a disk that packs could not pack this
        except OSError:
            self.tight = True

    def drop_reserve(self):
        if os.path.exists(self.reserve):
            os.unlink(self.reserve)

    def with_room(self, write):
        """Writes something, giving up the reserve if the disk is full."""
        try:
            return write()
        except OSError as error:
            if error.errno not in files.NO_ROOM or not os.path.exists(self.reserve):
                raise
            self.drop_reserve()
            self.tight = True
            return write()

    def append(self, kind, step=-1, exit=None, offset=0, detail=""):
        event = {"number": len(self.events) + 1, "at": round(time.time(), 3), "kind": kind, "step": step, "exit": exit,
                 "offset": offset, "detail": detail[:MOST_DETAIL]}
        line = json.dumps(event).encode() + b"\n"
        self.with_room(lambda: self.put(line))
        self.events.append(event)
        self.size += len(line)

    def put(self, line):
        try:
            files.write_all(self.descriptor, line)
            os.fsync(self.descriptor)
        except OSError:
            os.ftruncate(self.descriptor, self.size)
            raise
