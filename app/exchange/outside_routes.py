"""Pages for plans that were set outside this application."""

from flask import Blueprint

bp = Blueprint("outside", __name__, url_prefix="/rencana-luar")
