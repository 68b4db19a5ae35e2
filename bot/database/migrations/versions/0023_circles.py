"""Circles: who is in them, their laps, whose turn it was; and who does not want to be mentioned in them."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("mentioned_in_circles", sa.Boolean(), nullable=True))
    op.create_table(
        "circles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("host_id", sa.BigInteger(), nullable=False),
        sa.Column("host_sought", sa.Boolean(), nullable=False),
        sa.Column("pressed_at", sa.BigInteger(), nullable=False),
        sa.Column("voice_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("meetup_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("laps", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("lap", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.Column("left_ms", sa.Integer(), nullable=True),
        sa.Column("nudged", sa.Boolean(), nullable=False),
        sa.Column("was_away", sa.Boolean(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("look_at", sa.BigInteger(), nullable=True),
        sa.Column("shown_since", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("ending", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "stage in ('gathering', 'going', 'paused', 'between', 'over')", name=op.f("ck_circles_stage")
        ),
        sa.CheckConstraint("how in ('spoken', 'posted', 'harvest')", name=op.f("ck_circles_how")),
        sa.CheckConstraint("ending in ('closed', 'everybody left', 'ran out')", name=op.f("ck_circles_ending")),
        sa.CheckConstraint("part in ('opening', 'middle', 'closing')", name=op.f("ck_circles_part")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circles")),
    )
    op.create_index("ix_circles_guild", "circles", ["guild_id"])
    op.create_index("ix_circles_meetup", "circles", ["meetup_id"])
    op.create_index("uq_circles_live", "circles", ["channel_id"], unique=True, sqlite_where=sa.text("stage != 'over'"))
    op.create_table(
        "circle_people",
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("came", sa.Boolean(), nullable=False),
        sa.Column("away_since", sa.BigInteger(), nullable=True),
        sa.Column("is_in", sa.Boolean(), nullable=False),
        _of_a_circle("circle_people"),
        sa.PrimaryKeyConstraint("circle_id", "member_id", name=op.f("pk_circle_people")),
    )
    op.create_index("ix_circle_people_member", "circle_people", ["member_id"])
    op.create_table(
        "circle_laps",
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("clockwise", sa.Boolean(), nullable=False),
        sa.Column("first_id", sa.BigInteger(), nullable=False),
        sa.Column("by_lot", sa.Boolean(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        _of_a_circle("circle_laps"),
        sa.PrimaryKeyConstraint("circle_id", "number", name=op.f("pk_circle_laps")),
    )
    op.create_table(
        "circle_turns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("lap", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("queue", sa.Integer(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("said_in", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "standing in ('waiting', 'speaking', 'comes back', 'spoke', 'passed', 'left')",
            name=op.f("ck_circle_turns_standing"),
        ),
        _of_a_circle("circle_turns"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_turns")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_circle_turns_member", "circle_turns", ["circle_id", "lap", "member_id"], unique=True)
    op.create_index("ix_circle_turns_member", "circle_turns", ["member_id"])


def _of_a_circle(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["circle_id"], ["circles.id"], name=op.f(f"fk_{table}_circle_id"), ondelete="CASCADE"
    )
