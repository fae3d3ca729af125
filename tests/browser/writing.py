"""The first work result of the midwife's draft: where it is, and what the server holds of it."""

import time
from dataclasses import dataclass

from app.sample.data import read
from tests.browser.person import login_of
from tests.browser.server import Server
from tests.conftest import MIDWIFE

FIELD = "Rencana hasil kerja"
PATIENCE_S = 6.0


@dataclass(frozen=True)
class Draft:
    """One result of a draft, seen from the server's side."""

    server: Server
    plan_id: int
    result_id: int

    @property
    def plan(self) -> str:
        """The page of the plan."""
        return f"/perencanaan/{self.plan_id}"

    @property
    def path(self) -> str:
        """The page that edits the result."""
        return f"{self.plan}/hasil/{self.result_id}"

    @property
    def text(self) -> str:
        """What is stored."""
        return str(self.server.sql("SELECT text FROM work_result WHERE id = ?", self.result_id)[0][0])

    @property
    def indicators(self) -> list[str]:
        """The texts of the stored indicators."""
        order = "SELECT text FROM indicator WHERE result_id = ? ORDER BY position"
        return [str(row[0]) for row in self.server.sql(order, self.result_id)]

    def becomes(self, text: str) -> None:
        """Wait until the server holds this text."""
        deadline = time.monotonic() + PATIENCE_S
        while self.text != text:
            assert time.monotonic() < deadline, f"the server still holds {self.text!r}"
            time.sleep(0.05)


def draft_of(server: Server, key: str = MIDWIFE) -> Draft:
    """The first result in somebody's only plan."""
    found = server.sql(
        "SELECT plan.id, work_result.id FROM plan JOIN work_result ON work_result.plan_id = plan.id "
        "JOIN account ON account.person_id = plan.employee_id WHERE account.login = ? ORDER BY work_result.position",
        login_of(key),
    )
    return Draft(server, int(str(found[0][0])), int(str(found[0][1])))


def written_indicators(key: str = MIDWIFE) -> list[str]:
    """The indicators of that result in the sample data."""
    plan = next(row for row in read("plans_health", "plan") if row["person"] == key)
    return [str(row["text"]) for row in plan["result"][0]["indicator"]]
