DEPENDENCIES = []
STATEMENTS = [
    "ALTER TABLE mail_queuedmail ADD COLUMN state varchar(20) NOT NULL DEFAULT 'draft'",
    "UPDATE mail_queuedmail SET state = 'sent' WHERE sent IS NOT NULL",
]
