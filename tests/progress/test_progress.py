"""Realisation, evidence and feedback on a plan in force."""

from tests.conftest import HALF_MIDWIFE, HEAD, MIDWIFE, SET_MIDWIFE, Who
from tests.page import Page, Visitor
from tests.planning.steps import edit_page, set_plan


def my_progress(visitor: Visitor) -> Page:
    page = visitor.get("/pelaksanaan/")
    tail = "/pelaksanaan/"
    return visitor.get(next(link for link in page.links() if link.removeprefix(tail).isdigit()))


def first_form(visitor: Visitor, page: Page) -> Page:
    return visitor.get(next(link for link in page.links() if "/realisasi/" in link))


def test_a_midwife_writes_what_was_reached_with_evidence(who: Who) -> None:
    midwife, head = who(HALF_MIDWIFE), who(HEAD)
    page = my_progress(midwife)
    form = first_form(midwife, page)
    shown = midwife.submit(
        form,
        form.path,
        **{
            "rows-0-text": "Tercapai 97 %.",
            "rows-0-notes": "Register kohort nomor 12\nBerita acara telaah",
            "rows-0-links": "https://arsip.contoh.example/anc",
        },
    )
    assert "Tercapai 97 %." in shown.text
    assert "Berita acara telaah" in shown.text
    link = shown.soup.find("a", href="https://arsip.contoh.example/anc")
    assert link is not None
    assert "Tercapai 97 %." in head.get(page.path).text


def test_a_link_that_is_no_link_is_explained_and_nothing_is_lost(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    form = first_form(midwife, my_progress(midwife))
    for bad in ("javascript:alert(1)", "arsip di lemari", "https://"):
        refused = midwife.submit(form, form.path, 422, **{"rows-0-text": "Tercapai", "rows-0-links": bad})
        assert "bukan tautan" in refused.text
        assert refused.fields(form.path)["rows-0-links"] == bad
        assert refused.fields(form.path)["rows-0-text"] == "Tercapai"


def test_only_the_employee_writes_realisation_and_only_the_assessor_feedback(who: Who) -> None:
    midwife, head = who(SET_MIDWIFE), who(HEAD)
    page = my_progress(midwife)
    form = first_form(midwife, page)
    assert not head.get(page.path).offers("Isi realisasi")
    assert "pegawai yang bersangkutan" in head.get(form.path, 403).text
    assert "pejabat penilai" in midwife.get(f"{page.path}/umpan-balik", 403).text


def test_feedback_is_read_by_the_employee_at_once(who: Who) -> None:
    midwife, head = who(HALF_MIDWIFE), who(HEAD)
    path = my_progress(midwife).path
    form = head.get(f"{path}/umpan-balik")
    last = max(int(name.split("-")[1]) for name in form.fields("/umpan-balik") if name.startswith("texts-"))
    head.submit(form, "/umpan-balik", **{"texts-0": "Pencatatan rapi.", f"texts-{last}": "Bantu rekan loket."})
    read = midwife.get(path).text
    assert "Pencatatan rapi." in read
    assert "Bantu rekan loket." in read


def test_two_tabs_on_feedback_are_compared(who: Who) -> None:
    head = who(HEAD)
    path = my_progress(who(HALF_MIDWIFE)).path
    first, second = head.get(f"{path}/umpan-balik"), head.get(f"{path}/umpan-balik")
    head.submit(first, "/umpan-balik", **{"texts-0": "Pertama"})
    refused = head.submit(second, "/umpan-balik", 409, **{"texts-0": "Kedua"})
    assert "Pertama" in refused.text
    assert refused.fields("/umpan-balik")["texts-0"] == "Kedua"


def test_realisation_and_feedback_outlive_a_revision(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    plan = set_plan(midwife, head)
    page = my_progress(midwife)
    form = first_form(midwife, page)
    midwife.submit(form, form.path, **{"rows-0-text": "Sudah 80 %."})
    revision = midwife.submit(plan, "/revisi")
    edit = edit_page(midwife, revision, 1)
    changed = midwife.submit(edit, edit.path, **{"indicators-0-target": "≥ 96 %"})
    head.submit(head.get(midwife.submit(changed, "/ajukan").path), "/tetapkan")
    after = midwife.get(page.path)
    assert "Sudah 80 %." in after.text
    assert "≥ 96 %" in after.text


def test_without_a_plan_in_force_there_is_nothing_to_run(who: Who) -> None:
    midwife = who(MIDWIFE)
    assert "setelah rencana Anda ditetapkan" in midwife.get("/pelaksanaan/").text
    midwife.get("/pelaksanaan/4", 404)


def test_a_narrative_plan_is_run_like_any_other_and_shows_no_empty_targets(who: Who) -> None:
    promoter = who("sagu")
    page = my_progress(promoter)
    assert "Ukuran keberhasilan dan target" in page.text
    form = first_form(promoter, page)
    assert "Target:" not in form.text
    shown = promoter.submit(form, form.path, **{"rows-0-text": "Tiga dari empat peserta ingat pesan pokoknya."})
    assert "Tiga dari empat peserta ingat pesan pokoknya." in shown.text
