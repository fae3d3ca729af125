"""The official terms in plain words, each with its own address; pages link to them with the macro ``term``.

Source of each meaning: PermenPANRB 6/2022 at the place named; the wording is for people who never read it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One term: ``slug`` is its address on the page and never changes, ``source`` where the regulation says it."""

    slug: str
    name: str
    meaning: str
    source: str


TERMS: tuple[Term, ...] = (
    Term(
        "skp",
        "SKP (Sasaran Kinerja Pegawai)",
        "Apa yang diharapkan dari Anda dalam setahun: hasil kerja, ukurannya, dan perilaku kerja. Disepakati dalam"
        " dialog dengan pejabat penilai, lalu ditetapkan.",
        "Pasal 1 angka 4",
    ),
    Term(
        "ekspektasi",
        "Ekspektasi",
        "Harapan pimpinan atas hasil kerja dan perilaku kerja Anda.",
        "Pasal 1 angka 5",
    ),
    Term(
        "ekspektasi-khusus",
        "Ekspektasi khusus pimpinan",
        "Harapan tambahan atas satu nilai perilaku, ditulis khusus untuk Anda.",
        "halaman 58",
    ),
    Term(
        "dialog-kinerja",
        "Dialog kinerja",
        "Percakapan antara Anda dan pimpinan untuk menyepakati dan memperjelas ekspektasi, sepanjang tahun.",
        "Pasal 3; halaman 26",
    ),
    Term(
        "rhk",
        "Rencana hasil kerja (RHK)",
        "Hasil yang akan dicapai, bukan kegiatan dan bukan nama bidang pekerjaan. Contoh: “Ibu hamil terlayani"
        " sesuai standar”.",
        "Anak Lampiran 1, halaman 120–122",
    ),
    Term(
        "utama",
        "Utama",
        "Hasil kerja dengan prioritas tinggi. Setiap SKP memilikinya.",
        "Lampiran II.A.6, halaman 49–50",
    ),
    Term(
        "tambahan",
        "Tambahan",
        "Hasil kerja dengan prioritas rendah. Boleh ada, boleh tidak; pejabat penilai yang menentukan jenisnya.",
        "Lampiran II.A.6, halaman 49–50",
    ),
    Term(
        "intervensi",
        "Rencana hasil kerja pimpinan yang diintervensi",
        "Hasil kerja pimpinan yang didukung oleh hasil kerja Anda.",
        "halaman 56–58",
    ),
    Term(
        "iki",
        "Indikator kinerja individu (IKI)",
        "Ukuran yang menunjukkan apakah hasil kerja tercapai. Disebut juga ukuran keberhasilan.",
        "Lampiran II.A.7, halaman 50–51",
    ),
    Term(
        "target",
        "Target",
        "Nilai indikator yang ingin dicapai. Idealnya tidak mutlak: hindari semua, selalu, tidak pernah, setiap.",
        "Lampiran II.A.7.a.7, halaman 51",
    ),
    Term(
        "aspek",
        "Aspek",
        "Sisi yang diukur sebuah indikator: kuantitas, kualitas, waktu, biaya. Beberapa boleh dipadukan.",
        "Lampiran II.A.7.a.5–6, halaman 51",
    ),
    Term(
        "perspektif",
        "Perspektif",
        "Sudut pandang SKP pimpinan: penerima layanan, proses bisnis, penguatan internal, anggaran. Keempatnya ada.",
        "Lampiran II.A.2.a.8, halaman 29",
    ),
    Term(
        "kuantitatif",
        "Pendekatan kuantitatif",
        "Indikator dan target ditulis terpisah, dengan satuan ukuran (formulir A.1.2 atau A.1.7).",
        "Lampiran II.A.7.a.4, halaman 50",
    ),
    Term(
        "kualitatif",
        "Pendekatan kualitatif",
        "Ukuran keberhasilan dan target dalam satu narasi (formulir A.1.1 atau A.1.6).",
        "Lampiran II.A.7.a.3, halaman 50",
    ),
    Term(
        "perilaku",
        "Perilaku kerja (BerAKHLAK)",
        "Tujuh nilai dasar: Berorientasi Pelayanan, Akuntabel, Kompeten, Harmonis, Loyal, Adaptif, Kolaboratif.",
        "Pasal 10",
    ),
    Term(
        "lampiran-skp",
        "Lampiran SKP",
        "Dukungan sumber daya, skema pertanggungjawaban, dan konsekuensi yang disepakati (formulir A.1.8).",
        "Lampiran II.A.8, halaman 60–61",
    ),
    Term(
        "manual-indikator",
        "Manual indikator kinerja",
        "Penjelasan satu indikator pimpinan: tujuan, rumus, sumber data, periode (formulir A.1.3).",
        "halaman 37–38",
    ),
    Term(
        "cascading",
        "Cascading",
        "Menurunkan hasil kerja pimpinan menjadi hasil kerja tim dan pegawai, langsung atau tidak langsung.",
        "Lampiran II.A.4",
    ),
    Term(
        "mph",
        "Matriks Pembagian Peran dan Hasil (MPH)",
        "Tabel siapa mengerjakan hasil yang mana, agar hasil kerja pimpinan tercapai (formulir A.1.5).",
        "Lampiran II.A.5, halaman 47–49",
    ),
    Term(
        "peran",
        "Peran hasil",
        "Bagian seorang pegawai dalam matriks, ditulis sebagai hasil. Menjadi rencana hasil kerja dalam SKP-nya.",
        "Lampiran II.A.5, halaman 47",
    ),
    Term(
        "workblock",
        "Workblock",
        "Lembar untuk menemukan strategi pencapaian sebuah indikator pimpinan (formulir A.1.4).",
        "Lampiran II.A.4, halaman 43",
    ),
    Term(
        "perjanjian-kinerja",
        "Perjanjian Kinerja",
        "Kesepakatan kinerja unit. Sasaran, indikator, dan targetnya wajib ada dalam SKP pimpinannya.",
        "Lampiran II.A.2.a.3, halaman 27",
    ),
    Term(
        "penilai",
        "Pejabat penilai kinerja",
        "Atasan langsung Anda, paling rendah pejabat pengawas, atau pejabat lain yang diberi pendelegasian.",
        "Pasal 1 angka 9",
    ),
    Term(
        "atasan-penilai",
        "Atasan pejabat penilai kinerja",
        "Pejabat yang menilai penilai Anda. Ia memutus keberatan, dan bertindak bila penilai berhalangan tetap.",
        "Lampiran IV.A, V.B",
    ),
    Term(
        "pimpinan",
        "Pimpinan",
        "Pejabat penilai Anda, atau pejabat lain pemilik hasil kerja yang menugaskan Anda. Yang menilai hanya penilai.",
        "Pasal 1 angka 10",
    ),
    Term(
        "unit-mandiri",
        "Unit kerja mandiri",
        "Unit yang pimpinannya memakai formulir SKP pimpinan, misalnya sekolah atau puskesmas.",
        "Lampiran II.A.2",
    ),
    Term(
        "ketua-tim",
        "Ketua tim kerja",
        "Membagi hasil kepada anggota tim dan memberi umpan balik. Belum tentu pejabat penilainya.",
        "Lampiran II.A.5",
    ),
    Term(
        "plt",
        "Plt. dan Plh.",
        "Pelaksana tugas dan pelaksana harian. Hasil kerja dari penugasan ini selalu utama.",
        "Lampiran II.A.6.d, halaman 50",
    ),
    Term(
        "tugas-belajar",
        "Tugas belajar",
        "Pegawai yang belajar tetap memiliki SKP: hasil akademik, kelulusan tepat waktu, dan tugas lain bila ada.",
        "Lampiran II.B, halaman 62–65",
    ),
    Term(
        "realisasi",
        "Realisasi",
        "Hasil yang sudah dicapai untuk sebuah indikator, bukan daftar kegiatan.",
        "Lampiran III.A, halaman 67–68",
    ),
    Term(
        "bukti-dukung",
        "Bukti dukung",
        "Yang menunjukkan kemajuan atau hasil: tautan berkas, nomor dokumen, atau keterangan tempatnya.",
        "Lampiran III.A.7",
    ),
    Term(
        "umpan-balik",
        "Umpan balik berkelanjutan",
        "Tanggapan atas kinerja Anda sepanjang tahun, berkala atau sewaktu-waktu; Anda boleh memintanya.",
        "Pasal 17–19",
    ),
    Term(
        "evaluasi-periodik",
        "Evaluasi periodik",
        "Penilai mereviu hasil dan perilaku kerja selama sebulan atau triwulan, lalu menetapkan predikatnya.",
        "Pasal 1 angka 7",
    ),
    Term(
        "evaluasi-tahunan",
        "Evaluasi tahunan",
        "Reviu atas satu tahun kinerja. Bukan rata-rata dari evaluasi periodik.",
        "Pasal 1 angka 8",
    ),
    Term(
        "capaian-organisasi",
        "Capaian kinerja organisasi",
        "Nilai kinerja unit yang menjadi pertimbangan penilai. Dicatat dari dokumennya, tidak dihitung di sini.",
        "Lampiran IV.B.1",
    ),
    Term(
        "pola-distribusi",
        "Pola distribusi",
        "Gambar sebaran predikat yang wajar bagi capaian unit. Bahan pertimbangan, bukan kuota.",
        "halaman 94–97",
    ),
    Term(
        "rating",
        "Rating",
        "Penilaian hasil kerja dan perilaku kerja: di atas ekspektasi, sesuai ekspektasi, di bawah ekspektasi.",
        "halaman 97–102",
    ),
    Term(
        "kuadran",
        "Kuadran kinerja",
        "Tabel yang menggabungkan kedua rating menjadi satu predikat.",
        "halaman 99 dan 102",
    ),
    Term(
        "predikat",
        "Predikat kinerja",
        "Sangat Baik, Baik, Butuh Perbaikan, Kurang, atau Sangat Kurang. Dibaca dari kuadran; tidak ada angka.",
        "halaman 99 dan 102",
    ),
    Term(
        "dokumen-evaluasi",
        "Dokumen evaluasi",
        "Hasil penilaian yang ditandatangani penilai lebih dahulu, lalu pegawai (formulir D.1.1).",
        "Lampiran V.A, halaman 114–115",
    ),
    Term(
        "keberatan",
        "Keberatan",
        "Bila Anda tidak menerima hasilnya, sampaikan kepada atasan penilai paling lama 14 hari kerja sejak diterima.",
        "Lampiran V.B, halaman 117",
    ),
    Term(
        "hari-kerja",
        "Hari kerja",
        "Hari bertugas menurut pola lima atau enam hari unit Anda, tanpa hari libur dan cuti bersama.",
        "Lampiran V",
    ),
    Term(
        "revisi",
        "Revisi SKP",
        "Edisi baru bila ekspektasi berubah. Yang lama tetap berlaku sampai revisinya ditetapkan.",
        "Pasal 14 ayat (2), Pasal 20",
    ),
)

BY_SLUG: dict[str, Term] = {term.slug: term for term in TERMS}
"""The terms by their addresses."""
