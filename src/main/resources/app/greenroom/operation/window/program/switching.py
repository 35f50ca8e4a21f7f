"""Putting the site onto another virtual environment and its static files, and back."""
import os

import services
import trees
from surroundings import identity, say


def static_inside_environment(change):
    """Whether static files lie in the virtual environment, as they do without a setting: then they change with it."""
    return os.path.realpath(change.site()["static"]).startswith(change.notes.get("old")["path"] + os.sep)


def moved(change):
    """The folders that the switch gives another name."""
    folders = [change.live]
    if not static_inside_environment(change):
        folders.append(change.site()["static"])
    return folders


def prove(change):
    """Finds out while the site works whether the switch will be possible."""
    for folder in moved(change):
        trees.prove_movable(folder)


def settle(change):
    for folder in moved(change):
        trees.settle(folder)


def switch(change):
    """The units' own name leads to the environment that the change noted for its version."""
    old = change.notes.get("old")
    environment = change.notes.get("environments")[change.after]
    static = None
    if not static_inside_environment(change):
        live = change.site()["static"]
        link = os.readlink(live) if os.path.islink(live) else None
        static = {"live": live, "link": link, "identity": identity(live)}
    if not change.notes.get("switching"):
        change.notes.put(switching=True, static=static)
    relative = os.path.relpath(change.place_in(environment), os.path.dirname(change.live))
    trees.take_place(change.live, old["kept"], relative)
    if static:
        change_static(static, change.notes.get("staticAside"))
    say("the site is on pretalx " + change.after)


def change_static(static, aside):
    if static["link"] is not None:
        trees.point(static["live"], os.path.relpath(aside, os.path.dirname(static["live"])))
    elif os.path.isdir(static["live"]):
        trees.exchange(static["live"], aside)
    else:
        os.rename(aside, static["live"])


def undo_switch(change):
    services.stop_all(change)
    if not change.notes.get("switching"):
        return
    old, static = change.notes.get("old"), change.notes.get("static")
    trees.give_back(change.live, old["kept"], old["link"], old["identity"])
    if static and static["identity"]:
        trees.give_back(static["live"], change.notes.get("staticAside"), static["link"], static["identity"])
    change.notes.put(switching=False)
    say("the site is on pretalx %s again" % change.before)
