"""Frames on standard output: one letter, the length of the payload in four bytes (big-endian), the payload.

B begins and Z ends every stream; a stream without its Z was cut. L holds a block of a listing, O opens a file, D holds a
piece of it, C closes it with its SHA-256, X says why a file is not there or not whole, W warns, N notes what was found
out, Q refuses the task and is the last frame. All but L and D hold JSON; bytes of paths are written as latin-1.
"""
import hashlib
import json
import os
import stat
import struct

PROTOCOL = 1
PIECE = 1 << 18
# what a library prints must not mix with the frames
OUT = os.fdopen(os.dup(1), "wb", 1 << 16)
BUFFER = bytearray(5 + PIECE)  # a whole frame, so that it goes out at once: five bytes alone would be a packet of their own
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
sent = 0


class Refused(Exception):
    """The task cannot be done; says why as a reason of the client's with its arguments."""

    def __init__(self, reason, detail, *arguments):
        super().__init__(detail)
        self.reason, self.detail, self.arguments = reason, detail, arguments


def send(letter, payload):
    global sent
    sent += 1
    OUT.write(struct.pack(">cI", letter.encode("ascii"), len(payload)) + payload)


def send_piece(descriptor, most, digest):
    """Sends the next piece of an open file; gives its size, 0 at the end of the file."""
    global sent
    view = memoryview(BUFFER)
    size = os.readv(descriptor, [view[5:5 + most]])
    if size:
        sent += 1
        digest.update(view[5:5 + size])
        struct.pack_into(">cI", BUFFER, 0, b"D", size)
        OUT.write(view[:5 + size])
    return size


def say(letter, content):
    send(letter, json.dumps(content, separators=(",", ":")).encode("ascii"))


def begin(task):
    say("B", {"protocol": PROTOCOL, "task": task})


def end():
    say("Z", {"frames": sent})
    OUT.flush()


def refuse(refused):
    say("Q", {"reason": refused.reason, "detail": refused.detail[:2000], "arguments": list(refused.arguments)})
    OUT.flush()


def warn(code, path, detail=""):
    say("W", {"code": code, "path": text(path), "detail": detail[:500]})


def text(path):
    return os.fsencode(path).decode("latin-1")


def words(error):
    return "%s: %s" % (type(error).__name__, os.strerror(error.errno) if error.errno else error)


def missing(head, error):
    """Says that a file cannot be had."""
    gone = isinstance(error, (FileNotFoundError, NotADirectoryError)) or error.errno == 40  # ELOOP: a link now
    say("X", dict(head, reason="vanished" if gone else "unreadable", detail=words(error)[:500]))


def send_file(head, descriptor):
    """Sends an open file as it is now; how much it should hold is settled at its beginning."""
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        say("X", dict(head, reason="special", detail="no regular file"))
        return
    left, digest = before.st_size, hashlib.sha256()
    say("O", dict(head, size=left, mtime=before.st_mtime_ns, mode=stat.S_IMODE(before.st_mode)))
    try:
        while left:
            size = send_piece(descriptor, min(PIECE, left), digest)
            if not size:
                break
            left -= size
    except OSError as error:
        missing(head, error)
        return
    after = os.fstat(descriptor)
    steady = (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    close(before.st_size - left, digest, left > 0 or not steady)


def send_bytes(head, content):
    """Sends a file that lies nowhere."""
    say("O", dict(head, size=len(content), mtime=0, mode=0o600))
    for start in range(0, len(content), PIECE):
        send("D", content[start:start + PIECE])
    close(len(content), hashlib.sha256(content), False)


def close(size, digest, changed):
    say("C", {"size": size, "sha256": digest.hexdigest(), "changed": changed})
