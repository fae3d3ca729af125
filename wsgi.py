"""The application for gunicorn, waitress and ``flask --app wsgi``."""

from app.factory import create_app

app = create_app()
