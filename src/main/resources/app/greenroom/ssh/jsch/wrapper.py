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
import os
import select
import time
import zlib

import _signal

GRACE = 5.0
HELD_OPEN = 1.0
PIECE = 1 << 18
MOST_PENDING = 1 << 18


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

        entry = pwd.getpwnam(name.decode()) if kind == b"user" else pwd.getpwuid(0)
        home = entry.pw_dir.encode()
        for gone in (b"XDG_RUNTIME_DIR", b"DBUS_SESSION_BUS_ADDRESS", b"MAIL", b"SSH_AUTH_SOCK"):
            environment.pop(gone, None)
        for key, value in ((b"HOME", entry.pw_dir), (b"USER", entry.pw_name), (b"LOGNAME", entry.pw_name)):
            environment[key] = value.encode()
        environment[b"SHELL"] = entry.pw_shell.encode()
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


class Relay:
    """Carries the streams between client and command until the command has ended."""

    def __init__(self, request):
        self.request = request
        self.told, wake = os.pipe()
        os.set_blocking(self.told, False)
        os.set_blocking(wake, False)
        self.ask = 0
        _signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        _signal.signal(_signal.SIGCHLD, lambda *_: None)
        for number in (_signal.SIGTERM, _signal.SIGHUP, _signal.SIGINT):
            _signal.signal(number, self.asked)
        self.pid, self.into, self.out, self.err = start(request)
        self.frames = b""
        self.pending = memoryview(request.input)
        self.input_ended = request.complete
        self.taken = 0
        self.speech = bytearray(request.mark)
        self.data = memoryview(request.mark)
        self.sent = -len(request.mark)
        self.gone = False
        self.status = None
        self.over = time.monotonic() + request.limit
        self.ending = ""
        self.kill_at = 0.0
        self.last_sign = 0.0

    def asked(self, *_):
        """A signal asks us to end."""
        self.ask = 1

    def run(self):
        while not self.finished():
            self.wait()
            self.reap()
            self.read_client()
            self.write_command()
            self.read_errors()
            self.read_output()
            self.write_client()
            self.judge()
        self.report()

    def finished(self):
        if self.ending and time.monotonic() > self.kill_at + 2:
            return True
        if self.status is None or (self.ending and session_left(self.pid)):
            return False
        if self.gone:
            return True
        open_streams = self.out >= 0 or self.err >= 0
        held = open_streams and time.monotonic() < self.last_sign + HELD_OPEN
        return not held and not self.data

    def wait(self):
        watched = select.poll()
        watched.register(self.told, select.POLLIN)
        if not self.gone:
            watched.register(0, select.POLLIN)
            if self.data:
                watched.register(1, select.POLLOUT)
            if self.speech:
                watched.register(2, select.POLLOUT)
        if self.into >= 0 and self.pending:
            watched.register(self.into, select.POLLOUT)
        if self.out >= 0 and not self.data:
            watched.register(self.out, select.POLLIN)
        if self.err >= 0 and len(self.speech) < MOST_PENDING:
            watched.register(self.err, select.POLLIN)
        watched.poll(self.patience())

    def patience(self):
        """Milliseconds until something is due without any event."""
        now = time.monotonic()
        if self.ending or self.status is not None:
            return 50
        return max(1, min(3600000, int((self.over - now) * 1000) + 1))

    def reap(self):
        try:
            os.read(self.told, 4096)
        except BlockingIOError:
            pass
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
                self.last_sign = time.monotonic()

    def read_client(self):
        if self.gone:
            return
        try:
            got = os.read(0, PIECE)
        except BlockingIOError:
            return
        except OSError:
            got = b""
        if not got:
            self.gone = True
            return
        if self.input_ended:
            return
        self.frames += got
        pieces = [bytes(self.pending)] if self.pending else []
        while len(self.frames) >= 4 and not self.input_ended:
            size = int.from_bytes(self.frames[:4], "big")
            if len(self.frames) < 4 + size:
                break
            pieces.append(self.frames[4 : 4 + size])
            self.frames = self.frames[4 + size :]
            self.input_ended = size == 0
        self.pending = memoryview(b"".join(pieces))

    def write_command(self):
        if self.into < 0:
            return
        try:
            while self.pending:
                done = os.write(self.into, self.pending[:PIECE])
                self.pending = self.pending[done:]
                self.taken += done
        except BlockingIOError:
            pass
        except OSError:
            self.pending, self.input_ended = memoryview(b""), True
        if self.input_ended and not self.pending:
            os.close(self.into)
            self.into = -1
        if self.taken >= PIECE or (self.taken and not self.pending):
            self.say(b"A", b"%d" % self.taken)
            self.taken = 0

    def read_errors(self):
        while self.err >= 0 and len(self.speech) < MOST_PENDING:
            got = self.read(self.err)
            if got is None:
                return
            if not got:
                os.close(self.err)
                self.err = -1
            elif not self.gone:
                self.say(b"E", got)

    def read_output(self):
        for _ in range(16):
            if self.out < 0 or self.data:
                return
            got = self.read(self.out)
            if got is None:
                return
            if not got:
                os.close(self.out)
                self.out = -1
            elif not self.gone:
                self.data = memoryview(got)
                self.write_output()

    def read(self, end):
        try:
            got = os.read(end, PIECE)
        except BlockingIOError:
            return None
        self.last_sign = time.monotonic()
        return got

    def write_output(self):
        try:
            while self.data:
                done = os.write(1, self.data)
                self.sent += done
                self.last_sign = time.monotonic()
                self.data = self.data[done:]
        except BlockingIOError:
            pass
        except OSError:
            self.gone = True

    def write_client(self):
        if not self.gone:
            self.write_output()
        try:
            while self.speech and not self.gone:
                del self.speech[: os.write(2, self.speech)]
                self.last_sign = time.monotonic()
        except BlockingIOError:
            pass
        except OSError:
            self.gone = True
        if self.gone:
            self.data, self.speech = memoryview(b""), bytearray()

    def say(self, kind, text):
        self.speech += kind + len(text).to_bytes(4, "big") + text

    def judge(self):
        """Ends the command if there is a reason to."""
        now = time.monotonic()
        if not self.ending and (self.gone or self.ask or (self.status is None and now >= self.over)):
            self.ending = "client" if self.gone else "told" if self.ask else "limit"
            self.kill_at = now + GRACE
            kill(self.pid, _signal.SIGTERM)
            kill(self.pid, _signal.SIGCONT)
        elif self.ending and now >= self.kill_at:
            kill(self.pid, _signal.SIGKILL)

    def report(self):
        if self.gone:
            return
        if self.status is None:
            end = b"unended -"
        elif self.ending == "limit":
            end = b"limit -"
        elif os.WIFSIGNALED(self.status):
            end = b"signal " + signal_name(os.WTERMSIG(self.status))
        else:
            end = b"exit %d" % os.WEXITSTATUS(self.status)
        self.say(b"X", b"%s %d" % (end, self.sent))
        os.set_blocking(2, True)
        try:
            while self.speech:
                del self.speech[: os.write(2, self.speech)]
        except OSError:
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


def signal_name(number):
    for name, value in vars(_signal).items():
        if value == number and name.startswith("SIG") and "_" not in name:
            return name[3:].encode()
    return b"%d" % number


def read(size):
    """Exactly so many bytes of standard input."""
    got = b""
    while len(got) < size:
        piece = os.read(0, size - len(got))
        if not piece:
            os._exit(97)
        got += piece
    return got


def main():
    Relay(Request(read(int(read(8))))).run()
    # no interpreter to tidy up: the client has its answer
    os._exit(0)


main()
