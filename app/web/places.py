"""Which link of the top of a page stands for where somebody is."""

from collections.abc import Iterable, Mapping

from flask import Blueprint, Flask, g, request


def init_app(app: Flask, parts: Mapping[str, Iterable[Blueprint | str]], office: str) -> None:
    """Let templates ask for ``current_part()``: the endpoint of the part that the page of this request belongs to.

    ``parts`` names the features of each part by the endpoint it begins with, and single pages (by endpoint) that are
    reached from elsewhere than their feature; pages for holders of a role belong to ``office``, whatever their feature.
    """
    part_of = {one if isinstance(one, str) else one.name: part for part, features in parts.items() for one in features}

    def current_part() -> str | None:
        """None on pages that belong to no part, such as the login."""
        if g.get("is_office_page"):
            return office
        if request.endpoint is None or not request.blueprints:
            return None
        return part_of.get(request.endpoint) or part_of.get(request.blueprints[-1])

    app.jinja_env.globals["current_part"] = current_part
