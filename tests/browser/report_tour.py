"""Reports of a counted round: the own one, comments, figures of a unit, and a comment two officers look at."""

from collections.abc import Callable
from functools import partial

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.conftest import HEAD, MIDWIFE, person_id
from tests.feedback.reported_world import Reported, set_the_reports

_COUNTED = "SELECT count(*) FROM published_cell"
_made: list[Reported] = []


def counted(server: Server) -> Reported:
    """The reports of the health centre, made when the first stop asks for them."""
    if not _made or server.sql(_COUNTED) == [(0,)]:
        app = server.prepared.app
        assessor_id = person_id(app, HEAD)
        with app.app_context():
            _made[:] = [set_the_reports(assessor_id)]
    return _made[0]


def mine(person: Person, server: Server) -> None:
    """From the list to the own report."""
    counted(server)
    person.go("/hasil-360/")
    person.follow("Umpan balik 360 semester II")
    person.sees("Yang menarik untuk dibicarakan")


def on(link: str, person: Person, server: Server) -> None:
    """A page further on from the own report."""
    mine(person, server)
    person.follow(link)


def team(person: Person, server: Server) -> None:
    """Reports of the people somebody rates."""
    counted(server)
    person.go("/hasil-360/")
    person.sees("Pegawai yang saya nilai")


def flagging(person: Person, server: Server) -> None:
    """Asking for a comment to be withheld, without a reason."""
    person.go(f"/hasil-360/{counted(server).report_id}/komentar/{counted(server).comment_key}")
    person.press("Kirim permintaan")
    person.sees("Ada yang perlu diperbaiki")


def unit(person: Person, server: Server) -> None:
    """The figures of the unit somebody leads."""
    team(person, server)
    person.follow("Angka unit")
    person.follow("Puskesmas")
    person.sees("orang)")


def deciding(refused: bool, person: Person, server: Server) -> None:
    """A request as an officer looks at it."""
    person.go(f"/hasil-360/ditahan/{counted(server).request_key}")
    if refused:
        person.press("Usulkan penahanan")
        person.sees("Ada yang perlu diperbaiki")


def requests(person: Person, server: Server) -> None:
    """What waits for officers."""
    counted(server)
    person.go("/hasil-360/ditahan/")


Reach = Callable[[Person, Server], None]
_comments: Reach = partial(on, "Baca komentar")
_details: Reach = partial(on, "Rincian tiap pertanyaan")
REPORT_STOPS = (
    Stop("hasil-360-belum-ada", "altair", at("/hasil-360/")),
    Stop("hasil-360", MIDWIFE, mine),
    Stop("hasil-360-komentar", MIDWIFE, _comments),
    Stop("hasil-360-rincian", MIDWIFE, _details),
    Stop("hasil-360-minta-ditahan", MIDWIFE, flagging),
    Stop("hasil-360-tim", HEAD, team),
    Stop("hasil-360-unit", HEAD, unit),
    Stop("hasil-360-permintaan", "widuri", requests),
    Stop("hasil-360-putuskan", "widuri", partial(deciding, False)),
    Stop("hasil-360-putuskan-salah", "widuri", partial(deciding, True)),
)
