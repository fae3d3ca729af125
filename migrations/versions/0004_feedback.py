"""360-degree feedback

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

import app.db

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('feedback_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.LargeBinary(length=16).with_variant(sa.BINARY(length=16), 'mariadb').with_variant(sa.BINARY(length=16), 'mysql'), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('prepared_by', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('preparing', 'open', 'closed', 'counted', 'purged', 'abandoned', name='round_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('period_start', sa.Date(), nullable=False),
    sa.Column('period_end', sa.Date(), nullable=False),
    sa.Column('nominate_until', sa.Date(), nullable=True),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('score_threshold', sa.Integer(), nullable=False),
    sa.Column('comment_threshold', sa.Integer(), nullable=False),
    sa.Column('most_forms', sa.Integer(), nullable=False),
    sa.Column('is_exercise', sa.Boolean(), nullable=False),
    sa.Column('launched_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('closes_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('public_key', sa.LargeBinary(length=32).with_variant(sa.BINARY(length=32), 'mariadb').with_variant(sa.BINARY(length=32), 'mysql'), nullable=True),
    sa.Column('rules', sa.Text().with_variant(mysql.MEDIUMTEXT(), 'mariadb').with_variant(mysql.MEDIUMTEXT(), 'mysql'), nullable=True),
    sa.Column('rules_mac', sa.LargeBinary(length=32).with_variant(sa.BINARY(length=32), 'mariadb').with_variant(sa.BINARY(length=32), 'mysql'), nullable=True),
    sa.Column('run', sa.Integer(), nullable=False),
    sa.Column('half_opened_by', sa.Integer(), nullable=True),
    sa.Column('second_opened_by', sa.Integer(), nullable=True),
    sa.Column('counted_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('valid_ballots', sa.Integer(), nullable=True),
    sa.Column('invalid_ballots', sa.Integer(), nullable=True),
    sa.Column('missing_ballots', sa.Integer(), nullable=True),
    sa.Column('purged_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('purge_problem', sa.String(length=300), nullable=False),
    sa.Column('reminded_on', sa.Date(), nullable=True),
    sa.Column('reminder', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.CheckConstraint('comment_threshold >= 5', name=op.f('ck_feedback_round_comment_floor')),
    sa.CheckConstraint('period_end >= period_start', name=op.f('ck_feedback_round_span')),
    sa.CheckConstraint('score_threshold >= 3', name=op.f('ck_feedback_round_score_floor')),
    sa.ForeignKeyConstraint(['half_opened_by'], ['person.id'], name=op.f('fk_feedback_round_half_opened_by')),
    sa.ForeignKeyConstraint(['prepared_by'], ['person.id'], name=op.f('fk_feedback_round_prepared_by')),
    sa.ForeignKeyConstraint(['second_opened_by'], ['person.id'], name=op.f('fk_feedback_round_second_opened_by')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_feedback_round_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_round')),
    sa.UniqueConstraint('token', name=op.f('uq_feedback_round_token'))
    )
    with op.batch_alter_table('feedback_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_round_unit_id'), ['unit_id'], unique=False)

    op.create_table('question_set',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('root_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('is_frozen', sa.Boolean(), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True),
    sa.Column('created_at', app.db.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['created_by'], ['person.id'], name=op.f('fk_question_set_created_by')),
    sa.ForeignKeyConstraint(['root_id'], ['question_set.id'], name=op.f('fk_question_set_root_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_set')),
    sa.UniqueConstraint('root_id', 'number', name=op.f('uq_question_set_root_id_number'))
    )
    op.create_table('ballot',
    sa.Column('id', sa.LargeBinary(length=16).with_variant(sa.BINARY(length=16), 'mariadb').with_variant(sa.BINARY(length=16), 'mysql'), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(length=4144), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_ballot_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot'))
    )
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ballot_round_id'), ['round_id'], unique=False)

    op.create_table('custodian',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('pending_key', sa.LargeBinary(length=32).with_variant(sa.BINARY(length=32), 'mariadb').with_variant(sa.BINARY(length=32), 'mysql'), nullable=True),
    sa.Column('public_key', sa.LargeBinary(length=32).with_variant(sa.BINARY(length=32), 'mariadb').with_variant(sa.BINARY(length=32), 'mysql'), nullable=True),
    sa.Column('confirmed_at', app.db.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_custodian_person_id')),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_custodian_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_custodian')),
    sa.UniqueConstraint('round_id', 'person_id', name=op.f('uq_custodian_round_id_person_id'))
    )
    op.create_table('feedback_subject',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('supervisor_id', sa.Integer(), nullable=True),
    sa.Column('set_id', sa.Integer(), nullable=True),
    sa.Column('nominated_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('approved_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('drawn', sa.Integer(), nullable=False),
    sa.Column('drawn_from', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_feedback_subject_person_id')),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_feedback_subject_round_id')),
    sa.ForeignKeyConstraint(['set_id'], ['question_set.id'], name=op.f('fk_feedback_subject_set_id')),
    sa.ForeignKeyConstraint(['supervisor_id'], ['person.id'], name=op.f('fk_feedback_subject_supervisor_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_feedback_subject_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_subject')),
    sa.UniqueConstraint('round_id', 'person_id', name=op.f('uq_feedback_subject_round_id_person_id'))
    )
    with op.batch_alter_table('feedback_subject', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_subject_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_feedback_subject_supervisor_id'), ['supervisor_id'], unique=False)

    op.create_table('question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('set_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('scale', 'open', name='question_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('value', sa.Enum('service', 'accountable', 'competent', 'harmonious', 'loyal', 'adaptive', 'collaborative', name='behaviour_value', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('text', sa.String(length=300), nullable=False),
    sa.Column('low', sa.String(length=200), nullable=False),
    sa.Column('high', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['set_id'], ['question_set.id'], name=op.f('fk_question_set_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question')),
    sa.UniqueConstraint('set_id', 'position', name=op.f('uq_question_set_id_position'))
    )
    op.create_table('receipt_list',
    sa.Column('round_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('content', sa.Text().with_variant(mysql.MEDIUMTEXT(), 'mariadb').with_variant(mysql.MEDIUMTEXT(), 'mysql'), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_receipt_list_round_id')),
    sa.PrimaryKeyConstraint('round_id', name=op.f('pk_receipt_list'))
    )
    op.create_table('round_group',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('rater_class', sa.Enum('superior', 'self', 'peer', 'subordinate', 'external', name='rater_class', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('source', sa.Enum('subject', 'officer', 'automatic', name='candidate_source', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('minimum', sa.Integer(), nullable=False),
    sa.Column('maximum', sa.Integer(), nullable=False),
    sa.Column('by_slip', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_round_group_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_group')),
    sa.UniqueConstraint('round_id', 'rater_class', name=op.f('uq_round_group_round_id_rater_class'))
    )
    op.create_table('round_questions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('position_kind', sa.Enum('political', 'jpt_main', 'jpt_middle', 'jpt_pratama', 'administrator', 'supervisor', 'executive', 'functional_expert', 'functional_skilled', name='position_kind', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('set_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_round_questions_round_id')),
    sa.ForeignKeyConstraint(['set_id'], ['question_set.id'], name=op.f('fk_round_questions_set_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_questions')),
    sa.UniqueConstraint('round_id', 'position_kind', name=op.f('uq_round_questions_round_id_position_kind'))
    )
    op.create_table('round_rate',
    sa.Column('round_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('unit_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('tenths', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_round_rate_round_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_round_rate_unit_id')),
    sa.PrimaryKeyConstraint('round_id', 'unit_id', name=op.f('pk_round_rate'))
    )
    op.create_table('feedback_candidate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('rater_class', sa.Enum('superior', 'self', 'peer', 'subordinate', 'external', name='rater_class', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('state', sa.Enum('proposed', 'approved', 'refused', name='candidate_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('proposed_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_feedback_candidate_person_id')),
    sa.ForeignKeyConstraint(['proposed_by'], ['person.id'], name=op.f('fk_feedback_candidate_proposed_by')),
    sa.ForeignKeyConstraint(['subject_id'], ['feedback_subject.id'], name=op.f('fk_feedback_candidate_subject_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_candidate')),
    sa.UniqueConstraint('subject_id', 'person_id', name=op.f('uq_feedback_candidate_subject_id_person_id'))
    )
    with op.batch_alter_table('feedback_candidate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_candidate_person_id'), ['person_id'], unique=False)

    op.create_table('invitation',
    sa.Column('id', sa.LargeBinary(length=16).with_variant(sa.BINARY(length=16), 'mariadb').with_variant(sa.BINARY(length=16), 'mysql'), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('rater_id', sa.Integer(), nullable=True),
    sa.Column('slip_hash', sa.LargeBinary(length=32).with_variant(sa.BINARY(length=32), 'mariadb').with_variant(sa.BINARY(length=32), 'mysql'), nullable=True),
    sa.Column('rater_class', sa.Enum('superior', 'self', 'peer', 'subordinate', 'external', name='rater_class', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('mac', sa.LargeBinary(length=32).with_variant(sa.BINARY(length=32), 'mariadb').with_variant(sa.BINARY(length=32), 'mysql'), nullable=False),
    sa.Column('state', sa.Enum('invited', 'declined', 'cancelled', name='invitation_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('used', sa.Boolean(), nullable=False),
    sa.Column('verifier', sa.LargeBinary(length=32).with_variant(sa.BINARY(length=32), 'mariadb').with_variant(sa.BINARY(length=32), 'mysql'), nullable=True),
    sa.CheckConstraint('(rater_id IS NULL) <> (slip_hash IS NULL)', name=op.f('ck_invitation_login_or_slip')),
    sa.ForeignKeyConstraint(['rater_id'], ['person.id'], name=op.f('fk_invitation_rater_id')),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_invitation_round_id')),
    sa.ForeignKeyConstraint(['subject_id'], ['feedback_subject.id'], name=op.f('fk_invitation_subject_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('slip_hash', name=op.f('uq_invitation_slip_hash')),
    sa.UniqueConstraint('subject_id', 'rater_id', name=op.f('uq_invitation_subject_id_rater_id'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index('ix_invitation_rater_round', ['rater_id', 'round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_invitation_round_id'), ['round_id'], unique=False)

    op.create_table('published_cell',
    sa.Column('id', sa.LargeBinary(length=16).with_variant(sa.BINARY(length=16), 'mariadb').with_variant(sa.BINARY(length=16), 'mysql'), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('run', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('classes', sa.String(length=100), nullable=False),
    sa.Column('answering', sa.Integer(), nullable=False),
    sa.Column('rater_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['rater_id'], ['person.id'], name=op.f('fk_published_cell_rater_id')),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_published_cell_round_id')),
    sa.ForeignKeyConstraint(['subject_id'], ['feedback_subject.id'], name=op.f('fk_published_cell_subject_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_cell'))
    )
    with op.batch_alter_table('published_cell', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_published_cell_round_id'), ['round_id'], unique=False)
        batch_op.create_index('ix_published_cell_subject_run', ['subject_id', 'run'], unique=False)

    op.create_table('published_comment',
    sa.Column('id', sa.LargeBinary(length=16).with_variant(sa.BINARY(length=16), 'mariadb').with_variant(sa.BINARY(length=16), 'mysql'), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('run', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('classes', sa.String(length=100), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('flagged_by', sa.Integer(), nullable=True),
    sa.Column('flag_reason', sa.String(length=500), nullable=False),
    sa.Column('first_officer_id', sa.Integer(), nullable=True),
    sa.Column('withhold_reason', sa.String(length=500), nullable=False),
    sa.Column('second_officer_id', sa.Integer(), nullable=True),
    sa.Column('withheld_on', sa.Date(), nullable=True),
    sa.Column('readable_until', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['first_officer_id'], ['person.id'], name=op.f('fk_published_comment_first_officer_id')),
    sa.ForeignKeyConstraint(['flagged_by'], ['person.id'], name=op.f('fk_published_comment_flagged_by')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_published_comment_question_id')),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_published_comment_round_id')),
    sa.ForeignKeyConstraint(['second_officer_id'], ['person.id'], name=op.f('fk_published_comment_second_officer_id')),
    sa.ForeignKeyConstraint(['subject_id'], ['feedback_subject.id'], name=op.f('fk_published_comment_subject_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_comment'))
    )
    with op.batch_alter_table('published_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_published_comment_round_id'), ['round_id'], unique=False)
        batch_op.create_index('ix_published_comment_subject_run', ['subject_id', 'run'], unique=False)

    op.create_table('published_figure',
    sa.Column('id', sa.LargeBinary(length=16).with_variant(sa.BINARY(length=16), 'mariadb').with_variant(sa.BINARY(length=16), 'mysql'), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('run', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('classes', sa.String(length=100), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('counts', sa.String(length=40), nullable=True),
    sa.Column('half_steps', sa.Integer(), nullable=True),
    sa.Column('band', sa.String(length=3), nullable=True),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_published_figure_question_id')),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_published_figure_round_id')),
    sa.ForeignKeyConstraint(['subject_id'], ['feedback_subject.id'], name=op.f('fk_published_figure_subject_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_figure'))
    )
    with op.batch_alter_table('published_figure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_published_figure_round_id'), ['round_id'], unique=False)
        batch_op.create_index('ix_published_figure_subject_run', ['subject_id', 'run'], unique=False)

    op.create_table('wrapped_key',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(length=512), nullable=True),
    sa.ForeignKeyConstraint(['first_id'], ['custodian.id'], name=op.f('fk_wrapped_key_first_id')),
    sa.ForeignKeyConstraint(['round_id'], ['feedback_round.id'], name=op.f('fk_wrapped_key_round_id')),
    sa.ForeignKeyConstraint(['second_id'], ['custodian.id'], name=op.f('fk_wrapped_key_second_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wrapped_key')),
    sa.UniqueConstraint('first_id', 'second_id', name=op.f('uq_wrapped_key_first_id_second_id'))
    )
    with op.batch_alter_table('wrapped_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_wrapped_key_round_id'), ['round_id'], unique=False)

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('email', sa.String(length=254), nullable=True))

    with op.batch_alter_table('bundle', schema=None) as batch_op:
        batch_op.drop_column('content')

    with op.batch_alter_table('login_session', schema=None) as batch_op:
        batch_op.add_column(sa.Column('draft_key', sa.LargeBinary(length=32).with_variant(sa.BINARY(length=32), 'mariadb').with_variant(sa.BINARY(length=32), 'mysql'), nullable=True))



def downgrade():
    with op.batch_alter_table('login_session', schema=None) as batch_op:
        batch_op.drop_column('draft_key')

    with op.batch_alter_table('bundle', schema=None) as batch_op:
        batch_op.add_column(sa.Column('content', sa.LargeBinary().with_variant(mysql.LONGBLOB(), 'mariadb', 'mysql'), nullable=True))

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_column('email')

    op.drop_table('wrapped_key')
    op.drop_table('published_figure')
    op.drop_table('published_comment')
    op.drop_table('published_cell')
    op.drop_table('invitation')
    op.drop_table('feedback_candidate')
    op.drop_table('round_rate')
    op.drop_table('round_questions')
    op.drop_table('round_group')
    op.drop_table('receipt_list')
    op.drop_table('question')
    op.drop_table('feedback_subject')
    op.drop_table('custodian')
    op.drop_table('ballot')
    op.drop_table('question_set')
    op.drop_table('feedback_round')
