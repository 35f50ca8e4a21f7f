"""Content for the site of a practice server: the same at every start, and of nobody."""
import os
import random
import sqlite3

EVENTS = (("practicon", "Practicon 2026", 118), ("openday", "Open day of the library", 54), ("campfire", "Campfire talks", 37))
SPEAKERS = 155
SLIDES = 60
WORDS = ("archives", "bees", "cartography", "dialects", "estuaries", "ferries", "gardens", "harbours", "islands", "joinery",
         "kites", "lanterns", "mosaics", "nightingales", "orchards", "puppetry", "quilts", "rivers", "sundials", "tides")
FORMS = ("An introduction to {0}", "What {0} taught us about {1}", "From {0} to {1}", "{0}: a workshop", "The future of {0}",
         "How we saved our {0}", "Mistakes we made with {0}", "{0} and {1}, a love story")
GIVEN = ("Ada", "Björn", "Chiara", "Dmitri", "Eun", "Fatou", "Grażyna", "Hugo", "Inés", "Jonas", "Keiko", "Lwazi", "Meera")
FAMILY = ("Almond", "Brook", "Cedar", "Dale", "Elm", "Field", "Grove", "Hill", "Inlet", "Juniper", "Knoll", "Lake", "Moor")
STATES = ("submitted", "accepted", "confirmed", "rejected", "canceled")
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#%06x"/>'
    '<circle cx="32" cy="24" r="12" fill="#fff"/><path d="M8 60a24 20 0 0 1 48 0z" fill="#fff"/><!-- %s --></svg>\n')


def files(data):
    """The media, a secret, a first line of the log."""
    chance = random.Random(2026)
    avatars, slides = data + "/media/avatars", data + "/media/practicon/submissions"
    os.makedirs(avatars, exist_ok=True)
    os.makedirs(slides, exist_ok=True)
    for number in range(1, SPEAKERS + 1):
        with open("%s/speaker-%03d.svg" % (avatars, number), "w", encoding="utf-8") as file:
            file.write(PICTURE % (chance.randrange(1 << 24), "x" * chance.randrange(400)))
    for number in range(1, SLIDES + 1):
        with open("%s/slides-%02d.pdf" % (slides, number), "wb") as file:
            file.write(b"%PDF-1.4 practice\n" + chance.randbytes(chance.randrange(8 << 10, 128 << 10)))
    for event, _, count in EVENTS:
        os.makedirs("%s/media/%s/img" % (data, event), exist_ok=True)
        for number in range(count // 4):
            with open("%s/media/%s/img/photo %02d – Übersicht.svg" % (data, event, number), "w", encoding="utf-8") as file:
                file.write(PICTURE % (chance.randrange(1 << 24), event))
    with open(data + "/.secret", "w", encoding="ascii") as file:
        file.write("practice-%030x" % random.SystemRandom().getrandbits(120))
    os.chmod(data + "/.secret", 0o600)


def database(path):
    """Events, speakers and proposals, some of them deleted as an organiser would."""
    chance = random.Random(7)
    connection = sqlite3.connect(path)
    with connection:
        connection.executemany(
            "INSERT INTO event_event (name, slug, is_public, date_from, date_to, plugins) VALUES (?, ?, 1, ?, ?, ?)",
            [(name, slug, "2026-10-0%d" % day, "2026-10-0%d" % (day + 1), "pretalx_pages_practice")
             for day, (slug, name, _) in enumerate(EVENTS, 1)])
        connection.executemany(
            "INSERT INTO person_user (email, name, password, is_administrator, avatar) VALUES (?, ?, '!', ?, ?)",
            [("speaker%03d@practice.invalid" % number, chance.choice(GIVEN) + " " + chance.choice(FAMILY), number == 1,
              "avatars/speaker-%03d.svg" % number) for number in range(1, SPEAKERS + 1)])
        proposals(connection, chance)
        connection.executemany("INSERT INTO mail_queuedmail (subject, sent) VALUES (?, ?)", [
            ("Your proposal", "2026-05-01 12:00:00"), ("Your schedule", None)])
    connection.close()


def proposals(connection, chance):
    number = 0
    for event, (_, _, count) in enumerate(EVENTS, 1):
        for _ in range(count):
            number += 1
            first, second = chance.sample(WORDS, 2)
            title = chance.choice(FORMS).format(first, second)
            state = "deleted" if number % 70 == 0 else chance.choice(STATES)
            connection.execute(
                "INSERT INTO submission_submission (code, title, abstract, state, created, event_id) "
                "VALUES (?, ?, ?, ?, '2026-04-01 10:00:00', ?)",
                ("PRAC%03d" % number, title[0].upper() + title[1:], "About %s. " % first * 12, state, event))
            connection.execute(
                "INSERT INTO submission_speakers VALUES (?, ?)", (number, chance.randrange(1, SPEAKERS + 1)))
