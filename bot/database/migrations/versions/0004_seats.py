"""How many can come to a meetup, and who has a seat or waits for one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meetups") as meetups:
        meetups.add_column(sa.Column("seats", sa.Integer(), nullable=True))
        meetups.add_column(sa.Column("turns", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("meetups") as meetups:
        meetups.alter_column("turns", server_default=None)
    with op.batch_alter_table("answers") as answers:
        answers.add_column(sa.Column("standing", sa.Text(), nullable=True))
        answers.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    _fill()
    with op.batch_alter_table("answers") as answers:
        answers.alter_column("turn", server_default=None)
        answers.create_check_constraint(
            op.f("ck_answers_standing"), "standing in ('seated', 'waiting', 'asked', 'passed by')"
        )
        answers.create_check_constraint(op.f("ck_answers_going"), "(answer = 'going') = (standing is not null)")


def _fill() -> None:
    """Whoever is going has a seat, as there was no limit; the turns are the order in which people answered."""
    op.execute("update answers set standing = 'seated' where answer = 'going'")
    op.execute(
        "update answers set turn = (select count(*) from answers as earlier where earlier.meetup_id = answers.meetup_id"
        " and (earlier.answered_at, earlier.id) <= (answers.answered_at, answers.id))"
    )
    op.execute("update meetups set turns = (select count(*) from answers where answers.meetup_id = meetups.id)")
