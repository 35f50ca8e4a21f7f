"""Runs the service of one unit, in a session of its own, and writes down how it fares: one process for each service."""
import os
import select
import signal
import sys
import time

import units

PATIENCE = 10.0
KEPT = ("PATH", "GREENROOM_ROOT", "LANG", "LC_ALL", "TMPDIR", "USER", "LOGNAME", "SHELL")


class Supervisor:
    def __init__(self, unit):
        self.unit = unit
        self.asked = False
        self.listen, self.ring = os.pipe()
        me = os.getpid()
        self.state = {
            "active": "activating", "sub": "start", "pid": 0, "supervisor": me, "started": units.start_of(me),
            "restarts": 0, "entered": 0, "result": "success"}

    def note(self, **changes):
        self.state.update(changes)
        units.write_state(self.unit.name, self.state)

    def run(self):
        for end in (self.listen, self.ring):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self.ring, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self.ask)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        self.note()
        result = self.begin()
        while result == "again":
            time.sleep(float(self.unit.one("RestartSec", "0.1").rstrip("s") or 0.1))
            self.note(restarts=self.state["restarts"] + 1, active="activating", sub="auto-restart")
            result = self.begin()
        failed = result != "success"
        self.each("ExecStopPost", SERVICE_RESULT=result)
        self.note(active="failed" if failed else "inactive", sub="failed" if failed else "dead", pid=0, supervisor=0,
                  result=result)
        if self.unit.one("CollectMode") == "inactive-or-failed":
            os.unlink(self.unit.files[0])
            os.unlink(units.state_path(self.unit.name))

    def ask(self, *_):
        self.asked = True

    def doze(self, longest=None):
        """Waits for a signal, so that nothing is looked at again and again."""
        if select.select([self.listen], [], [], longest)[0]:
            os.read(self.listen, 4096)

    def begin(self):
        """Starts the service and stays until it ends; gives how it ended, or that it shall be started again."""
        if not self.each("ExecStartPre"):
            return "exit-code"
        if self.unit.one("Type") == "oneshot":
            return self.once()
        pid = self.start(self.unit.command(self.unit.all("ExecStart")[-1])[0])
        self.note(active="active", sub="running", pid=pid, entered=units.now(), result="success")
        status = self.wait(pid)
        if self.asked:
            return "success"
        result = "success" if status == 0 else "exit-code" if status > 0 else "signal"
        restart = self.unit.one("Restart", "no")
        again = restart == "always" or restart in ("on-failure", "on-abnormal") and result != "success"
        return "again" if again and self.state["restarts"] < 5 else result

    def once(self):
        done = self.each("ExecStart")
        if not done or self.unit.one("RemainAfterExit").lower() not in ("yes", "true", "1"):
            return "success" if done else "exit-code"
        self.note(active="active", sub="exited", entered=units.now())
        while not self.asked:
            self.doze()
        self.each("ExecStop")
        return "success"

    def each(self, key, **more):
        for line in self.unit.all(key):
            command, careless = self.unit.command(line)
            if os.waitstatus_to_exitcode(os.waitpid(self.start(command, **more), 0)[1]) and not careless:
                return False
        return True

    def start(self, command, **more):
        pid = os.fork()
        if pid:
            return pid
        try:
            signal.set_wakeup_fd(-1)
            os.setsid()
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            environment = {name: os.environ[name] for name in KEPT if name in os.environ}
            environment.update(HOME=units.ROOT + "/var/pretalx", **more)
            environment.update(self.unit.environment())
            os.umask(int(self.unit.one("UMask", "0022"), 8))
            os.chdir(self.unit.one("WorkingDirectory", "/").lstrip("-!") or "/")
            os.execvpe(command[0], command, environment)
        except Exception as error:  # whatever it is, it belongs into the log of the unit
            print("%s: %s" % (command[0], error), file=sys.stderr, flush=True)
        finally:
            os._exit(203)

    def wait(self, pid):
        """Status of the service: what is asked to end gets TERM, and KILL when it does not listen."""
        limit = None
        while True:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                signal_all(pid, signal.SIGKILL)  # what it left behind in its session
                return os.waitstatus_to_exitcode(status)
            if self.asked and limit is None:
                self.note(active="deactivating", sub="stop-sigterm")
                limit = time.monotonic() + PATIENCE
                signal_all(pid, signal.SIGTERM)
            if limit and time.monotonic() > limit:
                signal_all(pid, signal.SIGKILL)
            self.doze(1 if limit else None)


def signal_all(group, number):
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return


def launch(name):
    """Starts the supervisor of a unit, detached from whoever asks."""
    unit = units.Unit(name)
    os.makedirs(units.JOURNAL, exist_ok=True)
    os.makedirs(units.STATES, exist_ok=True)
    if os.path.exists(units.state_path(unit.name)):
        os.unlink(units.state_path(unit.name))
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        return
    try:
        os.setsid()
        if os.fork():
            os._exit(0)
        os.chdir("/")
        log = os.open(os.path.join(units.JOURNAL, unit.name + ".log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        null = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((null, 0), (log, 1), (log, 2)):
            os.dup2(source, target)
        os.closerange(3, 256)
        Supervisor(unit).run()
    finally:
        os._exit(0)
