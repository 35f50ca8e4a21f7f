DEPENDENCIES = []
STATEMENTS = [
    "CREATE TABLE event_event (id integer PRIMARY KEY AUTOINCREMENT, name varchar(200) NOT NULL, "
    "slug varchar(50) NOT NULL UNIQUE, is_public bool NOT NULL, date_from date NOT NULL, date_to date NOT NULL, "
    "plugins text NOT NULL)",
]
