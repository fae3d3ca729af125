"""From a proposal to the head's approval, with scripts and without."""

import pytest

from tests.browser import nomination_tour as tour
from tests.browser.conftest import NewPerson
from tests.browser.server import Server
from tests.conftest import HEAD, MIDWIFE


@pytest.mark.parametrize("javascript", [True, False])
def test_candidates_are_proposed_and_approved(somebody: NewPerson, server: Server, *, javascript: bool) -> None:
    midwife, head = somebody(MIDWIFE, javascript=javascript), somebody(HEAD, javascript=javascript)
    tour.proposed(midwife, server)
    tour.submitted(midwife, server)
    tour.deciding(head, server)
    tour.too_few(head, server)
    tour.approved(head, server)
    assert server.sql("SELECT state, count(*) FROM feedback_candidate GROUP BY state") == [("approved", 4)]
