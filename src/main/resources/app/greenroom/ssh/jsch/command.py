# Runs one command for a client at the other end of an SSH channel, and ends it when the client goes.
#
# Closing a channel does not stop a command under sshd, so this program stays between the two. The client keeps its
# side of standard input open until it knows the end: end of file there means that the client is gone. Then, at the
# time limit, or when told by a signal, the command's whole session gets TERM and five seconds later KILL.
#
#   standard input   a blob with the request, then frames for the command: length (4 bytes) and data; length 0 is the end
#   standard output  MARK, then what the command says, nothing else
#   standard error   MARK, then frames: kind (1 byte), length (4 bytes), data
#                      E  what the command says on standard error
#                      A  how many bytes of input it took since the last such frame
#                      X  how it ended, and how many bytes of standard output that makes
#
# Python 3.9, standard library. The plain module _signal saves five of fifteen milliseconds over its public face.
import errno
import fcntl
import os
import zlib

import _signal

PIECE = 1 << 20
SET_PIPE_SIZE = 1031


class Request:
    """What the client wants: NUL-separated fields, then the input that is known already."""

    def __init__(self, blob):
        text = zlib.decompress(blob)
        size = int.from_bytes(text[:4], "big")
        fields = text[4 : 4 + size].split(b"\0")
        self.input = text[4 + size :]
        self.mark, limit, complete, self.who, self.directory, arguments = fields[:6]
        self.limit = int(limit) / 1000
        self.complete = complete == b"1"
        count = int(arguments)
        self.arguments = fields[6 : 6 + count]
        self.environment = fields[6 + count :]


def start(request):
    """Starts the command in a session of its own; gives its pid and our ends of its three streams."""
    into, out, err = os.pipe(), os.pipe(), os.pipe()
    for end in (out[1], 1):
        try:
            fcntl.fcntl(end, SET_PIPE_SIZE, PIECE)
        except OSError:
            pass  # not this system, no pipe, or this user has too many of them: slower, nothing else
    pid = os.fork()
    if pid == 0:
        status, what = 126, request.directory
        try:
            os.setsid()
            for number, end in enumerate((into[0], out[1], err[1])):
                os.dup2(end, number)
            for number in (_signal.SIGPIPE, getattr(_signal, "SIGXFSZ", 0)):
                if number:
                    _signal.signal(number, _signal.SIG_DFL)
            arguments, environment = become(request)
            what = arguments[0]
            os.execvpe(arguments[0], arguments, environment)
        except OSError as problem:
            if what != request.directory and problem.errno in (errno.ENOENT, errno.ENOTDIR):
                status = 127
            os.write(2, b"%s: %s\n" % (what, os.strerror(problem.errno).encode()))
        except BaseException as problem:
            os.write(2, ("cannot run: %r\n" % (problem,)).encode("utf-8", "replace"))
        finally:
            os._exit(status)
    for end in (into[0], out[1], err[1]):
        os.close(end)
    for end in (into[1], out[0], err[0], 0, 1, 2):
        os.set_blocking(end, False)
    return pid, into[1], out[0], err[0]


def become(request):
    """Turns the child into the user that it shall be; gives its arguments and environment."""
    arguments, environment = request.arguments, dict(os.environb)
    home = environment.get(b"HOME", b"/")
    kind, _, name = request.who.partition(b":")
    if environment.get(b"GREENROOM_ROOT"):
        kind = b""  # nobody is anybody else on a practice server, and its folder is everybody's home
    if kind == b"user" or (kind == b"root" and os.geteuid() == 0):
        import pwd

        entry = pwd.getpwnam(os.fsdecode(name)) if kind == b"user" else pwd.getpwuid(0)
        home = os.fsencode(entry.pw_dir)
        for gone in (b"XDG_RUNTIME_DIR", b"DBUS_SESSION_BUS_ADDRESS", b"MAIL", b"SSH_AUTH_SOCK"):
            environment.pop(gone, None)
        for key, value in ((b"HOME", entry.pw_dir), (b"USER", entry.pw_name), (b"LOGNAME", entry.pw_name)):
            environment[key] = os.fsencode(value)
        environment[b"SHELL"] = os.fsencode(entry.pw_shell)
        if os.geteuid() == 0 and entry.pw_uid != 0:
            os.initgroups(entry.pw_name, entry.pw_gid)
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
        elif os.geteuid() != entry.pw_uid:
            arguments = [b"runuser", b"-u", name, b"--"] + arguments
    for gone in (b"SUDO_COMMAND", b"SUDO_USER", b"SUDO_UID", b"SUDO_GID"):
        environment.pop(gone, None)
    environment.update(pair.split(b"=", 1) for pair in request.environment)
    if request.directory:
        os.chdir(request.directory)
    else:
        try:
            os.chdir(home)
        except OSError:
            os.chdir("/")
    return arguments, environment


def session_of(pid):
    """The living processes of a session; None where the system does not tell."""
    found = []
    try:
        names = os.listdir("/proc")
    except OSError:
        return None
    for name in names:
        if name.isdigit():
            try:
                with open("/proc/%s/stat" % name, "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
            except OSError:
                continue
            if fields[3] == b"%d" % pid and fields[0] not in (b"Z", b"X"):
                found.append(int(name))
    return found if names and os.path.exists("/proc/self/stat") else None


def kill(pid, number):
    """Signals everybody in a command's session whom we may signal."""
    members = session_of(pid)
    targets = [(os.killpg, pid)] if members is None else [(os.kill, each) for each in members]
    for send, target in targets:
        try:
            send(target, number)
        except (ProcessLookupError, PermissionError):
            pass


def session_left(pid):
    members = session_of(pid)
    if members is not None:
        return bool(members)
    try:
        os.killpg(pid, 0)
        return True
    except OSError:
        return False
