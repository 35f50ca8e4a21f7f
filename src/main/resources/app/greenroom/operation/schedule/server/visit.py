# Makes modules of the texts in MODULES, which the lines before set, and does what WISH says.
import json
import sys
import types

for name, text in MODULES.items():
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(text, name + ".py", "exec"), module.__dict__)
sys.modules["install"].main(json.loads(WISH), MARK)
