"""Performance agreements as people enter and read them."""

from app import clock
from tests.conftest import HEAD, MIDWIFE, Who
from tests.page import Page, Visitor

SHELTER_HEAD = "aren"
"""Leads a unit whose agreement nobody entered yet."""
YEAR = clock.today("Asia/Jakarta").year
TABLE = (
    "Sasaran\tIndikator\tTarget\n"
    "Meningkatnya kualitas pelayanan puskesmas\tPersentase ibu hamil dilayani sesuai standar\t100 %\n"
    "\tPersentase ibu bersalin dilayani sesuai standar\t100 %\n"
    "Catatan rapat\n"
    "Program\tAnggaran\n"
    "Operasional puskesmas\tRp51.727.239\n"
)


def my_unit(visitor: Visitor) -> Page:
    """The agreement of one's own unit."""
    page = visitor.get("/perjanjian-kinerja/")
    return visitor.get(str(page.soup.select("table")[0].select("a")[0]["href"]))


def pasted(head: Visitor) -> Page:
    """The health centre's agreement, entered by its head."""
    page = head.get(f"{my_unit(head).path}/tempel")
    preview = head.submit(page, "/tempel", action="preview", table=TABLE)
    return head.submit(preview, "/tempel", action="apply")


def test_a_head_pastes_the_table_looks_at_it_and_adds_it(who: Who) -> None:
    head = who(SHELTER_HEAD)
    page = head.get(f"{my_unit(head).path}/tempel")
    preview = head.submit(page, "/tempel", action="preview", table=TABLE)
    assert "Sasaran sama dengan baris di atasnya" in preview.text
    assert "Tidak terbaca, dilewati" in preview.text
    assert "Belum diisi" in my_unit(head).text

    done = head.submit(preview, "/tempel", action="apply")
    assert "Rancangan" in done.text
    assert "Persentase ibu bersalin dilayani sesuai standar" in done.text
    assert "sama dengan di atas" in done.text
    assert "Rp51.727.239" in done.text


def test_pasting_twice_doubles_nothing_and_brings_new_targets(who: Who) -> None:
    head = who(HEAD)
    pasted(head)
    page = head.get(f"{my_unit(head).path}/tempel")
    done = head.submit(page, "/tempel", action="apply", table=TABLE.replace("100 %", "95 %"))
    assert done.text.count("95 %") == 2
    assert "100 %" not in done.text


def test_a_table_that_cannot_be_read_stays_on_the_page(who: Who) -> None:
    head = who(HEAD)
    page = head.get(f"{my_unit(head).path}/tempel")
    refused = head.submit(page, "/tempel", 422, action="apply", table="hanya kata-kata")
    assert "Tidak ada baris yang terbaca" in refused.text
    assert refused.fields("/tempel")["table"] == "hanya kata-kata"


def test_a_table_looked_at_before_somebody_else_wrote_is_not_added_unseen(who: Who) -> None:
    head = who(HEAD)
    pasted(head)
    page = head.get(f"{my_unit(head).path}/tempel")
    head.submit(head.get(my_unit(head).path), "/baris")
    refused = head.submit(page, "/tempel", 409, action="apply", table=TABLE)
    assert "diubah orang lain sejak Anda melihatnya" in refused.text
    assert refused.fields("/tempel")["table"].split() == TABLE.split()
    assert "Persentase ibu hamil" in head.submit(refused, "/tempel", action="apply").text


def test_a_line_is_added_under_the_goal_above_and_saved_while_typed(who: Who) -> None:
    head = who(HEAD)
    shown = pasted(head)
    form = head.submit(shown, "/baris")
    assert form.fields(form.path)["goal"] == "Meningkatnya kualitas pelayanan puskesmas"
    saved = head.autosave(form, form.path, indicator="Persentase balita dilayani", target="95,5 %", seq=1)
    assert saved.status_code == 200
    assert "Persentase balita dilayani" in my_unit(head).text
    gone = head.submit(head.get(form.path), f"{form.path}/hapus")
    assert "Persentase balita dilayani" not in gone.text


def test_two_tabs_on_an_agreement_see_both_texts(who: Who) -> None:
    head = who(HEAD)
    form = head.submit(pasted(head), "/baris")
    other = head.get(form.path)
    head.submit(form, form.path, indicator="Dari tab pertama")
    compared = head.submit(other, other.path, 409, indicator="Dari tab kedua")
    assert "Dari tab pertama" in compared.text
    assert compared.fields(other.path)["indicator"] == "Dari tab kedua"


def test_a_final_agreement_names_its_document(who: Who) -> None:
    head = who(HEAD)
    form = head.get(f"{my_unit(head).path}/keterangan")
    refused = head.submit(form, "/keterangan", 422, state="final")
    assert "Tulis nomor atau tanggal dokumen" in refused.text
    done = head.submit(refused, "/keterangan", document="PK 050/12/2026", budgets="Operasional Rp5.000.000")
    assert "Final" in done.text
    assert "PK 050/12/2026" in done.text
    assert "Rp5.000.000" in done.text


def test_everybody_reads_it_and_only_its_keepers_write(who: Who) -> None:
    head, midwife, officer, stranger = who(HEAD), who(MIDWIFE), who("kenari"), who("tekukur")
    path = pasted(head).path
    seen = midwife.get(path)
    assert "Persentase ibu hamil dilayani sesuai standar" in seen.text
    assert not seen.offers("Tempel tabel")
    midwife.get(f"{path}/tempel", 403)
    stranger.get(f"{path}/keterangan", 403)
    midwife.post(f"{path}/baris", seen.fields("/keluar"), 409)
    assert officer.get(path).offers("Tempel tabel")


def test_whoever_cannot_write_is_told_who_does_and_that_nothing_waits(who: Who) -> None:
    page = my_unit(who("ketapang"))
    assert "Yang mengisi: kepala unit" in page.text
    assert "Menyusun SKP tidak perlu menunggu." in page.text


def test_units_are_found_by_name(who: Who) -> None:
    midwife = who(MIDWIFE)
    page = midwife.get("/perjanjian-kinerja/?cari=dinas+pend")
    assert "Dinas Pendidikan" in page.text
    assert "Tidak ada unit yang cocok" in midwife.get("/perjanjian-kinerja/?cari=%25zz").text
    assert f"tahun {YEAR}" in page.text
