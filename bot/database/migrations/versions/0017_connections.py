"""Who takes part in introductions, who is never introduced, and every introduction."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "nevers",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("other_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("member_id", "other_id", name=op.f("pk_nevers")),
    )
    op.create_index("ix_nevers_other", "nevers", ["other_id"])
    op.create_table(
        "participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("paused_until", sa.BigInteger(), nullable=True),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("size", sa.Text(), nullable=False),
        sa.Column("mix", sa.Text(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state in ('in', 'paused', 'rests')", name=op.f("ck_participants_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
    )
    op.create_index("uq_participants_member", "participants", ["guild_id", "member_id"], unique=True)
    op.create_table(
        "introductions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("met_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("state in ('asking', 'open', 'lapsed', 'over')", name=op.f("ck_introductions_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
    )
    op.create_index("ix_introductions_guild", "introductions", ["guild_id", "made_at"])
    op.create_table(
        "introduced",
        sa.Column("introduction_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("gets", sa.JSON(), nullable=False),
        sa.Column("gives", sa.JSON(), nullable=False),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introductions.id"],
            name=op.f("fk_introduced_introduction_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("introduction_id", "member_id", name=op.f("pk_introduced")),
    )
    op.create_index("ix_introduced_member", "introduced", ["member_id"])
    with op.batch_alter_table("guilds") as guilds:
        guilds.add_column(sa.Column("connections_channel_id", sa.BigInteger(), nullable=True))
