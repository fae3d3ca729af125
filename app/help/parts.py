"""First steps of each role, as functions of what the database can tell; a step nobody can check has no tick."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.planning import PlanState
from app.domain.review import EvaluationState


@dataclass(frozen=True)
class Step:
    """One step: what to do, why, the page; ``done`` is None where the application cannot know."""

    title: str
    words: str
    endpoint: str
    done: bool | None = None


@dataclass(frozen=True)
class Steps:
    """The steps of one role; ``guide`` names its longer guide."""

    title: str
    guide: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Mine:
    """How far somebody's own plan of the year has come."""

    has_assessor: bool
    plan: PlanState | None
    has_realisation: bool
    evaluation: EvaluationState | None


@dataclass(frozen=True)
class Team:
    """How far the people somebody assesses have come: how many of them, how many plans wait, are set, are signed."""

    people: int
    submitted: int
    settled: int
    signed: int


@dataclass(frozen=True)
class Office:
    """How far the office is: units and people there, everybody assessed, years opened, examples offered."""

    people: int
    without_assessor: int
    has_year: bool
    examples: int


_HANDED_IN = {PlanState.SUBMITTED, PlanState.SET}


def employee(mine: Mine) -> Steps:
    """Whoever has a plan."""
    ended = mine.evaluation is EvaluationState.COUNTERSIGNED
    steps = (
        Step("Buat kata sandi sendiri", "Hanya Anda yang mengetahuinya.", "auth.password", done=True),
        Step(
            "Periksa pejabat penilai Anda",
            "Bila belum ada atau keliru, hubungi petugas kepegawaian unit. Konsep tetap dapat ditulis.",
            "planning.index",
            done=mine.has_assessor,
        ),
        Step(
            "Tulis konsep rencana (SKP)",
            "Tulis hasilnya, bukan kegiatannya. Ada contoh untuk jabatan Anda.",
            "planning.index",
            done=mine.plan is not None,
        ),
        Step(
            "Ajukan kepada penilai",
            "Sesudah dialog. Selama belum ditetapkan, rencana dapat ditarik kembali.",
            "planning.index",
            done=mine.plan in _HANDED_IN,
        ),
        Step(
            "Isi realisasi dan bukti",
            "Sedikit demi sedikit sepanjang tahun, setelah rencana ditetapkan.",
            "progress.index",
            done=mine.has_realisation,
        ),
        Step(
            "Terima dan tandatangani hasil penilaian",
            "Menerima bukan berarti setuju; ada tempat untuk tanggapan Anda.",
            "review.index",
            done=ended,
        ),
    )
    return Steps("Pegawai", "pegawai", steps)


def assessor(team: Team) -> Steps:
    """Whoever assesses people."""
    steps = (
        Step(
            "Baca rencana yang diajukan",
            f"{team.submitted} rencana menunggu Anda." if team.submitted else "Tidak ada yang menunggu saat ini.",
            "planning.index",
            done=team.submitted == 0 and team.settled > 0,
        ),
        Step(
            "Tetapkan, atau kembalikan dengan catatan",
            f"{team.settled} dari {team.people} rencana sudah ditetapkan.",
            "planning.index",
            done=team.settled >= team.people,
        ),
        Step("Beri umpan balik sepanjang tahun", "Singkat dan sering lebih menolong.", "progress.index"),
        Step(
            "Nilai dan tandatangani",
            f"{team.signed} dari {team.people} dokumen evaluasi sudah Anda tandatangani.",
            "review.index",
            done=team.signed >= team.people,
        ),
    )
    return Steps("Pejabat penilai", "penilai", steps)


def head(*, has_agreement: bool) -> Steps:
    """Whoever leads a unit; ``has_agreement`` when the unit's agreement of the year is entered."""
    steps = (
        Step(
            "Isi atau periksa Perjanjian Kinerja unit",
            "Sasarannya masuk ke SKP pimpinan.",
            "agreements.index",
            done=has_agreement,
        ),
        Step("Susun matriks pembagian peran", "Agar hasil kerja pegawai mendukung hasil kerja Anda.", "cascade.index"),
        Step("Lihat capaian kinerja unit", "Menjadi pertimbangan saat menilai.", "review.index"),
    )
    return Steps("Kepala unit", "penilai", steps)


def unit_officer(office: Office) -> Steps:
    """A unit's personnel officer."""
    return Steps("Petugas kepegawaian unit", "petugas", tuple(_people_steps(office)))


def agency_officer(office: Office) -> Steps:
    """The agency's personnel officer."""
    steps = (
        Step(
            "Impor unit dan pegawai", "Dari berkas Excel; diperiksa dahulu sebelum ditulis.", "intake.index",
            done=office.people > 0,
        ),
        Step(
            "Buka tahun kinerja dan isi hari libur", "Batas waktu dihitung dari sini.", "cycles.index",
            done=office.has_year,
        ),
        *_people_steps(office),
        Step(
            "Siapkan contoh hasil kerja", f"{office.examples} contoh ditawarkan.", "library.index",
            done=office.examples > 0,
        ),
    )  # fmt: skip
    return Steps("Petugas kepegawaian instansi", "petugas", steps)


def _people_steps(office: Office) -> Iterator[Step]:
    lacking = office.without_assessor
    yield Step(
        "Pastikan ada penilai bagi pegawai",
        f"{lacking} pegawai belum memiliki penilai." if lacking else "Pegawai unit Anda sudah memiliki penilai.",
        "people.waiting",
        done=lacking == 0,
    )
    yield Step("Cetak kode masuk", "Pegawai membuat kata sandinya sendiri dari kode itu.", "accounts.index")
    yield Step("Catat Plt., tugas belajar, dan cuti panjang", "Dari halaman orangnya.", "people.index")
    yield Step("Pantau daftar kerja", "Siapa belum membuat rencana, dan siapa yang ditunggu.", "worklists.index")


def administrator(office: Office) -> Steps:
    """Whoever runs the installation."""
    steps = (
        Step("Impor unit dan pegawai", "Bersama petugas kepegawaian instansi.", "intake.index", done=office.people > 0),
        Step("Beri peran", "Petugas instansi, petugas unit, pengawas. Anda tidak melihat isi rencana.", "roles.index"),
        Step("Cetak kode pertama bagi petugas", "Selanjutnya petugas yang mencetak.", "accounts.index"),
        Step("Periksa cadangan data", "Cara membuat dan mencobanya ada di panduan administrator.", "help.index"),
    )
    return Steps("Administrator", "administrator", steps)


def auditor() -> Steps:
    """Whoever watches."""
    steps = (
        Step("Buka daftar kerja", "Nama dan status, tanpa isi rencana.", "worklists.index"),
        Step("Periksa jadwal dan perubahannya", "Alasan tiap perubahan terbaca di sana.", "cycles.index"),
        Step(
            "Baca dokumen dari tautannya",
            "Minta tautannya kepada pegawai atau penilai. Konsep tidak terlihat.",
            "help.index",
        ),
    )
    return Steps("Pengawas", "pengawas", steps)
