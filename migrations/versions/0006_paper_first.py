"""Paper first, diplomas, a result carried over

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

import app.db

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('credit_addition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('grade', sa.Enum('beginner', 'skilled', 'proficient', 'supervising', 'first', 'junior', 'middle', 'main', name='grade', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('points', sa.String(length=16), nullable=False),
    sa.Column('recognised_on', sa.Date(), nullable=False),
    sa.Column('diploma', sa.String(length=200), nullable=False),
    sa.Column('document', sa.String(length=200), nullable=False),
    sa.Column('added_by', sa.Integer(), nullable=False),
    sa.Column('added_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('withdrawn_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor', sa.String(length=32), nullable=True),
    sa.Column('editor_seq', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['added_by'], ['person.id'], name=op.f('fk_credit_addition_added_by')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_credit_addition_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_credit_addition'))
    )
    with op.batch_alter_table('credit_addition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_credit_addition_person_id'), ['person_id'], unique=False)

    op.create_table('paper_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.Text().with_variant(mysql.MEDIUMTEXT(), 'mariadb').with_variant(mysql.MEDIUMTEXT(), 'mysql'), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('printed_by', sa.Integer(), nullable=False),
    sa.Column('printed_at', app.db.UtcDateTime(), nullable=False),
    sa.Column('used_at', app.db.UtcDateTime(), nullable=True),
    sa.Column('dropped_at', app.db.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_paper_form_evaluation_id')),
    sa.ForeignKeyConstraint(['printed_by'], ['person.id'], name=op.f('fk_paper_form_printed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_form')),
    sa.UniqueConstraint('code', name=op.f('uq_paper_form_code'))
    )
    with op.batch_alter_table('paper_form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_form_evaluation_id'), ['evaluation_id'], unique=False)

    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('carried_from_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('carried_agreed_at', app.db.UtcDateTime(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_evaluation_carried_from_id'), 'evaluation', ['carried_from_id'], ['id'])



def downgrade():
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_evaluation_carried_from_id'), type_='foreignkey')
        batch_op.drop_column('carried_agreed_at')
        batch_op.drop_column('carried_from_id')

    op.drop_table('paper_form')
    op.drop_table('credit_addition')
