"""Puts a job onto this server and starts its runner, detached; starts it again to resume or to undo."""
import fcntl
import json
import os
import shutil
import sys
import time

import files
import service
from job import History, Job, home
from look import standing

PATIENCE = 20.0
SCRIPTS = ("run", "undo", "check")


class Refused(Exception):
    """What was asked for cannot be done; says why as a code, with an argument for people."""

    def __init__(self, code, argument=""):
        super().__init__(code, argument)
        self.code, self.argument = code, argument


def start_lock(base):
    """One start at a time, so that a start that is asked for twice is one."""
    os.makedirs(os.path.join(base, "jobs"), mode=0o700, exist_ok=True)
    os.chmod(base, 0o700)
    descriptor = os.open(os.path.join(base, "start.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            if time.monotonic() > limit:
                raise Refused("busy", "start")
            time.sleep(0.05)


# ---- the folder ----


def lay_out(base, request, program):
    """Writes the job's folder aside, syncs everything and gives it its name: it is there whole or not at all."""
    plan = request["plan"]
    folder = os.path.join(base, "jobs", plan["id"])
    aside = os.path.join(base, "jobs", "." + plan["id"])
    shutil.rmtree(aside, ignore_errors=True)
    os.makedirs(os.path.join(aside, "steps"), mode=0o700)
    written = {"plan.json": json.dumps(plan, indent=1), "runner.py": program}
    written.update(request["files"])
    for name, text in written.items():
        files.create(os.path.join(aside, name), text.encode())
    for step, scripts in zip(plan["steps"], request["scripts"]):
        lay_out_step(os.path.join(aside, "steps", step["folder"]), scripts)
    for name in ("gate", "sorry"):
        if request.get(name):
            lay_out_step(os.path.join(aside, name), {"run": request[name]})
    files.sync_folder(os.path.join(aside, "steps"))
    files.sync_folder(aside)
    os.rename(aside, folder)
    files.sync_folder(os.path.join(base, "jobs"))


def lay_out_step(folder, scripts):
    os.mkdir(folder, 0o700)
    for name in SCRIPTS:
        if scripts.get(name):
            files.create(os.path.join(folder, name), scripts[name].encode(), 0o700)
    files.sync_folder(folder)


# ---- the runner ----


def in_session(job, how, python):
    """A session of its own, adopted by init: survives the session of whoever asked."""
    program = os.path.join(job.folder, "runner.py")
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        return ""
    try:
        os.setsid()
        if os.fork():
            os._exit(0)
        os.umask(0o077)
        os.chdir("/")
        log = os.open(os.path.join(job.folder, "runner.log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        null = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((null, 0), (log, 1), (log, 2)):
            os.dup2(source, target)
        os.closerange(3, 1024)
        os.execv(python, [python, "-I", "-u", program, how, job.folder])
    finally:
        os._exit(127)


def run_detached(job, how, python, begun):
    """Starts the runner and waits for its first sign."""
    launch = service.run_in_unit if service.systemd_runs(job.root) else in_session
    complaint = launch(job, how, python)
    limit = time.monotonic() + PATIENCE
    while not begun():
        refusal = files.text_of(job.refusal_path)
        if refusal:
            raise Refused(*refusal.split(" ", 1))
        if time.monotonic() > limit or complaint and not job.locked():
            log = (files.text_of(os.path.join(job.folder, "runner.log")) or "").strip()
            raise Refused("failed", (complaint or log[-500:] or "no sign of the runner").strip())
        time.sleep(0.02)


# ---- what is asked for ----


def start(request, root, program):
    """Starts a job once, however often it is asked for."""
    base = home(root)
    os.makedirs(base, mode=0o700, exist_ok=True)
    lock = start_lock(base)
    try:
        job = Job(os.path.join(base, "jobs", request["plan"]["id"]))
        history = History(job) if os.path.isdir(job.folder) else None
        if history and history.began():
            return {"state": standing(job)}
        if not history:
            lay_out(base, request, program)
        if os.path.exists(job.refusal_path):
            os.unlink(job.refusal_path)
        try:
            run_detached(job, "run", sys.executable, lambda: History(job).began())
        except Refused as refused:
            if refused.code != "failed":
                discard(job)  # nothing of it ever ran
            raise
        return {"state": standing(job)}
    finally:
        os.close(lock)


def discard(job):
    """Removes a job that never began. It loses its name first: its unit can still be writing to its log."""
    aside = os.path.join(os.path.dirname(job.folder), "." + job.id)
    shutil.rmtree(aside, ignore_errors=True)
    os.rename(job.folder, aside)
    shutil.rmtree(aside, ignore_errors=True)


def again(request, root):
    """Resumes or undoes a job that has no runner, with the very program that it was started with."""
    base = home(root)
    lock = start_lock(base)
    try:
        job, how = known_job(base, request), request["do"]
        state = standing(job)
        allowed = {"resume": ("interrupted", "stuck"), "undo": ("interrupted", "stuck", "undo-failed")}[how]
        history = History(job)
        if state not in allowed or how == "resume" and history.undoing:
            raise Refused("state", state)
        seen = len(history.events)
        if os.path.exists(job.refusal_path):
            os.unlink(job.refusal_path)
        run_detached(job, how, sys.executable, lambda: len(History(job).events) > seen)
        return {"state": standing(job)}
    finally:
        os.close(lock)


def stop(request, root):
    """Leaves the wish to stop where the runner looks for it."""
    job = known_job(home(root), request)
    state, history = standing(job), History(job)
    if state != "running" or history.opening():
        raise Refused("state", state)
    files.replace(job.stop_path, request["by"])
    return {"state": state}


def end(request, root):
    """Leaves the wish to end the step that runs now, where the runner looks for it; only where the plan allows it."""
    job = known_job(home(root), request)
    state, history = standing(job), History(job)
    if state != "running" or history.opening():
        raise Refused("state", state)
    step = history.open["step"] if history.open else None
    if step is None or not job.plan()["steps"][step]["endable"]:
        raise Refused("not-endable", request["job"])
    files.replace(job.end_path, json.dumps({"step": step, "by": request["by"]}))
    return {"state": state}


def known_job(base, request):
    job = Job(os.path.join(base, "jobs", request["job"]))
    if not os.path.isdir(job.folder):
        raise Refused("unknown", request["job"])
    if job.plan()["protocol"] > request["protocol"]:
        raise Refused("newer", request["job"])
    return job
