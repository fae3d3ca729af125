"""Whatever somebody does to the rows of a workbook, taking all of it gives exactly the plan that was written there."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.comparing import items
from app.domain.filling import AnnexLine, IndicatorText, PlanText, ResultText, merged, tidy
from app.domain.planning import AnnexBlock, Aspect, PlanForm, ResultKind
from app.exchange import filling, workbook_plan
from app.exchange.workbook import Page
from app.exchange.workbook_plan import Edition
from app.exchange.workbook_reading import Sheets

Draw = Callable[..., Any]
NUMBER, LEADER, TEXT, KIND, ASPECTS, INDICATOR, TARGET, TOKEN = range(8)
words = st.text(st.characters(exclude_categories=("Cs", "Co", "Cn")), max_size=25)
kinds = st.sampled_from(ResultKind)
aspects = st.lists(st.sampled_from(Aspect), unique=True).map(lambda chosen: tuple(a for a in Aspect if a in chosen))


@dataclass
class Block:
    """A result as it stands in the workbook, and the rows it stands in."""

    text: ResultText
    rows: list[list[str]] = field(default_factory=list)
    stored: ResultText | None = None


def indicator(number: int) -> st.SearchStrategy[IndicatorText]:
    return st.builds(IndicatorText, st.just(f"i{number}"), aspects, words.map(tidy), words.map(tidy))


@st.composite
def plans(draw: st.DrawFn) -> PlanText:
    results = []
    for number in range(draw(st.integers(0, 4))):
        count = draw(st.integers(0, 3))
        own = tuple(draw(indicator(10 * number + place)) for place in range(count))
        text, leader = f"Hasil {number} {tidy(draw(words))}".strip(), tidy(draw(words))
        results.append(ResultText(f"r{number}", draw(kinds), text, leader, "", own, draw(st.integers(1, 9))))
    results.sort(key=lambda result: result.kind is not ResultKind.MAIN)
    return PlanText(tuple(results), {}, dict.fromkeys(AnnexBlock, ()), 1, 1)


def typed(draw: Draw) -> str:
    return str(draw(words))


def change(draw: Draw, block: Block) -> None:
    """Type into one cell."""
    row = draw(st.sampled_from(block.rows))
    at = block.rows.index(row)
    column = draw(st.sampled_from((LEADER, TEXT, KIND, ASPECTS, INDICATOR, TARGET)))
    said = typed(draw)
    if column in {LEADER, TEXT, KIND}:
        row = block.rows[0]
        if not row[KIND]:
            return  # the row that carries the texts was deleted
        if column == LEADER:
            row[LEADER], block.text = said, replace(block.text, leader=tidy(said))
        elif column == KIND:
            kind = draw(kinds)
            row[KIND], block.text = kind.label, replace(block.text, kind=kind)
        else:
            row[TEXT] = f"Diubah {said}"
            block.text = replace(block.text, text=tidy(f"Diubah {said}"))
        return
    own = list(block.text.indicators)
    if not own:
        return
    if column == ASPECTS:
        chosen = draw(aspects)
        row[ASPECTS], own[at] = ", ".join(a.label for a in reversed(chosen)), replace(own[at], aspects=chosen)
    else:
        row[column] = f"Isi {said}"
        said = tidy(f"Isi {said}")
        own[at] = replace(own[at], text=said) if column == INDICATOR else replace(own[at], target=said)
    block.text = replace(block.text, indicators=tuple(own))


def drop_indicator(draw: Draw, block: Block) -> None:
    if len(block.text.indicators) > 1:
        at = draw(st.integers(0, len(block.rows) - 1))
        if not (block.rows[1] if at == 0 else block.rows[0])[TOKEN]:
            return  # what is left would belong to the result above
        if at == 0 and block.stored and block.rows[0][KIND]:  # its texts go with the row: the stored ones stay
            was = block.stored
            block.text = replace(block.text, text=was.text, leader=was.leader, kind=was.kind)
        del block.rows[at]
        block.text = replace(block.text, indicators=tuple(i for n, i in enumerate(block.text.indicators) if n != at))


def add_indicator(draw: Draw, block: Block) -> None:
    if not block.text.indicators:
        return
    new = IndicatorText("", draw(aspects), tidy(f"Baru {typed(draw)}"), tidy(typed(draw)))
    block.rows.append(["", "", "", "", ", ".join(a.label for a in new.aspects), new.text, new.target, ""])
    block.text = replace(block.text, indicators=(*block.text.indicators, new))


def new_block(draw: Draw, number: int) -> Block:
    text, kind = f"Tambahan {number} {tidy(typed(draw))}".strip(), draw(kinds)
    own = IndicatorText("", (), f"Ukuran {number}", tidy(typed(draw)))
    return Block(ResultText("", kind, text, "", "", (own,)), [["", "", text, kind.label, "", own.text, own.target, ""]])


def edit(draw: Draw, blocks: list[Block], number: int) -> None:
    """One thing somebody does."""
    action = draw(st.sampled_from(("change", "change", "drop", "drop_indicator", "add", "add_indicator", "move")))
    if action == "add" or not blocks:
        blocks.insert(draw(st.integers(0, len(blocks))), new_block(draw, number))
        return
    block = draw(st.sampled_from(blocks))
    if action == "change":
        change(draw, block)
    elif action == "drop":
        blocks.remove(block)
    elif action == "drop_indicator":
        drop_indicator(draw, block)
    elif action == "add_indicator":
        add_indicator(draw, block)
    else:
        blocks.remove(block)
        blocks.insert(draw(st.integers(0, len(blocks))), block)


def shape(results: tuple[ResultText, ...]) -> list[ResultText]:
    """Results as they are compared: new ones have no key yet, utama stands before tambahan."""
    return sorted(
        (replace(result, version=0) for result in results), key=lambda result: result.kind is not ResultKind.MAIN
    )


def as_read(pages: list[Page]) -> Sheets:
    """The pages as they would be read from a workbook."""
    return Sheets(
        {
            page.title: [
                (1, [column.heading for column in page.columns]),
                *((number, [tidy(cell) for cell in row]) for number, row in enumerate(page.rows, 2) if any(row)),
            ]
            for page in pages
        }
    )


@settings(max_examples=400, deadline=None)
@given(st.data(), plans())
def test_taking_everything_gives_the_plan_as_it_was_edited(data: st.DataObject, plan: PlanText) -> None:
    known = {result.key: frozenset(i.key for i in result.indicators) for result in plan.results}
    of = Edition(7, 1, PlanForm.A17, known)
    page, *others = workbook_plan.pages(of, plan, (), ())
    blocks = [
        Block(result, [list(row) for row in page.rows if f"|{result.key}|" in row[TOKEN]], result)
        for result in plan.results
    ]
    for number in range(data.draw(st.integers(0, 6))):
        edit(data.draw, blocks, number)
    rows = [row for block in blocks for row in block.rows]
    reading = filling.read_plan(of, as_read([Page(page.title, page.columns, rows), *others]))
    assert reading.findings == () or not known or not any(row[TOKEN] for row in rows)
    found = items(plan, reading.plan)
    after = merged(plan, reading.plan, frozenset(item.name for item in found))
    assert shape(after.results) == shape(tuple(block.text for block in blocks))
    nothing = merged(plan, reading.plan, frozenset())
    assert nothing == plan


LINES = (AnnexLine("1", "Kendaraan"), AnnexLine("2", "Anggaran"), AnnexLine("3", "Pelatihan"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), words.map(lambda text: AnnexLine("", f"Butir {text}"))), max_size=6))
def test_lines_of_the_annex_are_taken_as_they_were_edited(lines: list[AnnexLine]) -> None:
    kept = [line for n, line in enumerate(lines) if not line.key or line not in lines[:n]]
    plan = PlanText((), {}, dict.fromkeys(AnnexBlock, ()) | {AnnexBlock.RESOURCES: LINES}, 1, 1)
    of = Edition(7, 1, PlanForm.A17)
    *others, annex, guide = workbook_plan.pages(of, plan, (), ())
    tokens = {row[1]: row[2] for row in annex.rows}
    block = AnnexBlock.RESOURCES.label
    rows = [(block, line.text, tokens[line.text] if line.key else "") for line in kept]
    reading = filling.read_plan(of, as_read([*others, Page(annex.title, annex.columns, rows), guide]))
    found = items(plan, reading.plan)
    after = merged(plan, reading.plan, frozenset(item.name for item in found))
    wanted = [" ".join(tidy(line.text).split()) for line in kept]
    assert [line.text for line in after.annex[AnnexBlock.RESOURCES]] == wanted
    assert merged(plan, reading.plan, frozenset()) == plan
