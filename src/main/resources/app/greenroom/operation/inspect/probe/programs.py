"""Running programs of this server, every wait and every answer bounded; facts, and why they are unknown."""
import concurrent.futures
import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time

ROOT = os.environ.get("GREENROOM_ROOT", "")  # prefix of the practice server's folder; empty on a real server
MOST_OUTPUT = 2 << 20
BEGUN = time.monotonic()
OPTIONS = {"sentinel": "", "looks": 3, "pause": 2.0, "insideLimit": 20.0, "indexLimit": 6.0, "wholeLimit": 40.0, "brief": False}


class Unknown(Exception):
    """A fact cannot be read; says why."""


def reason(error):
    if isinstance(error, Unknown):
        return str(error)[:300]
    lines = str(error).strip().splitlines()
    return ("%s: %s" % (type(error).__name__, lines[0]) if lines else type(error).__name__)[:300]


NOT_ASKED = {"unknown": "a brief look does not ask for it"}


def not_asked(*_):
    """Stands for a question that a brief look leaves out."""
    raise Unknown(NOT_ASKED["unknown"])


def fact(function, *arguments):
    """The answer of a function as a fact."""
    try:
        return {"value": function(*arguments)}
    except Exception as error:  # whatever goes wrong makes this one fact unknown
        return {"unknown": reason(error)}


# ---- several things at once ----


def background(function, *arguments):
    """Runs a function on a thread of its own; many of them wait for each other, which a pool would not survive."""
    future = concurrent.futures.Future()

    def work():
        try:
            future.set_result(function(*arguments))
        except BaseException as error:  # handed to whoever asks for the result
            future.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return future


def settle(future):
    """The fact that a future brings, or that it took too long for the whole look."""
    try:
        return future.result(max(0.1, BEGUN + OPTIONS["wholeLimit"] - time.monotonic()))
    except concurrent.futures.TimeoutError:
        return {"unknown": "it took longer than the whole look may take"}


# ---- programs ----


def start(arguments, env=None, cwd=None, identity=None):
    """Starts a program in a session of its own, as somebody, in an environment; its messages are never translated."""
    environment = dict(os.environ if env is None else env, LC_ALL="C", LANG="C")
    switch = {}
    if identity and identity["switch"]:
        switch = {"user": identity["uid"], "group": identity["gid"], "extra_groups": identity["groups"]}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        arguments, env=environment, cwd=cwd, start_new_session=True, stdin=pipe, stdout=pipe, stderr=pipe, **switch)


def end(process):
    """Kills a program and what it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def give(process, text=b""):
    """Gives a program its input, then end of file."""
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(text)
        process.stdin.close()


def complaint_of(process):
    """What a program says on standard error, as it comes; to be asked once the program has ended."""
    return background(lambda: process.stderr.read(1 << 14).decode("utf-8", "replace").strip())


def settled_complaint(future):
    try:
        return future.result(1)
    except concurrent.futures.TimeoutError:  # a child that outlives the program holds the stream
        return ""


def run(arguments, limit, env=None, cwd=None, identity=None):
    """Exit status, output and complaint of a program; its whole group is killed at the limit."""
    process = start(arguments, env, cwd, identity)
    timer = threading.Timer(limit, end, [process])
    timer.start()
    complaint = complaint_of(process)
    give(process)
    output = process.stdout.read(MOST_OUTPUT)
    if process.stdout.read(1):
        end(process)
    status = process.wait()
    timer.cancel()
    if status == -signal.SIGKILL:
        raise Unknown("%s took longer than %g s or said too much" % (os.path.basename(arguments[0]), limit))
    return status, output.decode("utf-8", "replace"), settled_complaint(complaint)


def output_of(arguments, limit=5):
    """Output of a program that is there and succeeds."""
    if not shutil.which(arguments[0]):
        raise Unknown("%s is not installed" % arguments[0])
    status, text, complaint = run(arguments, limit)
    if status != 0:
        raise Unknown("%s ended with status %d: %s" % (arguments[0], status, complaint[:200]))
    return text
