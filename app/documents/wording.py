"""The printed words of the forms that are not part of anybody's content: titles, columns, footnotes, dates.

Source: PermenPANRB 6/2022, Lampiran: A.1.1 p.32-33, A.1.2 p.34-36, A.1.6 p.55-56, A.1.7 p.57-59, A.1.8 p.61.
The wording is theirs, letter by letter, where it is not a placeholder. Those of the evaluation stand in
``wording_evaluation``, those of the forms nobody signs in ``wording_unsigned``.
"""

from datetime import date

from app.documents import wording_evaluation as evaluation

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

_LEADERS = "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"
_OTHERS = "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"
TITLES = {
    "A.1.1": ("SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUALITATIF", _LEADERS),
    "A.1.2": ("SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF", _LEADERS),
    "A.1.6": ("SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUALITATIF", _OTHERS),
    "A.1.7": ("SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF", _OTHERS),
    "A.1.8": ("LAMPIRAN SASARAN KINERJA PEGAWAI",),
} | evaluation.TITLES

# Column heads of the result table with their numbers, as on p.34 and p.57.
COLUMNS = {
    "A.1.2": ("NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF"),
    "A.1.7": (
        "NO.",
        "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI*",
        "RENCANA HASIL KERJA",
        "ASPEK",
        "INDIKATOR KINERJA INDIVIDU",
        "TARGET",
    ),
} | evaluation.COLUMNS
# The line above the indicators of the qualitative forms (p.32, p.55).
MEASURES_LABEL = {
    "A.1.1": "Ukuran keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif:",
    "A.1.6": "Ukuran keberhasilan/ indikator kinerja individu dan Target:",
} | evaluation.MEASURES_LABEL
# The forms do not spell this label alike; each keeps its own (p.32, p.34, p.55, p.57).
RANK_LABEL = {
    "A.1.1": "PANGKAT/ GOL. RUANG",
    "A.1.2": "PANGKAT/ GOL. RUANG",
    "A.1.6": "PANGKAT/ GOL. RUANG",
    "A.1.7": "PANGKAT/ GOL. RUANG",
} | evaluation.RANK_LABEL
# An official above a leader may have none (p.32, p.34, p.105, p.108).
OPTIONAL_NIP = "NIP (*opsional)"
EMPLOYEE_HEADING = "PEGAWAI YANG DINILAI"
ASSESSOR_HEADING = "PEJABAT PENILAI KINERJA"
SUPERIOR_HEADING = "ATASAN PEJABAT PENILAI KINERJA"
RESULTS_HEADING = "HASIL KERJA"
BEHAVIOUR_HEADING = {
    "A.1.1": "PERILAKU KERJA*",
    "A.1.2": "PERILAKU KERJA*",
    "A.1.6": "PERILAKU KERJA*",
    "A.1.7": "PERILAKU KERJA**",
} | evaluation.BEHAVIOUR_HEADING
FEEDBACK_HEADING = evaluation.FEEDBACK
EXPECTATION_LABEL = "Ekspektasi Khusus Pimpinan:"
ACHIEVEMENT_HEADING = "CAPAIAN KINERJA ORGANISASI*"
RESULTS_RATING_HEADING = "RATING HASIL KERJA*"
BEHAVIOUR_RATING_HEADING = "RATING PERILAKU KERJA*"
OVERALL_HEADING = "PREDIKAT KINERJA PEGAWAI*"
FREQUENCY_AXIS = "Frekuensi Pegawai"
OVERALL_AXIS = "Predikat Kinerja Pegawai"
EMBLEM_LABEL = "LAMBANG GARUDA"
SET_ELSEWHERE = "Ditetapkan di luar Tilik"
SAMPLE_MARK = "DATA CONTOH"
NOTHING = "–"
BLANK_DATE = "…………………………"

_SPECIAL = "* Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja Pegawai"
FOOTNOTES = {
    "A.1.1": (f"{_SPECIAL}.",),
    "A.1.2": (f"{_SPECIAL}.",),
    "A.1.6": (_SPECIAL,),
    "A.1.7": (
        (
            "* Dalam hal rencana hasil kerja Pimpinan yang diintervensi adalah hasil kerja pejabat pimpinan tinggi dan "
            "Pimpinan unit kerja mandiri/ organisasi maka dituliskan rencana hasil kerja beserta indikator kinerja "
            "individu pejabat pimpinan tinggi dan Pimpinan unit kerja mandiri atau sasaran dan indikator kinerja "
            "organisasi yang diintervensi"
        ),
        f"*{_SPECIAL}",
    ),
    "A.1.8": (),
} | evaluation.FOOTNOTES


def assigned(text: str, leader: str) -> str:
    """A result with the position of the leader who gave it, if one is named (p.32, p.34, p.55)."""
    return f"{text} (Penugasan dari {leader})" if leader.strip() else text


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


def pattern_title(achievement: str) -> str:
    """The caption of the drawings on p.94-96."""
    return f"Kurva Distribusi Predikat Kinerja Pegawai dengan Capaian Kinerja Organisasi {achievement}"


def pattern_description(achievement: str, peak: str) -> str:
    """The distribution picture in words, for people who cannot see it."""
    return (
        f"{pattern_title(achievement)}. Sumbu datar: predikat dari Sangat Kurang, Kurang/ Misconduct, Butuh "
        f"Perbaikan, Baik, sampai Sangat Baik. Sumbu tegak: frekuensi pegawai. Puncak kurva pada predikat {peak}."
    )
