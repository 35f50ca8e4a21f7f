"""Carries out plans of upgrades on a model of a site, with everything that can go wrong at each of their steps.

The model's scripts do in files what those of a plan do with a site. The plans, and the runner, are what users have.
"""
import contextlib
import errno
import io
import json
import os
import shutil
import signal
import sys
import time
import traceback

import arming
import course
import files
import job
import journal
import launch
import look
import processes
import scripts
import service

REQUEST = json.loads(PAYLOAD["request"])
TOP = os.environ["GREENROOM_ROOT"]
WRITE = files.write_all
WORKERS, PATIENCE = 3, 20
FAULTS = ("fails", "silent", "killed", "runner killed", "power cut", "disk full", "database refuses", "client dies", "second client")

os.fsync = lambda descriptor: None  # no power is lost here for real
scripts.TICK = look.TICK = 0.02
job.Job.take_lock.__defaults__ = (0.1,)
service.systemd_runs = lambda root: True
service.reload = lambda: True
service.run_in_unit = lambda *arguments, **options: ""  # what a boot leaves for later is done by the case

HEAD = """#!/bin/sh
cd "$GREENROOM_ROOT/site" || exit 9
database() { if [ -e ../refuses ]; then echo "the database refuses"; exit 1; fi; }
"""
# what the steps of an upgrade do; {v} is the release that is named in a step, {a} the old version, {b} the new one, {d} the
# version that the data has in the end
RUN = {
    "venv": "mkdir -p venvs/{v}",
    "rebuild": "mkdir -p static",
    "prepare": "echo yes > prepared",
    "quiet": "echo down > worker; echo off > cron; echo warm > page",
    "stop": "echo down > web",
    "copy": "database; cp data copy.partial && mv copy.partial copy",
    "migrate": "database; echo yes > migrating; echo {v} > data",
    "switch": "echo {b} > version",
    "gate": 'database; test "$(cat version)" = {b} && test "$(cat data)" = {d}',
    "open": "echo up > web; echo off > page",
    "resume": "echo up > worker; echo on > cron",
    "record": "echo {b} > history",
}
UNDO = {
    "venv": "rm -rf venvs/{v}",
    "rebuild": "rm -rf static",
    "prepare": "rm -f prepared",
    "quiet": "echo off > page; echo on > cron; echo up > worker",
    "stop": '[ "$GREENROOM_BOOT" ] || {{ echo up > web; echo off > page; }}',
    "copy": "echo down > web; if [ -e migrating ] && [ -e copy ]; then database; [ -e data ] && mv data failed; mv copy data; fi",
    "switch": "echo down > web; echo {a} > version",
    "open": "echo down > web",
}
RESTART = {"switch": ("echo down > web; echo {b} > version", 'echo {a} > version; [ "$GREENROOM_BOOT" ] || echo up > web')}
GATE = 'echo up > web; echo off > page; test "$(cat version)" = {a} && test "$(cat data)" = {a}\n'
ONCE = 'if mkdir ../struck 2>/dev/null; then %s; fi\n'
HOLD = 'until [ -e ../go ]; do sleep 0.02; done'
PARTS = {
    "fails": "exit 7", "silent": "sleep 100", "killed": "kill -9 $$", "runner killed": "kill -9 $PPID; kill -9 $$",
    "power cut": "kill -9 $PPID; kill -9 $$", "disk full": ": > ../full", "database refuses": ": > ../refuses",
    "client dies": HOLD, "second client": HOLD,
}


class Case:
    def __init__(self, number, plan, index, part, fault, moment):
        self.plan, self.index, self.part, self.fault, self.moment = plan, index, part, fault, moment
        self.root = os.path.join(TOP, "case-%d" % number)
        self.site = os.path.join(self.root, "site")
        self.base = job.home(self.root)
        self.steps = plan["outline"]["steps"]
        self.name = "%s, %s %s, %s %s" % (plan["name"], "undo of" if part == "undo" else "step", self.steps[index]["name"],
                                          fault, moment)
        self.children = []

    # ---- laying out ----

    def words(self, name):
        version = name.partition("-")[2]
        end = self.plan["from"] if self.plan["restart"] else self.plan["to"]
        return {"v": version, "a": self.plan["from"], "b": self.plan["to"], "d": end}

    def script(self, step, part):
        kind, words = step["name"].partition("-")[0], self.words(step["name"])
        text = (RUN, UNDO)[part == "undo"].get(kind, ":")
        if self.plan["restart"]:
            text = RESTART.get(kind, (text, text))[part == "undo"]
            if step["name"] == "prepare" and part == "run":
                skipped = ["stop", "copy", "gate"] + [s["name"] for s in self.steps if s["name"].startswith("migrate-")]
                text += "; echo '%s' > \"$GREENROOM_JOB/skip\"" % json.dumps(skipped)
        return text.format(**words) + "\n"

    def scripts(self):
        made = []
        for index, step in enumerate(self.steps):
            each = {}
            for part in self.plan["scripts"][index]:
                text = self.script(step, part)
                if index == self.index and part == self.part:
                    blow = ONCE % PARTS[self.fault]
                    text = blow + text if self.moment == "before" else "( %s ) || exit $?\n" % text.strip() + blow
                elif self.part == "undo" and part == "run" and index == self.failing():
                    text = "exit 1\n"
                each[part] = HEAD + text
            made.append(each)
        return made

    def failing(self):
        """Which step fails, for an undo to look at: the one before visitors are let in."""
        return next(i for i, step in enumerate(self.steps) if step["name"] == ("open" if self.plan["restart"] else "gate"))

    def lay_out(self):
        os.makedirs(os.path.join(self.base, "jobs"))
        os.makedirs(self.site)
        for name, text in (("version", self.plan["from"]), ("data", self.plan["from"]), ("web", "up"), ("worker", "up"),
                           ("cron", "on"), ("page", "off")):
            with open(os.path.join(self.site, name), "w") as file:
                file.write(text + "\n")
        outline = json.loads(json.dumps(self.plan["outline"]))
        for step in outline["steps"]:
            step["silence"] = 0.1 if self.fault == "silent" else 0
        gate = HEAD + GATE.format(**self.words(""))
        request = {"plan": outline, "scripts": self.scripts(), "gate": gate, "sorry": HEAD + "echo warm > page\n", "files": {}}
        launch.lay_out(self.base, request, "")
        self.job = job.Job(os.path.join(self.base, "jobs", outline["id"]))
        request["plan"] = dict(outline, id="other")
        launch.lay_out(self.base, request, "")
        self.other = job.Job(os.path.join(self.base, "jobs", "other"))
        arming.SYSTEM, arming.FLAGS = os.path.join(self.root, "system"), os.path.join(self.root, "flags")
        os.makedirs(arming.SYSTEM)

    # ---- running ----

    def spoiled(self, descriptor, data):
        """Writes, on a disk that can be full."""
        full, reserve = os.path.join(self.root, "full"), self.job.journal_path + ".reserve"
        if os.path.exists(full) and os.path.exists(reserve):
            raise OSError(errno.ENOSPC, "no room")
        return WRITE(descriptor, data)

    def begin(self, how, which=None):
        child = os.fork()
        if child:
            self.children.append(child)
            return child
        try:
            files.write_all = self.spoiled
            with open(os.path.join(self.root, "log"), "a") as log:
                os.dup2(log.fileno(), 1)
                os.dup2(log.fileno(), 2)
            os._exit(course.main(how, (which or self.job).folder, sys.executable) or 0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(99)

    def wait(self, child):
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        self.children.remove(child)
        assert status != 99, open(os.path.join(self.root, "log")).read()[-1500:]
        return status

    def run(self, how):
        return self.wait(self.begin(how))

    def until(self, what, condition):
        limit = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < limit, "waited in vain: " + what
            time.sleep(0.01)

    def struck(self):
        return os.path.exists(os.path.join(self.root, "struck"))

    def events(self):
        return journal.read(self.job.journal_path)[0]

    def play(self):
        """Runs the job with its fault, and what the server does about that by itself."""
        child = self.begin("run")
        if self.fault == "silent":
            self.end_silence()
        elif self.fault == "client dies":
            self.follow_twice()
        elif self.fault == "second client":
            self.come_second()
        status = self.wait(child)
        if status == -signal.SIGKILL and self.fault == "runner killed":
            self.run("after")
        elif status == -signal.SIGKILL:
            self.boot()

    def boot(self):
        shutil.rmtree(arming.FLAGS, ignore_errors=True)
        with open(os.path.join(self.site, "web"), "w") as file:
            file.write("down\n")
        if arming.Arming(self.job).armed():
            assert self.run("boot") == 0, "the undo at the boot failed"
            assert self.fields()["version"] == self.plan["from"] == self.fields()["data"], "the site would start between versions"
            if self.job.last_word() not in job.ENDED and not job.History(self.job).opening():
                self.run("undo")
        # systemd starts the site
        with open(os.path.join(self.site, "web"), "w") as file:
            file.write("up\n")

    def end_silence(self):
        self.until("silence", lambda: self.struck() and any(
            e["kind"] == "SILENT" and e["step"] == self.index for e in self.events()))
        if self.part == "run" and self.steps[self.index]["endable"]:
            files.replace(self.job.end_path, json.dumps({"step": self.index, "by": "kim"}))
            return
        silent = scripts.recorded(self.job.records)[-1:]  # what comes next is not to be killed

        def killed():
            for pid in processes.living(silent):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            return not processes.living(silent)

        self.until("the end of the silent step", killed)

    def go(self):
        open(os.path.join(self.root, "go"), "w").close()

    def follower(self, offset, path):
        child = os.fork()
        if child:
            self.children.append(child)
            return child
        try:
            sys.stdout = open(path, "w")
            look.Follower(self.job, offset, {}).follow()
        finally:
            sys.stdout.flush()
            os._exit(0)

    def follow_twice(self):
        self.until("the step", self.struck)
        first = self.follower(0, os.path.join(self.root, "first"))
        kind = "STEP_UNDO_BEGUN" if self.part == "undo" else "STEP_BEGUN"
        self.until("the follower", lambda: any(
            e["kind"] == kind and e["step"] == self.index for e, _ in said(os.path.join(self.root, "first"))))
        os.kill(first, signal.SIGKILL)
        os.waitpid(first, 0)
        self.children.remove(first)
        before = said(os.path.join(self.root, "first"))
        second = self.follower(before[-1][1], os.path.join(self.root, "second"))
        self.go()
        os.waitpid(second, 0)
        self.children.remove(second)
        told = [e for e, _ in before + said(os.path.join(self.root, "second"))]
        assert told == self.events(), "followers were told something else than the journal"

    def come_second(self):
        self.until("the step", self.struck)
        before = self.events()
        self.wait(self.begin("run", self.other))
        assert files.text_of(self.other.refusal_path).split() == ["busy", self.job.id], "the second client was let in"
        assert not self.events()[len(before):] and self.run("undo") == 0 and self.events() == before
        assert look.standing(self.job) in job.LIVE
        self.go()

    # ---- judging ----

    def fields(self):
        return {name: files.text_of(os.path.join(self.site, name)).strip()
                for name in ("version", "data", "web", "worker", "cron", "page") if os.path.exists(os.path.join(self.site, name))}

    def relieve(self):
        for name in ("full", "refuses"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(self.root, name))

    def settle(self):
        """What the program offers a person then, until the job has ended; gives where it stood before, and what was asked."""
        first, asked = look.standing(self.job), []
        for _ in range(3):
            word, history = look.standing(self.job), job.History(self.job)
            if word in job.ENDED:
                break
            self.relieve()
            forwards = word != "undo-failed" and history.opening() and not history.undoing
            asked.append("resume" if forwards else "undo")
            self.run(asked[-1])
        return first, asked

    def expected(self):
        """Where it may stand before anybody has come."""
        if self.fault in ("client dies", "second client"):
            return ("undone",) if self.part == "undo" else ("done",)
        gone = self.fault in ("runner killed", "power cut")
        opened = self.steps[self.index]["phase"] == "AFTER" or self.steps[self.index]["name"] == "open"
        if self.fault == "disk full":
            return ("undone", "undo-failed", "interrupted", "stuck", "done")
        if self.fault == "database refuses":
            return ("undone", "undo-failed", "done")
        if self.part == "undo":
            armed = any(e["kind"] == "STEP_BEGUN" and self.steps[e["step"]]["name"] == "quiet" for e in self.events())
            return ("undone",) if gone and armed else ("undo-failed",)
        if not opened:
            unarmed = self.fault == "power cut" and self.steps[self.index]["phase"] == "BEFORE" and self.steps[self.index]["name"] != "quiet"
            return ("interrupted",) if unarmed else ("undone",)
        if self.steps[self.index]["name"] == "open" and self.fault in ("fails", "runner killed"):
            return ("undone",) if self.fault == "fails" else ("done",)
        return ("interrupted", "stuck") if gone else ("stuck",)

    def judge(self, first):
        assert first in self.expected(), "it stands at %s, not at %s" % (first, " or ".join(self.expected()))
        end, events, fields = look.standing(self.job), self.events(), self.fields()
        assert end in ("done", "undone"), "it ends as " + end
        now = self.plan["to"] if end == "done" else self.plan["from"]
        data = self.plan["from"] if self.plan["restart"] else now
        assert fields == {"version": now, "data": data, "web": "up", "worker": "up", "cron": "on", "page": "off"}, fields
        if end == "done" and not self.plan["restart"]:
            assert files.text_of(os.path.join(self.site, "copy")).strip() == self.plan["from"], "the copy is not kept"
        assert events[-1]["kind"] == "JOB_ENDED" and self.job.state_word() == events[-1]["detail"] == end
        assert journal.read(self.job.journal_path)[1] == files.size_of(self.job.journal_path), "torn journal"
        assert not os.path.exists(self.job.journal_path + ".reserve"), "reserve"
        assert not processes.living(scripts.recorded(self.job.records)), "processes are left"
        left = [name for place in (arming.SYSTEM, arming.FLAGS, os.path.join(self.base, "armed")) if os.path.isdir(place)
                for name in os.listdir(place)]
        assert not left, left
        lock = self.job.take_lock(0.0)
        assert lock is not None, "the lock is held"
        os.close(lock)

    def tell(self):
        try:
            self.lay_out()
            self.play()
            assert self.struck() or self.skipped(), "it never came to that"
            first, asked = self.settle()
            self.judge(first)
            return {"name": self.name, "first": first, "asked": " ".join(asked), "end": look.standing(self.job), "trouble": ""}
        except (AssertionError, OSError, KeyError, ValueError) as error:
            kinds = ["%s %s %s" % (e["kind"], e["step"], e["detail"]) for e in self.events()] if hasattr(self, "job") else []
            return {"name": self.name, "trouble": "%s: %s; told: %s" % (type(error).__name__, error, kinds)}
        finally:
            self.end_all()

    def end_all(self):
        """Ends what a failing case left behind."""
        for child in self.children:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        if hasattr(self, "job"):
            for pid in processes.living(scripts.recorded(self.job.records)):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def skipped(self):
        return any(e["kind"] == "STEP_SKIPPED" and e["step"] == self.index for e in self.events())


def said(path):
    """Events that a follower has said, each with the offset after it."""
    lines = [json.loads(line) for line in (files.text_of(path) or "").splitlines(keepends=True) if line.endswith("\n")]
    return [(line["event"], line["next"]) for line in lines if "event" in line]


def cases():
    number = 0
    for plan in REQUEST["plans"]:
        names = [step["name"] for step in plan["outline"]["steps"]]
        last = names.index("open" if plan["restart"] else "gate")
        skipped = ["stop", "copy", "gate"] + [name for name in names if name.startswith("migrate-")] if plan["restart"] else []
        for index, name in enumerate(names):
            for part in ("run", "undo"):
                if name in skipped or part == "undo" and ("undo" not in plan["scripts"][index] or index > last):
                    continue
                for position, fault in enumerate(FAULTS):
                    number += 1
                    after = (number + position) % 2 and (name, fault) != ("open", "fails")
                    yield Case(number, plan, index, part, fault, "after" if after else "before")


def work(which, path):
    with open(path, "w") as file:
        for position, case in enumerate(cases()):
            if position % WORKERS == which:
                file.write(json.dumps(case.tell()) + "\n")
                file.flush()


def main():
    children = []
    for which in range(WORKERS):
        child = os.fork()
        if not child:
            try:
                work(which, os.path.join(TOP, "told-%d" % which))
                os._exit(0)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        children.append(child)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    for which in range(WORKERS):
        with open(os.path.join(TOP, "told-%d" % which)) as file:
            sys.stdout.write(file.read())


main()
