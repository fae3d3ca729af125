"""Default-deny access: a view without a declaration answers nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.domain.actors import Actor, Role

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Access:
    """Who may call a view: everybody, anybody logged in, or holders of one of ``roles``.

    ``untraced``: calling it does not count as a use of the session, so that nothing stored tells how long or how often
    somebody wrote.
    """

    public: bool = False
    roles: frozenset[Role] = frozenset()
    untraced: bool = False


def access(*roles: Role, public: bool = False, untraced: bool = False) -> Callable[[View], View]:
    """Declare who may call a view; without arguments: anybody logged in. Objects are checked by the service."""
    rule = Access(public, frozenset(roles), untraced)

    def declare(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined]
        return view

    return declare


def rule_of(view: Callable[..., Any]) -> Access | None:
    """The declaration of a view, None when it has none."""
    return getattr(view, "access_rule", None)


def is_untraced() -> bool:
    """Whether this request leaves no trace in the session."""
    rule = rule_of(current_app.view_functions[request.endpoint]) if request.endpoint else None
    return rule is not None and rule.untraced


def current_actor() -> Actor:
    """The actor of this request; only for views that need a login."""
    actor: Actor = current_user.actor
    return actor


def init_app(app: Flask, ask_login: Callable[[], ResponseReturnValue]) -> None:
    """Check every request; ``ask_login`` answers those that lack a login."""

    @app.before_request
    def guard() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None
        rule = rule_of(current_app.view_functions[request.endpoint])
        if rule is None:
            abort(403)
        if rule.public:
            return None
        if not current_user.is_authenticated:
            return ask_login()
        if rule.roles and not rule.roles & current_actor().roles:
            abort(403)
        g.is_office_page = bool(rule.roles)
        return None
