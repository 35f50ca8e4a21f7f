DEPENDENCIES = []
STATEMENTS = [
    "CREATE TABLE submission_signup (id integer PRIMARY KEY AUTOINCREMENT, "
    "submission_id integer NOT NULL REFERENCES submission_submission (id), "
    "user_id integer NOT NULL REFERENCES person_user (id))",
    "CREATE INDEX submission_by_title ON submission_submission (title)",
]
