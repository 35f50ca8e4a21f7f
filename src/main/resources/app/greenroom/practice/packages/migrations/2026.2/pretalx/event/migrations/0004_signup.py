DEPENDENCIES = [("submission", "0004_signup")]
STATEMENTS = ["ALTER TABLE event_event ADD COLUMN signup_open bool NOT NULL DEFAULT 0"]
