"""The uploaded files: all of them before the database, and what is new again as soon as the database holds still."""
import errno
import hashlib
import os

import draft
import tree
import wire

GONE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)


class Media:
    def __init__(self, root, new, former, turn):
        """Former is the set before, or none; turn says which of its files are read again before they are shared."""
        self.root = os.path.realpath(os.fsencode(root))
        self.new, self.former, self.turn = new, former, turn
        self.unsteady = set()

    def needed(self):
        """Bytes of the files that are not in the set before."""
        return sum(status.st_size for path, status in self.walk() if not self.known(path, status))

    def walk(self):
        try:
            yield from tree.walk_files(self.root)
        except FileNotFoundError as error:
            raise wire.Refused("MEDIA", "the media folder %s is not there" % os.fsdecode(self.root)) from error

    def known(self, path, status):
        entry = self.former.media.get(path) if self.former else None
        return entry if entry and entry.unchanged(status) else None

    def bring(self, again=False):
        """One pass. Nothing is taken away in the second: surplus does no harm."""
        beneath = tree.Beneath(self.root)
        try:
            for path, status in self.walk():
                here = self.new.entry("media", path)
                if here and here.unchanged(status) and path not in self.unsteady:
                    continue
                entry = self.known(path, status)
                if not here and entry and self.sound(entry) and self.new.link(self.former.folder, entry):
                    continue
                self.copy(beneath, path, again)
        finally:
            beneath.leave()
            os.close(beneath.root)
        if again:
            for path in sorted(self.unsteady):
                wire.warn("unsteady", path)

    def copy(self, beneath, path, again):
        try:
            descriptor = beneath.open(path)
        except OSError as error:
            if error.errno not in GONE:
                wire.warn("unreadable", path, wire.words(error))
            elif again and not self.new.entry("media", path):
                wire.warn("deleted", path)
            return
        try:
            steady = self.new.copy("media", path, "media", descriptor)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            wire.warn("unreadable", path, wire.words(error))
            return
        finally:
            os.close(descriptor)
        (self.unsteady.discard if steady else self.unsteady.add)(path)

    def sound(self, entry):
        """Whether a file of the set before can be shared; each is read again in one run out of so many."""
        place = os.path.join(self.former.folder, entry.stored)
        try:
            if os.lstat(place).st_size != entry.size:
                raise OSError(errno.EIO, "another size")
            if int(entry.sha256[:8], 16) % draft.LINKED_AGAIN != self.turn % draft.LINKED_AGAIN:
                return True
            digest = hashlib.sha256()
            with open(place, "rb") as file:
                for piece in iter(lambda: file.read(draft.PIECE), b""):
                    digest.update(piece)
            if digest.hexdigest() == entry.sha256:
                return True
            wire.warn("rotten", entry.path)
        except OSError as error:
            wire.warn("rotten", entry.path, wire.words(error))
        return False
