import os
import sys
import types

# Every part below is a module of its own; those named child are handed to interpreters of the site.
MARK = "\n#### "


def parts(path):
    """Kind, name and text of every part, each with empty lines before it, so that line numbers are those of this file."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    head, *found = text.split(MARK)
    line = head.count("\n") + 1
    for each in found:
        title, _, body = each.partition("\n")
        kind, name = title.split(" ")
        yield kind, name, body if kind == "child" else "\n" * (line + 1) + body
        line += each.count("\n") + 1


children = {}
for kind, name, text in parts(os.path.abspath(__file__)):
    if kind == "child":
        children[name] = text
    else:
        sys.modules[name] = types.ModuleType(name)
        exec(compile(text, os.path.abspath(__file__), "exec"), sys.modules[name].__dict__)
sys.exit(sys.modules["schedule"].main(sys.argv[1], os.path.basename(os.path.dirname(os.path.abspath(__file__))), children))
