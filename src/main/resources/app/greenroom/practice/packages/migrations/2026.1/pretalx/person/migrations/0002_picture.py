DEPENDENCIES = []
STATEMENTS = [
    "CREATE TABLE person_picture (id integer PRIMARY KEY AUTOINCREMENT, "
    "user_id integer NOT NULL UNIQUE REFERENCES person_user (id), file varchar(100) NOT NULL)",
    "INSERT INTO person_picture (user_id, file) SELECT id, avatar FROM person_user WHERE avatar <> ''",
    "CREATE TABLE person_user_new (id integer PRIMARY KEY AUTOINCREMENT, email varchar(190) NOT NULL UNIQUE, "
    "name varchar(120) NOT NULL, password varchar(128) NOT NULL, is_administrator bool NOT NULL)",
    "INSERT INTO person_user_new SELECT id, email, name, password, is_administrator FROM person_user",
    "DROP TABLE person_user",
    "ALTER TABLE person_user_new RENAME TO person_user",
]
