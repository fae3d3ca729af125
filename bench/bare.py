"""The bare Flask page Tilik is measured against: one session row, one user row, one template, gzip.

Its template is a page of Tilik as the browser gets it, so both answers have the same bytes.
"""

import os

from flask import Flask, render_template_string
from flask_compress import Compress
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
app.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_LEVEL=6, COMPRESS_BR_LEVEL=5)
db = SQLAlchemy(app)
Compress(app)
with open(os.environ["BARE_PAGE"], encoding="utf-8") as file:  # noqa: PTH123 - read once
    PAGE = "{{ session.id }}{{ user.name }}{% raw %}" + file.read() + "{% endraw %}"


@app.get("/")
def page() -> str:
    """One session row, one user row, one template."""
    session = db.session.execute(text("SELECT * FROM login_session WHERE id = 1")).one()
    user = db.session.execute(text("SELECT * FROM person WHERE id = 1")).one()
    return render_template_string(PAGE, session=session, user=user)
