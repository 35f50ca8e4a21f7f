"""Answers visitors of a site that is down, on the web service's own address: 503, when to come again, and why.

Called as: page.py FILE. The file is JSON: where to listen, as whom, and the two pages. It is started while the site still
works and gets the address as soon as nobody listens there any more. A request is answered without reading more of it than
its head; the rest is read and thrown away, so that whoever sends it also reads the answer. One thread, and never more
than MOST connections. On SIGTERM it answers who waits, and ends. A socket in the file system stays: its name may belong
to the site again by then.

A site that shares a port with it listens long before it can answer. The kernel would give it half of the visitors, who would
wait for that. So as long as this page is there it gets all of them, but for who calls from certain ports: that is the step
that asks the site whether it answers. When the page is asked to end, the site gets everybody first.
"""
import ctypes
import errno
import grp
import json
import os
import pwd
import selectors
import signal
import socket
import struct
import sys
import time

MOST, BACKLOG = 400, 1024
LONGEST_HEAD = 64 << 10
PATIENCE, LINGERING = 15.0, 5.0  # seconds for a request's head, and for reading what nobody wants
TRY_EVERY, ASK_EVERY = 0.002, 0.25
IN_USE = (errno.EADDRINUSE,)
UNDER_WAY = 0.05  # seconds in which who was on the way to the page has arrived


# ---- who gets whom, where two listen on one port ----

ATTACH_REUSEPORT_CBPF = 51  # include/uapi/asm-generic/socket.h
NETWORK_HEADER = -0x100000  # SKF_NET_OFF of include/uapi/linux/filter.h
LOAD_BYTE, LOAD_HALF, AND, IF_EQUAL, JUMP, SHIFT_RIGHT, GIVE = 0x30, 0x28, 0x54, 0x15, 0x05, 0x74, 0x06
PAGE, SITE = 0, 1  # in the order in which they began to listen; a number that is not there means: any


def choosing(own_ports):
    """Everybody to the page, but for who calls from a port whose upper byte is ours. The port follows the network header."""
    return [
        (LOAD_BYTE, 0, 0, NETWORK_HEADER), (AND, 0, 0, 0xf0), (IF_EQUAL, 0, 2, 0x60),
        (LOAD_HALF, 0, 0, NETWORK_HEADER + 40), (JUMP, 0, 0, 1), (LOAD_HALF, 0, 0, NETWORK_HEADER + 20),
        (SHIFT_RIGHT, 0, 0, 8), (IF_EQUAL, 0, 1, own_ports), (GIVE, 0, 0, SITE), (GIVE, 0, 0, PAGE)]


def steer(listener, program):
    """Whether the kernel lets a program choose among those who share a port; else it draws lots."""
    code = b"".join(struct.pack("=HBBI", word, yes, no, value & 0xffffffff) for word, yes, no, value in program)
    memory = ctypes.create_string_buffer(code, len(code))
    try:
        listener.setsockopt(
            socket.SOL_SOCKET, ATTACH_REUSEPORT_CBPF, struct.pack("HP", len(program), ctypes.addressof(memory)))
        return True
    except OSError:
        return False


# ---- the address ----


def become(user, group):
    """Gives up root, if this is root: a socket can be shared only with a service of the same user."""
    if os.geteuid() == 0 and user != "root":
        account = pwd.getpwnam(user)
        gid = grp.getgrnam(group).gr_gid if group else account.pw_gid
        os.setgroups(os.getgrouplist(user, gid))
        os.setgid(gid)
        os.setuid(account.pw_uid)


def make_folder(path, user):
    """The folder of a socket can be gone with the service whose it was."""
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        os.mkdir(folder, 0o755)
        if os.geteuid() == 0:
            account = pwd.getpwnam(user)
            os.chown(folder, account.pw_uid, account.pw_gid)


class Unix:
    def __init__(self, path):
        self.path, self.asked = path, 0.0

    def free(self):
        """Whether nobody listens. Asking takes a connection, so mostly it is looked whether the name is there."""
        if not os.path.exists(self.path):
            return True
        now = time.monotonic()
        if now - self.asked < ASK_EVERY:
            return False
        self.asked = now
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(self.path) == errno.ECONNREFUSED

    def listen(self):
        listener, aside = socket.socket(socket.AF_UNIX), self.path + ".greenroom"
        if os.path.lexists(aside):
            os.unlink(aside)
        listener.bind(aside)
        os.chmod(aside, 0o666)
        listener.listen(BACKLOG)
        os.rename(aside, self.path)
        return listener

    def make_way(self, listener):
        """The site has taken the name over already."""


class Tcp:
    def __init__(self, bind, shared, own_ports):
        host, _, port = bind.rpartition(":")
        host, port = host.strip("[]"), int(port) if port.isdigit() else 8000
        self.family, _, _, _, self.place = socket.getaddrinfo(
            host or "0.0.0.0", port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        self.shared = shared and sys.platform == "linux"
        self.own_ports, self.steered = own_ports, False

    def bound(self, shared):
        listener = socket.socket(self.family)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        try:
            listener.bind(self.place)
            listener.listen(BACKLOG)
            return listener
        except OSError as error:
            listener.close()
            if error.errno not in IN_USE:
                raise
            return None

    def free(self):
        """Whether nobody listens; a service that shares its address would let us in beside it."""
        alone = self.bound(False)
        if alone:
            alone.close()
        return alone is not None

    def listen(self):
        listener = self.bound(self.shared)
        self.steered = bool(listener) and self.shared and steer(listener, choosing(self.own_ports))
        return listener

    def make_way(self, listener):
        """From now on the site gets who comes; gives time to let in who comes here still."""
        if self.steered and steer(listener, [(GIVE, 0, 0, SITE)]):
            time.sleep(UNDER_WAY)


def address(facts):
    bind = facts["bind"]
    return Unix(bind[5:]) if bind.startswith("unix:") else Tcp(bind, facts["shared"], facts["ownPorts"])


# ---- answering ----


def answers(facts):
    """What is said to who asks for a page, to who sends something, and to who wants only the head."""
    found = {}
    for name in ("page", "sent"):
        body = facts[name].encode()
        head = ("HTTP/1.1 503 Service Unavailable\r\nRetry-After: %d\r\nContent-Type: text/html; charset=utf-8\r\n"
                "Content-Length: %d\r\nCache-Control: no-store\r\nX-Greenroom: window\r\nConnection: close\r\n\r\n"
                % (facts["retryAfter"], len(body))).encode()
        found[name] = head + body
        found.setdefault("head", head)  # the page's
    return found


class Visitor:
    """One connection: its head is read, it is answered, the rest is thrown away."""

    def __init__(self, connection, said):
        self.connection, self.said = connection, said
        self.head, self.left, self.limit = b"", None, time.monotonic() + PATIENCE

    def events(self):
        return selectors.EVENT_WRITE if self.left else selectors.EVENT_READ

    def go_on(self):
        """Whether the connection is still wanted."""
        if self.left:
            self.left = self.left[self.connection.send(self.left):]
            if not self.left:
                self.connection.shutdown(socket.SHUT_WR)
                self.limit = time.monotonic() + LINGERING
            return True
        data = self.connection.recv(1 << 16)
        if self.left is not None:
            return bool(data)
        self.head += data
        if b"\r\n\r\n" in self.head or b"\n\n" in self.head or len(self.head) > LONGEST_HEAD or not data:
            if not self.head:
                return False
            method = self.head.split(None, 1)[0].upper() if self.head.strip() else b""
            self.left = self.said["page" if method == b"GET" else "head" if method == b"HEAD" else "sent"]
        return True


class Page:
    def __init__(self, facts, listen):
        self.said, self.ending = answers(facts), None
        self.listener, self.visitors, self.full = None, {}, False
        self.selector = selectors.DefaultSelector()
        self.selector.register(listen, selectors.EVENT_READ)
        self.listen, self.address = listen, address(facts)

    def get_address(self):
        while self.listener is None and not self.ending:
            if self.address.free():
                self.listener = self.address.listen()
            if self.listener is None and self.selector.select(TRY_EVERY):
                return
        if self.listener:
            self.listener.setblocking(False)
            self.selector.register(self.listener, selectors.EVENT_READ)

    def accept(self):
        while len(self.visitors) < MOST:
            try:
                connection, _ = self.listener.accept()
            except OSError:  # nobody waits, or who waited is gone
                return
            connection.setblocking(False)
            self.visitors[connection] = Visitor(connection, self.said)
            self.selector.register(connection, selectors.EVENT_READ)
        self.selector.unregister(self.listener)  # whoever comes now waits until somebody leaves
        self.full = True

    def serve(self, connection):
        visitor = self.visitors[connection]
        try:
            wanted = visitor.go_on()
        except BlockingIOError:
            wanted = True
        except OSError:
            wanted = False
        if wanted:
            self.selector.modify(connection, visitor.events())
        else:
            self.drop(connection)

    def drop(self, connection):
        self.selector.unregister(connection)
        del self.visitors[connection]
        connection.close()
        if self.full and self.listener:
            self.full = False
            self.selector.register(self.listener, selectors.EVENT_READ)

    def end(self):
        """Whoever has connected already gets an answer; nobody else gets in."""
        self.ending = self.ending or time.monotonic() + LINGERING
        if self.listener:
            self.address.make_way(self.listener)
            if not self.full:
                self.accept()
            if not self.full:
                self.selector.unregister(self.listener)
            self.listener.close()
            self.listener = None

    def run(self):
        self.get_address()
        while not self.ending or self.visitors and time.monotonic() < self.ending:
            for key, _ in self.selector.select(0.5):
                if key.fileobj == self.listen:
                    self.end()
                    os.read(self.listen, 64)
                elif key.fileobj is self.listener:
                    self.accept()
                elif key.fileobj in self.visitors:
                    self.serve(key.fileobj)
            now = time.monotonic()
            for connection in [each for each, visitor in self.visitors.items() if visitor.limit < now]:
                self.drop(connection)
            if self.ending:  # what is only being thrown away holds nobody up
                for connection in [each for each, visitor in self.visitors.items() if visitor.left == b""]:
                    self.drop(connection)


def main(path):
    with open(path, encoding="utf-8") as file:
        facts = json.load(file)
    if facts["bind"].startswith("unix:"):
        make_folder(facts["bind"][5:], facts["user"])
    become(facts["user"], facts["group"])
    listen, ring = os.pipe()
    os.set_blocking(ring, False)
    signal.set_wakeup_fd(ring)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, frame: None)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    Page(facts, listen).run()


if __name__ == "__main__":
    main(sys.argv[1])
