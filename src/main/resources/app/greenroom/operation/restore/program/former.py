"""The state before an earlier job of this instance, as the notes of that job tell where it was set aside."""
import json
import os


def load(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {}


def identity(path):
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return [status.st_dev, status.st_ino]


class Former:
    """What is kept of before one job; a place is empty text where that job kept nothing of its kind."""

    def __init__(self, folder):
        self.notes = load(os.path.join(folder, "notes.json"))
        self.parameters = load(os.path.join(folder, "change.json")) or load(os.path.join(folder, "upgrade.json"))
        self.version, self.later = self.parameters.get("from", ""), self.parameters.get("to", "")
        self.closed = self.notes.get("windowEnded")  # since when visitors write to the new state

    def kind(self):
        return ((self.notes.get("site") or {}).get("database") or {}).get("kind", "")

    def environment(self):
        """The virtual environment, which the job gave another name if it was a folder under the units' own."""
        old = self.notes.get("old") or {}
        for path in (old.get("path"), old.get("kept")):
            if path and identity(path) == old.get("identity"):
                return path
        return ""

    def static(self):
        """The folder of static files; empty where they lie in the environment and come back with it."""
        static = self.notes.get("static")
        if not static:
            return ""
        if static["link"] is not None:
            return os.path.normpath(os.path.join(os.path.dirname(static["live"]), static["link"]))
        return self.notes.get("staticAside") or ""

    def database(self):
        """Name of a database of PostgreSQL, or folder of one of SQLite; empty where the job left the data as it was."""
        swap, copy = self.notes.get("databaseSwap"), self.notes.get("databaseCopy") or {}
        if swap:
            return swap["before"]
        return copy.get("name") or copy.get("folder") or ""

    def number(self):
        """The number of that database, if the job wrote it down: another one of the same name is not it."""
        return (self.notes.get("databaseCopy") or {}).get("oid")

    def dumped(self):
        """Whether the database was set aside as a dump, which no rename brings back."""
        copy = self.notes.get("databaseCopy") or {}
        return self.kind() == "postgresql" and "folder" in copy and not self.notes.get("databaseSwap")

    def media(self):
        swap, media = self.notes.get("mediaSwap"), self.notes.get("media")
        if swap:
            return swap["before"]
        return media["copy"] if media and self.database() else ""

    def gone(self):
        """What must be there and is not, by the word for it and the place; databases of PostgreSQL are not looked for."""
        wanted = [("environment", self.environment() or (self.notes.get("old") or {}).get("kept", "?"))]
        if self.notes.get("static"):
            wanted.append(("static", self.static() or "?"))
        if self.database() and self.kind() == "sqlite":
            live = self.notes["site"]["database"]["name"]
            wanted.append(("database", os.path.join(self.database(), os.path.basename(os.path.realpath(live)))))
        if self.media():
            wanted.append(("media", self.media()))
        return [[word, path] for word, path in wanted if not os.path.exists(path)]
