"""Receives the files of a snapshot that this server lacks, into two folders that only root can enter.

Standard input: this program, then a request as JSON behind its length, then the files one after the other, each without
the beginning that the request says is here already. What arrives is proven by its SHA-256 before it counts. Whatever ends
this program, what arrived stays: the next try goes on with it, unless it is discarded.
"""
import fcntl
import hashlib
import json
import os
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


def enter(path):
    """A descriptor of a folder of root's alone; whoever owns the folder around it cannot lead us elsewhere."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    status = os.fstat(descriptor)
    if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) != 0o700:
        raise Refused("the folder %s is not ours" % path)
    return descriptor


def receive(folder, name, size, sha256, here):
    if 0 < size == here:
        return  # proven when it was found
    flags = os.O_RDWR if here else os.O_RDWR | os.O_CREAT | os.O_EXCL
    descriptor = os.open(name, flags | os.O_NOFOLLOW, 0o600, dir_fd=folder)
    digest, left = hashlib.sha256(), size - here
    with os.fdopen(descriptor, "r+b", 0) as file:
        begin = here
        while begin:
            piece = file.read(min(PIECE, begin))
            if not piece:
                break
            digest.update(piece)
            begin -= len(piece)
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
        os.unlink(name, dir_fd=folder)
        # a server whose power was cut can have lost what had arrived before
        raise Refused("the beginning was lost" if here else "a file is not as the manifest of the snapshot says: number " + name)


def write_list(folder, entries):
    descriptor = os.open("entries", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=folder)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        for entry in entries:
            file.write(json.dumps(entry, separators=(",", ":")) + "\n")


def main():
    request = json.loads(INPUT.read(int(INPUT.readline())))
    places = [path for path in (request["folder"], request["mediaFolder"]) if path]
    folders = {"": enter(request["folder"])}
    if request["mediaFolder"]:
        folders["MEDIA"] = enter(request["mediaFolder"])
    lock = os.open("coming", os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folders[""])
    fcntl.flock(lock, fcntl.LOCK_EX)
    here = dict(request["here"])
    for number, role, _, size, _, _, sha256, came in request["entries"]:
        if came:
            receive(folders.get(role, folders[""]), str(number), size, sha256, here.get(number, 0))
    write_list(folders[""], request["entries"])
    os.sync()
    for path in places:
        sync_folder(os.path.dirname(path))
    answer(received=sum(1 for entry in request["entries"] if entry[-1]))


try:
    main()
except Refused as refused:
    answer(refused=str(refused))
    sys.exit(3)
except OSError as error:
    answer(refused=str(error), number=error.errno)
    sys.exit(4)
