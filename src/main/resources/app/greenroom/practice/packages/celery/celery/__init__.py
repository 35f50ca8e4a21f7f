"""A stand-in for practice, not celery: a worker that waits, and answers when it is asked whether it is there."""


class Celery:
    def __init__(self, name):
        self.name = name
