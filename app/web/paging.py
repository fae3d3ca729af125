"""Lists are paged on the server."""

from dataclasses import dataclass

from flask import request

HIGHEST = 10_000


@dataclass(frozen=True)
class Paging:
    """Where in a list a page is; ``first`` and ``last`` count rows, ``total`` all of them."""

    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The first row shown."""
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last(self) -> int:
        """The last row shown."""
        return min(self.total, self.number * self.size)


def asked_page() -> int:
    """The page in the address, 1 when none is named."""
    text = request.args.get("hal", "1")
    return min(max(1, int(text)), HIGHEST) if text.isascii() and text.isdigit() and len(text) <= 5 else 1  # noqa: PLR2004
