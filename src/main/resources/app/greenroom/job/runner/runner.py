"""Carries out a job: its steps in order, or their undo. Every outcome is durable before what follows from it."""
import json
import os
import pwd
import time

import arming
import files
import journal
import processes
import scripts
from job import GATE, GONE, History
from output import Output

ROOM = 32 << 20  # bytes that an undo needs at most where the disk is full: its output, and what a database writes to rename
USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Runner:
    def __init__(self, job, python):
        self.job = job
        self.plan = job.plan()
        self.python = python
        self.bell = scripts.Bell()
        self.arming = arming.Arming(job)
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

    # ---- room for an undo ----

    def keep_room(self):
        """Keeps bytes of the disk for an undo: when a migration has filled it, taking it back could not even say anything."""
        if hasattr(os, "posix_fallocate"):
            descriptor = os.open(self.job.room_path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.posix_fallocate(descriptor, 0, ROOM)
            finally:
                os.close(descriptor)

    def give_room(self):
        if os.path.exists(self.job.room_path):
            os.unlink(self.job.room_path)

    def end(self, word):
        self.give_room()
        if word == "undo-failed":
            self.arming.leave()
        else:
            self.arming.clean()
        self.note("JOB_ENDED", detail=word)
        self.state(word)
        self.journal.drop_reserve()

    # ---- one script ----

    def script(self, index, name, output):
        """Exit status of one of a step's scripts; says when it is silent for long and when a stop is asked for."""
        folder = self.job.step_folder(index)
        silence = self.plan["steps"][index]["silence"] if index >= 0 else 0
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
            return name != "undo" and self.end_asked(index)

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

    def end_asked(self, index):
        """Who asked to end this very step now, where its plan allows that; nobody otherwise."""
        text = files.text_of(self.job.end_path)
        if not text or index < 0 or not self.plan["steps"][index]["endable"]:
            return ""
        wish = json.loads(text)
        return wish["by"] if wish["step"] == index else ""

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
            if self.plan["steps"][index]["name"] in json.loads(files.text_of(self.job.skip_path) or "[]"):
                self.note("STEP_SKIPPED", index)
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
            trouble = "disk full" if self.journal.tight else self.arm_for(index)
            if trouble:
                self.note("STEP_FAILED", index, offset=output.size(), detail=trouble)
                return False
            status, detail = self.script(index, "run", output), ""
            if status == 0 and self.has(index, "check"):
                status = self.script(index, "check", output)
                detail = "check" if status else ""
            ended_by = self.end_asked(index) if status else ""
            if ended_by:
                self.note("STEP_ENDED", index, exit=status, offset=output.size(), detail=ended_by)
                return False
            if status != 0:
                detail = (detail + ": " if detail else "") + output.last_line()
            self.note("STEP_FAILED" if status else "STEP_DONE", index, exit=status, offset=output.size(), detail=detail)
            return status == 0
        finally:
            output.close()

    def arm_for(self, index):
        """Arms and disarms where the plan wants it, before a step's work; says what went wrong."""
        wanted, name = self.plan.get("bootUndo"), self.plan["steps"][index]["name"]
        try:
            if wanted and name == wanted["from"]:
                self.keep_room()
                self.arming.arm(self.python)
            elif wanted and name == wanted["until"]:
                self.arming.disarm()
        except OSError as error:
            return "the undo at the next boot cannot be prepared: %s" % error
        return ""

    # ---- backwards ----

    def back(self):
        """Takes back every begun step, newest first, and stops at the first that cannot be: what is older relies on it."""
        self.give_room()
        self.state("undoing")
        wanted = self.plan.get("bootUndo")
        if wanted and self.job.index_of(wanted["from"]) in self.history.begun and not self.arming.armed():
            try:
                self.arming.arm(self.python)  # the window had been closed already: this undo, too, ends at a boot
            except OSError as error:
                print("not armed: %s" % error, flush=True)
        self.note("UNDO_BEGUN")
        for index in reversed(self.history.begun[:]):
            if not self.take_back(index):
                return self.end("undo-failed")
        self.end("undone" if self.healthy() else "undone-unhealthy")

    def undo_window(self):
        """Takes back the begun steps of the window, newest first; whether all could be."""
        self.give_room()
        self.note("UNDO_BEGUN")
        steps = [index for index in reversed(self.history.begun) if self.plan["steps"][index]["phase"] == "WINDOW"]
        return all(self.take_back(index) for index in steps)

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

    def take_over(self, why=""):
        """Acts only when nothing of the former runner lives; it waits for that and never kills."""
        self.journal.keep_reserve()
        self.note("TAKEN_OVER", detail=why)
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
            self.note(kind, open_event["step"], offset=size, detail=GONE)
        for wish in (self.job.stop_path, self.job.end_path):
            if os.path.exists(wish):
                os.unlink(wish)

    def resume(self):
        """Goes on after the last step that succeeded; what was begun of the next one is taken back first."""
        self.state("running")
        self.take_over()
        for index in reversed([each for each in self.history.begun if each not in self.history.done]):
            if not self.take_back(index):
                return self.failed()
        self.forward()
