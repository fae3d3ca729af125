"""An office moves in

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

import app.db
from sqlalchemy.dialects import mysql

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

PLAN_STATES = ('draft', 'submitted', 'returned', 'set', 'superseded')


def upgrade():
    op.create_table('reference_position',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('siasn_id', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('grade', sa.String(length=64), nullable=True),
    sa.Column('retirement_age', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reference_position')),
    sa.UniqueConstraint('siasn_id', name=op.f('uq_reference_position_siasn_id'))
    )
    with op.batch_alter_table('reference_position', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reference_position_name'), ['name'], unique=False)

    op.create_table('aide',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('official_id', sa.Integer(), nullable=False),
    sa.Column('aide_id', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('official_id <> aide_id', name=op.f('ck_aide_not_oneself')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_aide_span')),
    sa.ForeignKeyConstraint(['aide_id'], ['person.id'], name=op.f('fk_aide_aide_id')),
    sa.ForeignKeyConstraint(['official_id'], ['person.id'], name=op.f('fk_aide_official_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_aide'))
    )
    with op.batch_alter_table('aide', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_aide_aide_id'), ['aide_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_aide_official_id'), ['official_id'], unique=False)

    op.create_table('column_choice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('people', 'units', 'positions', 'assessors', name='intake_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('heading', sa.String(length=200), nullable=False),
    sa.Column('field', sa.String(length=64), nullable=False),
    sa.Column('chosen_by', sa.Integer(), nullable=True),
    sa.Column('chosen_at', app.db.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['chosen_by'], ['person.id'], name=op.f('fk_column_choice_chosen_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_column_choice')),
    sa.UniqueConstraint('kind', 'heading', name=op.f('uq_column_choice_kind_heading'))
    )
    op.create_table('tally',
    sa.Column('unit_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('counted_at', app.db.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_tally_unit_id')),
    sa.PrimaryKeyConstraint('unit_id', 'name', name=op.f('pk_tally'))
    )
    op.create_table('day_off',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('is_collective_leave', sa.Boolean(), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['set_by'], ['person.id'], name=op.f('fk_day_off_set_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_day_off')),
    sa.UniqueConstraint('day', name=op.f('uq_day_off_day'))
    )
    op.create_table('evaluation_period',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.CheckConstraint('ends_on > starts_on', name=op.f('ck_evaluation_period_span')),
    sa.ForeignKeyConstraint(['year_id'], ['performance_year.id'], name=op.f('fk_evaluation_period_year_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation_period')),
    sa.UniqueConstraint('year_id', 'number', name=op.f('uq_evaluation_period_year_id_number'))
    )
    op.create_table('intake',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('people', 'units', 'positions', 'assessors', name='intake_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'checked', 'refused', 'applying', 'applied', 'discarded', name='intake_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('token', sa.String(length=32), nullable=False),
    sa.Column('filename', sa.String(length=200), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('sheet', sa.String(length=64), nullable=False),
    sa.Column('effective_on', sa.Date(), nullable=False),
    sa.Column('summary', sa.Text().with_variant(mysql.MEDIUMTEXT(), 'mariadb').with_variant(mysql.MEDIUMTEXT(), 'mysql'), nullable=False),
    sa.Column('refusal', sa.String(length=500), nullable=False),
    sa.Column('done_percent', sa.Integer(), nullable=False),
    sa.Column('uploaded_by', sa.Integer(), nullable=True),
    sa.Column('uploaded_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('applied_by', sa.Integer(), nullable=True),
    sa.Column('applied_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['applied_by'], ['person.id'], name=op.f('fk_intake_applied_by')),
    sa.ForeignKeyConstraint(['uploaded_by'], ['person.id'], name=op.f('fk_intake_uploaded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_intake')),
    sa.UniqueConstraint('token', name=op.f('uq_intake_token'))
    )
    with op.batch_alter_table('intake', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_intake_uploaded_at'), ['uploaded_at'], unique=False)

    op.create_table('scan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('media_type', sa.String(length=64), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary().with_variant(mysql.MEDIUMBLOB(), 'mariadb').with_variant(mysql.MEDIUMBLOB(), 'mysql'), nullable=False),
    sa.Column('uploaded_by', sa.Integer(), nullable=False),
    sa.Column('uploaded_at', app.db.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['uploaded_by'], ['person.id'], name=op.f('fk_scan_uploaded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scan'))
    )
    with op.batch_alter_table('scan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_scan_sha256'), ['sha256'], unique=False)

    op.create_table('access_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('first', 'reset', name='code_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('issued_by', sa.Integer(), nullable=True),
    sa.Column('issued_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('expires_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('used_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('revoked_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('seen_at', app.db.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_access_code_account_id')),
    sa.ForeignKeyConstraint(['issued_by'], ['person.id'], name=op.f('fk_access_code_issued_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access_code')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_access_code_code_hash'))
    )
    with op.batch_alter_table('access_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_code_account_id'), ['account_id'], unique=False)

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('totp_secret', sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column('totp_step', sa.Integer(), server_default='0', nullable=False))
        batch_op.alter_column('password_hash',
               existing_type=sa.String(length=200),
               nullable=True)
        batch_op.alter_column('password_set_at',
               existing_type=app.db.UtcDateTime(),
               nullable=True)

    with op.batch_alter_table('assessor_assignment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('source', sa.Enum('setup', 'import', 'proposal', 'officer', name='source', native_enum=False, create_constraint=True, length=32), server_default='setup', nullable=False))

    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('prepared_by', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_evaluation_prepared_by'), 'person', ['prepared_by'], ['id'])

    with op.batch_alter_table('performance_year', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rhythm', sa.Enum('monthly', 'quarterly', name='rhythm', native_enum=False, create_constraint=True, length=32), server_default='quarterly', nullable=False))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('siasn_id', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('departure', sa.Enum('retirement', 'death', 'contract_end', 'transfer', 'dismissal', name='departure', native_enum=False, create_constraint=True, length=32), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_person_siasn_id'), ['siasn_id'])

    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.add_column(sa.Column('closed_because', sa.String(length=300), nullable=True))
        batch_op.create_index('ix_plan_year_employee', ['year_id', 'employee_id', 'edition'], unique=False)
        batch_op.drop_index(batch_op.f('ix_plan_year_id'))

    with op.batch_alter_table('posting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('eselon', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('source', sa.Enum('setup', 'import', 'proposal', 'officer', name='source', native_enum=False, create_constraint=True, length=32), server_default='setup', nullable=False))
        batch_op.add_column(sa.Column('reason', sa.String(length=300), nullable=True))

    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.add_column(sa.Column('recorded_by', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('scan_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_signature_scan_id'), 'scan', ['scan_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_signature_recorded_by'), 'person', ['recorded_by'], ['id'])

    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.add_column(sa.Column('work_days', sa.Integer(), nullable=True))
        batch_op.create_check_constraint(op.f('ck_unit_work_days'), 'work_days IN (5, 6)')

    with op.batch_alter_table('window', schema=None) as batch_op:
        batch_op.add_column(sa.Column('period_number', sa.Integer(), server_default='0', nullable=False))
        batch_op.create_unique_constraint(batch_op.f('uq_window_year_id_kind_period_number'), ['year_id', 'kind', 'period_number'])
        batch_op.drop_constraint(batch_op.f('uq_window_year_id_kind'), type_='unique')

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.alter_column('totp_step', existing_type=sa.Integer(), existing_nullable=False, server_default=None)

    with op.batch_alter_table('assessor_assignment', schema=None) as batch_op:
        batch_op.alter_column('source', existing_type=sa.String(length=32), existing_nullable=False, server_default=None)

    with op.batch_alter_table('performance_year', schema=None) as batch_op:
        batch_op.alter_column('rhythm', existing_type=sa.String(length=32), existing_nullable=False, server_default=None)

    with op.batch_alter_table('posting', schema=None) as batch_op:
        batch_op.alter_column('source', existing_type=sa.String(length=32), existing_nullable=False, server_default=None)

    with op.batch_alter_table('window', schema=None) as batch_op:
        batch_op.alter_column('period_number', existing_type=sa.Integer(), existing_nullable=False, server_default=None)

    _allow('plan', 'plan_state', 'state', (*PLAN_STATES, 'closed'))
    _allow('window', 'window_kind', 'kind', ('planning', 'periodic_evaluation', 'annual_evaluation'))


def _allow(table, name, column, values):
    words = ', '.join(f"'{value}'" for value in values)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{table}_{name}'), type_='check')
        batch_op.create_check_constraint(op.f(f'ck_{table}_{name}'), sa.text(f'{column} IN ({words})'))


def downgrade():
    # What only the newer tables can say is taken out first.
    window = op.get_bind().dialect.identifier_preparer.quote('window')  # a word of its own in MariaDB
    op.execute(f"DELETE FROM window_extension WHERE window_id IN (SELECT id FROM {window} WHERE period_number <> 0)")
    op.execute(f"DELETE FROM {window} WHERE period_number <> 0")
    op.execute("UPDATE plan SET state = 'superseded' WHERE state = 'closed'")
    op.execute("UPDATE account SET password_hash = '' WHERE password_hash IS NULL")
    op.execute("UPDATE account SET password_set_at = '1970-01-01 00:00:00' WHERE password_set_at IS NULL")
    _allow('plan', 'plan_state', 'state', PLAN_STATES)
    _allow('window', 'window_kind', 'kind', ('planning', 'annual_evaluation'))

    with op.batch_alter_table('window', schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_window_year_id_kind'), ['year_id', 'kind'])
        batch_op.drop_constraint(batch_op.f('uq_window_year_id_kind_period_number'), type_='unique')
        batch_op.drop_column('period_number')

    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_unit_work_days'), type_='check')
        batch_op.drop_column('work_days')

    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_signature_recorded_by'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_signature_scan_id'), type_='foreignkey')
        batch_op.drop_column('scan_id')
        batch_op.drop_column('recorded_by')

    with op.batch_alter_table('posting', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_posting_source'), type_='check')
        batch_op.drop_column('reason')
        batch_op.drop_column('source')
        batch_op.drop_column('eselon')

    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_year_id'), ['year_id'], unique=False)
        batch_op.drop_index('ix_plan_year_employee')
        batch_op.drop_column('closed_because')

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_person_departure'), type_='check')
        batch_op.drop_constraint(batch_op.f('uq_person_siasn_id'), type_='unique')
        batch_op.drop_column('departure')
        batch_op.drop_column('siasn_id')

    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_evaluation_prepared_by'), type_='foreignkey')
        batch_op.drop_column('prepared_by')

    with op.batch_alter_table('performance_year', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_performance_year_rhythm'), type_='check')
        batch_op.drop_column('rhythm')

    with op.batch_alter_table('assessor_assignment', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_assessor_assignment_source'), type_='check')
        batch_op.drop_column('source')

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.alter_column('password_set_at',
               existing_type=app.db.UtcDateTime(),
               nullable=False)
        batch_op.alter_column('password_hash',
               existing_type=sa.String(length=200),
               nullable=False)
        batch_op.drop_column('totp_step')
        batch_op.drop_column('totp_secret')

    op.drop_table('access_code')
    op.drop_table('scan')
    op.drop_table('intake')
    op.drop_table('evaluation_period')
    op.drop_table('day_off')
    op.drop_table('tally')
    op.drop_table('column_choice')
    op.drop_table('aide')
    op.drop_table('reference_position')