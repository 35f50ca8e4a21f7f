DEPENDENCIES = []
STATEMENTS = [
    "ALTER TABLE event_event ADD COLUMN contact varchar(190) NOT NULL DEFAULT ''",
    "UPDATE event_event SET contact = slug || '@practice.invalid'",
]
