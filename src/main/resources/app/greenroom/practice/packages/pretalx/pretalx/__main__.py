"""python -m pretalx COMMAND"""
import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
    words = [word for word in sys.argv[1:] if word != "--no-pretalx-information"]
    quiet = len(words) + 1 < len(sys.argv) or os.environ.get("PRETALX_NO_INITIAL_LOG")
    if words[:1] == ["--version"]:
        import django

        return print(getattr(django, "__version__", "stand-in"))
    import django

    django.setup()
    from pretalx import commands

    if not quiet:
        commands.banner()
    command = getattr(commands, "do_" + words[0], None) if words else None
    if command is None:
        sys.exit("Unknown command: %s. This is a stand-in for practice, which knows only a few." % " ".join(words))
    command(words[1:])


main()
