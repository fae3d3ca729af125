"""The seven BerAKHLAK values and their behaviour guides.

Source: PermenPANRB 6/2022 Ps.10(3); wording as printed on form A.1.7, p.58-59, with NKRI written out as on p.33.
"""

from enum import StrEnum


class BehaviourValue(StrEnum):
    """The values, in the order every official form prints them."""

    SERVICE = "service"
    ACCOUNTABLE = "accountable"
    COMPETENT = "competent"
    HARMONIOUS = "harmonious"
    LOYAL = "loyal"
    ADAPTIVE = "adaptive"
    COLLABORATIVE = "collaborative"

    @property
    def label(self) -> str:
        """The name printed on the forms."""
        return _LABELS[self]

    @property
    def guides(self) -> tuple[str, str, str]:
        """The three behaviour guides printed under the value."""
        return _GUIDES[self]


_LABELS = {
    BehaviourValue.SERVICE: "Berorientasi pelayanan",
    BehaviourValue.ACCOUNTABLE: "Akuntabel",
    BehaviourValue.COMPETENT: "Kompeten",
    BehaviourValue.HARMONIOUS: "Harmonis",
    BehaviourValue.LOYAL: "Loyal",
    BehaviourValue.ADAPTIVE: "Adaptif",
    BehaviourValue.COLLABORATIVE: "Kolaboratif",
}

_GUIDES = {
    BehaviourValue.SERVICE: (
        "Memahami dan memenuhi kebutuhan masyarakat",
        "Ramah, cekatan, solutif, dan dapat diandalkan",
        "Melakukan perbaikan tiada henti",
    ),
    BehaviourValue.ACCOUNTABLE: (
        "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan berintegritas tinggi",
        "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien",
        "Tidak menyalahgunakan kewenangan jabatan",
    ),
    BehaviourValue.COMPETENT: (
        "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
        "Membantu orang lain belajar",
        "Melaksanakan tugas dengan kualitas terbaik",
    ),
    BehaviourValue.HARMONIOUS: (
        "Menghargai setiap orang apapun latar belakangnya",
        "Suka menolong orang lain",
        "Membangun lingkungan kerja yang kondusif",
    ),
    BehaviourValue.LOYAL: (
        (
            "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia Tahun 1945, "
            "setia pada Negara Kesatuan Republik Indonesia serta pemerintahan yang sah"
        ),
        "Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara",
        "Menjaga rahasia jabatan dan negara",
    ),
    BehaviourValue.ADAPTIVE: (
        "Cepat menyesuaikan diri menghadapi perubahan",
        "Terus berinovasi dan mengembangkan kreativitas",
        "Bertindak proaktif",
    ),
    BehaviourValue.COLLABORATIVE: (
        "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
        "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
        "Menggerakkan pemanfaatan berbagai sumberdaya untuk tujuan bersama",
    ),
}
