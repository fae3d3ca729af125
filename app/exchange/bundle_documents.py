"""The documents of one signed plan as files, and those of one person in an archive made at once."""

import io
import zipfile

from app.config import Settings
from app.documents import queries as signed_contents
from app.documents.forms import forms_of
from app.documents.keeping import Office, handed_out, issue_forms
from app.domain.actors import Actor
from app.domain.bundles import KILOBYTES, SIGNED, safe_name
from app.domain.errors import NotFoundError
from app.domain.policy import may_read_plan
from app.exchange import bundles
from app.people import queries as people

_LONGEST_NAME = 120
# The same documents give the same bytes, so that a broken download can go on.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def forms_of_plan(settings: Settings, plan_id: int, fmt: str, number: int = 1) -> list[tuple[str, bytes]]:
    """Names and bytes of the forms of a signed plan; none when it was not signed here.

    Somebody who changed posts has several plans in a year: the ``number`` tells their files apart.

    Raises:
        NotReadyError: the office's seal is not on one of them yet.
    """
    agency = people.the_agency()
    signed = signed_contents.signed("plan", plan_id, agency.zone)
    if signed is None:
        return []
    files, office = [], Office(agency.zone, people.emblem(), agency.is_sample)
    for form in forms_of(signed.content):
        file = handed_out(settings, form, fmt, signed, office)
        stem, dot, ending = safe_name(file.name, _LONGEST_NAME).rpartition(".")
        files.append((f"{stem}-{number}{dot}{ending}" if number > 1 else f"{stem}{dot}{ending}", file.body))
    return files


def make_ready(settings: Settings, plan_id: int) -> None:
    """Make the forms of a signed plan now; for jobs, because it writes."""
    agency = people.the_agency()
    signed = signed_contents.signed("plan", plan_id, agency.zone)
    if signed is not None:
        office = Office(agency.zone, people.emblem(), agency.is_sample)
        issue_forms(settings, office, signed.id, signed.signatures[-1].role)


def of_person(settings: Settings, actor: Actor, person_id: int, year_id: int, fmt: str) -> tuple[str, bytes]:
    """The signed plans of somebody in a year as an archive with its name.

    Raises:
        NotFoundError: there is none this actor may read, or no such format.
        NotReadyError: the office's seal is not on one of them yet.
    """
    day = people.today()
    standing = people.standing(person_id, day)
    plans = bundles.plans_of({person_id}, year_id).get(person_id, [])
    mine = [number for number, state in plans if state in SIGNED and may_read_plan(actor, standing, state)]
    if fmt not in KILOBYTES or not mine:
        raise NotFoundError("Tidak ada SKP yang ditetapkan dan dapat Anda baca.")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for place, plan_id in enumerate(mine, 1):
            for name, body in forms_of_plan(settings, plan_id, fmt, place):
                packed.writestr(zipfile.ZipInfo(name, _EARLIEST), body)
    return f"SKP {people.person(person_id, day).name}.zip", target.getvalue()
