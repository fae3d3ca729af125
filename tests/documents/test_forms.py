"""The registry: which forms there are, and that a form refuses what it is not made for."""

import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from app.documents.content import Content, Unsigned, canonical, parse
from app.documents.forms import FORMATS, FORMS, forms_of, forms_of_plan, media_type, render
from app.documents.issuing import issue, issue_unsigned
from app.domain.errors import NotFoundError
from app.domain.planning import PlanForm
from tests.documents.examples import CONTENTS, DRAFT, EVALUATION, PLAN, SAMPLE
from tests.documents.filled_manuals import TABLE_6
from tests.documents.filled_matrices import TABLE_8
from tests.documents.filled_workblocks import TABLE_7

_HASHES = """
import hashlib
from app.documents.forms import FORMATS, render
from tests.documents.examples import CONTENTS, SAMPLE
for form, content in CONTENTS.items():
    for fmt in FORMATS:
        print(hashlib.sha256(render(form, fmt, content, SAMPLE)).hexdigest())
"""


def test_every_form_of_a_kind_is_registered_once() -> None:
    assert {number: form.kind for number, form in FORMS.items()} == {
        **dict.fromkeys(("A.1.1", "A.1.2", "A.1.6", "A.1.7", "A.1.8"), "plan"),
        "A.1.3": "manuals",
        "A.1.4": "workblocks",
        "A.1.5": "matrix",
        **dict.fromkeys(("C.1.1", "C.1.2", "C.1.3", "D.1.1", "D.1.2", "D.1.3"), "evaluation"),
    }
    assert len({form.stem for form in FORMS.values()}) == len(FORMS)


@pytest.mark.parametrize("form", PlanForm)
def test_a_plan_is_printed_on_its_own_form_and_the_annex(form: PlanForm) -> None:
    assert forms_of(replace(PLAN, form=form)) == forms_of_plan(form) == (form.value, "A.1.8")
    for number in forms_of_plan(form):
        assert render(number, "pdf", replace(PLAN, form=form), DRAFT).startswith(b"%PDF-1.7")


def test_other_contents_have_their_own_forms() -> None:
    assert forms_of(EVALUATION) == ("C.1.3", "D.1.1")
    assert [forms_of(content) for content in (TABLE_6, TABLE_7, TABLE_8)] == [("A.1.3",), ("A.1.4",), ("A.1.5",)]


def test_a_file_is_named_by_form_owner_and_year() -> None:
    plan = issue("A.1.1", "pdf", replace(PLAN, form=PlanForm.A11), signed=None, emblem=None, sample=False)
    assert plan.name == f"A-1-1-sasaran-kinerja-pegawai-{PLAN.employee.nip}-2026.pdf"
    manual = issue_unsigned("A.1.3", "xlsx", TABLE_6, sample=False)
    assert manual.name == "A-1-3-manual-indikator-kinerja-NAMA-2022.xlsx"
    assert manual.body.startswith(b"PK")


def test_there_is_no_file_of_another_form_or_format() -> None:
    for form, fmt in (("A.1.6", "pdf"), ("C.1.3", "pdf"), ("A.1.7", "docx")):
        with pytest.raises(NotFoundError):
            issue(form, fmt, PLAN, signed=None, emblem=None, sample=False)
    with pytest.raises(NotFoundError):
        issue_unsigned("A.1.4", "pdf", TABLE_6, sample=False)


def test_files_begin_as_their_media_type_says() -> None:
    assert media_type("pdf") == "application/pdf"
    assert render("A.1.8", "pdf", PLAN, DRAFT).startswith(b"%PDF-1.7")
    assert media_type("xlsx").endswith("spreadsheetml.sheet")
    assert render("A.1.8", "xlsx", PLAN, DRAFT).startswith(b"PK")


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("A.1.7", EVALUATION),
        ("D.1.1", PLAN),
        ("A.1.7", replace(PLAN, form=PlanForm.A16)),
        ("A.1.1", PLAN),
        ("X.9.9", PLAN),
        ("A.1.5", TABLE_6),
        ("A.1.3", PLAN),
        ("A.1.7", TABLE_8),
    ],
)
def test_a_form_refuses_content_it_is_not_made_for(form: str, content: Content | Unsigned) -> None:
    for fmt in FORMATS:
        with pytest.raises(ValueError, match="cannot show"):
            render(form, fmt, content, DRAFT)


def test_the_same_content_gives_the_same_bytes_in_another_process_and_zone() -> None:
    here = [render(form, fmt, content, SAMPLE) for form, content in CONTENTS.items() for fmt in FORMATS]
    environment = os.environ | {"TZ": "Asia/Makassar", "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", _HASHES], capture_output=True, check=True, env=environment)
    assert done.stdout.decode().split() == [hashlib.sha256(data).hexdigest() for data in here]


def test_a_content_read_back_from_its_signed_text_prints_the_same() -> None:
    for form, content in CONTENTS.items():
        again = parse(FORMS[form].kind, canonical(content))
        assert render(form, "pdf", again, SAMPLE) == render(form, "pdf", content, SAMPLE)


def test_several_threads_print_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        printed = set(pool.map(lambda _: render("D.1.1", "pdf", EVALUATION, SAMPLE), range(12)))
    assert len(printed) == 1


def test_another_text_gives_other_bytes() -> None:
    other = replace(EVALUATION, note="Catatan lain")
    for fmt in FORMATS:
        assert render("D.1.1", fmt, other, SAMPLE) != render("D.1.1", fmt, EVALUATION, SAMPLE)


@pytest.mark.parametrize("form", ["A.1.7", "A.1.8"])
def test_a_content_signed_before_leaders_had_forms_prints_as_it_did(form: str) -> None:
    old = re.sub(r',"(?:key|assigned_by)":""|"(?:key|assigned_by)":"",|"perspective":null,', "", canonical(PLAN))
    assert not {'"key"', '"assigned_by"', '"perspective"'} & set(re.findall(r'"\w+"', old))
    for fmt in FORMATS:
        assert render(form, fmt, parse("plan", old), SAMPLE) == render(form, fmt, PLAN, SAMPLE)
