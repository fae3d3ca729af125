"""Numbers in addresses: an id no row can have is an address that does not exist, never an error of the database."""

from flask import Flask
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST = 2**31 - 1
"""The largest id every database keeps in an INTEGER."""


class Identifier(IntegerConverter):
    """``<int:...>`` as far as ids go; SQLite refuses to compare with more than 64 bits."""

    def to_python(self, value: str) -> int:
        """The number of an address."""
        if len(value) > len(str(LARGEST)) or (number := int(value)) > LARGEST:
            raise ValidationError
        return number


def init_app(app: Flask) -> None:
    """Take effect for every address; before any of them is registered."""
    app.url_map.converters["int"] = Identifier
