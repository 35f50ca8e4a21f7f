DEPENDENCIES = []
STATEMENTS = [
    "CREATE TABLE common_globalsettings_settingsstore (id integer PRIMARY KEY AUTOINCREMENT, key varchar(255) NOT NULL, "
    "value text NOT NULL)",
]
