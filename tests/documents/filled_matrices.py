"""The filled matrices: Anak Lampiran 3 Tables 8 and 9 (p.179-182) and Anak Lampiran 2 Table 10 (p.144)."""

from app.documents.content import MatrixContent, MatrixRow, Party
from tests.documents.filled import HEADING

_CARE = "kehamilan/antenatal care sesuai perannya dalam SOP/flow chart layanan ANC"
_BIRTH = "sesuai perannya dalam SOP/flow chart layanan persalinan"
_KEPT = "tercatat secara lengkap, diarsipkan dengan baik, dan dilaporkan tepat waktu"
_BOTH = "Ibu hamil dengan kehamilan fisiologis dan patologis mendapat"
_ONE = "Ibu hamil dengan kehamilan fisiologis mendapat"
_SICANTIK = "terdata dalam aplikasi SICANTIK sesuai pembagian tanggungjawab pendataan"
_PHONE = (
    "Pertanyaan pasien melalui telepon atau media komunikasi lainnya dengan direspon dengan cepat dan menggunakan "
    "bahasa yang ramah."
)


def _leader(position: str) -> Party:
    return Party("NAMA PEGAWAI", None, None, position, "Puskesmas")


def _row(position: str, *cells: tuple[str, ...]) -> MatrixRow:
    return MatrixRow("NAMA PEGAWAI", position, cells)


TABLE_8 = MatrixContent(
    HEADING,
    "Kepala Puskesmas",
    _leader("KEPALA PUSKESMAS"),
    ("IBU HAMIL DI WILAYAH KERJA MENDAPATKAN LAYANAN ANC DAN PERSALINAN SESUAI PROSEDUR DAN IBU HAMIL PUAS",),
    (
        _row(
            "PENANGGUNG JAWAB UKP KEFARMASIAN DAN LABORATORIUM",
            (
                "Layanan antenatal care (ANC) dilakukan dengan respon cepat dan akurat",
                "Layanan persalinan dilakukan dengan respon cepat dan akurat",
                "Ibu hamil dan ibu melahirkan terdata secara lengkap, akurat dan termutakhirkan",
            ),
        ),
    ),
)

TABLE_9 = MatrixContent(
    HEADING,
    "Tim Kerja UKP Kefarmasian dan Laboratorium",
    _leader("PENANGGUNG JAWAB UKP KEFARMASIAN DAN LABORATORIUM"),
    (
        "LAYANAN ANTENATAL CARE (ANC) DILAKUKAN DENGAN RESPON CEPAT DAN AKURAT",
        "LAYANAN PERSALINAN DILAKUKAN DENGAN RESPON CEPAT DAN AKURAT",
        "IBU HAMIL DAN IBU MELAHIRKAN TERDATA SECARA LENGKAP, AKURAT DAN TERMUTAKHIRKAN MELALUI APLIKASI SICANTIK",
    ),
    (
        _row(
            "DOKTER",
            (
                f"{_BOTH} pemeriksaan {_CARE}",
                f"Rekam medis ibu hamil dengan kehamilan patologis dan register cohotnya {_KEPT}",
            ),
            (
                (
                    "Rujukan untuk persalinan ke fasyankes yang lebih tinggi dilakukan dengan respon yang cepat dan "
                    "sesuai hasil diagnosa bagi ibu hamil dengan kehamilan patologis"
                ),
            ),
            (),
        ),
        _row(
            "BIDAN PENYELIA",
            (
                f"{_BOTH} pemeriksaan {_CARE}",
                f"Rekam medis ibu hamil dengan kehamilan fisiologis dan patologis serta register cohotnya {_KEPT}",
            ),
            (f"{_BOTH} penanganan persalinan {_BIRTH}",),
            (f"Ibu hamil dan ibu melahirkan {_SICANTIK}",),
        ),
        _row(
            "BIDAN MAHIR",
            (
                f"{_ONE} pemeriksaan {_CARE}",
                f"Rekam medis ibu hamil dengan kehamilan fisiologis dan register cohotnya {_KEPT}",
            ),
            (f"{_ONE} penanganan persalinan {_BIRTH}",),
            (f"Ibu hamil dan ibu melahirkan {_SICANTIK}",),
        ),
        _row(
            "BIDAN TERAMPIL",
            (
                f"{_ONE} pemeriksaan {_CARE}",
                f"Rekam medis ibu hamil dengan kehamilan fisiologis dan register cohotnya {_KEPT}",
            ),
            (f"{_ONE} penanganan persalinan {_BIRTH}",),
            (f"Ibu hamil dan ibu bersalin {_SICANTIK}",),
        ),
        _row(
            "NUTRISIONIS PELAKSANA LANJUTAN",
            (
                f"{_BOTH} pemeriksaan {_CARE}",
                (
                    "Register gizi telah diisi secara lengkap dan akurat dan dilaporkan kepada penanggung jawab tepat "
                    "waktu"
                ),
            ),
            (f"{_BOTH} penanganan persalinan {_BIRTH}",),
            (),
        ),
        _row("PETUGAS LOKET", (_PHONE,), (_PHONE,), ()),
        _row(
            "SOPIR AMBULANS",
            (),
            (
                (
                    "Ibu hamil dengan kehamilan patologis yang persalinannya dirujuk ke fasyankes yang lebih tinggi "
                    "diantarkan ketempat rujukan sesuai prosedur pendampingan"
                ),
            ),
            (),
        ),
    ),
)

TABLE_10_GENERAL = MatrixContent(
    HEADING,
    "Direktur II",
    Party("NAMA PEGAWAI", None, None, "DIREKTUR II", "Direktorat II"),
    ("PERSENTASE KABUPATEN/KOTA MEMILIKI NILAI INDEKS PENYELENGGARAAAN BANGUNAN GEDUNG MINIMAL BAIK",),
    (
        _row(
            "KASUBDIT II",
            (
                (
                    "Aplikasi SIMBG menjalankan bisnis proses dan SLA (service level agreement) sesuai NSPK yang "
                    "reliable dan user-friendly"
                ),
                (
                    "Respons yang cepat dan akurat atas pengaduan masyarakat dan permohonan konsultasi penerbitan "
                    "PBG/IMB dan SLF melalui aplikasi SIMBG"
                ),
                (
                    "Semakin banyak pegawai Dinas PU dan PTSP Pemda kab/kota yang bisa melayani penerbitan PBG/ IMB "
                    "dan SLF melalui SIMBG secara cepat dan akurat."
                ),
            ),
        ),
    ),
)
