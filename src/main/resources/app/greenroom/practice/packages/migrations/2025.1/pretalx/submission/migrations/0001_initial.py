DEPENDENCIES = [("event", "0001_initial"), ("person", "0001_initial")]
STATEMENTS = [
    "CREATE TABLE submission_submission (id integer PRIMARY KEY AUTOINCREMENT, code varchar(16) NOT NULL UNIQUE, "
    "title varchar(200) NOT NULL, abstract text NOT NULL, state varchar(20) NOT NULL, created datetime NOT NULL, "
    "event_id integer NOT NULL REFERENCES event_event (id))",
    "CREATE TABLE submission_speakers (submission_id integer NOT NULL REFERENCES submission_submission (id), "
    "user_id integer NOT NULL REFERENCES person_user (id))",
    "CREATE INDEX submission_by_event ON submission_submission (event_id, state)",
]
