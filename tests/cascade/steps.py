"""Steps several tests of matrices take, and the example of the regulation (p.179-182)."""

from tests.page import Page, Visitor

TEAM_LEADER = "altair"
ANC = "Layanan antenatal care (ANC) dilakukan dengan respon cepat dan akurat"
BIRTH = "Layanan persalinan dilakukan dengan respon cepat dan akurat"
DATA = "Ibu hamil dan ibu melahirkan terdata secara lengkap, akurat dan termutakhirkan melalui aplikasi SICANTIK"
CHECKED = (
    "Ibu hamil dengan kehamilan fisiologis dan patologis mendapat pemeriksaan kehamilan/antenatal care sesuai "
    "perannya dalam SOP/flow chart layanan ANC"
)
RECORDS = (
    "Rekam medis ibu hamil dengan kehamilan fisiologis dan patologis serta register cohotnya tercatat secara lengkap, "
    "diarsipkan dengan baik, dan dilaporkan tepat waktu"
)
DELIVERED = (
    "Ibu hamil dengan kehamilan fisiologis dan patologis mendapat penanganan persalinan sesuai perannya dalam "
    "SOP/flow chart layanan persalinan"
)
LISTED = "Ibu hamil dan ibu melahirkan terdata dalam aplikasi SICANTIK sesuai pembagian tanggungjawab pendataan"
ASKED = "Pertanyaan pasien melalui telepon direspon dengan cepat dan menggunakan bahasa yang ramah"
DRIVEN = (
    "Ibu hamil dengan kehamilan patologis yang persalinannya dirujuk ke fasyankes yang lebih tinggi diantarkan "
    "ketempat rujukan sesuai prosedur pendampingan"
)
TABLE_9: dict[str, tuple[str, str, str]] = {
    "Altair": ("", "", ""),
    "Vega": (f"{CHECKED}\n{RECORDS}", "Rujukan untuk persalinan dilakukan dengan respon yang cepat", ""),
    "Melur": (f"• {CHECKED}\n• {RECORDS}", f"• {DELIVERED}", f"• {LISTED}"),
    "Pinang": (ASKED, ASKED, ""),
    "Banteng": ("", DRIVEN, ""),
}
"""Who of the sample puskesmas holds the roles of Table 9, by column."""


def new_matrix(leader: Visitor, title: str) -> Page:
    """A matrix, just opened."""
    form = leader.get("/matriks/baru")
    return leader.submit(form, "/matriks/baru", title=title)


def add_column(leader: Visitor, matrix: Page, text: str, method: str = "") -> Page:
    """The matrix with one more column of free words."""
    form = leader.submit(leader.get(matrix.path), "/kolom")
    return leader.submit(form, form.path, text=text, method=method)


def add_people(leader: Visitor, matrix: Page, *names: str) -> Page:
    """The matrix with more rows, searched for by name."""
    for name in names:
        found = leader.get(f"{matrix.path}/pegawai?cari={name}")
        box = found.soup.select_one("input[type=checkbox]")
        assert box is not None, name
        matrix = leader.submit(found, "/pegawai", people=[str(box["value"])])
    return matrix


def row(leader: Visitor, matrix: Page, name: str) -> Page:
    """The page of one row."""
    shown = leader.get(matrix.path)
    links = shown.soup.select("tr[id^=pegawai-] th a")
    return leader.get(next(str(a["href"]) for a in links if name in a.get_text()))


def give(leader: Visitor, matrix: Page, name: str, *cells: str) -> Page:
    """The matrix after somebody's cells were written, column by column."""
    form = row(leader, matrix, name)
    return leader.submit(form, form.path, **{f"cells-{place}-results": text for place, text in enumerate(cells)})


def team_matrix(leader: Visitor) -> Page:
    """Table 9: the team leader's three results over the roles of the team, entered through the pages."""
    matrix = new_matrix(leader, "Tim Kerja UKP Kefarmasian dan Laboratorium")
    for number in range(_columns(matrix)):  # those that came with the plan make room for those of the example
        link = matrix.soup.select("#kolom ~ .wide a")[0]
        column = leader.get(str(link["href"]))
        matrix = leader.submit(column, "/hapus")
        assert number < 12
    for text in (ANC, BIRTH, DATA):
        matrix = add_column(leader, matrix, text)
    names = [name for name in TABLE_9 if name != "Altair"]
    matrix = add_people(leader, matrix, *names)
    for name in names:
        matrix = give(leader, matrix, name, *TABLE_9[name])
    return matrix


def _columns(matrix: Page) -> int:
    return (
        len(matrix.soup.select("#kolom ~ .wide")[0].select("tbody tr")) if matrix.soup.select("#kolom ~ .wide") else 0
    )


def approve_all(assessor: Visitor) -> Page:
    """The assessor's list, after agreeing to everything on it."""
    page = assessor.get("/peran/persetujuan")
    shown = [str(item["value"]) for item in page.soup.select("input[name=semua]")]
    return assessor.submit(page, "/persetujuan", semua=shown)
