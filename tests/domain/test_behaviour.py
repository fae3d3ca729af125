"""The seven values and their guides, compared with the regulation's own lines."""

from app.domain.behaviour import BehaviourValue

# PermenPANRB 6/2022, form A.1.7, p.58-59, lines joined. Loyal is written out as on p.33 and p.35, where the same form
# says "Negara Kesatuan Republik Indonesia" for "NKRI".
PRINTED = """
Berorientasi pelayanan
- Memahami dan memenuhi kebutuhan masyarakat
- Ramah, cekatan, solutif, dan dapat diandalkan
- Melakukan perbaikan tiada henti
Akuntabel
- Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan berintegritas tinggi
- Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien
- Tidak menyalahgunakan kewenangan jabatan
Kompeten
- Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah
- Membantu orang lain belajar
- Melaksanakan tugas dengan kualitas terbaik
Harmonis
- Menghargai setiap orang apapun latar belakangnya
- Suka menolong orang lain
- Membangun lingkungan kerja yang kondusif
Loyal
- Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia Tahun 1945, \
setia pada Negara Kesatuan Republik Indonesia serta pemerintahan yang sah
- Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara
- Menjaga rahasia jabatan dan negara
Adaptif
- Cepat menyesuaikan diri menghadapi perubahan
- Terus berinovasi dan mengembangkan kreativitas
- Bertindak proaktif
Kolaboratif
- Memberi kesempatan kepada berbagai pihak untuk berkontribusi
- Terbuka dalam bekerja sama untuk menghasilkan nilai tambah
- Menggerakkan pemanfaatan berbagai sumberdaya untuk tujuan bersama
"""


def test_values_and_guides_stand_as_printed_and_in_order() -> None:
    lines = [line for value in BehaviourValue for line in (value.label, *(f"- {guide}" for guide in value.guides))]
    assert lines == PRINTED.strip().splitlines()
