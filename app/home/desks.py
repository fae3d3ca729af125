"""The pages of the personnel office, in groups: where each is, what it is for, whose it is."""

from dataclasses import dataclass

from app.domain.actors import Actor, Role
from app.domain.library import KEEPERS
from app.domain.office import BUILDERS, OFFICERS, STAFF, WATCHERS

_AGENCY = frozenset({Role.AGENCY_OFFICER})


@dataclass(frozen=True)
class OfficePage:
    """A page of the personnel office."""

    endpoint: str
    title: str
    words: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Group:
    """Pages that belong together."""

    title: str
    pages: tuple[OfficePage, ...]


_GROUPS = (
    Group(
        "Orang dan unit",
        (
            OfficePage("intake.index", "Impor data", "Pegawai, unit, jabatan, dan penilai dari Excel.", BUILDERS),
            OfficePage("people.index", "Unit dan pegawai", "Cari orang, perbaiki jabatan, tambah unit.", STAFF),
            OfficePage("people.waiting", "Pegawai tanpa penilai", "Terima usulan, atau tetapkan sendiri.", STAFF),
            OfficePage(
                "cycles.index", "Periode dan hari libur", "Tahun kinerja, jadwal, hari libur, hari kerja unit.", STAFF
            ),
        ),
    ),
    Group(
        "Rencana",
        (
            OfficePage("worklists.index", "Daftar kerja", "Siapa belum membuat rencana, siapa ditunggu.", WATCHERS),
            OfficePage("bundles.index", "Dokumen SKP satu unit", "Unduh SKP satu unit sekaligus.", OFFICERS),
            OfficePage("library.index", "Contoh hasil kerja", "Yang ditawarkan saat menyusun SKP.", KEEPERS),
            OfficePage(
                "outside.index", "Rencana di luar Tilik", "Catat SKP dari aplikasi lain atau dari kertas.", OFFICERS
            ),
        ),
    ),
    Group(
        "Penilaian dan pelaporan",
        (
            OfficePage("achievements.index", "Capaian kinerja unit", "Dari dokumen penetapannya.", OFFICERS),
            OfficePage("attendance.index", "Kehadiran", "Impor hari hadir, cuti, dan tanpa keterangan.", OFFICERS),
            OfficePage("reporting.index", "Pelaporan kepada PyB", "Seberapa lengkap tiap unit.", OFFICERS),
            OfficePage("recap.index", "Rekap predikat", "Excel dengan nilai SIASN dan dasar TPP.", OFFICERS),
            OfficePage("allowance.index", "Persentase TPP", "Menurut aturan instansi sendiri.", _AGENCY),
            OfficePage("credit.index", "Angka kredit", "Konversi predikat pejabat fungsional.", OFFICERS),
            OfficePage("teams.units", "Hasil unit dan tim", "Capaian, tim, dan sebaran satu unit.", OFFICERS),
            OfficePage("calibrations.index", "Kalibrasi", "Pertemuan beberapa penilai.", OFFICERS),
            OfficePage("distribution.guide", "Panduan sebaran", "Persentase SE 3/2023, dapat diubah.", _AGENCY),
            OfficePage("paper.index", "Tanda tangan di kertas", "Catat dengan pindaiannya.", OFFICERS),
        ),
    ),
    Group(
        "Umpan balik 360",
        (
            OfficePage("rounds.index", "Umpan balik 360", "Siapkan, mulai, dan ikuti putaran.", OFFICERS),
            OfficePage("sets.index", "Pertanyaan umpan balik 360", "Apa yang ditanyakan, dan versinya.", OFFICERS),
            OfficePage("reports.units", "Angka umpan balik 360", "Rata-rata unit dari hasil yang terbit.", OFFICERS),
            OfficePage("reports.requests", "Komentar yang diminta ditahan", "Dua petugas memutuskan.", _AGENCY),
        ),
    ),
    Group(
        "Akun",
        (
            OfficePage("accounts.index", "Akun dan kode masuk", "Cetak kode; tutup atau buka akun.", STAFF),
            OfficePage("roles.index", "Peran", "Siapa petugas, pengawas, dan administrator.", BUILDERS),
            OfficePage(
                "aides.officials", "Pendamping pejabat tanpa NIP", "Yang menyiapkan penilaian untuk mereka.", _AGENCY
            ),
        ),
    ),
)


def groups_of(actor: Actor) -> list[Group]:
    """The groups of pages this person may open; empty ones are left out."""
    mine = (Group(group.title, tuple(p for p in group.pages if p.roles & actor.roles)) for group in _GROUPS)
    return [group for group in mine if group.pages]
