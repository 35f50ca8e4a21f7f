"""The output file of a step: written by the step itself, watched and bounded from here.

Its middle is cut by making a hole of it: offsets stay what they are, and the step never notices. The file named cut
says which bytes are gone; it is written before they go.
"""
import ctypes
import fcntl
import json
import os
import struct
import sys

import files

HEAD = 20 << 20
TAIL = 20 << 20
SLACK = 10 << 20
BLOCK = 64 << 10
KEEP_SIZE_PUNCH_HOLE = 3
MAC_PUNCH_HOLE = 99


def libc():
    try:
        return ctypes.CDLL(None, use_errno=True)
    except OSError:
        return None


LIBC = libc()


def make_hole(descriptor, begin, end):
    """Whether the disk could make a hole of these bytes; both are whole blocks."""
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(descriptor, MAC_PUNCH_HOLE, struct.pack("=IIqq", 0, 0, begin, end - begin))
            return True
        except OSError:
            return False
    offset = ctypes.c_int64
    call = getattr(LIBC, "fallocate64", None) or getattr(LIBC, "fallocate", None)
    return bool(call) and call(descriptor, KEEP_SIZE_PUNCH_HOLE, offset(begin), offset(end - begin)) == 0


def cut_of(path):
    """First byte that is gone and first that is there again."""
    text = files.text_of(path + ".cut")
    return tuple(json.loads(text)) if text else (0, 0)


class Output:
    def __init__(self, path):
        self.path = path
        self.descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.bounded = True
        self.cut = cut_of(path)

    def size(self):
        return os.fstat(self.descriptor).st_size

    def bound(self):
        """Cuts the middle if there is too much."""
        size = self.size()
        if not self.bounded or size - max(self.cut[1], HEAD) <= TAIL + SLACK:
            return
        end = (size - TAIL) // BLOCK * BLOCK
        try:
            files.replace(self.path + ".cut", json.dumps([HEAD, end]))
        except OSError:  # no room to say so: not now
            return
        self.bounded = make_hole(self.descriptor, HEAD, end)
        if self.bounded:
            self.cut = (HEAD, end)
        else:
            os.unlink(self.path + ".cut")

    def last_line(self):
        """The end of what was said, for a journal."""
        with open(self.path, "rb") as file:
            file.seek(max(0, self.size() - 2000))
            lines = file.read().decode("utf-8", "replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        return said[-1][-500:] if said else ""

    def close(self):
        os.close(self.descriptor)
