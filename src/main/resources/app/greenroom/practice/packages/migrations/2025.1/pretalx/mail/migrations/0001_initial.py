DEPENDENCIES = []
STATEMENTS = [
    "CREATE TABLE mail_queuedmail (id integer PRIMARY KEY AUTOINCREMENT, subject varchar(200) NOT NULL, "
    "sent datetime NULL)",
]
