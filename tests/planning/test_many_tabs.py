"""Random edits of one plan by two people in many tabs: no text is lost, versions are linear, what was signed stays."""

import hashlib
import re
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from app.db import db
from app.documents.models import Signature, SignedDocument
from app.planning.models import Plan, PlanSection, WorkResult
from tests.conftest import HEAD, MIDWIFE, log_in
from tests.database import Prepared
from tests.page import Page, Visitor
from tests.planning.steps import my_plan

SECTIONS = {"hasil/0": "text", "hasil/1": "text", "perilaku": "adaptive", "lampiran": "resources"}
"""Each section with the field that is typed into."""

WORDS = st.text("abcdefghij ÅÉ漢<&\"'", min_size=1, max_size=30).map(lambda text: f"kata {text.strip()} akhir")


class Tab:
    """A page somebody has open, and how often it was sent."""

    def __init__(self, visitor: Visitor, section: str, page: Page, knows: str | None) -> None:
        self.visitor, self.section, self.page, self.sent = visitor, section, page, 0
        self.path, self.knows = page.path, knows


class ManyTabs(RuleBasedStateMachine):
    """What two people may do to one plan, with what must be stored as a model."""

    prepared: Prepared
    tabs = Bundle("tabs")

    def __init__(self) -> None:
        super().__init__()
        self.app: Flask = self.prepared.fresh()
        self.people = {key: log_in(self.app, key) for key in (MIDWIFE, HEAD)}
        self.path = my_plan(self.people[MIDWIFE]).path
        self.expected: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.signed: dict[int, tuple[str, str, tuple[str, ...]]] = {}

    @initialize()
    def know_the_plan(self) -> None:
        """Which results the sections are."""
        with self.app.app_context():
            plan = db.session.get_one(Plan, int(self.path.rsplit("/", 1)[1]))
            self.results = [result.id for result in plan.results][:2]
            db.session.remove()

    def address(self, section: str) -> str:
        """Where a section is edited."""
        name, _, number = section.partition("/")
        return f"{self.path}/{name}/{self.results[int(number)]}" if number else f"{self.path}/{name}"

    @rule(target=tabs, who=st.sampled_from([MIDWIFE, HEAD]), section=st.sampled_from(sorted(SECTIONS)))
    def open_a_tab(self, who: str, section: str) -> Tab | None:
        """A page opened now knows what is stored now."""
        response = self.people[who].client.get(self.address(section))
        if response.status_code != 200:
            assert response.status_code == 403
            return None
        page = self.people[who].get(self.address(section))
        return Tab(self.people[who], section, page, self.expected.get(section))

    @rule(tab=tabs, words=WORDS)
    def type_and_pause(self, tab: Tab | None, words: str) -> None:
        """Saved, or shown beside what the other wrote."""
        if tab is None:
            return
        tab.sent += 1
        changes: dict[str, Any] = {SECTIONS[tab.section]: words, "seq": tab.sent}
        answer = tab.visitor.autosave(tab.page, tab.path, **changes)
        if answer.status_code == 200:
            assert self.expected.get(tab.section) == tab.knows, "nobody writes over what was not on the own page"
            self.expected[tab.section] = tab.knows = words
            return
        assert answer.status_code == 409, answer.text
        if "Bandingkan" in answer.text:
            self.compare(tab, words)

    def compare(self, tab: Tab, words: str) -> None:
        """Whoever came second reads both texts, and may go on from there."""
        field = SECTIONS[tab.section]
        page = tab.visitor.submit(tab.page, tab.path, 409, **{field: words})
        assert page.fields(tab.path)[field] == words, "what was typed is still there"
        other = tab.knows = self.expected.get(tab.section)
        if other is not None and other != words:
            assert squeezed(other) in squeezed(page.text), "and so is what the other wrote"
        tab.page, tab.sent = page, 0

    @rule(step=st.sampled_from(["/ajukan", "/tarik", "/tetapkan", "/revisi", "/kembalikan"]))
    def move_the_plan_on(self, step: str) -> None:
        """Whatever the pages offer at the moment."""
        visitor = self.people[HEAD if step in {"/tetapkan", "/kembalikan"} else MIDWIFE]
        if step == "/kembalikan":
            if visitor.client.get(f"{self.path}/kembalikan").status_code == 200:
                visitor.submit(visitor.get(f"{self.path}/kembalikan"), "/kembalikan", plan="Lengkapi lagi.")
            return
        response = visitor.client.get(self.path)
        if response.status_code != 200 or f'action="{self.path}{step}"' not in response.text:
            return
        page = visitor.submit(visitor.get(self.path), step)
        if step == "/revisi" and page.path != self.path:
            self.path = page.path
            self.versions.clear()
            self.know_the_plan()

    @invariant()
    def nothing_typed_is_lost(self) -> None:
        """The plan's page shows the last text that was saved of each section."""
        if not self.expected:
            return
        shown = squeezed(self.people[MIDWIFE].get(self.path).text)
        for section, words in self.expected.items():
            assert squeezed(words) in shown, section

    @invariant()
    def versions_only_grow(self) -> None:
        """Of each section."""
        with self.app.app_context():
            number = int(self.path.rsplit("/", 1)[1])
            rows = [
                *((f"hasil {key}", n) for key, n in _versions(WorkResult.key, WorkResult, number)),
                *((f"bagian {name}", n) for name, n in _versions(PlanSection.name, PlanSection, number)),
            ]
            db.session.remove()
        for name, version in rows:
            assert version >= self.versions.get(name, 0), name
            self.versions[name] = version

    @invariant()
    def what_was_signed_stays_as_it_was(self) -> None:
        """Contents, their hashes, and every signature."""
        with self.app.app_context():
            now = {
                row.id: (row.content, row.sha256, _signers(row.id))
                for row in db.session.scalars(select(SignedDocument))
            }
            db.session.remove()
        for number, (content, sha256, signers) in self.signed.items():
            assert now[number][:2] == (content, sha256)
            assert now[number][2][: len(signers)] == signers, "signatures are added, never changed"
        for content, sha256, _ in now.values():
            assert hashlib.sha256(content.encode()).hexdigest() == sha256
        self.signed = now


def _versions(name: Any, model: Any, plan_id: int) -> list[tuple[str, int]]:
    rows = db.session.execute(select(name, model.version).where(model.plan_id == plan_id)).all()
    return [(str(key), int(version)) for key, version in rows]


def _signers(document_id: int) -> tuple[str, ...]:
    rows = db.session.execute(
        select(Signature.role, Signature.name, Signature.sha256)
        .where(Signature.document_id == document_id)
        .order_by(Signature.id)
    )
    return tuple("/".join(row) for row in rows)


def squeezed(text: str) -> str:
    """A text as a reader takes it in: blanks and lines do not count."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize(
    ("database", "examples"), [("sqlite", 10), pytest.param("maria", 4, marks=pytest.mark.mariadb)]
)
def test_random_edits_in_many_tabs_lose_nothing(request: pytest.FixtureRequest, database: str, examples: int) -> None:
    class Here(ManyTabs):
        prepared = request.getfixturevalue(database)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
