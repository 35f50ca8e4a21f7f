# Makes modules of the texts in PAYLOAD, which the line before sets, and looks; nothing is written to the server's disk.
import sys
import types

for name, text in PAYLOAD["modules"]:
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(text, name + ".py", "exec"), module.__dict__)
sys.modules["programs"].OPTIONS.update(PAYLOAD["options"])
sys.modules["look"].main(PAYLOAD["inside"])
