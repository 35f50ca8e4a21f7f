# Makes modules of the texts packed into PAYLOAD, which the line before sets, and begins; nothing of it touches a disk.
import base64
import json
import sys
import types
import zlib

PAYLOAD = json.loads(zlib.decompress(base64.b64decode(PAYLOAD)))
for name, text in PAYLOAD["modules"]:
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(text, name + ".py", "exec"), module.__dict__)
sys.modules["task"].main(PAYLOAD["request"], PAYLOAD["children"])
