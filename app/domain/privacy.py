"""What is stored about a person, why, who sees it, how long: one table for the page, the export and the tests.

Sources: UU 27/2022 (Ps. 5, 7, 13: right to be told, to see, to take along; Ps. 20(2) c and e: legal duty, public task),
PermenPANRB 6/2022. No rule gives years for performance documents: where ``fixed`` is False the period is the default of
this application until the office's own schedule of retention (JRA) says otherwise; nothing is deleted by itself then.
"""

from dataclasses import dataclass

LAW = "UU 27/2022 Ps. 20 ayat (2) huruf c dan e"


@dataclass(frozen=True)
class DataKind:
    """One kind of data; ``key`` names its part of the export, None where nothing is exported."""

    key: str
    what: str
    why: str
    basis: str
    seen_by: str
    kept: str
    fixed: bool


KINDS: tuple[DataKind, ...] = (
    DataKind(
        "identity",
        "Nama, NIP, status kepegawaian",
        "Mengenali Anda pada dokumen kinerja dan saat masuk.",
        f"{LAW}; PermenPANRB 6/2022 Ps. 4",
        "Anda, penilai dan atasannya, petugas kepegawaian, pengawas, administrator.",
        "Selama Anda bertugas di sini, lalu mengikuti dokumen kinerja Anda.",
        fixed=False,
    ),
    DataKind(
        "postings",
        "Riwayat jabatan, pangkat, unit, pejabat penilai, dan keadaan khusus (Plt., tugas belajar, cuti panjang)",
        "Menentukan formulir, penilai, dan siapa yang boleh membaca.",
        f"{LAW}; PermenPANRB 6/2022 Ps. 1 dan Lampiran IV.A",
        "Anda, penilai dan atasannya, petugas kepegawaian, pengawas.",
        "Selama dokumen kinerja dari masa itu disimpan.",
        fixed=False,
    ),
    DataKind(
        "plans",
        "Rencana kinerja (SKP) dan lampirannya, catatan penilai",
        "Menetapkan apa yang diharapkan dari Anda.",
        f"{LAW}; PermenPANRB 6/2022 Ps. 7–14",
        "Konsep: Anda dan penilai. Setelah diajukan: juga atasan penilai, pendamping, petugas kepegawaian, pengawas.",
        "Tahun kinerja ditambah 5 tahun.",
        fixed=False,
    ),
    DataKind(
        "roles",
        "Peran di matriks dan penugasan dari pimpinan, dengan persetujuan dan alasan penilai",
        "Membagi hasil kerja pimpinan menjadi peran, sebelum menjadi rencana kinerja Anda.",
        f"{LAW}; PermenPANRB 6/2022 Lampiran II.A.5",
        "Peran: pegawai di matriks dan unitnya, pimpinan, petugas kepegawaian, pengawas. Penugasan: pimpinan, penilai.",
        "Tahun kinerja ditambah 5 tahun.",
        fixed=False,
    ),
    DataKind(
        "progress",
        "Realisasi, bukti, penilaian diri, umpan balik untuk Anda, dan kehadiran bila diimpor",
        "Mendokumentasikan kinerja dan pembinaan.",
        f"{LAW}; PermenPANRB 6/2022 Ps. 15–22",
        "Anda, penilai dan atasannya, pendamping, pengawas.",
        "Tahun kinerja ditambah 5 tahun.",
        fixed=False,
    ),
    DataKind(
        "evaluations",
        "Rating, predikat, catatan, alasan, tanggapan dan keberatan Anda, angka kredit",
        "Evaluasi kinerja dan tindak lanjutnya.",
        f"{LAW}; PermenPANRB 6/2022 Ps. 23–27",
        "Sebelum ditandatangani: penilai dan pendampingnya. Sesudahnya: juga Anda, atasan penilai, pengawas.",
        "Tahun kinerja ditambah 5 tahun.",
        fixed=False,
    ),
    DataKind(
        "signatures",
        "Tanda tangan Anda: dokumen, waktu, sidik isi, dan siapa yang mencatatnya dari kertas",
        "Membuktikan siapa menandatangani isi yang mana.",
        f"{LAW}; UU 11/2008 Ps. 11",
        "Siapa pun yang boleh membaca dokumennya.",
        "Bersama dokumen yang ditandatangani.",
        fixed=False,
    ),
    DataKind(
        "account",
        "Akun: nama masuk, kapan kata sandi dibuat, surel bila Anda simpan, peran, pendampingan, kode yang dicetak",
        "Memastikan hanya Anda yang masuk. Kata sandi disimpan sebagai sidik tak terbaca; surel untuk pengingat.",
        LAW,
        "Anda. Petugas kepegawaian melihat keadaan akun, bukan kata sandi atau isinya.",
        "Selama akun ada.",
        fixed=False,
    ),
    DataKind(
        "logins",
        "Kapan Anda masuk dan kapan terakhir terlihat",
        "Mengakhiri sesi yang ditinggalkan dan menunjukkan login yang bukan dari Anda.",
        LAW,
        "Anda.",
        "90 hari setelah sesi berakhir; hitungan percobaan masuk yang gagal 1 hari.",
        fixed=True,
    ),
    DataKind(
        "feedback_rounds",
        "Umpan balik 360: putaran tentang Anda, pencalonan dan undangan Anda sebagai penjawab, tugas memegang kunci",
        "Memberi Anda gambaran dari berbagai pihak. Jawaban Anda sendiri tersegel dan tidak dapat diambil kembali.",
        f"{LAW}; PermenPANRB 6/2022 Ps. 17–19 dan Lampiran III.C.15",
        "Undangan: Anda dan petugas putaran. Jawaban: tidak seorang pun; hanya angka kelompok yang cukup besar terbit.",
        "Undangan: sampai putaran berikutnya boleh dibuka (90 hari). Hasil: tahun kinerja ditambah 5 tahun.",
        fixed=False,
    ),
    DataKind(
        "acts",
        "Jejak tindakan: siapa melakukan apa, kapan, tanpa isi tulisan",
        "Pertanggungjawaban; melindungi Anda dari tindakan orang lain atas nama Anda.",
        f"{LAW}; UU 27/2022 Ps. 31",
        "Anda melihat tindakan Anda sendiri; pengawas memeriksa jejaknya.",
        "Selama aplikasi dipakai. Jejak tidak dapat diubah atau dihapus satu per satu.",
        fixed=False,
    ),
)

EXPORTED: dict[str, str] = {
    "account.person_id": "account",
    "aide.aide_id": "account",
    "role_grant.person_id": "account",
    "posting.person_id": "postings",
    "assessor_assignment.employee_id": "postings",
    "special_status.person_id": "postings",
    "plan.employee_id": "plans",
    "matrix_member.person_id": "roles",
    "assignment.employee_id": "roles",
    "evaluation.employee_id": "evaluations",
    "attendance.person_id": "progress",
    "credit_conversion.person_id": "evaluations",
    "credit_balance.person_id": "evaluations",
    "credit_addition.person_id": "evaluations",
    "signature.person_id": "signatures",
    "audit_entry.actor_id": "acts",
    "feedback_subject.person_id": "feedback_rounds",
    "feedback_candidate.person_id": "feedback_rounds",
    "invitation.rater_id": "feedback_rounds",
    "custodian.person_id": "feedback_rounds",
    "published_cell.rater_id": "feedback_rounds",
}
"""Columns that point to a person, and the part of that person's export in which their rows stand."""

_ABOUT_SOMEBODY_ELSE = "Barisnya tentang orang lain; tindakan sendiri ada di jejak tindakan."
_OFFICE_WORK = "Pekerjaan kantor, bukan data tentang orang itu; tindakannya ada di jejak tindakan."

LEFT_OUT: dict[str, str] = {
    "access_code.issued_by": _ABOUT_SOMEBODY_ELSE,
    "aide.official_id": _ABOUT_SOMEBODY_ELSE,
    "assessor_assignment.assessor_id": _ABOUT_SOMEBODY_ELSE,
    "matrix.leader_id": _ABOUT_SOMEBODY_ELSE,
    "role_result.decided_by": _ABOUT_SOMEBODY_ELSE,
    "assignment.leader_id": _ABOUT_SOMEBODY_ELSE,
    "assignment.proposed_by": _ABOUT_SOMEBODY_ELSE,
    "assignment.decided_by": _ABOUT_SOMEBODY_ELSE,
    "plan.assessor_id": _ABOUT_SOMEBODY_ELSE,
    "plan.recorded_by": _ABOUT_SOMEBODY_ELSE,
    "copied_part.ticked_by": "Tanda pada rencana sendiri; rencananya ada di bagian rencana.",
    "filled_workbook.uploaded_by": "Salinan sementara isian, terhapus paling lama setelah sehari.",
    "plan_remark.author_id": _ABOUT_SOMEBODY_ELSE,
    "plan_remark.settled_by": _ABOUT_SOMEBODY_ELSE,
    "feedback.author_id": _ABOUT_SOMEBODY_ELSE,
    "evaluation.assessor_id": _ABOUT_SOMEBODY_ELSE,
    "evaluation.prepared_by": _ABOUT_SOMEBODY_ELSE,
    "evaluation.superior_id": _ABOUT_SOMEBODY_ELSE,
    "evaluation.looked_by": _ABOUT_SOMEBODY_ELSE,
    "evaluation.receipt_recorded_by": _ABOUT_SOMEBODY_ELSE,
    "evaluation.refusal_recorded_by": _ABOUT_SOMEBODY_ELSE,
    "evaluation.reported_by": _ABOUT_SOMEBODY_ELSE,
    "leader_feedback.author_id": _ABOUT_SOMEBODY_ELSE,
    "objection.explained_by": _ABOUT_SOMEBODY_ELSE,
    "objection.decided_by": _ABOUT_SOMEBODY_ELSE,
    "clock_extension.extended_by": _ABOUT_SOMEBODY_ELSE,
    "calibration_member.assessor_id": _ABOUT_SOMEBODY_ELSE,
    "calibration_change.changed_by": _ABOUT_SOMEBODY_ELSE,
    "calibration.called_by": _OFFICE_WORK,
    "team_note.author_id": _OFFICE_WORK,
    "distribution_limit.changed_by": _OFFICE_WORK,
    "attendance.imported_by": _OFFICE_WORK,
    "allowance_rate.set_by": _OFFICE_WORK,
    "credit_balance.set_by": _OFFICE_WORK,
    "credit_addition.added_by": _OFFICE_WORK,
    "paper_form.printed_by": _ABOUT_SOMEBODY_ELSE,
    "credit_conversion.made_by": _OFFICE_WORK,
    "unit_report.sent_by": _OFFICE_WORK,
    "unit_report.answered_by": _OFFICE_WORK,
    "stored_file.uploaded_by": "Berkas bukti dan keberatan sendiri; isinya ada di bagian pelaksanaan dan evaluasi.",
    "signature.recorded_by": _ABOUT_SOMEBODY_ELSE,
    "scan.uploaded_by": _ABOUT_SOMEBODY_ELSE,
    "unit_achievement.set_by": _OFFICE_WORK,
    "window_extension.extended_by": _OFFICE_WORK,
    "day_off.set_by": _OFFICE_WORK,
    "special_status.recorded_by": _OFFICE_WORK,
    "library_item.changed_by": _OFFICE_WORK,
    "performance_agreement.changed_by": _OFFICE_WORK,
    "column_choice.chosen_by": _OFFICE_WORK,
    "intake.uploaded_by": _OFFICE_WORK,
    "intake.applied_by": _OFFICE_WORK,
    "bundle.requested_by": _OFFICE_WORK,
    "question_set.created_by": _OFFICE_WORK,
    "feedback_round.prepared_by": _OFFICE_WORK,
    "feedback_round.half_opened_by": _OFFICE_WORK,
    "feedback_round.second_opened_by": _OFFICE_WORK,
    "feedback_subject.supervisor_id": _ABOUT_SOMEBODY_ELSE,
    "feedback_candidate.proposed_by": _ABOUT_SOMEBODY_ELSE,
    "published_comment.flagged_by": _ABOUT_SOMEBODY_ELSE,
    "published_comment.first_officer_id": _OFFICE_WORK,
    "published_comment.second_officer_id": _OFFICE_WORK,
}
"""Columns that point to a person and are not exported, each with its reason."""

RIGHTS: tuple[str, ...] = (
    "Mengetahui apa yang disimpan dan mengapa (Ps. 5): halaman ini.",
    "Memperbaiki data yang keliru (Ps. 6): minta petugas kepegawaian unit Anda.",
    "Melihat dan mendapat salinannya (Ps. 7 dan 13): tombol unduh di bawah.",
    "Menghapus (Ps. 8): dokumen kinerja wajib disimpan instansi; penghapusannya mengikuti jadwal retensi.",
)
"""The rights of UU 27/2022 and how they are used here."""
