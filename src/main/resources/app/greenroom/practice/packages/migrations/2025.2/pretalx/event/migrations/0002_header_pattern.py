DEPENDENCIES = []
STATEMENTS = ["ALTER TABLE event_event ADD COLUMN header_pattern varchar(20) NOT NULL DEFAULT 'plain'"]
