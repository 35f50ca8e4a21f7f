"""Files that are whole after a power cut: written aside, synced, renamed, and their folder synced."""
import errno
import os

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def write_all(descriptor, data):
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view):]


def sync_folder(path):
    """A new, renamed or removed name is durable only when its folder is."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create(path, data, mode=0o600):
    """Writes a file and syncs it, not its folder."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(path, text):
    """A file has either its former text or this one, whatever happens."""
    partial = "%s.partial-%d" % (path, os.getpid())
    create(partial, text.encode())
    os.replace(partial, path)
    sync_folder(os.path.dirname(path))


def text_of(path):
    """The text of a file; none if it is not there."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except FileNotFoundError:
        return None


def size_of(path):
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return 0
