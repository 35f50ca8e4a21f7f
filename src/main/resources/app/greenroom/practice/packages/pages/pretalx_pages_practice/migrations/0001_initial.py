DEPENDENCIES = [("event", "0001_initial")]
STATEMENTS = [
    "CREATE TABLE pages_page (id integer PRIMARY KEY AUTOINCREMENT, slug varchar(150) NOT NULL, title text NOT NULL, "
    "event_id integer NOT NULL REFERENCES event_event (id))",
]
