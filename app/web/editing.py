"""Saving while typing: one flow for every form that is edited, with and without JavaScript.

htmx sends the form after each pause and swaps the save state alone; the button sends the same form and leads on.
Whoever finds that somebody else saved first sees both texts side by side, and nothing is overwritten.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.db import Saved
from app.domain.errors import StaleError
from app.web.forms import EditedForm, resuming, submitted
from app.web.htmx import go, save_state, wants_partial

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Stored:
    """What the database holds: version and the texts by label."""

    version: int
    texts: Texts


@dataclass(frozen=True)
class Difference:
    """One text that was saved by somebody else and typed here."""

    label: str
    stored: str
    typed: str


@dataclass(frozen=True)
class Editing:
    """One form on one page: how to save it, read it back, and show the page again.

    ``render`` gets the differences to show (none as a rule) and returns the page. ``next_url`` is a function where the
    way on depends on what was saved.
    """

    form: EditedForm
    save: Callable[[], Saved]
    stored: Callable[[], Stored]
    typed: Callable[[], Texts]
    render: Callable[[list[Difference]], str]
    next_url: str | Callable[[], str]

    def answer(self, part: Callable[..., str] | None = None) -> ResponseReturnValue:
        """Show, save, or compare.

        ``part`` renders what htmx gets after a save, from ``version`` and ``saved_at``; the save state as a rule.
        """
        if not submitted(self.form):
            return self._not_saved()
        try:
            saved = self.save()
        except StaleError:
            return self._conflict()
        if wants_partial():
            return (part or _save_state)(version=saved.version, saved_at=saved.at)
        return go(self.next_url if isinstance(self.next_url, str) else self.next_url())

    def _not_saved(self) -> ResponseReturnValue:
        if request.method == "GET" or resuming():
            return self.render([])
        if wants_partial():
            return save_state("components/_unsaved.html", 422, form=self.form)
        return self.render([]), 422

    def _conflict(self) -> ResponseReturnValue:
        stored = self.stored()
        if wants_partial():
            return save_state("components/_conflict.html", 409, version=self.form.version.data or 0)
        typed = self.typed()
        labels = dict.fromkeys((*stored.texts, *typed))
        differences = [
            Difference(label, stored.texts.get(label, ""), typed.get(label, ""))
            for label in labels
            if _normal(stored.texts.get(label, "")) != _normal(typed.get(label, ""))
        ]
        self.form.begin(stored.version)
        return self.render(differences), 409


def _save_state(**state: object) -> str:
    return render_template("components/_saved.html", **state)


def _normal(text: str) -> str:
    """Browsers send CR LF where the database may hold LF."""
    return text.replace("\r\n", "\n").strip()
