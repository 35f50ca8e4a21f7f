"""Safety copies of what a migration changes, and putting them back: the database, the uploaded files, pretalx' cache."""
import os
import shutil

import postgresql
import sqlite
import trees
from surroundings import Failed, identity, say, sync_folder

SYSTEMS = {"postgresql": postgresql, "sqlite": sqlite}

# Forgets what pretalx keeps in its cache, in its own database of redis and under its own prefix only. Sessions stay, so
# that nobody is signed out, and so does the queue, which holds mail of the old version that is still to be sent.
FORGET = """
import json, os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
from django.conf import settings
from django.core.cache import caches
import redis
forgotten = 0
for alias, cache in settings.CACHES.items():
    place = cache.get("LOCATION", "")
    place = place[0] if isinstance(place, (list, tuple)) and place else place
    if "redis" not in cache.get("BACKEND", "").lower() or not isinstance(place, str):
        continue
    client = redis.Redis.from_url(place, socket_timeout=10, socket_connect_timeout=5)
    for key in client.scan_iter(match=caches[alias].make_key("*").replace("[", "?"), count=1000):
        if b"django.contrib.sessions" not in key:
            forgotten += client.delete(key)
print(MARK + json.dumps(forgotten))
"""


def system_of(change):
    kind = change.site()["database"]["kind"]
    if kind not in SYSTEMS:
        raise Failed("no safety copy can be made of a database of the kind " + kind)
    return SYSTEMS[kind]


def prepare(change):
    """Everything that can be found out or done about the copies while the site works."""
    system = system_of(change)
    if system is postgresql:
        plan = postgresql.choose_way(change)
        change.notes.put(postgresql=plan)
        say("the database will be copied in the way: " + plan["way"])
    media = os.path.realpath(change.site()["media"])
    if not os.path.isdir(media):
        say("there are no uploaded files")
        return
    copy = "%s-before-%s" % (media, change.stamp)
    failed = "%s-failed-%s" % (media, change.stamp)
    change.notes.put(media={"live": media, "copy": copy, "failed": failed, "identity": identity(media)})
    trees.prove_movable(media)
    say("%d uploaded files" % trees.link_tree(media, copy))


def clear(change):
    """Our second names for the uploaded files go when the first ones are in use; each file stays under its own name."""
    media = change.notes.get("media")
    if media:
        trees.settle(media["live"])
    if media and os.path.isdir(media["copy"]) and identity(media["live"]) == media["identity"]:
        shutil.rmtree(media["copy"])


def copy(change):
    system_of(change).copy(change)
    media = change.notes.get("media")
    if media:
        say("%d uploaded files" % trees.link_tree(media["live"], media["copy"]))
        sync_folder(os.path.dirname(media["copy"]))
    change.notes.put(copied=True)


def make_durable(change):
    """Returns when all that the migrations wrote outlives a power cut."""
    system_of(change).make_durable(change)


def put_back(change):
    """Undoes whatever the migrations did. Where none was begun the originals are untouched and stay."""
    if not change.notes.get("migrating"):
        say("no migration was begun: the data is as it was")
        return
    if not change.notes.get("copied"):
        raise Failed("migrations were begun without a safety copy")
    system_of(change).put_back(change)
    put_back_media(change.notes.get("media"))
    forget(change)


def put_back_media(media):
    if not media:
        return
    live, copy, failed = media["live"], media["copy"], media["failed"]
    if identity(live) == media["identity"]:
        if trees.same_tree(live, copy):
            say("the uploaded files are as they were")
            return
        os.rename(live, failed)
    if os.path.isdir(copy):
        if os.path.lexists(live):
            raise Failed("%s and %s are both there" % (live, copy))
        os.rename(copy, live)
    sync_folder(os.path.dirname(live))
    say("the former uploaded files are back at their place; the failed ones are kept as " + failed)


def forget(change):
    """What the new version put into the cache can be unreadable for the old one. Without it the site only is slower."""
    if not change.site()["redis"]:
        return
    try:
        say("%d entries of the cache were forgotten" % change.ask(change.old_python(), FORGET))
    except Failed as error:
        say("the cache could not be emptied: %s" % error)
