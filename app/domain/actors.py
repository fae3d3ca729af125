"""Who acts: a frozen value that travels from the request into every command."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CONFIRMATION_LIFETIME = timedelta(minutes=5)


class Role(StrEnum):
    """Rights given by name. Employee, assessor and superior are not given: they follow from the assignments."""

    UNIT_OFFICER = "unit_officer"
    AGENCY_OFFICER = "agency_officer"
    HEAD_OF_AGENCY = "head_of_agency"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Role.UNIT_OFFICER: "Petugas kepegawaian unit",
            Role.AGENCY_OFFICER: "Petugas kepegawaian instansi",
            Role.HEAD_OF_AGENCY: "Pimpinan instansi",
            Role.AUDITOR: "Pengawas",
            Role.ADMINISTRATOR: "Administrator aplikasi",
        }[self]


@dataclass(frozen=True)
class Actor:
    """The person behind a request.

    ``officer_units`` are the units (with all below them) whose personnel officer this is;
    ``confirmed_at`` is when the password was last entered in this session.
    """

    person_id: int
    name: str
    session_id: int
    roles: frozenset[Role] = frozenset()
    officer_units: frozenset[int] = frozenset()
    confirmed_at: datetime | None = None

    def has_confirmed(self, now: datetime) -> bool:
        """Whether the password was entered in the last five minutes."""
        return self.confirmed_at is not None and now - self.confirmed_at <= CONFIRMATION_LIFETIME
