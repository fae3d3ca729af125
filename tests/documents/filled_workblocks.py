"""The filled workblocks: Anak Lampiran 3 Table 7 (p.178) and Anak Lampiran 2 Table 9 (p.143-144)."""

from app.documents.content import WorkblockLine, WorkblocksContent
from tests.documents.filled import HEADING, person

_CARE = WorkblockLine(
    title="Peningkatan Layanan ANC dan Persalinan melalui pemanfaatan Aplikasi SiCantik dan pengaktifan Bidan Desa",
    intervened=(
        "Seluruh ibu hamil di wilayah kerja mendapatkan layanan ANC dan persalinan sesuai prosedur dan ibu hamil puas"
    ),
    owner="Kepala Puskesmas",
    parties="Poliklinik Desa, Dinas Kominfo",
    duration="12 Bulan",
    beneficiaries="Ibu Hamil",
    purpose="Meningkatnya kualitas pelayanan puskesmas",
    budget="00000000000000",
    routine_strategies=(
        "Meningkatkan jumlah Ibu hamil yang puas atas layanan ANC dengan mengurangi waktu tunggu layanan ANC",
        (
            "Meningkatkan jumlah Ibu hamil yang puas atas layanan persalinan dengan mengurangi waktu tunggu layanan "
            "persalinan."
        ),
        "Meningkatkan efisiensi biaya layanan ANC dan persalinan melalui optimalisasi sarana dan prasarana layanan",
        (
            "Meningkatkan jumlah Ibu hamil yang melahirkan dibantu tenaga kesehatan dengan mengaktifkan bidan "
            "desa/bidan wilayah di polides."
        ),
    ),
    transforming_strategies=(
        (
            "Meningkatkan jumlah Ibu hamil yang mendapat layanan ANC secara lengkap minimal 4 kali dengan "
            "pembaharuan/updating data ibu hamil melalui aplikasi Sicantik."
        ),
    ),
    routine_outputs=(
        "Layanan antenatal care (ANC) dilakukan dengan respon cepat dan akurat",
        "Layanan persalinan dilakukan dengan respon cepat dan akurat",
    ),
    transforming_outputs=(
        "Ibu hamil dan ibu melahirkan terdata secara lengkap, akurat dan termutakhirkan melalui aplikasi SiCantik",
        "Semakin banyak bidan yang siap memberikan pelayanan di polides",
    ),
)

_BUILDINGS = WorkblockLine(
    title=(
        "Pemanfaataan teknologi informasi (Aplikasi SIMBG) dalam rangka peningkatan layanan Penerbitan PBG/IMB "
        "(Persetujuan Bangunan Gedung/ Ijin Mendirikan Bangunan) dan SLF (Sertifikat Laik Fungsi)"
    ),
    intervened=("30% Pemerintah Daerah Kabupaten/ Kota yang nilai indeks penyelenggaraan bangunan gedung minimal baik"),
    owner="Direktur II",
    parties="Kementerian Kominfo, BSSN",
    duration="12 Bulan",
    beneficiaries="Pemerintah Daerah Kabupaten/Kota",
    purpose=(
        "Untuk mengetahui penerapan peraturan tentang bangunan gedung dalam penyelenggaraan bangunan gedung oleh "
        "Pemerintah Daerah Kabupaten/ Kota."
    ),
    budget="00000000000000",
    routine_strategies=(
        (
            "Meningkatkan kepuasan masyarakat atas layanan PBG/IMB dan SLF dengan membuka layanan pengaduan atau "
            "konsultasi terkait Bangunan Gedung dan SIMBG."
        ),
    ),
    transforming_strategies=(
        (
            "Meningkatkan jumlah Bangunan Gedung yang memiliki PBG/IMB dan SLF dengan memastikan Pemerintah Daerah "
            "Kabupaten/ Kota menggunakan aplikasi SIMBG sebagai media pembinaan penyelenggaraan Bangunan Gedung."
        ),
        (
            "Meningkatkan jumlah PBG/ IMB dan SLF yang diterbitkan sesuai NSPK dengan memastikan SDM di Pemerintah "
            "Daerah dapat mereviu dokumen PBG/ IMB secara akurat melalui aplikasi SIMBG"
        ),
        (
            "Meningkatkan keakuratan dan kemutakhiran data Bangunan Gedung yang memiliki (PBG/IMB), SLF dan dokumen "
            "SBKBG memastikan Pemerintah Daerah Kabupaten/ Kota melakukan pembaharuan/ updating data Bangunan Gedung "
            "melalui SIMBG."
        ),
    ),
    routine_outputs=(
        (
            "Respons yang cepat dan akurat atas pengaduan masyarakat dan permohonan konsultasi penerbitan PBG/IMB dan "
            "SLF melalui aplikasi SIMBG."
        ),
    ),
    transforming_outputs=(
        "Tersedianya aplikasi SIMBG yang Reliable dan User Friendly.",
        (
            "Semakin banyak pegawai Dinas PU dan PTSP Pemda kab/kota yang bisa melayani penerbitan PBG/ IMB dan SLF "
            "melalui SIMBG secara cepat dan akurat."
        ),
        "Data Bangunan Gedung yang memiliki (PBG/IMB), SLF dan dokumen SBKBG akurat dan terupdate secara berkala",
    ),
)

TABLE_7 = WorkblocksContent(HEADING, person("Kepala Puskesmas", "Puskesmas"), (_CARE,))
TABLE_9_GENERAL = WorkblocksContent(HEADING, person("Direktur II", "Direktorat II"), (_BUILDINGS,))
