"""gunicorn MODULE[:NAME] --bind HOST:PORT or unix:PATH; other options are accepted and do nothing."""
import errno
import importlib
import os
import shlex
import signal
import socket
import socketserver
import sys
import threading
import time
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

TRIES = 5


class Handler(WSGIRequestHandler):
    def address_string(self):
        return "local"

    def log_message(self, form, *arguments):
        return None

    def handle(self):
        # a client of a unix socket has no address
        if not self.client_address:
            self.client_address = ("local", 0)
        super().handle()


class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, bind, reuse_port):
        self.reuse_port = reuse_port
        if bind.startswith("unix:"):
            self.address_family = socket.AF_UNIX
            if os.path.exists(bind[5:]):
                os.unlink(bind[5:])
            address = bind[5:]
        else:
            host, _, port = bind.rpartition(":")
            self.address_family = socket.AF_INET6 if "[" in host else socket.AF_INET
            address = (host.strip("[]") or "127.0.0.1", int(port))
        super().__init__(address, Handler)

    def server_bind(self):
        if self.reuse_port and hasattr(socket, "SO_REUSEPORT"):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        socketserver.TCPServer.server_bind(self)
        unix = self.address_family == getattr(socket, "AF_UNIX", None)
        self.server_name, self.server_port = ("localhost", 0) if unix else self.server_address[:2]
        if unix:
            os.chmod(self.server_address, 0o666)
        self.setup_environ()


class Options:
    def __init__(self, words):
        self.bind, self.application, self.reuse_port = "127.0.0.1:8000", "", False
        values = {"-b": "bind", "--bind": "bind"}
        flags = ("--reuse-port", "--preload", "--daemon", "-D", "--reload", "--capture-output", "--no-control-socket")
        words = iter(words)
        for word in words:
            name, equals, value = word.partition("=")
            if name == "--reuse-port":
                self.reuse_port = True
            if not word.startswith("-"):
                self.application = word
            elif name not in flags:
                value = value if equals else next(words, "")
                if name in values:
                    setattr(self, values[name], value)


def listen(options):
    for attempt in range(TRIES):
        try:
            return Server(options.bind, options.reuse_port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or attempt == TRIES - 1:
                raise
            print("Connection in use: %s, retrying in 1 second." % options.bind, file=sys.stderr, flush=True)
            time.sleep(1)


def main():
    options = Options(shlex.split(os.environ.get("GUNICORN_CMD_ARGS", "")) + sys.argv[1:])
    module, _, name = options.application.partition(":")
    sys.path.insert(0, os.getcwd())
    application = getattr(importlib.import_module(module), name or "application")
    server = listen(options)
    server.set_app(application)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    print("Listening at: %s (%d) (stand-in for practice)" % (options.bind, os.getpid()), flush=True)
    server.serve_forever(0.1)
    server.socket.close()
    if options.bind.startswith("unix:") and os.path.exists(options.bind[5:]):
        os.unlink(options.bind[5:])


if __name__ == "__main__":
    main()
