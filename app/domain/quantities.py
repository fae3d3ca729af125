"""Numbers in Indonesian targets, and whether shared loads add up (pembagian beban target, II.A.4, p.41)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.domain.periods import MONTHS

_SCALES = {
    "ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000, "milyar": 1_000_000_000, "triliun": 1_000_000_000_000,
}  # fmt: skip
_MONTHS = frozenset(month.casefold()[:length] for month in MONTHS for length in (3, len(month)))
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_QUANTITY = re.compile(
    rf"(?<![\w.,/-])(?P<rupiah>rp\.?\s*)?(?P<number>{_NUMBER})(?:,-)?(?![0-9/:-])"
    r"(?:\s*(?P<unit>%|[a-z²³]+))?(?:\s+(?P<next>[a-z²³]+))?",
    re.IGNORECASE,
)
PERCENT, RUPIAH = "%", "rp"


@dataclass(frozen=True)
class Quantity:
    """A number with its unit in lower case; '' when none is named, '%' and 'rp' for percent and rupiah."""

    amount: Decimal
    unit: str

    @property
    def words(self) -> str:
        """As people write it: 1.250 orang, Rp5.000.000, 95,5 %."""
        number = f"{self.amount.normalize():,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
        return f"Rp{number}" if self.unit == RUPIAH else f"{number} {self.unit}".rstrip()


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Every number with its unit; days of a calendar and years are none."""
    return tuple(quantity for match in _QUANTITY.finditer(text) if (quantity := _quantity(match)))


def _quantity(match: re.Match[str]) -> Quantity | None:
    unit, following = (match["unit"] or "").casefold(), (match["next"] or "").casefold()
    amount = _decimal(match["number"])
    if unit in _MONTHS:
        return None
    if not unit and not match["rupiah"] and 1900 <= amount <= 2100 and amount == int(amount):  # noqa: PLR2004
        return None
    if unit in _SCALES:
        amount, unit = amount * _SCALES[unit], following
    if match["rupiah"] or unit == "rupiah":
        return Quantity(amount, RUPIAH)
    return Quantity(amount, PERCENT if unit == "persen" else unit)


def _decimal(number: str) -> Decimal:
    """Points part thousands and a comma the decimals; a point before other than three digits is taken for a comma."""
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", number):
        number = number.replace(".", "")
    return Decimal(number.replace(",", "."))


def quantity_in(text: str) -> Quantity | None:
    """The one number of a target; None when there is none, or several and nobody can say which counts."""
    found = quantities_in(text)
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class LoadSum:
    """What those who share a target have taken on: ``counted`` of them could be added up, ``left_out`` could not."""

    target: Quantity
    total: Quantity
    counted: int
    left_out: int

    @property
    def words(self) -> str:
        """The comparison as one sentence."""
        gap = Quantity(abs(self.target.amount - self.total.amount), self.target.unit).words
        compared = (
            "sama dengan target" if self.total.amount == self.target.amount
            else f"kurang {gap}" if self.total.amount < self.target.amount
            else f"lebih {gap}"
        )  # fmt: skip
        rest = f" {self.left_out} hasil tidak memuat angka yang dapat dijumlahkan." if self.left_out else ""
        return f"Jumlah beban {self.total.words} dari {self.target.words}: {compared}.{rest}"


def load_sum(target: str, shares: Iterable[str]) -> LoadSum | None:
    """Add up the shares of a target; None when there is nothing to compare.

    Percentages are left alone: a share of a load is an amount, and everybody reaching 95 % is no sum of 95.
    """
    wanted = quantity_in(target)
    if wanted is None or wanted.unit == PERCENT:
        return None
    counted, left_out, total = 0, 0, Decimal(0)
    for share in shares:
        same = [quantity for quantity in quantities_in(share) if quantity.unit == wanted.unit]
        if len(same) == 1:
            counted, total = counted + 1, total + same[0].amount
        else:
            left_out += 1
    return LoadSum(wanted, Quantity(total, wanted.unit), counted, left_out) if counted else None
