"""What of roles and assignments stands on the home page."""

from tests.cascade.steps import approve_all
from tests.cascade.test_roles import role_for
from tests.conftest import HEAD, MIDWIFE, Who


def test_the_assessor_finds_what_waits_and_the_employee_what_is_not_taken_yet(who: Who) -> None:
    leader, head, midwife = who("murai"), who(HEAD), who(MIDWIFE)
    role_for(leader, "Melur")
    assert "1 penugasan dari pimpinan lain menunggu persetujuan Anda." in head.get("/").text
    assert "Ambil peran ke SKP Anda" not in midwife.get("/").text

    approve_all(head)
    assert "Setujui penugasan" not in head.get("/").text
    assert "1 peran dari pimpinan belum ada di SKP Anda." in midwife.get("/").text
    midwife.submit(midwife.get("/peran/"), "/ambil")
    assert "Ambil peran ke SKP Anda" not in midwife.get("/").text
