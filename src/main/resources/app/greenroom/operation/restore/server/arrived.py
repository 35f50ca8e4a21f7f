"""Makes the two folders that files of a snapshot are to arrive in, and moves there what arrived before, of a restore of
the same site that was cut off before it began. Says how much of each file is there.

Standard input: this program, then a request as JSON behind its length. A file counts as whole when its SHA-256 is right;
a shorter one is the beginning of what will be proven when its end has come. What else those restores left goes.
"""
import fcntl
import hashlib
import json
import os
import shutil
import stat
import sys
import time

INPUT = sys.stdin.buffer
PIECE = 1 << 20
A_MOMENT = 120  # seconds
NOTE = "coming"  # in the folder: for which site, which folder is its second one, and which files are expected


class Refused(Exception):
    pass


def enter(path):
    """A descriptor of a folder of root's alone; whoever owns the folder around it cannot lead us elsewhere."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    status = os.fstat(descriptor)
    if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) != 0o700:
        os.close(descriptor)
        raise Refused("the folder %s is not ours" % path)
    return descriptor


def make(path):
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    os.mkdir(path, 0o700)
    return enter(path)


def aside(path):
    """Our own folder of a try before gets another name, and is one of those that were cut off."""
    if path and os.path.lexists(path):
        if os.path.lexists(path + "-cut"):
            shutil.rmtree(path + "-cut", ignore_errors=True)
        os.rename(path, path + "-cut")


class Cut:
    """What a restore left that never began: nobody writes to it any more."""

    def __init__(self, folder, note, mine):
        self.folder, self.note = folder, note
        media = note["mediaFolder"]
        if media and not os.path.basename(media).startswith(".greenroom-"):
            raise Refused("not a folder of ours: " + media)
        self.media = media + "-cut" if media and media == mine else media

    def folders(self):
        return [path for path in (self.folder, self.media) if path and os.path.isdir(path) and not os.path.islink(path)]


def begins_now(folder):
    """Whether everything came a moment ago: then its job is about to begin, and nothing was cut off."""
    try:
        return time.time() - os.stat(os.path.join(folder, "entries")).st_mtime < A_MOMENT
    except FileNotFoundError:
        return False


def cuts(request):
    """With a lock on each, held until this program ends."""
    staging = os.path.dirname(request["folder"])
    for name in sorted(os.listdir(staging)) if os.path.isdir(staging) else []:
        folder = os.path.join(staging, name)
        if os.path.isdir(os.path.join(request["home"], "jobs", name)) or begins_now(folder):
            continue
        try:
            file = open(os.path.join(folder, NOTE), encoding="utf-8")
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            note = json.load(file)
        except (OSError, ValueError):
            continue  # one that comes just now, or nothing of ours
        if note.get("lockKey") == request["lockKey"]:
            yield file, Cut(folder, note, request["mediaFolder"])


def adopt(request, folders):
    """Bytes that are there of each file that is expected; nothing of the others."""
    wanted = {}
    for number, role, _, size, _, _, sha256, came in request["entries"]:
        if came and size:
            wanted.setdefault((sha256, size), []).append((number, role))
    have = {}
    for lock, cut in cuts(request):
        for folder in cut.folders():
            try:
                descriptor = enter(folder)
            except (OSError, Refused):
                continue
            for number, size, sha256 in cut.note["files"]:
                places = wanted.get((sha256, size))
                if places:
                    take(descriptor, str(number), sha256, size, places, folders, have)
            os.close(descriptor)
        for folder in cut.folders():
            shutil.rmtree(folder, ignore_errors=True)
        lock.close()
    return have


def take(source, name, sha256, size, places, folders, have):
    number, role = next((place for place in places if place[0] not in have), (None, None))
    if number is None:
        return
    target = folders.get(role, folders[""])
    try:
        os.rename(name, str(number), src_dir_fd=source, dst_dir_fd=target)
    except OSError:
        return  # not there, or on another file system
    there, digest = measure(target, str(number))
    if 0 < there < size or there == size and digest == sha256:
        have[number] = there
    else:
        os.unlink(str(number), dir_fd=target)


def measure(folder, name):
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder)
    digest, size = hashlib.sha256(), 0
    with os.fdopen(descriptor, "rb") as file:
        for piece in iter(lambda: file.read(PIECE), b""):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def main():
    request = json.loads(INPUT.read(int(INPUT.readline())))
    for path in (request["folder"], request["mediaFolder"]):
        aside(path)
    folders = {"": make(request["folder"])}
    if request["mediaFolder"]:
        folders["MEDIA"] = make(request["mediaFolder"])
    note = {"lockKey": request["lockKey"], "mediaFolder": request["mediaFolder"],
            "files": [[number, size, sha256] for number, _, _, size, _, _, sha256, came in request["entries"] if came]}
    descriptor = os.open(NOTE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=folders[""])
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # not one of those that were cut off
        json.dump(note, file)
        file.flush()
        have = adopt(request, folders)
    sys.stdout.write(json.dumps({"have": sorted(have.items())}) + "\n")


try:
    main()
except Refused as refused:
    sys.stdout.write(json.dumps({"refused": str(refused)}) + "\n")
    sys.exit(3)
except OSError as error:
    sys.stdout.write(json.dumps({"refused": str(error), "number": error.errno}) + "\n")
    sys.exit(4)
