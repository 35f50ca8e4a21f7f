"""Takes the frames that would travel to a laptop, see wire.py, and puts the files that they bring into a set."""
import json
import os
import struct

import draft
import wire

FIXED = {"crontab": "server/crontab", "packages": "server/pip-freeze.txt", "secret": "secret"}
MOST_WARNINGS = 200
WORDS = {
    "link": "symbolic link not followed: %s (%s)",
    "special": "no regular file, left out: %s",
    "folder": "folder cannot be read: %s (%s)",
    "unreadable": "cannot be read, left out: %s (%s)",
    "database": "SQLite's own check of %s says: %s",
    "packages": "no list of packages from %s: %s",
    "command": "%s %s",
    "unsteady": "changed while it was read: %s",
    "deleted": "deleted on the server while the set was taken: %s",
    "rotten": "damaged in the set before, copied from the site again: %s",
    "moved": "since the schedule was set, %s was moved: set it again, RESTORE.txt names the former place",
}


class Receiver:
    """Stands in for the stream of wire.py: every write is one whole frame."""

    def __init__(self, new):
        self.new = new
        self.at_moment = lambda: None
        self.current = None
        self.warnings, self.more = [], 0
        self.database = {}
        self.secret_trouble = "it was not there"

    def flush(self):
        pass

    def write(self, frame):
        letter, length = struct.unpack_from(">cI", frame)
        payload = memoryview(frame)[5:5 + length]
        if letter == b"D":
            self.current[1].write(payload)
        else:
            getattr(self, "frame_" + letter.decode("ascii"))(json.loads(bytes(payload)))

    def frame_O(self, said):
        role, path, stored = self.whereabouts(said)
        if role == "database":
            self.moment()
        if stored is None:
            stored, place = self.new.place("server/files", path.lstrip(b"/"))
        else:
            place = os.path.join(self.new.folder, stored)
            os.makedirs(os.path.dirname(place), 0o700, exist_ok=True)
        self.current = (said, draft.Writing(self.new, place), role, path, stored)

    def whereabouts(self, said):
        """Role, path and stored name of an announced file; no stored name for one that keeps its own path."""
        kind = said["kind"]
        if kind == "database":
            return "database", self.dump_name.encode(), self.dump_name
        path = said["path"].encode("latin-1")
        if kind == "secret":
            return "secret", path, "secret"
        if kind in FIXED:
            return "server", FIXED[kind].rpartition("/")[2].encode(), FIXED[kind]
        return "server", path, None

    dump_name = "database.dump"

    def frame_C(self, said):
        opened, writing, role, path, stored = self.current
        self.current = None
        writing.keep()
        if (said["size"], said["sha256"]) != (writing.size, writing.digest.hexdigest()):
            raise AssertionError("not what was read: " + stored)
        if said["changed"]:
            self.warn("unsteady", path)
        self.new.put(draft.Entry(
            role, path, writing.size, opened["mtime"], opened["mode"], writing.digest.hexdigest(), stored))

    def frame_X(self, said):
        if self.current:
            self.abandon()
        if said["kind"] == "secret":
            self.secret_trouble = said["detail"]
        else:
            self.warn("unreadable", said.get("path", "").encode("latin-1"), said["detail"])

    def frame_N(self, said):
        self.database = said["database"]
        if "version" in self.database:
            self.moment()

    def frame_W(self, said):
        self.warn(said["code"], said["path"].encode("latin-1"), said["detail"])

    def frame_B(self, said):
        pass

    def moment(self):
        """The state of the database that is dumped holds still from now on."""
        at_moment, self.at_moment = self.at_moment, lambda: None
        at_moment()

    def abandon(self):
        writing, self.current = self.current[1], None
        writing.drop()

    def warn(self, code, path, detail=""):
        words = WORDS[code]
        words = words % ((path.decode("utf-8", "replace"), detail)[:words.count("%s")])
        if words not in self.warnings and len(self.warnings) >= MOST_WARNINGS:
            self.more += 1
        elif words not in self.warnings:
            self.warnings.append(words[:1000])

    def all_warnings(self):
        return self.warnings + (["and %d more" % self.more] if self.more else [])

    def take(self, task):
        """Lets a task of the backup say what it says, to this receiver."""
        wire.OUT = self
        try:
            return task()
        finally:
            if self.current:
                self.abandon()
