"""Compares a server with a snapshot: which of its files are here already, and what is here that the snapshot lacks.

Standard input: this program, then a request as JSON behind its length. Changes nothing. With "read" the content of files
of the same size is compared, else their time must do.
"""
import hashlib
import json
import os
import stat
import sys

INPUT = sys.stdin.buffer


def digest_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def same(path, size, mtime, sha256, read):
    try:
        status = os.lstat(path)
    except OSError:
        return False
    if not stat.S_ISREG(status.st_mode) or status.st_size != size:
        return False
    if not read:
        return status.st_mtime_ns == mtime
    try:
        return digest_of(path) == sha256
    except OSError:
        return False


def count_files(root):
    """Number and bytes of all regular files below a folder."""
    number, size, folders = 0, 0, [root]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        number += 1
                        size += entry.stat(follow_symlinks=False).st_size
        except OSError:
            continue
    return number, size


def state_of(path, size, sha256):
    """Whether a single file is as in the snapshot."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return "other"
        return "same" if status.st_size == size and digest_of(path) == sha256 else "other"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "other"


def free(path):
    """Bytes free where a folder is or would be."""
    while not os.path.isdir(path):
        path = os.path.dirname(path)
    space = os.statvfs(path)
    return {"path": path, "device": os.stat(path).st_dev, "free": space.f_bavail * space.f_frsize}


def main():
    request = json.loads(INPUT.read(int(INPUT.readline())))
    root = os.path.realpath(request["media"]) if request["media"] else ""
    lacking, present = [], 0
    for index, (path, size, mtime, sha256) in enumerate(request["files"]):
        full = os.path.join(os.fsencode(root), path.encode("latin-1"))
        if root and same(full, size, mtime, sha256, request["read"]):
            present += 1
        else:
            lacking.append(index)
    files = {os.path.join(os.fsencode(root), path.encode("latin-1")) for path, *_ in request["files"]}
    known = sum(1 for path in files if os.path.lexists(path))
    number, size = count_files(root) if root and os.path.isdir(root) else (0, 0)
    answer = {
        "media": root, "mediaIsMount": bool(root) and os.path.ismount(root), "mediaThere": os.path.isdir(root) if root else False,
        "lacking": lacking, "aside": max(0, number - known), "bytes": size,
        "single": [state_of(path.encode("latin-1"), size, sha256) for path, size, sha256 in request["single"]],
        "spaces": [free(path) for path in request["spaces"]],
    }
    sys.stdout.write(json.dumps(answer, separators=(",", ":")) + "\n")


main()
