"""Planning in full

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

import app.db
from sqlalchemy.dialects import mysql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

PLAN_STATES = ('draft', 'submitted', 'returned', 'set', 'superseded', 'closed')


def upgrade():
    op.create_table('bundle',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('year_id', sa.Integer(), nullable=False),
    sa.Column('fmt', sa.String(length=8), nullable=False),
    sa.Column('requested_by', sa.Integer(), nullable=False),
    sa.Column('requested_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('ready_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('failure', sa.String(length=300), nullable=False),
    sa.Column('content', sa.LargeBinary().with_variant(mysql.LONGBLOB(), 'mariadb').with_variant(mysql.LONGBLOB(), 'mysql'), nullable=True),
    sa.ForeignKeyConstraint(['job_id'], ['job.id'], name=op.f('fk_bundle_job_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['requested_by'], ['person.id'], name=op.f('fk_bundle_requested_by')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_bundle_unit_id')),
    sa.ForeignKeyConstraint(['year_id'], ['performance_year.id'], name=op.f('fk_bundle_year_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bundle'))
    )
    with op.batch_alter_table('bundle', schema=None) as batch_op:
        batch_op.create_index('ix_bundle_requested', ['requested_by', 'requested_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_bundle_requested_at'), ['requested_at'], unique=False)

    op.create_table('filled_workbook',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('year_id', sa.Integer(), nullable=False),
    sa.Column('filename', sa.String(length=200), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('content', sa.Text().with_variant(mysql.MEDIUMTEXT(), 'mariadb').with_variant(mysql.MEDIUMTEXT(), 'mysql'), nullable=False),
    sa.Column('uploaded_by', sa.Integer(), nullable=False),
    sa.Column('uploaded_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('applied_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_filled_workbook_unit_id')),
    sa.ForeignKeyConstraint(['uploaded_by'], ['person.id'], name=op.f('fk_filled_workbook_uploaded_by')),
    sa.ForeignKeyConstraint(['year_id'], ['performance_year.id'], name=op.f('fk_filled_workbook_year_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_filled_workbook'))
    )
    with op.batch_alter_table('filled_workbook', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_filled_workbook_uploaded_at'), ['uploaded_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_filled_workbook_uploaded_by'), ['uploaded_by'], unique=False)

    op.create_table('library_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=True),
    sa.Column('family', sa.Enum('teacher', 'health', 'civil_registry', 'social', 'planning', 'administration', 'leadership', 'other', name='job_family', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('result', sa.Text(), nullable=False),
    sa.Column('indicator', sa.Text(), nullable=False),
    sa.Column('target', sa.Text(), nullable=False),
    sa.Column('aspects', sa.String(length=64), nullable=False),
    sa.Column('perspective', sa.Enum('receiver', 'process', 'strengthening', 'budget', name='perspective', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=True),
    sa.Column('changed_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_library_item_changed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_library_item')),
    sa.UniqueConstraint('key', name=op.f('uq_library_item_key'))
    )
    with op.batch_alter_table('library_item', schema=None) as batch_op:
        batch_op.create_index('ix_library_item_family', ['family', 'is_active'], unique=False)

    op.create_table('matrix',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year_id', sa.Integer(), nullable=False),
    sa.Column('leader_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('is_team', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['leader_id'], ['person.id'], name=op.f('fk_matrix_leader_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_matrix_unit_id')),
    sa.ForeignKeyConstraint(['year_id'], ['performance_year.id'], name=op.f('fk_matrix_year_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matrix'))
    )
    with op.batch_alter_table('matrix', schema=None) as batch_op:
        batch_op.create_index('ix_matrix_leader', ['leader_id', 'year_id'], unique=False)

    op.create_table('performance_agreement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('year_id', sa.Integer(), nullable=False),
    sa.Column('is_draft', sa.Boolean(), nullable=False),
    sa.Column('document', sa.String(length=300), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=False),
    sa.Column('changed_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_performance_agreement_changed_by')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_performance_agreement_unit_id')),
    sa.ForeignKeyConstraint(['year_id'], ['performance_year.id'], name=op.f('fk_performance_agreement_year_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_performance_agreement')),
    sa.UniqueConstraint('unit_id', 'year_id', name=op.f('uq_performance_agreement_unit_id_year_id'))
    )
    op.create_table('special_status',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('acting', 'daily_acting', 'structural', 'study', 'state_official', 'suspended', 'unpaid_leave', 'pre_retirement', name='special_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('detail', sa.String(length=300), nullable=False),
    sa.Column('document', sa.String(length=200), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('recorded_by', sa.Integer(), nullable=False),
    sa.Column('recorded_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_special_status_span')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_special_status_person_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['person.id'], name=op.f('fk_special_status_recorded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_special_status'))
    )
    with op.batch_alter_table('special_status', schema=None) as batch_op:
        batch_op.create_index('ix_special_status_person_span', ['person_id', 'valid_from'], unique=False)

    op.create_table('agreement_budget',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('programme', sa.Text(), nullable=False),
    sa.Column('amount', sa.String(length=100), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['performance_agreement.id'], name=op.f('fk_agreement_budget_agreement_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_budget'))
    )
    with op.batch_alter_table('agreement_budget', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_budget_agreement_id'), ['agreement_id'], unique=False)

    op.create_table('agreement_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('goal', sa.Text(), nullable=False),
    sa.Column('indicator', sa.Text(), nullable=False),
    sa.Column('target', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['performance_agreement.id'], name=op.f('fk_agreement_item_agreement_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_item'))
    )
    with op.batch_alter_table('agreement_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_item_agreement_id'), ['agreement_id'], unique=False)

    op.create_table('matrix_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('matrix_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['matrix_id'], ['matrix.id'], name=op.f('fk_matrix_member_matrix_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_matrix_member_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matrix_member')),
    sa.UniqueConstraint('matrix_id', 'person_id', name=op.f('uq_matrix_member_matrix_id_person_id'))
    )
    with op.batch_alter_table('matrix_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_matrix_member_person_id'), ['person_id'], unique=False)

    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year_id', sa.Integer(), nullable=False),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('leader_id', sa.Integer(), nullable=True),
    sa.Column('leader_words', sa.String(length=200), nullable=False),
    sa.Column('initiative', sa.Enum('appointed', 'voluntary', name='initiative', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('approval', sa.Enum('not_needed', 'waiting', 'approved', 'refused', name='approval', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('proposed_by', sa.Integer(), nullable=False),
    sa.Column('proposed_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('decision', sa.String(length=500), nullable=False),
    sa.Column('withdrawn_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('taken_root_id', sa.Integer(), nullable=True),
    sa.Column('taken_key', sa.String(length=16), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['person.id'], name=op.f('fk_assignment_decided_by')),
    sa.ForeignKeyConstraint(['employee_id'], ['person.id'], name=op.f('fk_assignment_employee_id')),
    sa.ForeignKeyConstraint(['leader_id'], ['person.id'], name=op.f('fk_assignment_leader_id')),
    sa.ForeignKeyConstraint(['proposed_by'], ['person.id'], name=op.f('fk_assignment_proposed_by')),
    sa.ForeignKeyConstraint(['taken_root_id'], ['plan.id'], name=op.f('fk_assignment_taken_root_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['year_id'], ['performance_year.id'], name=op.f('fk_assignment_year_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index('ix_assignment_employee', ['employee_id', 'year_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_leader_id'), ['leader_id'], unique=False)

    op.create_table('copied_part',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=40), nullable=False),
    sa.Column('ticked_by', sa.Integer(), nullable=False),
    sa.Column('ticked_at', app.db.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_copied_part_plan_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ticked_by'], ['person.id'], name=op.f('fk_copied_part_ticked_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_copied_part')),
    sa.UniqueConstraint('plan_id', 'part', name=op.f('uq_copied_part_plan_id_part'))
    )
    op.create_table('indicator_manual',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('root_id', sa.Integer(), nullable=False),
    sa.Column('indicator_key', sa.String(length=16), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('definition', sa.Text(), nullable=False),
    sa.Column('formula', sa.Text(), nullable=False),
    sa.Column('unit_of_measure', sa.String(length=100), nullable=False),
    sa.Column('level', sa.Enum('outcome', 'intermediate', 'low_control', name='control_level', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('reporting', sa.Enum('monthly', 'quarterly', 'half_yearly', 'yearly', name='reporting', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['root_id'], ['plan.id'], name=op.f('fk_indicator_manual_root_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator_manual')),
    sa.UniqueConstraint('root_id', 'indicator_key', name=op.f('uq_indicator_manual_root_id_indicator_key'))
    )
    op.create_table('matrix_column',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('matrix_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('source_root_id', sa.Integer(), nullable=True),
    sa.Column('result_key', sa.String(length=16), nullable=True),
    sa.Column('indicator_key', sa.String(length=16), nullable=True),
    sa.Column('method', sa.Enum('aspect', 'area', 'load', 'service', 'intermediate', name='cascade_method', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.ForeignKeyConstraint(['matrix_id'], ['matrix.id'], name=op.f('fk_matrix_column_matrix_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['source_root_id'], ['plan.id'], name=op.f('fk_matrix_column_source_root_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matrix_column'))
    )
    with op.batch_alter_table('matrix_column', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_matrix_column_matrix_id'), ['matrix_id'], unique=False)

    op.create_table('workblock',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('root_id', sa.Integer(), nullable=False),
    sa.Column('indicator_key', sa.String(length=16), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('parties', sa.Text(), nullable=False),
    sa.Column('duration', sa.String(length=100), nullable=False),
    sa.Column('beneficiaries', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('budget', sa.String(length=100), nullable=False),
    sa.Column('routine_strategies', sa.Text(), nullable=False),
    sa.Column('transforming_strategies', sa.Text(), nullable=False),
    sa.Column('routine_outputs', sa.Text(), nullable=False),
    sa.Column('transforming_outputs', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['root_id'], ['plan.id'], name=op.f('fk_workblock_root_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workblock')),
    sa.UniqueConstraint('root_id', 'indicator_key', name=op.f('uq_workblock_root_id_indicator_key'))
    )
    op.create_table('role_result',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('column_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('approval', sa.Enum('not_needed', 'waiting', 'approved', 'refused', name='approval', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('decision', sa.String(length=500), nullable=False),
    sa.Column('taken_root_id', sa.Integer(), nullable=True),
    sa.Column('taken_key', sa.String(length=16), nullable=True),
    sa.ForeignKeyConstraint(['column_id'], ['matrix_column.id'], name=op.f('fk_role_result_column_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by'], ['person.id'], name=op.f('fk_role_result_decided_by')),
    sa.ForeignKeyConstraint(['member_id'], ['matrix_member.id'], name=op.f('fk_role_result_member_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['taken_root_id'], ['plan.id'], name=op.f('fk_role_result_taken_root_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_result'))
    )
    with op.batch_alter_table('role_result', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_result_column_id'), ['column_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_role_result_member_id'), ['member_id'], unique=False)

    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.add_column(sa.Column('origin', sa.Enum('here', 'outside', name='plan_origin', native_enum=False, create_constraint=True, length=32), server_default='here', nullable=False))
        batch_op.add_column(sa.Column('to_superior', sa.Boolean(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('ended_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('scan_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('recorded_by', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_plan_recorded_by'), 'person', ['recorded_by'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_plan_scan_id'), 'scan', ['scan_id'], ['id'])

    with op.batch_alter_table('plan_remark', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_return', sa.Boolean(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('settled_at', app.db.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('settled_by', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_plan_remark_settled_by'), 'person', ['settled_by'], ['id'])

    with op.batch_alter_table('work_result', schema=None) as batch_op:
        batch_op.add_column(sa.Column('leader_indicator_key', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('assigned_by', sa.String(length=200), server_default='', nullable=False))
        batch_op.add_column(sa.Column('origin', sa.Enum('agreement', 'strategic_plan', 'annual_plan', 'directive', 'initiative', name='result_origin', native_enum=False, create_constraint=True, length=32), nullable=True))
        batch_op.add_column(sa.Column('duty', sa.Enum('acting', 'daily_acting', 'structural', 'study', 'state_official', 'suspended', 'unpaid_leave', 'pre_retirement', name='special_kind', native_enum=False, create_constraint=True, length=32), nullable=True))
        batch_op.add_column(sa.Column('method', sa.Enum('aspect', 'area', 'load', 'service', 'intermediate', name='cascade_method', native_enum=False, create_constraint=True, length=32), nullable=True))
        batch_op.add_column(sa.Column('agreement_item_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_work_result_agreement_item_id'), 'agreement_item', ['agreement_item_id'], ['id'], ondelete='SET NULL')

    # The defaults were for the rows that stood there; new ones are given every value.
    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.alter_column('origin', existing_type=sa.String(length=32), existing_nullable=False, server_default=None)
        batch_op.alter_column('to_superior', existing_type=sa.Boolean(), existing_nullable=False, server_default=None)

    with op.batch_alter_table('plan_remark', schema=None) as batch_op:
        batch_op.alter_column('is_return', existing_type=sa.Boolean(), existing_nullable=False, server_default=None)

    with op.batch_alter_table('work_result', schema=None) as batch_op:
        batch_op.alter_column(
            'assigned_by', existing_type=sa.String(length=200), existing_nullable=False, server_default=None
        )

    _allow('plan', 'plan_state', 'state', (*PLAN_STATES, 'ended'))


def _allow(table, name, column, values):
    words = ', '.join(f"'{value}'" for value in values)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{table}_{name}'), type_='check')
        batch_op.create_check_constraint(op.f(f'ck_{table}_{name}'), sa.text(f'{column} IN ({words})'))


def downgrade():
    # What only the newer tables can say is taken out first.
    op.execute("UPDATE plan SET state = 'superseded' WHERE state = 'ended'")
    _allow('plan', 'plan_state', 'state', PLAN_STATES)

    with op.batch_alter_table('work_result', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_work_result_agreement_item_id'), type_='foreignkey')
        for name in ('cascade_method', 'special_kind', 'result_origin'):
            batch_op.drop_constraint(batch_op.f(f'ck_work_result_{name}'), type_='check')
        for name in ('agreement_item_id', 'method', 'duty', 'origin', 'assigned_by', 'leader_indicator_key'):
            batch_op.drop_column(name)

    with op.batch_alter_table('plan_remark', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_plan_remark_settled_by'), type_='foreignkey')
        for name in ('settled_by', 'settled_at', 'is_return'):
            batch_op.drop_column(name)

    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_plan_scan_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_plan_recorded_by'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('ck_plan_plan_origin'), type_='check')
        for name in ('recorded_by', 'scan_id', 'ended_on', 'to_superior', 'origin'):
            batch_op.drop_column(name)

    for table in (
        'role_result', 'workblock', 'matrix_column', 'indicator_manual', 'copied_part', 'assignment', 'matrix_member',
        'agreement_item', 'agreement_budget', 'special_status', 'performance_agreement', 'matrix', 'library_item',
        'filled_workbook', 'bundle',
    ):
        op.drop_table(table)
