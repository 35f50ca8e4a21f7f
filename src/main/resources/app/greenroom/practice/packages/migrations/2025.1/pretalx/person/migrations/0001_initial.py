DEPENDENCIES = []
STATEMENTS = [
    "CREATE TABLE person_user (id integer PRIMARY KEY AUTOINCREMENT, email varchar(190) NOT NULL UNIQUE, "
    "name varchar(120) NOT NULL, password varchar(128) NOT NULL, is_administrator bool NOT NULL, "
    "avatar varchar(100) NOT NULL)",
]
