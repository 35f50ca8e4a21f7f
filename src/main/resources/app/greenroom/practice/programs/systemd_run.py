"""A stand-in of systemd-run: a transient unit, started like any other; with --wait or --pipe the command itself."""
import os
import shlex
import subprocess
import sys

import supervisor
import units

VALUED = ("-p", "--property", "-E", "--setenv", "--unit", "-u", "--uid", "--gid", "--working-directory", "--slice", "--description")


def parse(words):
    options, flags = [], set()
    words = list(words)
    while words and words[0].startswith("-"):
        word = words.pop(0)
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if not name.startswith("--") and len(word) > 2 and name[:2] in VALUED:
            name, equals, value = word[:2], "=", word[2:]
        if name in VALUED:
            options.append((name, value if equals else words.pop(0)))
        else:
            flags.add(name)
    return options, flags, words


def main():
    options, flags, command = parse(sys.argv[1:])
    name, lines = "run-%d" % os.getpid(), []
    for option, value in options:
        if option in ("--unit", "-u"):
            name = value
        elif option in ("-p", "--property"):
            lines.append(value)
        elif option in ("-E", "--setenv"):
            pair = value if "=" in value else value + "=" + os.environ.get(value, "")
            lines.append("Environment=" + shlex.quote(pair))
        elif option == "--working-directory":
            lines.append("WorkingDirectory=" + value)
    if flags & {"--pipe", "-P", "--wait", "--pty", "-t", "--scope"}:
        extra = [line.partition("=")[2] for line in lines if line.startswith("Environment=")]
        pairs = [word.split("=", 1) for text in extra for word in shlex.split(text)]
        sys.exit(subprocess.run(command, env=dict(os.environ, **dict(pairs))).returncode)
    unit = units.full(name)
    if units.state_of(unit)["supervisor"]:
        sys.exit("Failed to start transient service unit: Unit %s was already loaded." % unit)
    os.makedirs(units.FOLDERS[2], exist_ok=True)
    if "--collect" in flags or "-G" in flags:
        lines.append("CollectMode=inactive-or-failed")
    with open(os.path.join(units.FOLDERS[2], unit), "w", encoding="utf-8") as file:
        file.write("[Service]\n" + "\n".join(lines) + "\nExecStart=" + shlex.join(command) + "\n")
    supervisor.launch(unit)
    if "--quiet" not in flags and "-q" not in flags:
        print("Running as unit: " + unit, file=sys.stderr)


if __name__ == "__main__":
    main()
