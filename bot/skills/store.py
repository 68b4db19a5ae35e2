"""What communities have changed about the headings, and the only SQL about it."""

from sqlalchemy import JSON, Boolean, Column, Table, Text, delete, select

from bot.database import Tx
from bot.database.tables import Snowflake, metadata
from bot.skills.rules.catalogue import Change, Skill

skills = Table(
    "skills",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("slug", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("added", Boolean, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("into", Text),
)


def changes(tx: Tx, guild_id: int) -> tuple[Change, ...]:
    rows = tx.all(select(skills).where(skills.c.guild_id == guild_id).order_by(skills.c.slug))
    return tuple(
        Change(Skill(row["slug"], row["name"], tuple(row["aliases"])), row["added"], row["hidden"], row["into"])
        for row in rows
    )


def put(tx: Tx, guild_id: int, change: Change) -> None:
    """Write what was done with one heading, in the place of what was done with it before."""
    skill = change.skill
    row = {
        "guild_id": guild_id,
        "slug": skill.slug,
        "name": skill.name,
        "aliases": list(skill.aliases),
        "added": change.added,
        "hidden": change.hidden,
        "into": change.into,
    }
    key = ["guild_id", "slug"]
    tx.upsert(skills, row, key=key, update=[name for name in row if name not in key])


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(skills).where(skills.c.guild_id == guild_id))
