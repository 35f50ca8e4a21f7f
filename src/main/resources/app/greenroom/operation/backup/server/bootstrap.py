# Makes modules of the texts packed into PROGRAM and begins with REQUEST; nothing of it touches a disk.
import base64
import json
import sys
import types
import zlib


def unpacked(text):
    return json.loads(zlib.decompress(base64.b64decode(text)))


PROGRAM = unpacked(PROGRAM)
for name, text in PROGRAM["modules"]:
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(text, name + ".py", "exec"), module.__dict__)
sys.modules["task"].main(unpacked(REQUEST), PROGRAM["children"])
