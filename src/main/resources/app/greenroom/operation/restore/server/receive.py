"""Receives the files of a snapshot that this server lacks, into two folders that only root can enter.

Standard input: this program, then a request as JSON behind its length, then the files one after the other, each with
exactly the size that the request says. What arrives is proven by its SHA-256 before it counts. Whatever ends this program
before the last file, nothing is left.
"""
import hashlib
import json
import os
import shutil
import signal
import stat
import sys

INPUT = sys.stdin.buffer
PIECE = 1 << 18


class Refused(Exception):
    pass


def answer(**said):
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def sync_folder(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(path):
    """A new folder of root's alone, and a descriptor of it: whoever owns the folder around it cannot lead us elsewhere."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    os.mkdir(path, 0o700)
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    status = os.fstat(descriptor)
    if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) != 0o700:
        raise Refused("the folder %s is not ours" % path)
    return descriptor


def receive(folder, name, size, sha256):
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=folder)
    digest, left = hashlib.sha256(), size
    with os.fdopen(descriptor, "wb", 0) as file:
        while left:
            piece = INPUT.read(min(PIECE, left))
            if not piece:
                raise Refused("the line was cut")
            digest.update(piece)
            view = memoryview(piece)
            while view:
                view = view[file.write(view):]
            left -= len(piece)
    if digest.hexdigest() != sha256:
        raise Refused("a file is not as the manifest of the snapshot says: number " + name)


def write_list(folder, entries):
    descriptor = os.open("entries", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=folder)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        for entry in entries:
            file.write(json.dumps(entry, separators=(",", ":")) + "\n")


def end(number, frame):
    raise Refused("ended by a signal")


def main():
    request = json.loads(INPUT.read(int(INPUT.readline())))
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, end)
    places = {"": request["folder"], "MEDIA": request["mediaFolder"]}
    made, whole = [], False
    try:
        folders = {}
        for role, path in places.items():
            if path:
                made.append(path)
                folders[role] = make_folder(path)
        for number, role, _, size, _, _, sha256, came in request["entries"]:
            if came:
                receive(folders.get(role, folders[""]), str(number), size, sha256)
        write_list(folders[""], request["entries"])
        os.sync()
        for path in made:
            sync_folder(os.path.dirname(path))
        whole = True
        answer(received=sum(1 for entry in request["entries"] if entry[-1]))
    finally:
        if not whole:
            for path in made:
                shutil.rmtree(path, ignore_errors=True)


try:
    main()
except Refused as refused:
    answer(refused=str(refused))
    sys.exit(3)
except OSError as error:
    answer(refused=str(error), number=error.errno)
    sys.exit(4)
