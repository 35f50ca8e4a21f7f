# Given on the command line: makes modules of what comes first on standard input, and leaves the rest to them.
import json
import sys
import types

HELLO = json.loads(sys.stdin.buffer.read(int(sys.stdin.buffer.read(8), 16)))
for name, text in HELLO["modules"]:
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(text, name + ".py", "exec"), module.__dict__)
sys.modules["drill"].main(HELLO["request"], HELLO["children"], sys.stdin.buffer)
