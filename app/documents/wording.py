"""The printed words of the forms that are not part of anybody's content: titles, columns, footnotes, dates.

Source: PermenPANRB 6/2022, Lampiran: A.1.7 p.57-59, A.1.8 p.61, C.1.3 p.111-113, D.1.1 p.115. The wording
is theirs, letter by letter, where it is not a placeholder.
"""

from datetime import date, datetime, timedelta

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT", 0: "UTC"}

TITLES = {
    "A.1.7": (
        "SASARAN KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
    ),
    "A.1.8": ("LAMPIRAN SASARAN KINERJA PEGAWAI",),
    "C.1.3": (
        "HASIL EVALUASI KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
    ),
    "D.1.1": ("DOKUMEN EVALUASI KINERJA PEGAWAI",),
}

# Column heads of the result table with their numbers, as on p.57 and p.111.
COLUMNS = {
    "A.1.7": (
        "NO.",
        "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI*",
        "RENCANA HASIL KERJA",
        "ASPEK",
        "INDIKATOR KINERJA INDIVIDU",
        "TARGET",
    ),
    "C.1.3": (
        "No.",
        "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
        "RENCANA HASIL KERJA",
        "ASPEK",
        "INDIKATOR KINERJA INDIVIDU",
        "TARGET",
        "REALISASI BERDASARKAN BUKTI DUKUNG",
        "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG",
    ),
}
# The forms do not spell this label alike; each keeps its own (p.57, p.111, p.115).
RANK_LABEL = {"A.1.7": "PANGKAT/ GOL. RUANG", "C.1.3": "PANGKAT/GOL RUANG", "D.1.1": "PANGKAT/GOL RUANG"}
EMPLOYEE_HEADING = "PEGAWAI YANG DINILAI"
ASSESSOR_HEADING = "PEJABAT PENILAI KINERJA"
SUPERIOR_HEADING = "ATASAN PEJABAT PENILAI KINERJA"
RESULTS_HEADING = "HASIL KERJA"
BEHAVIOUR_HEADING = {"A.1.7": "PERILAKU KERJA**", "C.1.3": "PERILAKU KERJA"}
FEEDBACK_HEADING = "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"
EXPECTATION_LABEL = "Ekspektasi Khusus Pimpinan:"
ACHIEVEMENT_HEADING = "CAPAIAN KINERJA ORGANISASI*"
PATTERN_HEADING = "POLA DISTRIBUSI"
RESULTS_RATING_HEADING = "RATING HASIL KERJA*"
BEHAVIOUR_RATING_HEADING = "RATING PERILAKU KERJA*"
OVERALL_HEADING = "PREDIKAT KINERJA PEGAWAI*"
FREQUENCY_AXIS = "Frekuensi Pegawai"
OVERALL_AXIS = "Predikat Kinerja Pegawai"
EMBLEM_LABEL = "LAMBANG GARUDA"
SAMPLE_MARK = "DATA CONTOH"
NOTHING = "–"
BLANK_DATE = "…………………………"

FOOTNOTES = {
    "A.1.7": (
        (
            "* Dalam hal rencana hasil kerja Pimpinan yang diintervensi adalah hasil kerja pejabat pimpinan tinggi dan "
            "Pimpinan unit kerja mandiri/ organisasi maka dituliskan rencana hasil kerja beserta indikator kinerja "
            "individu pejabat pimpinan tinggi dan Pimpinan unit kerja mandiri atau sasaran dan indikator kinerja "
            "organisasi yang diintervensi"
        ),
        "** Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja Pegawai",
    ),
    "A.1.8": (),
    "C.1.3": (
        "* pilih salah satu",
        (
            "** rating hasil dan rating perilaku kerja Pegawai ditetapkan dengan mempertimbangkan pola distribusi "
            "predikat Kinerja Pegawai berdasarkan capaian kinerja organisasi serta kontribusi Pegawai terhadap "
            "Kinerja Organisasi"
        ),
        "*** periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah",
    ),
    "D.1.1": (
        "* periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah",
        "** pilih salah satu",
    ),
}


def long_date(day: date) -> str:
    """22 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def assessment_period(start: date, end: date) -> str:
    """1 JANUARI SD 31 DESEMBER TAHUN 2026; the year stands twice when the period crosses it."""
    last = f"{end.day} {MONTHS[end.month - 1].upper()} TAHUN {end.year}"
    first = f"{start.day} {MONTHS[start.month - 1].upper()}"
    if start.year != end.year:
        first = f"{first} TAHUN {start.year}"
    return f"{first} SD {last}"


def signed_line(moment: datetime) -> str:
    """Say how and when it was signed, in the zone of the moment given; never "tersertifikasi".

    An Indonesian zone is named (WIB, WITA, WIT) so that two offices read the same hour.
    """
    offset = moment.utcoffset()
    zone = "" if offset is None else _ZONES.get(offset // timedelta(hours=1), f"{moment:%z}")
    clock = f"{moment:%H.%M} {zone}".strip()
    return f"Ditandatangani secara elektronik di Tilik, {long_date(moment)} {clock}"


def pattern_title(achievement: str) -> str:
    """The caption of the drawings on p.94-96."""
    return f"Kurva Distribusi Predikat Kinerja Pegawai dengan Capaian Kinerja Organisasi {achievement}"


def pattern_description(achievement: str, peak: str) -> str:
    """The distribution picture in words, for people who cannot see it."""
    return (
        f"{pattern_title(achievement)}. Sumbu datar: predikat dari Sangat Kurang, Kurang (Misconduct), Butuh "
        f"Perbaikan, Baik, sampai Sangat Baik. Sumbu tegak: frekuensi pegawai. Puncak kurva pada predikat {peak}."
    )
