"""The filled manuals: Anak Lampiran 3 Table 6 (p.173-174) and Anak Lampiran 2 Tables 7 and 8 (p.138-140)."""

from app.documents.content import ManualLine, ManualsContent
from app.domain.manuals import ControlLevel, Reporting
from tests.documents.filled import HEADING, person

_LAW = "Undang Undang Republik Indonesia No. 28 Tahun 2002 tentang Bangunan Gedung"

HEALTH = ManualLine(
    result="Meningkatnya pelayanan kesehatan dan kemandirian masyarakat untuk hidup sehat",
    indicator="18% keluarga sehat",
    target="",
    purpose="Mengetahui jumlah keluarga sehat di wilayah kerja",
    definition=(
        "Pendekatan keluarga adalah pendekatan pelayanan kesehatan yang dilakukan oleh Puskesmas yang "
        "mengintegrasikan UKP dan UKM secara berkesinambungan kepada keluarga berdasarkan siklus hidup dari "
        "pelayanan kesehatan pada ibu hamil sampai lansia. Pelaksanaan pembangunan kesehatan menuju Indonesia Sehat "
        "melalui pendekatan keluarga melibatkan peran serta jaringan, jejaring Puskesmas dan masyarakat. Puskesmas "
        "sebagai fasilitas pelayanan kesehatan kesehatan pertama merupakan kunci dalam pelaksanaan pembangunan "
        "kesehatan menuju Indonesia Sehat melalui pendekatan keluarga.\n"
        "Keluarga Sehat adalah keluarga yang memenuhi IKS (Indeks Keluarga Sehat) ≥ 0,800 dari jumlah keluarga yang "
        "ada.\n"
        "Indikator keluarga sehat adalah:\n"
        "1. Keluarga mengikuti program KB (Keluarga Berencana)\n"
        "2. Ibu hamil memeriksakan kehamilannya (ANC) sesuai standar\n"
        "3. Bayi mendapatkan Imunisasi lengkap\n"
        "4. Pemberian ASI eksklusif bayi 0 sd 6 bulan\n"
        "5. Pemantuan pertumbuhan balita\n"
        "6. Penderita TB Paru yang berobat sesuai standar\n"
        "7. Penderita hipertensi yang berobat teratur\n"
        "8. Penderita gangguan jiwa berat yang diobati\n"
        "9. Tidak ada anggota keluarga yang merokok\n"
        "10. Sekeluarga sudah menjadi anggota JKN\n"
        "11. Mempunyai sarana air bersih\n"
        "12. Menggunakan jamban keluarga"
    ),
    formula="∑ keluarga sehat\nTotal keluarga",
    unit_of_measure="Persen",
    level=ControlLevel.OUTCOME,
    source=(
        "Rekapitulasi data Persentase Keluarga sehat di setlap wilayah kerja puskesmas per RT/RW, per desa/kelurahan "
        "dalam suatu kecamatan dari surveyor"
    ),
    reporting=Reporting.YEARLY,
)

LAW = ManualLine(
    result=f"Tersusunnya revisi {_LAW}",
    indicator=f"Indeks Penyelesaian Revisi {_LAW}",
    target="90",
    purpose="Menghitung tingkat penyelesaian suatu peraturan perundang-undangan/ produk kebijakan",
    definition=(
        "Indeks Penyelesaian peraturan perundang-undangan/ produk kebijakan merupakan indikator yang mengukur sejauh "
        "mana Pegawai mampu menyelesaikan peraturan perundang-undangan/ produk kebijakan dilihat dari tahapan "
        "penyusunannya."
    ),
    formula=(
        f"Indeks penyelesaian Revisi {_LAW} diukur berdasarkan tahapan (staging) suatu peraturan perundang-undangan "
        "(PUU) sebagai berikut:\n"
        "100: Rancangan PUU selesai/ sudah ditetapkan\n"
        "90: Rancangan PUU selesai harmonisasi\n"
        "80: Rancangan PUU sudah disampaikan ke Dit. Perancangan Perundang-Undangan Kementerian Hukum dan HAM untuk "
        "Harmonisasi\n"
        "70: Rancangan PUU telah memuat substansi kunci dan telah melalui proses uji publik\n"
        "50: Rancangan PUU dalam proses uji publik\n"
        "30: Rancangan PUU masih dalam bentuk draft dan belum memuat substansi kunci\n"
        "20: Rancangan PUU masih dalam bentuk Naskah Akademik\n"
        "10: Rancangan PUU masih dalam bentuk telaahan/rekomendasi kebijakan"
    ),
    unit_of_measure="Nilai",
    level=ControlLevel.LOW_CONTROL,
    source="Laporan Pemantauan Inspektorat",
    reporting=Reporting.YEARLY,
)

BUILDINGS = ManualLine(
    result=(
        "Meningkatnya kualitas bangunan Gedung yang menjamin keselamatan, Kesehatan, kenyamanan, dan kemudahan bagi "
        "penggunanya"
    ),
    indicator=(
        "Persentase Pemerintah Daerah Kabupaten/ Kota yang Nilai Indeks Penyelenggaraan Bangunan Gedung minimal Baik"
    ),
    target="",
    purpose=(
        "Untuk mengetahui penerapan peraturan tentang bangunan Gedung dalam penyelenggaraan bangunan Gedung oleh "
        "pemerintah daerah kabupaten/ kota"
    ),
    definition=(
        "Untuk mengetahui sejauh mana Pemerintah Daerah menerapkan peraturan perundang-undangan tentang Bangunan "
        "Gedung beserta peraturan pelaksanaannya (Peraturan Pemerintah dan Peraturan Menteri), maka diperlukan suatu "
        "alat penilai:\n"
        "Variabel Pengungkit:\n"
        "1. Persetujuan bangunan Gedung, SLF, Surat Bukti Kepemilikan Gedung diterbitkan melalui SIMBG\n"
        "2. Pemerintah Daerah menggunakan aplikasi SIMBG sebagai media pembinaan penyelenggaraan bangunan Gedung\n"
        "Variabel Hasil:\n"
        "1. Kepuasan masyarakat atas layanan persetujuan bangunan Gedung dan SLF\n"
        "2. Kesesuaian persetujuan bangunan Gedung dengan Peraturan Daerah RTRW\n"
        "3. Persentase penyelesaian pengaduan masyarakat atas layanan persetujuan bangunan Gedung dan SLF"
    ),
    formula=(
        "Kategori nilai indeks: 1 > 4 = kurang; 4 > 7 = cukup; 7 > 10 = baik\n*) Keterangan:\n"
        "1. …. = bobot dengan total nilai 10\n2. VP = variable pengungkit\n3. VH = variable hasil\n"
        "Jumlah pemda yang memiliki indeks baik x 100%\nJumlah pemda seluruhnya"
    ),
    unit_of_measure="Persen",
    level=ControlLevel.OUTCOME,
    source="Aplikasi SIMBG dan hasil evaluasi penyelenggaraan bangunan Gedung pada Pemda Kabupaten/ Kota",
    reporting=Reporting.YEARLY,
)

TABLE_6 = ManualsContent(HEADING, person("KEPALA DINAS KESEHATAN", "DINAS KESEHATAN"), (HEALTH,))
TABLES_7_8_GENERAL = ManualsContent(
    HEADING, person("DIREKTUR JENDERAL III", "DIREKTORAT JENDERAL III"), (LAW, BUILDINGS)
)
