"""Reading files back with the programs an office has: poppler for PDF, LibreOffice for workbooks."""

import io
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pikepdf
from openpyxl import Workbook, load_workbook


def pages(pdf: bytes) -> list[str]:
    """The text of each page cell by cell, words separated by single spaces."""
    # Without -raw poppler reads across the columns of a table and mixes the lines of its cells.
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def layout(pdf: bytes) -> list[str]:
    """The lines of the whole document as they stand on paper."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(line.split()) for line in done.stdout.decode().splitlines() if line.strip()]


def right_edge(pdf: bytes) -> float:
    """How far to the right any word reaches, in points."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    return max(float(edge) for edge in re.findall(r'xMax="([\d.]+)"', done.stdout.decode()))


def whole(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def solid(text: str) -> str:
    """Without any space: a long word may be broken anywhere."""
    return "".join(text.split())


def structure(pdf: bytes) -> list[dict[str, Any]]:
    """The tags of a document in their order, each with what describes it."""
    found: list[dict[str, Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append({"tag": str(node["/S"]), "alt": str(node.get("/Alt", ""))})
        children: Any = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else []
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary):
                walk(child)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        walk(document.Root["/StructTreeRoot"])
    return found


def workbook(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def cell_texts(data: bytes) -> list[str]:
    """Every text of the visible worksheets, top to bottom, left to right."""
    return [
        " ".join(str(cell.value).split())
        for sheet in workbook(data).worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def convert(folder: Path, books: dict[str, bytes]) -> dict[str, bytes]:
    """Print workbooks with LibreOffice."""
    return _with_office(folder, books, "pdf", "pdf")


def resave(folder: Path, books: dict[str, bytes]) -> dict[str, bytes]:
    """Open workbooks with LibreOffice and save them again, as somebody who edits them does."""
    return _with_office(folder, books, "xlsx:Calc MS Excel 2007 XML", "xlsx")


def _with_office(folder: Path, books: dict[str, bytes], to: str, ending: str) -> dict[str, bytes]:
    """One start for all of them: each start takes seconds."""
    target = folder / "saved"
    for name, data in books.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(target),
            *(str(folder / f"{name}.xlsx") for name in books),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {name: (target / f"{name}.{ending}").read_bytes() for name in books}


def letters(text: str) -> str:
    """Letters and figures alone: bullets, blanks and capitals differ within the regulation itself."""
    return "".join(char for char in text.casefold() if char.isalnum())


def assert_in_order(text: str, parts: Iterable[str]) -> None:
    """Each part stands in the text, after the part before it."""
    position = 0
    for part in parts:
        found = text.find(part, position)
        assert found >= 0, f"{part!r} is missing after {text[max(0, position - 60) : position]!r}"
        position = found + len(part)
