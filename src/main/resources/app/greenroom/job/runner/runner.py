"""Carries out a job: its steps in order, or their undo. Every outcome is durable before what follows from it."""
import os
import pwd
import time

import files
import journal
import processes
import scripts
from job import ENDED, GATE, History, Job
from output import Output

USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Runner:
    def __init__(self, job, python):
        self.job = job
        self.plan = job.plan()
        self.bell = scripts.Bell()
        self.journal = journal.Journal(job.journal_path)
        self.history = History(job, self.journal.events)
        self.environment = dict(
            os.environ, LC_ALL="C.UTF-8", GREENROOM_ROOT=job.root, GREENROOM_JOB=job.folder, GREENROOM_PYTHON=python)
        self.environment.pop("GREENROOM_STEP", None)
        self.environment.setdefault("HOME", pwd.getpwuid(os.geteuid()).pw_dir)  # a unit has none
        if not job.root:
            self.environment["PATH"] = os.environ.get("PATH", "") + ":" + USUAL_PATH
        self.stop_noted = False

    def note(self, kind, step=-1, **more):
        self.journal.append(kind, step, **more)
        self.history.add(self.journal.events[-1])

    def state(self, word):
        self.journal.with_room(lambda: self.job.set_state(word))

    def end(self, word):
        self.note("JOB_ENDED", detail=word)
        self.state(word)
        self.journal.drop_reserve()

    # ---- one script ----

    def script(self, index, name, output):
        """Exit status of one of a step's scripts; says when it is silent for long and when a stop is asked for."""
        folder = self.job.step_folder(index)
        silence = self.plan["steps"][index]["silence"] if index != GATE else 0
        heard = {"size": output.size(), "at": time.monotonic()}

        def tick():
            size, now = output.size(), time.monotonic()
            if size != heard["size"]:
                heard.update(size=size, at=now)
            elif silence and now - heard["at"] > silence:
                self.note("SILENT", index, offset=size, detail=str(int(silence)))
                heard["at"] = now
            output.bound()
            self.stop_asked()

        environment = dict(self.environment, GREENROOM_STEP=folder)
        path = os.path.join(folder, name)
        try:
            return self.journal.with_room(
                lambda: scripts.carry_out(path, environment, output, self.job.records, self.bell, tick))
        except ValueError as error:  # no interpreter named: the plan is wrong, and is undone like any other failure
            files.write_all(output.descriptor, ("%s\n" % error).encode())
            return 126

    def has(self, index, name):
        return os.path.exists(os.path.join(self.job.step_folder(index), name))

    def output(self, index):
        return self.journal.with_room(lambda: Output(os.path.join(self.job.step_folder(index), "out")))

    # ---- forwards ----

    def stop_asked(self):
        asked = self.bell.asked_to_end or os.path.exists(self.job.stop_path)
        if asked and not self.stop_noted and not self.history.undoing:
            self.stop_noted = True
            self.note("STOP_ASKED", detail=(files.text_of(self.job.stop_path) or "signal").strip())
        return asked

    def forward(self):
        for index in range(len(self.plan["steps"])):
            if index in self.history.done:
                continue
            if not self.step(index):
                return self.failed()
            if self.stop_asked() and not self.history.past_the_window():
                return self.back()
        self.end("done")

    def failed(self):
        if self.history.past_the_window():
            self.end("stuck")
        else:
            self.back()

    def step(self, index):
        output = self.output(index)
        try:
            self.note("STEP_BEGUN", index, offset=output.size())
            if self.journal.tight:
                self.note("STEP_FAILED", index, offset=output.size(), detail="disk full")
                return False
            status, detail = self.script(index, "run", output), ""
            if status == 0 and self.has(index, "check"):
                status = self.script(index, "check", output)
                detail = "check" if status else ""
            if status != 0:
                detail = (detail + ": " if detail else "") + output.last_line()
            self.note("STEP_FAILED" if status else "STEP_DONE", index, exit=status, offset=output.size(), detail=detail)
            return status == 0
        finally:
            output.close()

    # ---- backwards ----

    def back(self):
        """Takes back every begun step, newest first, and stops at the first that cannot be: what is older relies on it."""
        self.state("undoing")
        self.note("UNDO_BEGUN")
        for index in reversed(self.history.begun[:]):
            if not self.take_back(index):
                return self.end("undo-failed")
        self.end("undone" if self.healthy() else "undone-unhealthy")

    def take_back(self, index):
        if not self.has(index, "undo"):
            return True
        output = self.output(index)
        try:
            self.note("STEP_UNDO_BEGUN", index, offset=output.size())
            status = self.script(index, "undo", output)
            self.note("STEP_UNDO_FAILED" if status else "STEP_UNDONE", index, exit=status, offset=output.size(),
                      detail=output.last_line() if status else "")
            return status == 0
        finally:
            output.close()

    def healthy(self):
        if not self.has(GATE, "run"):
            return True
        output = self.output(GATE)
        try:
            status = self.script(GATE, "run", output)
            self.note("GATE", exit=status, offset=output.size(), detail=output.last_line() if status else "")
            return status == 0
        finally:
            output.close()

    # ---- after a runner that died ----

    def take_over(self):
        """Acts only when nothing of the former runner lives; it waits for that and never kills."""
        self.journal.keep_reserve()
        self.note("TAKEN_OVER")
        told = []
        while True:
            alive = processes.living(scripts.recorded(self.job.records)) or processes.in_unit(self.job.unit())
            if not alive:
                break
            if alive != told:
                self.note("WAITING", detail=" ".join(map(str, alive)))
                told = alive
            self.bell.wait()
        open_event = self.history.open
        if open_event:
            kind = "STEP_FAILED" if open_event["kind"] == "STEP_BEGUN" else "STEP_UNDO_FAILED"
            size = files.size_of(os.path.join(self.job.step_folder(open_event["step"]), "out"))
            self.note(kind, open_event["step"], offset=size, detail="runner gone")
        if os.path.exists(self.job.stop_path):
            os.unlink(self.job.stop_path)

    def resume(self):
        """Goes on after the last step that succeeded; what was begun of the next one is taken back first."""
        self.state("running")
        self.take_over()
        for index in reversed([each for each in self.history.begun if each not in self.history.done]):
            if not self.take_back(index):
                return self.failed()
        self.forward()


def refuse(job, why, other):
    files.replace(job.refusal_path, why + " " + other)


def begin(job, python):
    if job.others():
        return refuse(job, "unfinished", job.others()[0].id)
    runner = Runner(job, python)
    if runner.history.began():
        return  # somebody else was faster, or this is the second start of an ended job
    runner.journal.keep_reserve()
    runner.state("running")
    runner.note("JOB_BEGUN")
    runner.forward()


def take_up(job, python, how):
    runner = Runner(job, python)
    history = runner.history
    if not history.began():
        return
    if history.ended in ENDED or history.ended and how == "after":
        job.set_state(history.ended)  # the cut may have come between the journal and the state
    elif how == "resume" and not history.undoing:
        runner.resume()
    elif how == "undo" or how == "after" and (history.undoing or not history.past_the_window()):
        runner.state("undoing")
        runner.take_over()
        runner.back()


def main(how, folder, python):
    job = Job(folder)
    lock = job.take_lock()
    if lock is None:
        if how == "run" and job.owner() != job.id:
            refuse(job, "busy", job.owner())
        return
    try:
        begin(job, python) if how == "run" else take_up(job, python, how)
    finally:
        os.close(lock)
