"""The printed words of the forms of an evaluation, letter by letter.

Source: PermenPANRB 6/2022, Lampiran: C.1.1 p.105-107, C.1.2 p.108-110, C.1.3 p.111-113, D.1.1 p.115, D.1.2 p.116,
D.1.3 p.118. ``wording`` joins these tables with those of the plans.
"""

_RESULTS = "HASIL EVALUASI KINERJA PEGAWAI"
_DOCUMENT = ("DOKUMEN EVALUASI KINERJA PEGAWAI",)
_QUALITATIVE = "PENDEKATAN HASIL KERJA KUALITATIF"
_QUANTITATIVE = "PENDEKATAN HASIL KERJA KUANTITATIF"
TITLES = {
    "C.1.1": (_RESULTS, _QUALITATIVE),
    "C.1.2": (_RESULTS, _QUANTITATIVE, "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"),
    "C.1.3": (_RESULTS, _QUANTITATIVE, "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"),
    "D.1.1": _DOCUMENT,
    "D.1.2": _DOCUMENT,
    "D.1.3": _DOCUMENT,
}
REALISATION = "REALISASI BERDASARKAN BUKTI DUKUNG"
FEEDBACK = "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"
COLUMNS = {
    "C.1.2": (
        "NO.",
        "RENCANA HASIL KERJA",
        "INDIKATOR KINERJA INDIVIDU",
        "TARGET",
        "PERSPEKTIF",
        REALISATION,
        FEEDBACK,
    ),
    "C.1.3": (
        "No.",
        "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI",
        "RENCANA HASIL KERJA",
        "ASPEK",
        "INDIKATOR KINERJA INDIVIDU",
        "TARGET",
        REALISATION,
        FEEDBACK,
    ),
}
# C.1.1 has no numbered columns: these two stand beside HASIL KERJA, and again beside B. TAMBAHAN (p.105).
NARRATIVE_COLUMNS = (REALISATION, FEEDBACK)
MEASURES_LABEL = {
    "C.1.1": "Ukuran Keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif****:",
}
RANK_LABEL = {"C.1.1": "PANGKAT/ GOL. RUANG"} | dict.fromkeys(
    ("C.1.2", "C.1.3", "D.1.1", "D.1.2", "D.1.3"), "PANGKAT/GOL RUANG"
)
# Only C.1.2 ends with a colon (p.105, p.108, p.111).
PATTERN_HEADING = {"C.1.1": "POLA DISTRIBUSI", "C.1.2": "POLA DISTRIBUSI:", "C.1.3": "POLA DISTRIBUSI"}
BEHAVIOUR_HEADING = dict.fromkeys(("C.1.1", "C.1.2", "C.1.3"), "PERILAKU KERJA")
# The officials above leaders: where somebody works is his agency, not a unit (p.108).
AGENCY_LABEL = "INSTANSI"

_CHOOSE = "pilih salah satu"
_PERIOD = "periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah"
_RESULTS_NOTES = (
    f"* {_CHOOSE}",
    (
        "** rating hasil dan rating perilaku kerja Pegawai ditetapkan dengan mempertimbangkan pola distribusi "
        "predikat Kinerja Pegawai berdasarkan capaian kinerja organisasi serta kontribusi Pegawai terhadap "
        "Kinerja Organisasi"
    ),
    f"*** {_PERIOD}",
)
_DOCUMENT_NOTES = (f"* {_PERIOD}", f"** {_CHOOSE}")
FOOTNOTES = {
    "C.1.1": (
        *_RESULTS_NOTES,
        "**** perspektif hanya digunakan untuk pejabat pimpinan tinggi dan pimpinan unit kerja mandiri",
    ),
    "C.1.2": _RESULTS_NOTES,
    "C.1.3": _RESULTS_NOTES,
    "D.1.1": _DOCUMENT_NOTES,
    "D.1.2": _DOCUMENT_NOTES,
    "D.1.3": _DOCUMENT_NOTES,
}

OUTCOME_HEADING = "4. EVALUASI KINERJA"
ACHIEVEMENT = "CAPAIAN KINERJA ORGANISASI"
OVERALL = "PREDIKAT KINERJA PEGAWAI"
# D.1.1 alone prints no space behind the stroke (p.115, p.116, p.118).
NOTE_HEADING = {
    "D.1.1": "5. CATATAN/REKOMENDASI",
    "D.1.2": "5. CATATAN/ REKOMENDASI",
    "D.1.3": "5. CATATAN/ REKOMENDASI",
}
OBJECTION_HEADING = "6. KEBERATAN"
EXPLANATION_HEADING = "7. PENJELASAN PEJABAT PENILAI KINERJA ATAS KEBERATAN"
DECISION_HEADING = "8. KEPUTUSAN DAN REKOMENDASI ATASAN PEJABAT PENILAI KINERJA"

STUDY_FAILED = (
    "Ditetapkan bagi Pegawai yang melaksanakan tugas belajar dan tidak dapat menyelesaikan studinya "
    "(Lampiran IV.B.3.a.3.d, hlm. 100)"
)
"""Why this predikat is not the one of the quadrant; no form has a line for it."""


def period_name(form: str, label: str) -> str:
    """The asterisks point at the footnotes, which the two kinds of form count differently (p.105, p.115)."""
    return f"PERIODE***: {label.upper()}*" if form.startswith("C.") else f"PERIODE*: {label.upper()}**"
