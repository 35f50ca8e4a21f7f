"""A stand-in for practice, not gunicorn: serves one application on one address."""
