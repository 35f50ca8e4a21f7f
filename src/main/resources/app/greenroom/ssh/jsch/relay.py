# The second part of the program that begins in command.py: carries the streams, keeps the time, tells the end.
import select
import time

GRACE = 5.0
HELD_OPEN = 1.0
MOST_PENDING = 1 << 18


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
        self.splices = hasattr(os, "splice")
        self.full = False
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
        return not held and not self.data and not self.full

    def wait(self):
        watched = select.poll()
        watched.register(self.told, select.POLLIN)
        if not self.gone:
            watched.register(0, select.POLLIN)
            if self.data or self.full:
                watched.register(1, select.POLLOUT)
            if self.speech:
                watched.register(2, select.POLLOUT)
        if self.into >= 0 and self.pending:
            watched.register(self.into, select.POLLOUT)
        if self.out >= 0 and not self.data and not (self.full and not self.gone):
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
            if self.passed_on():
                continue
            if self.full:
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

    def passed_on(self):
        """Lets the kernel pass output on without copying it to us; false if the usual way has to do it."""
        if not self.splices or self.gone:
            return False
        self.full = False
        try:
            done = os.splice(self.out, 1, PIECE)
        except BlockingIOError:
            # nothing there, or no room
            room = select.poll()
            room.register(1, select.POLLOUT)
            self.full = not room.poll(0)
            return False
        except OSError:
            self.splices = False  # this system or this kind of channel cannot
            return False
        self.sent += done
        if done:
            self.last_sign = time.monotonic()
        return done > 0

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
