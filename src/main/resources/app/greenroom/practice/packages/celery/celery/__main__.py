"""celery -A APP worker | inspect ping"""
import importlib
import os
import signal
import socket
import sys


def marker():
    from django.conf import settings

    return os.path.join(str(settings.DATA_DIR), ".practice-worker")


def worker():
    path = marker()
    with open(path, "w", encoding="ascii") as file:
        file.write(str(os.getpid()))
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    print("celery@%s ready (stand-in for practice)." % socket.gethostname(), flush=True)
    signal.sigwait(ends)
    print("worker: Warm shutdown", flush=True)
    os.unlink(path)


def inspect(arguments):
    try:
        with open(marker(), encoding="ascii") as file:
            os.kill(int(file.read()), 0)
    except (OSError, ValueError):
        sys.exit("Error: No nodes replied within time constraint")
    print("->  celery@%s: OK\n        pong\n\n1 node online." % socket.gethostname())


def main():
    arguments = sys.argv[1:]
    if "-A" in arguments:
        at = arguments.index("-A")
        importlib.import_module(arguments[at + 1].split(":")[0])
        del arguments[at:at + 2]
    if arguments[:1] == ["worker"]:
        return worker()
    if arguments[:1] == ["inspect"]:
        return inspect(arguments[1:])
    sys.exit("celery: this stand-in knows the commands worker and inspect ping")


if __name__ == "__main__":
    main()
