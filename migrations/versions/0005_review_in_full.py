"""Review in full: periods, files, objections, calibration, reports, credit points

Revision: 0005, after 0004
"""

import secrets

import sqlalchemy as sa
from alembic import op

import app.db

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


BY_PERIOD = ('evaluation', 'realisation', 'feedback', 'progress_sheet', 'unit_achievement')


def upgrade():
    op.create_table('allowance_rate',
    sa.Column('overall', sa.Enum('very_poor', 'poor', 'needs_improvement', 'good', 'very_good', name='overall_rating', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('document', sa.String(length=300), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=False),
    sa.Column('set_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.CheckConstraint('percent BETWEEN 0 AND 200', name=op.f('ck_allowance_rate_percent')),
    sa.ForeignKeyConstraint(['set_by'], ['person.id'], name=op.f('fk_allowance_rate_set_by')),
    sa.PrimaryKeyConstraint('overall', name=op.f('pk_allowance_rate'))
    )
    op.create_table('attendance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('year_id', sa.Integer(), nullable=False),
    sa.Column('period_number', sa.Integer(), nullable=False),
    sa.Column('working_days', sa.Integer(), nullable=False),
    sa.Column('present_days', sa.Integer(), nullable=False),
    sa.Column('leave_days', sa.Integer(), nullable=False),
    sa.Column('absent_days', sa.Integer(), nullable=False),
    sa.Column('late_minutes', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('imported_by', sa.Integer(), nullable=False),
    sa.Column('imported_at', app.db.UtcDateTime(), nullable=False),
    sa.CheckConstraint('present_days + leave_days + absent_days <= working_days', name=op.f('ck_attendance_days')),
    sa.ForeignKeyConstraint(['imported_by'], ['person.id'], name=op.f('fk_attendance_imported_by')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_attendance_person_id')),
    sa.ForeignKeyConstraint(['year_id'], ['performance_year.id'], name=op.f('fk_attendance_year_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance')),
    sa.UniqueConstraint('person_id', 'year_id', 'period_number', name=op.f('uq_attendance_person_id_year_id_period_number'))
    )
    op.create_table('calibration',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('year_id', sa.Integer(), nullable=False),
    sa.Column('period_number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Text(), nullable=False),
    sa.Column('state', sa.Enum('open', 'closed', name='calibration_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('called_by', sa.Integer(), nullable=False),
    sa.Column('called_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['called_by'], ['person.id'], name=op.f('fk_calibration_called_by')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_calibration_unit_id')),
    sa.ForeignKeyConstraint(['year_id'], ['performance_year.id'], name=op.f('fk_calibration_year_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calibration'))
    )
    with op.batch_alter_table('calibration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calibration_unit_id'), ['unit_id'], unique=False)

    op.create_table('credit_balance',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('points', sa.String(length=16), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('document', sa.String(length=200), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=False),
    sa.Column('set_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_credit_balance_person_id')),
    sa.ForeignKeyConstraint(['set_by'], ['person.id'], name=op.f('fk_credit_balance_set_by')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_credit_balance'))
    )
    op.create_table('distribution_limit',
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('least', sa.Integer(), nullable=False),
    sa.Column('most', sa.Integer(), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=False),
    sa.Column('changed_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.CheckConstraint('least >= 0 AND most <= 100 AND least <= most', name=op.f('ck_distribution_limit_percent')),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_distribution_limit_changed_by')),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_distribution_limit'))
    )
    op.create_table('stored_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('upload_key', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('uploaded_by', sa.Integer(), nullable=True),
    sa.Column('uploaded_at', app.db.UtcDateTime(), nullable=False),
    sa.CheckConstraint("kind IN ('evidence', 'objection', 'issued')", name=op.f('ck_stored_file_kind')),
    sa.ForeignKeyConstraint(['uploaded_by'], ['person.id'], name=op.f('fk_stored_file_uploaded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stored_file')),
    sa.UniqueConstraint('kind', 'subject_id', 'upload_key', name=op.f('uq_stored_file_kind_subject_id_upload_key')),
    sa.UniqueConstraint('token', name=op.f('uq_stored_file_token'))
    )
    with op.batch_alter_table('stored_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stored_file_sha256'), ['sha256'], unique=False)

    op.create_table('unit_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('year_id', sa.Integer(), nullable=False),
    sa.Column('period_number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('sent', 'returned', 'accepted', name='report_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('note', sa.String(length=1000), nullable=False),
    sa.Column('sent_by', sa.Integer(), nullable=False),
    sa.Column('sent_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('answer', sa.String(length=1000), nullable=False),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.Column('answered_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['answered_by'], ['person.id'], name=op.f('fk_unit_report_answered_by')),
    sa.ForeignKeyConstraint(['sent_by'], ['person.id'], name=op.f('fk_unit_report_sent_by')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_unit_report_unit_id')),
    sa.ForeignKeyConstraint(['year_id'], ['performance_year.id'], name=op.f('fk_unit_report_year_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_report')),
    sa.UniqueConstraint('unit_id', 'year_id', 'period_number', name=op.f('uq_unit_report_unit_id_year_id_period_number'))
    )
    with op.batch_alter_table('unit_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_report_year_id'), ['year_id'], unique=False)

    op.create_table('calibration_member',
    sa.Column('calibration_id', sa.Integer(), nullable=False),
    sa.Column('assessor_id', sa.Integer(), nullable=False),
    sa.Column('laid_open_at', app.db.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['assessor_id'], ['person.id'], name=op.f('fk_calibration_member_assessor_id')),
    sa.ForeignKeyConstraint(['calibration_id'], ['calibration.id'], name=op.f('fk_calibration_member_calibration_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('calibration_id', 'assessor_id', name=op.f('pk_calibration_member'))
    )
    op.create_table('issued_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('form', sa.String(length=8), nullable=False),
    sa.Column('fmt', sa.String(length=8), nullable=False),
    sa.Column('signatures', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('issued_at', app.db.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['signed_document.id'], name=op.f('fk_issued_file_document_id')),
    sa.ForeignKeyConstraint(['file_id'], ['stored_file.id'], name=op.f('fk_issued_file_file_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issued_file')),
    sa.UniqueConstraint('document_id', 'form', 'fmt', 'signatures', name=op.f('uq_issued_file_document_id_form_fmt_signatures'))
    )
    with op.batch_alter_table('issued_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_issued_file_sha256'), ['sha256'], unique=False)

    op.create_table('team_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('matrix_id', sa.Integer(), nullable=False),
    sa.Column('period_number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('changed_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_team_note_author_id')),
    sa.ForeignKeyConstraint(['matrix_id'], ['matrix.id'], name=op.f('fk_team_note_matrix_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_note')),
    sa.UniqueConstraint('matrix_id', 'period_number', name=op.f('uq_team_note_matrix_id_period_number'))
    )
    op.create_table('leader_feedback',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_root_id', sa.Integer(), nullable=False),
    sa.Column('period_number', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(length=32), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('changed_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_leader_feedback_author_id')),
    sa.ForeignKeyConstraint(['plan_root_id'], ['plan.id'], name=op.f('fk_leader_feedback_plan_root_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leader_feedback')),
    sa.UniqueConstraint('plan_root_id', 'period_number', 'item', 'author_id', name=op.f('uq_leader_feedback_plan_root_id_period_number_item_author_id'))
    )
    with op.batch_alter_table('leader_feedback', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_leader_feedback_author_id'), ['author_id'], unique=False)

    op.create_table('self_assessment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_root_id', sa.Integer(), nullable=False),
    sa.Column('period_number', sa.Integer(), nullable=False),
    sa.Column('achieved', sa.Text(), nullable=False),
    sa.Column('hindered', sa.Text(), nullable=False),
    sa.Column('needed', sa.Text(), nullable=False),
    sa.Column('handed_in_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['plan_root_id'], ['plan.id'], name=op.f('fk_self_assessment_plan_root_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_self_assessment')),
    sa.UniqueConstraint('plan_root_id', 'period_number', name=op.f('uq_self_assessment_plan_root_id_period_number'))
    )
    op.create_table('calibration_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('calibration_id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('results_before', sa.Enum('above', 'as_expected', 'below', name='results_before', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('behaviour_before', sa.Enum('above', 'as_expected', 'below', name='behaviour_before', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('results_after', sa.Enum('above', 'as_expected', 'below', name='results_after', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('behaviour_after', sa.Enum('above', 'as_expected', 'below', name='behaviour_after', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=False),
    sa.Column('changed_at', app.db.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['calibration_id'], ['calibration.id'], name=op.f('fk_calibration_change_calibration_id')),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_calibration_change_changed_by')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_calibration_change_evaluation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calibration_change'))
    )
    with op.batch_alter_table('calibration_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calibration_change_calibration_id'), ['calibration_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_calibration_change_evaluation_id'), ['evaluation_id'], unique=False)

    op.create_table('clock_extension',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('clock', sa.Enum('D9', 'D10', 'D11', 'D12', 'D13a', 'D13b', 'D14', 'D15', 'D16', 'D17', name='clock', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('extended_by', sa.Integer(), nullable=False),
    sa.Column('extended_at', app.db.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_clock_extension_evaluation_id')),
    sa.ForeignKeyConstraint(['extended_by'], ['person.id'], name=op.f('fk_clock_extension_extended_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clock_extension'))
    )
    with op.batch_alter_table('clock_extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clock_extension_evaluation_id'), ['evaluation_id'], unique=False)

    op.create_table('credit_conversion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('month_from', sa.Integer(), nullable=False),
    sa.Column('month_to', sa.Integer(), nullable=False),
    sa.Column('position', sa.String(length=200), nullable=False),
    sa.Column('grade', sa.Enum('beginner', 'skilled', 'proficient', 'supervising', 'first', 'junior', 'middle', 'main', name='grade', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('overall', sa.Enum('very_poor', 'poor', 'needs_improvement', 'good', 'very_good', name='overall_rating', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('basis', sa.String(length=300), nullable=False),
    sa.Column('number', sa.String(length=100), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('withdrawn_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.CheckConstraint('month_from BETWEEN 1 AND 12 AND month_to BETWEEN month_from AND 12', name=op.f('ck_credit_conversion_months')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_credit_conversion_evaluation_id')),
    sa.ForeignKeyConstraint(['made_by'], ['person.id'], name=op.f('fk_credit_conversion_made_by')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_credit_conversion_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_credit_conversion'))
    )
    with op.batch_alter_table('credit_conversion', schema=None) as batch_op:
        batch_op.create_index('ix_credit_conversion_person', ['person_id', 'year'], unique=False)

    op.create_table('evaluation_mark',
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(length=32), nullable=False),
    sa.Column('mark', sa.Enum('above', 'as_expected', 'below', name='mark', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_evaluation_mark_evaluation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('evaluation_id', 'item', name=op.f('pk_evaluation_mark'))
    )
    op.create_table('objection',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'filed', 'explained', 'heard', 'upheld', 'changed', 'withdrawn', name='objection_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reasons', sa.Text(), nullable=False),
    sa.Column('filed_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('explained_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('explained_by', sa.Integer(), nullable=True),
    sa.Column('heard_on', sa.Date(), nullable=True),
    sa.Column('hearing_employee', sa.Text(), nullable=False),
    sa.Column('hearing_assessor', sa.Text(), nullable=False),
    sa.Column('results_rating', sa.Enum('above', 'as_expected', 'below', name='results_rating', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('behaviour_rating', sa.Enum('above', 'as_expected', 'below', name='behaviour_rating', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('decision', sa.Text(), nullable=False),
    sa.Column('recommendation', sa.Text(), nullable=False),
    sa.Column('decided_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['person.id'], name=op.f('fk_objection_decided_by')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_objection_evaluation_id')),
    sa.ForeignKeyConstraint(['explained_by'], ['person.id'], name=op.f('fk_objection_explained_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection')),
    sa.UniqueConstraint('evaluation_id', name=op.f('uq_objection_evaluation_id'))
    )
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_state'), ['state'], unique=False)

    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('period_number', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('superior_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('way', sa.Enum('regular', 'taken_over', 'signed_above', name='way', native_enum=False, create_constraint=True, length=32), server_default='regular', nullable=False))
        batch_op.add_column(sa.Column('exception', sa.Enum('very_poor', 'poor', 'needs_improvement', 'good', 'very_good', name='exception', native_enum=False, create_constraint=True, length=32), nullable=True))
        batch_op.add_column(sa.Column('is_close', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('relation', sa.String(length=500), server_default='', nullable=False))
        batch_op.add_column(sa.Column('looked_by', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('looked_at', app.db.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('looked_sha256', sa.String(length=64), server_default='', nullable=False))
        batch_op.add_column(sa.Column('signed_at', app.db.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('receipt_recorded_by', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('refusal', sa.Text(), server_default=sa.text("('')"), nullable=False))
        batch_op.add_column(sa.Column('refused_at', app.db.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('refusal_recorded_by', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('reported_at', app.db.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('reported_by', sa.Integer(), nullable=True))
        batch_op.create_index('ix_evaluation_period', ['year_id', 'period_number', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_evaluation_superior_id'), ['superior_id'], unique=False)
        batch_op.create_unique_constraint(batch_op.f('uq_evaluation_plan_root_id_period_number'), ['plan_root_id', 'period_number'])
        batch_op.create_foreign_key(batch_op.f('fk_evaluation_looked_by'), 'person', ['looked_by'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_evaluation_receipt_recorded_by'), 'person', ['receipt_recorded_by'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_evaluation_reported_by'), 'person', ['reported_by'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_evaluation_refusal_recorded_by'), 'person', ['refusal_recorded_by'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_evaluation_superior_id'), 'person', ['superior_id'], ['id'])
        batch_op.drop_constraint(batch_op.f('uq_evaluation_plan_root_id'), type_='unique')

    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.add_column(sa.Column('file_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_evidence_file_id'), 'stored_file', ['file_id'], ['id'])

    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.add_column(sa.Column('period_number', sa.Integer(), server_default='0', nullable=False))
        batch_op.create_unique_constraint(batch_op.f('uq_feedback_plan_root_id_period_number_item'), ['plan_root_id', 'period_number', 'item'])
        batch_op.drop_constraint(batch_op.f('uq_feedback_plan_root_id_item'), type_='unique')

    with op.batch_alter_table('progress_sheet', schema=None) as batch_op:
        batch_op.add_column(sa.Column('period_number', sa.Integer(), server_default='0', nullable=False))
        batch_op.create_unique_constraint(batch_op.f('uq_progress_sheet_plan_root_id_period_number_part'), ['plan_root_id', 'period_number', 'part'])
        batch_op.drop_constraint(batch_op.f('uq_progress_sheet_plan_root_id_part'), type_='unique')

    with op.batch_alter_table('realisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('period_number', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('attainment', sa.Enum('exceeded', 'met', 'partly', 'not_met', name='attainment', native_enum=False, create_constraint=True, length=32), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_realisation_plan_root_id_period_number_indicator_key'), ['plan_root_id', 'period_number', 'indicator_key'])
        batch_op.drop_constraint(batch_op.f('uq_realisation_plan_root_id_indicator_key'), type_='unique')

    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.add_column(sa.Column('seal', sa.String(length=64), server_default='', nullable=False))

    with op.batch_alter_table('signed_document', schema=None) as batch_op:
        batch_op.add_column(sa.Column('code', sa.String(length=20), nullable=True))
    _give_codes()
    with op.batch_alter_table('signed_document', schema=None) as batch_op:
        batch_op.alter_column('code', existing_type=sa.String(length=20), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_signed_document_code'), ['code'])

    with op.batch_alter_table('unit_achievement', schema=None) as batch_op:
        batch_op.add_column(sa.Column('period_number', sa.Integer(), server_default='0', nullable=False))
        batch_op.create_unique_constraint(batch_op.f('uq_unit_achievement_unit_id_year_id_period_number'), ['unit_id', 'year_id', 'period_number'])
        batch_op.drop_constraint(batch_op.f('uq_unit_achievement_unit_id_year_id'), type_='unique')

    _forget_defaults()
    op.execute("UPDATE evaluation SET signed_at = state_since WHERE state <> 'open'")
    _only('evaluation', 'evaluation_state', 'state', 'open', 'signed', 'received', 'countersigned', 'refused', 'changed')
    _only('evidence', 'evidence_kind', 'kind', 'text', 'link', 'file')
    _only('signed_document', 'kind', 'kind', 'plan', 'evaluation', 'credit')


def _forget_defaults():
    """They were there for the rows of before; the application names every value itself."""
    columns = [(table, 'period_number', sa.Integer()) for table in BY_PERIOD]
    columns += [
        ('evaluation', 'way', sa.String(length=32)),
        ('evaluation', 'relation', sa.String(length=500)),
        ('evaluation', 'looked_sha256', sa.String(length=64)),
        ('evaluation', 'refusal', sa.Text()),
        ('signature', 'seal', sa.String(length=64)),
    ]
    for table, column, kind in columns:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(column, existing_type=kind, existing_nullable=False, server_default=None)


def _only(table, name, column, *words):
    listed = ', '.join(f"'{word}'" for word in words)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{table}_{name}'), type_='check')
        batch_op.create_check_constraint(op.f(f'ck_{table}_{name}'), sa.text(f'{column} IN ({listed})'))


def _give_codes():
    """What was signed before has a code as well; the signs are those of app.domain.verification."""
    connection = op.get_bind()
    for (number,) in connection.execute(sa.text('SELECT id FROM signed_document')).all():
        code = ''.join('0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte % 32] for byte in secrets.token_bytes(16))
        connection.execute(
            sa.text('UPDATE signed_document SET code = :code WHERE id = :number'), {'code': code, 'number': number}
        )


def downgrade():
    # What only this version knows goes: evaluations and realisations of single periods, files, points.
    op.execute("DELETE FROM signature WHERE document_id IN (SELECT id FROM signed_document WHERE kind = 'credit')")
    for table in ('calibration_change', 'clock_extension', 'objection', 'evaluation_mark', 'issued_file'):
        op.execute(f"DELETE FROM {table}")
    op.execute(
        "DELETE FROM signature WHERE document_id IN (SELECT id FROM signed_document WHERE kind = 'evaluation' "
        "AND subject_id IN (SELECT id FROM evaluation WHERE period_number <> 0))"
    )
    op.execute(
        "DELETE FROM signed_document WHERE kind = 'credit' OR (kind = 'evaluation' "
        "AND subject_id IN (SELECT id FROM evaluation WHERE period_number <> 0))"
    )
    op.execute("DELETE FROM credit_conversion")
    op.execute("DELETE FROM evidence WHERE kind = 'file'")
    op.execute("DELETE FROM evidence WHERE realisation_id IN (SELECT id FROM realisation WHERE period_number <> 0)")
    for table in BY_PERIOD:
        op.execute(f"DELETE FROM {table} WHERE period_number <> 0")
    op.execute("UPDATE evaluation SET state = 'countersigned' WHERE state IN ('refused', 'changed')")
    _only('signed_document', 'kind', 'kind', 'plan', 'evaluation')
    _only('evidence', 'evidence_kind', 'kind', 'text', 'link')
    _only('evaluation', 'evaluation_state', 'state', 'open', 'signed', 'received', 'countersigned')

    with op.batch_alter_table('unit_achievement', schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_unit_achievement_unit_id_year_id'), ['unit_id', 'year_id'])
        batch_op.drop_constraint(batch_op.f('uq_unit_achievement_unit_id_year_id_period_number'), type_='unique')
        batch_op.drop_column('period_number')

    with op.batch_alter_table('signed_document', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_signed_document_code'), type_='unique')
        batch_op.drop_column('code')

    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.drop_column('seal')

    with op.batch_alter_table('realisation', schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_realisation_plan_root_id_indicator_key'), ['plan_root_id', 'indicator_key'])
        batch_op.drop_constraint(batch_op.f('uq_realisation_plan_root_id_period_number_indicator_key'), type_='unique')
        batch_op.drop_constraint(batch_op.f('ck_realisation_attainment'), type_='check')
        batch_op.drop_column('attainment')
        batch_op.drop_column('period_number')

    with op.batch_alter_table('progress_sheet', schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_progress_sheet_plan_root_id_part'), ['plan_root_id', 'part'])
        batch_op.drop_constraint(batch_op.f('uq_progress_sheet_plan_root_id_period_number_part'), type_='unique')
        batch_op.drop_column('period_number')

    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_feedback_plan_root_id_item'), ['plan_root_id', 'item'])
        batch_op.drop_constraint(batch_op.f('uq_feedback_plan_root_id_period_number_item'), type_='unique')
        batch_op.drop_column('period_number')

    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_evidence_file_id'), type_='foreignkey')
        batch_op.drop_column('file_id')

    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_evaluation_superior_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_evaluation_refusal_recorded_by'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_evaluation_reported_by'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_evaluation_receipt_recorded_by'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_evaluation_looked_by'), type_='foreignkey')
        batch_op.create_unique_constraint(batch_op.f('uq_evaluation_plan_root_id'), ['plan_root_id'])
        batch_op.drop_constraint(batch_op.f('uq_evaluation_plan_root_id_period_number'), type_='unique')
        batch_op.drop_index(batch_op.f('ix_evaluation_superior_id'))
        batch_op.drop_index('ix_evaluation_period')
        batch_op.drop_constraint(batch_op.f('ck_evaluation_way'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_evaluation_exception'), type_='check')
        batch_op.drop_column('reported_by')
        batch_op.drop_column('reported_at')
        batch_op.drop_column('refusal_recorded_by')
        batch_op.drop_column('refused_at')
        batch_op.drop_column('refusal')
        batch_op.drop_column('receipt_recorded_by')
        batch_op.drop_column('signed_at')
        batch_op.drop_column('looked_sha256')
        batch_op.drop_column('looked_at')
        batch_op.drop_column('looked_by')
        batch_op.drop_column('relation')
        batch_op.drop_column('is_close')
        batch_op.drop_column('exception')
        batch_op.drop_column('way')
        batch_op.drop_column('superior_id')
        batch_op.drop_column('period_number')

    for table in (
        'objection', 'evaluation_mark', 'credit_conversion', 'clock_extension', 'calibration_change', 'self_assessment',
        'leader_feedback', 'team_note', 'issued_file', 'calibration_member', 'unit_report', 'stored_file',
        'distribution_limit', 'credit_balance', 'calibration', 'attendance', 'allowance_rate',
    ):
        op.drop_table(table)
