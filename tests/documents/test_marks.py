"""The code in a file: found again after an office saved it, and never a way to harm whoever looks for it."""

import io
import random
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from app.documents.forms import FORMATS, render
from app.documents.marks import code_in, keyword
from app.domain.verification import is_code
from tests.documents.examples import CONTENTS, EVALUATION, MARKED, PLAN, SIGNED
from tests.documents.reading import resave

CODE = MARKED.code


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("form", CONTENTS)
def test_every_signed_form_carries_its_code(form: str, fmt: str) -> None:
    assert code_in(render(form, fmt, CONTENTS[form], MARKED)) == CODE


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_form_without_code_carries_none(fmt: str) -> None:
    assert code_in(render("D.1.1", fmt, EVALUATION, SIGNED)) is None


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_code_in_somebodys_name_is_not_taken_for_the_mark(fmt: str) -> None:
    other = replace(EVALUATION.employee, name=keyword("Z" * 16))
    assert code_in(render("D.1.1", fmt, replace(EVALUATION, employee=other), MARKED)) == CODE


@pytest.mark.parametrize("packed", [True, False])
def test_the_code_is_found_in_a_pdf_that_another_program_saved(packed: bool) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(render("D.1.1", "pdf", EVALUATION, MARKED))) as document:
        del document.Root["/Metadata"]
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        document.save(target, object_stream_mode=mode)
    assert (b"tilik:" in target.getvalue()) != packed
    assert code_in(target.getvalue()) == CODE


@pytest.mark.office
def test_the_code_is_found_in_a_workbook_that_an_office_saved(tmp_path: Path) -> None:
    saved = resave(tmp_path, {"skp": render("A.1.7", "xlsx", PLAN, MARKED)})
    assert code_in(saved["skp"]) == CODE


def test_keywords_in_wide_characters_are_read() -> None:
    assert code_in(b"%PDF-1.7 /Keywords (\xfe\xff" + keyword(CODE).encode("utf-16-be") + b")") == CODE


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"PK",
        b"PK\x05\x06",
        b"PK\x05\x06" + b"\x00" * 18,
        b"PK\x03\x04" + b"\xff" * 4000,
        b"%PDF-1.7",
        b"%PDF-1.7 stream\nxx endstream",
        b"%PDF-1.7 tilik:" + b"A" * 15,
        b"%PDF-1.7 tilik:" + b"A" * 17,
        b"%PDF-1.7 tilik:" + b"I" * 16,
        b"tilik:" + b"A" * 16,
        b"catatan biasa",
    ],
)
def test_other_files_have_no_code(body: bytes) -> None:
    assert code_in(body) is None


def test_a_broken_form_is_no_reason_to_stop() -> None:
    chance = random.Random(7)
    for fmt in FORMATS:
        whole = render("D.1.1", fmt, EVALUATION, MARKED)
        for _ in range(150):
            broken = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.3 else whole)
            for _ in range(chance.randrange(1, 40)):
                if broken:
                    broken[chance.randrange(len(broken))] = chance.randrange(256)
            found = code_in(bytes(broken))
            assert found is None or is_code(found)


def _package(properties: bytes, method: int = zipfile.ZIP_DEFLATED, parts: int = 0) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        package.writestr("docProps/core.xml", properties)
        for number in range(parts):
            package.writestr(f"{number}", b"")
    return target.getvalue()


MARK = b"<cp:keywords>" + keyword(CODE).encode() + b"</cp:keywords>"


def test_no_more_than_the_beginning_of_the_properties_is_unpacked() -> None:
    assert code_in(_package(MARK)) == CODE
    assert code_in(_package(MARK + b" " * 200_000_000)) == CODE
    assert code_in(_package(b" " * 70_000 + MARK)) is None


def test_a_package_of_too_many_parts_or_of_an_odd_method_is_not_opened() -> None:
    assert code_in(_package(MARK, parts=20_000)) is None
    assert code_in(_package(MARK, zipfile.ZIP_LZMA)) is None
    assert code_in(_package(MARK, zipfile.ZIP_BZIP2)) is None


def test_a_stream_that_swells_is_unpacked_only_so_far() -> None:
    bomb = zlib.compress(b"\x00" * 60_000_000, 9)
    assert code_in(b"%PDF-1.7\n" + b"".join(b"stream\n" + bomb[:60_000] + b"endstream\n" for _ in range(100))) is None
    small = zlib.compress(b"/Keywords (" + keyword(CODE).encode() + b")")
    assert code_in(b"%PDF-1.7\nstream\n" + small + b"\nendstream") == CODE


def test_a_file_larger_than_any_form_is_not_looked_at() -> None:
    assert code_in(b"%PDF-1.7 " + keyword(CODE).encode() + b" " * (10 * 1024 * 1024)) is None
