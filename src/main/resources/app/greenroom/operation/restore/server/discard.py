"""Removes what was brought here for a restore that did not begin."""
import json
import os
import shutil
import sys

request = json.loads(sys.stdin.buffer.read(int(sys.stdin.buffer.readline())))
for path in request["folders"]:
    if os.path.basename(os.path.dirname(path)) == "staging" or os.path.basename(path).startswith(".greenroom-"):
        shutil.rmtree(path, ignore_errors=True)
sys.stdout.write(json.dumps({"removed": True}) + "\n")
