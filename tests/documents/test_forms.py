"""The registry: which forms there are, and that a form refuses what it is not made for."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from app.documents.content import Content, canonical, parse
from app.documents.forms import FORMATS, FORMS, FORMS_OF, media_type, render
from app.domain.planning import PlanForm
from tests.documents.examples import CONTENTS, DRAFT, EVALUATION, PLAN, SAMPLE

_HASHES = """
import hashlib
from app.documents.forms import FORMATS, render
from tests.documents.examples import CONTENTS, SAMPLE
for form, content in CONTENTS.items():
    for fmt in FORMATS:
        print(hashlib.sha256(render(form, fmt, content, SAMPLE)).hexdigest())
"""


def test_every_form_of_a_kind_is_registered_once() -> None:
    assert FORMS_OF == {"plan": ("A.1.7", "A.1.8"), "evaluation": ("C.1.3", "D.1.1")}
    assert {number: form.kind for number, form in FORMS.items()} == {
        number: kind for kind, numbers in FORMS_OF.items() for number in numbers
    }
    assert len({form.stem for form in FORMS.values()}) == len(FORMS)


def test_files_begin_as_their_media_type_says() -> None:
    assert media_type("pdf") == "application/pdf"
    assert render("A.1.8", "pdf", PLAN, DRAFT).startswith(b"%PDF-1.7")
    assert media_type("xlsx").endswith("spreadsheetml.sheet")
    assert render("A.1.8", "xlsx", PLAN, DRAFT).startswith(b"PK")


@pytest.mark.parametrize(
    ("form", "content"),
    [("A.1.7", EVALUATION), ("D.1.1", PLAN), ("A.1.7", replace(PLAN, form=PlanForm.A16)), ("X.9.9", PLAN)],
)
def test_a_form_refuses_content_it_is_not_made_for(form: str, content: Content) -> None:
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
