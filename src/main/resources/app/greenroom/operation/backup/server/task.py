"""Does the one thing that was asked for."""
import base64
import zlib

import dump
import site_files
import tree
import wire


def main(request, children):
    name = request["task"]
    wire.begin(name)
    try:
        if name == "list":
            tree.list_tree(request["media"])
        elif name == "fetch":
            paths = zlib.decompress(base64.b64decode(request["paths"])).split(b"\0")
            tree.send_files(request["media"], paths)
        elif name == "site":
            site_files.send_all(request["site"])
        elif name == "dump":
            dump.send_database(request["site"], request["database"], children)
        else:
            raise wire.Refused("INTERNAL", "no such task: " + name)
    except wire.Refused as refused:
        wire.refuse(refused)
    except BrokenPipeError:  # nobody reads any more
        pass
    else:
        wire.end()
