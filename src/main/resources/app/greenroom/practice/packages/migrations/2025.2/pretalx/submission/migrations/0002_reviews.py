DEPENDENCIES = []
STATEMENTS = [
    "CREATE TABLE submission_review (id integer PRIMARY KEY AUTOINCREMENT, score integer NULL, text text NOT NULL, "
    "submission_id integer NOT NULL REFERENCES submission_submission (id))",
]
