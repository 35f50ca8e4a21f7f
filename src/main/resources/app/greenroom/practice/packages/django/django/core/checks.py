"""What a site is asked before it is trusted; the stand-in of pretalx says it in its own command, too."""
DEBUG, INFO, WARNING, ERROR, CRITICAL = 10, 20, 30, 40, 50


class CheckMessage:
    def __init__(self, level, msg, id):
        self.level, self.msg, self.id = level, msg, id

    def is_silenced(self):
        return False


def run_checks(include_deployment_checks=False):
    from pretalx import commands

    found = [CheckMessage(ERROR, text, name) for name, text in commands.errors()]
    if include_deployment_checks:
        found += [CheckMessage(WARNING, text, name) for name, text in commands.warnings()]
    return found
