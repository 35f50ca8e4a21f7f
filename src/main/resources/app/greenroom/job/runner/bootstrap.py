# Makes modules of the texts in PAYLOAD, which the line before sets, and does what is asked. Everything is loaded here,
# at the start: a step may replace the very python that runs this.
import sys
import types

for name, text in PAYLOAD["modules"]:
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(text, name + ".py", "exec"), module.__dict__)
sys.modules["main"].main(PAYLOAD)
