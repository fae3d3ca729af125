"""The employee's own view: private until it is handed in, the employee's to take back until the period is signed."""

from flask import Flask

from tests.conftest import HALF_MIDWIFE, HEAD, OFFICE_HEAD, Who
from tests.page import Page, Visitor
from tests.progress.steps import my_progress, sign_off

WORDS = "Kunjungan keempat naik karena kelas malam."


def written(midwife: Visitor, period: int = 0) -> Page:
    form = midwife.get(f"{my_progress(midwife, period).path}/penilaian-diri?periode={period}")
    return midwife.submit(form, "/penilaian-diri", achieved=WORDS, hindered="Jadwal loket", needed="")


def test_the_assessor_reads_it_only_after_it_is_handed_in(who: Who) -> None:
    midwife, head = who(HALF_MIDWIFE), who(HEAD)
    page = written(midwife)
    assert WORDS in page.text
    path = f"{page.path}?periode=0"
    assert WORDS not in head.get(path).text
    assert "Belum diserahkan oleh pegawai" in head.get(path).text
    midwife.submit(page, "/serahkan")
    for reader in (head, who(OFFICE_HEAD)):
        assert WORDS in reader.get(path).text
    assert "penilaian diri diserahkan" in head.get("/pelaksanaan/?periode=0").text
    assert WORDS not in head.get(f"{page.path}?periode=1").text
    midwife.submit(my_progress(midwife, 0), "/tarik")
    assert WORDS not in head.get(path).text


def test_what_is_handed_in_is_taken_back_before_it_is_changed(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    form = midwife.get(f"{my_progress(midwife, 0).path}/penilaian-diri?periode=0")
    midwife.submit(written(midwife), "/serahkan")
    assert "Tarik kembali dahulu" in midwife.submit(form, "/penilaian-diri", 409, achieved="Lain").text
    again = midwife.submit(my_progress(midwife, 0), "/tarik")
    assert again.fields("/penilaian-diri")["achieved"] == WORDS
    midwife.submit(again, "/penilaian-diri", achieved="Lain")
    assert "Lain" in my_progress(midwife, 0).text


def test_an_empty_one_is_not_handed_in(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    form = midwife.get(f"{my_progress(midwife, 0).path}/penilaian-diri?periode=0")
    page = midwife.submit(form, "/penilaian-diri", achieved="  ")
    refused = midwife.submit(page, "/serahkan", 422)
    assert "paling sedikit satu bagian" in refused.text


def test_handed_in_twice_is_told(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    page = written(midwife)
    midwife.submit(page, "/serahkan")
    assert "sudah diserahkan" in midwife.submit(page, "/serahkan", 422).text


def test_only_the_employee_writes_it(who: Who) -> None:
    path = my_progress(who(HALF_MIDWIFE)).path
    assert "pegawai yang bersangkutan" in who(HEAD).get(f"{path}/penilaian-diri", 403).text
    who("nipah").get(f"{path}/penilaian-diri", 404)


def test_two_tabs_are_compared(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    path = f"{my_progress(midwife, 0).path}/penilaian-diri?periode=0"
    first, second = midwife.get(path), midwife.get(path)
    midwife.submit(first, "/penilaian-diri", achieved="Pertama")
    refused = midwife.submit(second, "/penilaian-diri", 409, achieved="Kedua")
    assert "Pertama" in refused.text
    assert refused.fields("/penilaian-diri")["achieved"] == "Kedua"


def test_saved_while_typing(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    form = midwife.get(f"{my_progress(midwife, 2).path}/penilaian-diri?periode=2")
    answer = midwife.autosave(form, "/penilaian-diri", achieved="Sedikit demi sedikit")
    assert answer.status_code == 200
    assert len(answer.data) < 600
    assert "Sedikit demi sedikit" in my_progress(midwife, 2).text
    assert "Sedikit demi sedikit" not in my_progress(midwife, 0).text


def test_after_the_signature_it_stays(app: Flask, who: Who) -> None:
    midwife, head = who(HALF_MIDWIFE), who(HEAD)
    page = midwife.submit(written(midwife), "/serahkan")
    sign_off(app, int(page.path.split("/")[2]), 0)
    assert "sudah ditandatangani" in midwife.submit(page, "/tarik", 409).text
    assert "sudah ditandatangani" in midwife.get(f"{page.path}/penilaian-diri?periode=0", 403).text
    assert WORDS in head.get(f"{page.path}?periode=0").text
    assert not my_progress(midwife, 0).offers("Tarik kembali")
