"""A stand-in for practice, not Django: the few names that the stand-in of pretalx and its caretakers ask for."""


def setup():
    from django.apps import load

    load()
