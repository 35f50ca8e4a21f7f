"""A stand-in for practice, not redis: answers while the practice server's service "redis-server" is started.

It opens no connection: what is asked is whether the marker file beside the socket named in the address is there.
"""
import os
from urllib.parse import urlsplit

from redis import exceptions
from redis.exceptions import ConnectionError, RedisError, ResponseError, TimeoutError


class Redis:
    def __init__(self, path="", **options):
        self.path = path

    @classmethod
    def from_url(cls, url, **options):
        parts = urlsplit(url)
        return cls(parts.path if parts.scheme in ("unix", "redis+socket") else "", **options)

    def ping(self):
        if not self.path or not os.path.exists(self.path):
            raise ConnectionError("Error 2 connecting to unix socket: %s. No such file or directory." % self.path)
        return True

    def llen(self, name):
        return 0 if self.ping() else 0

    hlen = dbsize = llen

    def flushdb(self, asynchronous=False):
        return self.ping()

    def delete(self, *names):
        return 0 if self.ping() else 0

    def get(self, name):
        return None if self.ping() else None

    def keys(self, pattern="*"):
        return [] if self.ping() else []

    def scan_iter(self, match=None, count=None):
        return iter(self.keys())

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        self.close()


StrictRedis = Redis
from_url = Redis.from_url
