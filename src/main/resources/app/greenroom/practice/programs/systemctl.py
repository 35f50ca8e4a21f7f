"""A stand-in of systemctl: really starts and stops the services of the practice server, and nothing else."""
import os
import signal
import sys
import time

import supervisor
import units

PATIENCE = 20.0
VALUED = {"-p", "--property", "-t", "--type", "-n", "--lines", "-o", "--output", "--state", "-s", "--signal", "--job-mode"}
IGNORED = ("daemon-reload", "daemon-reexec", "reset-failed", "preset", "set-default", "reload")


class Words:
    """Options and names of a command line."""

    def __init__(self, words):
        self.flags, self.values, self.names = set(), {}, []
        words = iter(words)
        for word in words:
            name, equals, value = word.partition("=")
            if word == "--":
                self.names += list(words)
            elif not word.startswith("-"):
                self.names.append(word)
            elif name in VALUED or name[:2] in VALUED and not name.startswith("--"):
                short = not name.startswith("--") and len(name) > 2
                text = name[2:] if short else value if equals else next(words, "")
                self.values.setdefault(name[:2] if short else name, []).append(text)
            else:
                self.flags.add(word)

    def properties(self):
        given = self.values.get("-p", []) + self.values.get("--property", [])
        return [each for text in given for each in text.split(",") if each]

    def kinds(self):
        return [each for text in self.values.get("-t", []) + self.values.get("--type", []) for each in text.split(",")]


# ---- what is known ----


def started_by(line, unit):
    command, careless = unit.command(line)
    return "{ path=%s ; argv[]=%s ; ignore_errors=%s ; start_time=[n/a] ; stop_time=[n/a] ; pid=0 ; code=(null) ; status=0/0 }" % (
        command[0], " ".join(command), "yes" if careless else "no")


def facts(name):
    unit, state = units.Unit(name), units.state_of(units.full(name))
    found = {
        "Id": unit.name, "Names": unit.name, "Description": unit.one("Description", unit.name),
        "LoadState": "loaded" if unit.found else "not-found", "ActiveState": state["active"], "SubState": state["sub"],
        "UnitFileState": unit.enabled() if unit.found else "", "NRestarts": str(state["restarts"]),
        "ActiveEnterTimestampMonotonic": str(state["entered"]), "MainPID": str(state["pid"]), "User": unit.one("User"),
        "Group": unit.one("Group"), "WorkingDirectory": unit.one("WorkingDirectory"),
        "Environment": " ".join(unit.all("Environment")), "Result": state["result"], "Type": unit.one("Type", "simple"),
        "FragmentPath": unit.files[0] if unit.found else "", "DropInPaths": " ".join(unit.files[1:]),
        "ControlGroup": "", "TriggeredBy": "", "ExecMainStatus": "0", "NeedDaemonReload": "no",
        "ExecMainStartTimestampMonotonic": str(state["entered"]), "UMask": unit.one("UMask", "0022"),
    }
    for path in unit.all("EnvironmentFile"):
        found.setdefault("EnvironmentFiles", "%s (ignore_errors=%s)" % (path.lstrip("-"), "yes" if path[0] == "-" else "no"))
    for key in ("ExecStart", "ExecStop"):
        if unit.all(key):
            found[key] = "\n".join(started_by(line, unit) for line in unit.all(key))
    return found


def do_show(words):
    wanted = words.properties()
    blocks = []
    for name in words.names:
        lines = []
        known = facts(name)
        for key in wanted or known:
            for value in known.get(key, "").split("\n"):
                if key in known:
                    lines.append(value if "--value" in words.flags else key + "=" + value)
        blocks.append("\n".join(lines))
    print("\n\n".join(blocks))


def do_cat(words):
    for name in words.names:
        for path in units.Unit(name).files or missing(name):
            with open(path, encoding="utf-8") as file:
                print("# %s\n%s" % (path, file.read()))


def missing(name):
    sys.exit("Unit %s could not be found." % units.full(name))


def do_list_unit_files(words):
    for name in of_kinds(words):
        print("%-40s %-10s enabled" % (name, units.Unit(name).enabled()))


def do_list_units(words):
    for name in of_kinds(words):
        state = units.state_of(name)
        if "--all" in words.flags or "-a" in words.flags or state["active"] != "inactive":
            print("%-40s loaded %-8s %-8s %s" % (name, state["active"], state["sub"], units.Unit(name).one("Description")))


def do_list_timers(words):
    return None


def of_kinds(words):
    kinds = words.kinds()
    return [name for name in units.names() if not kinds or name.rpartition(".")[2] in kinds]


def do_is_active(words):
    states = [units.state_of(units.full(name))["active"] for name in words.names]
    if "--quiet" not in words.flags and "-q" not in words.flags:
        print("\n".join(states))
    sys.exit(0 if "active" in states else 3)


def do_is_failed(words):
    states = [units.state_of(units.full(name))["active"] for name in words.names]
    print("\n".join(states))
    sys.exit(0 if "failed" in states else 1)


def do_is_enabled(words):
    states = [units.Unit(name).enabled() if units.Unit(name).found else "not-found" for name in words.names]
    print("\n".join(states))
    sys.exit(0 if set(states) <= {"enabled", "static", "transient"} else 1)


def do_is_system_running(words):
    print("running")


def do_status(words):
    for name in words.names:
        known = facts(name)
        print("%s - %s\n     Active: %s (%s)\n   Main PID: %s" % (
            known["Id"], known["Description"], known["ActiveState"], known["SubState"], known["MainPID"]))


# ---- what changes ----


def do_start(words):
    for name in words.names:
        unit = units.Unit(name)
        if not unit.found:
            missing(name)
        if units.state_of(unit.name)["active"] not in ("active", "activating"):
            supervisor.launch(unit.name)
            wait_for(unit.name, lambda state: state["supervisor"] == 0 or state["active"] == "active", begun=True)
        if units.state_of(unit.name)["active"] == "failed":
            sys.exit("Job for %s failed. See journalctl -u %s." % (unit.name, unit.name))


def do_stop(words):
    for name in words.names:
        unit = units.Unit(name)
        if not unit.found and not os.path.exists(units.state_path(unit.name)):
            missing(name)
        state = units.state_of(unit.name)
        if state["supervisor"]:
            os.kill(state["supervisor"], signal.SIGTERM)
            wait_for(unit.name, lambda now: now["supervisor"] == 0)
        elif state["active"] == "failed":
            units.write_state(unit.name, dict(state, active="inactive", sub="dead"))


def do_restart(words):
    do_stop(words)
    do_start(words)


do_reload_or_restart = do_restart


def do_try_restart(words):
    words.names = [name for name in words.names if units.state_of(units.full(name))["active"] == "active"]
    do_restart(words)


def do_kill(words):
    number = (words.values.get("-s", []) + words.values.get("--signal", []) + ["TERM"])[0]
    for name in words.names:
        pid = units.state_of(units.full(name))["pid"]
        if pid:
            os.kill(pid, int(number) if number.isdigit() else getattr(signal, "SIG" + number.replace("SIG", "")))


def wait_for(name, reached, begun=False):
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if (not begun or os.path.exists(units.state_path(name))) and reached(units.state_of(name)):
            return
        time.sleep(0.01)
    sys.exit("Job for %s timed out." % name)


def do_enable(words):
    os.makedirs(units.WANTS, exist_ok=True)
    for name in words.names:
        unit = units.Unit(name)
        link = os.path.join(units.WANTS, unit.name)
        if not unit.found:
            missing(name)
        if not os.path.lexists(link):
            os.symlink(unit.files[0], link)
    if "--now" in words.flags:
        do_start(words)


def do_disable(words):
    for name in words.names:
        link = os.path.join(units.WANTS, units.full(name))
        if os.path.lexists(link):
            os.unlink(link)
    if "--now" in words.flags:
        do_stop(words)


def main():
    words = Words(sys.argv[1:])
    if "--version" in words.flags:
        return print("systemd 257 (stand-in of the practice server)")
    command = words.names.pop(0) if words.names else "list-units"
    if command in IGNORED:
        return None
    action = globals().get("do_" + command.replace("-", "_"))
    if action is None:
        sys.exit("systemctl: the practice server does not know %s" % command)
    return action(words)


if __name__ == "__main__":
    main()
