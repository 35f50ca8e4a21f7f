DEPENDENCIES = [("person", "0002_picture")]
STATEMENTS = [
    "DELETE FROM submission_review WHERE submission_id IN (SELECT id FROM submission_submission WHERE state = 'deleted')",
    "DELETE FROM submission_speakers WHERE submission_id IN "
    "(SELECT id FROM submission_submission WHERE state = 'deleted')",
    "DELETE FROM submission_submission WHERE state = 'deleted'",
]
