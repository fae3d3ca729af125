"""The worksheets of behaviour and annex as people filled them in."""

from app.domain.behaviour import BehaviourValue
from app.domain.filling import AnnexLine, FilledBlock, FilledExpectation, plain
from app.domain.planning import AnnexBlock
from app.exchange.filling_sheets import Row, Sheet
from app.exchange.workbook_plan import Edition, digest

LONGEST_SECTION = 4000


def expectations_of(of: Edition, sheet: Sheet) -> dict[BehaviourValue, FilledExpectation]:
    """What stands beside each value."""
    found: dict[BehaviourValue, FilledExpectation] = {}
    for row in sheet.rows:
        name = plain(row.text("value")).casefold()
        value = next((one for one in BehaviourValue if one.label.casefold() == name), None)
        if value is None and (row.text("value") or row.text("text")):
            sheet.wrong(row.number, "value", "Nilai ini bukan salah satu dari tujuh nilai BerAKHLAK.")
        elif value and value not in found:
            version, untouched = _section(of, row)
            found[value] = FilledExpectation(sheet.limited(row, "text", LONGEST_SECTION), version, untouched)
    return found


def _section(of: Edition, row: Row) -> tuple[int | None, bool]:
    """Version of the section when the workbook was made, and whether the row is as it was."""
    token = row.token
    if token is None:
        return None, False
    version = token.version if token.plan_id == of.plan_id else None
    return version, token.digests == (digest(row.text("text")),)


def annex_of(of: Edition, sheet: Sheet) -> dict[AnnexBlock, FilledBlock]:
    """The lines of each block."""
    lines: dict[AnnexBlock, list[tuple[AnnexLine, int | None, bool]]] = {}
    current: AnnexBlock | None = None
    seen: set[str] = set()
    for row in sheet.rows:
        if name := plain(row.text("block")).casefold():
            current = next((block for block in AnnexBlock if block.label.casefold() == name), None)
            if current is None:
                sheet.wrong(row.number, "block", "Bagian ini tidak ada. Pilih salah satu dari daftar.")
        if current is None:
            continue
        version, untouched = _section(of, row)
        key = row.token.sub.partition(".")[2] if row.token and row.token.sub.startswith(f"{current.value}.") else ""
        key = "" if f"{current.value}.{key}" in seen else key
        seen.add(f"{current.value}.{key}")
        text = " ".join(sheet.limited(row, "text", LONGEST_SECTION).split())
        lines.setdefault(current, []).append((AnnexLine(key, text), version, untouched))
    return {block: _block(lines.get(block, [])) for block in AnnexBlock}


def _block(rows: list[tuple[AnnexLine, int | None, bool]]) -> FilledBlock:
    kept = tuple(line for line, _, _ in rows if line.text)
    versions = {version for line, version, _ in rows if version is not None}
    untouched = (
        bool(rows) and all(same for line, _, same in rows if line.text or line.key) and all(line.key for line in kept)
    )
    return FilledBlock(kept, max(versions, default=None), untouched)
