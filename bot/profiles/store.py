"""The tables of what members say of themselves, and the only SQL about them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Table, Text, case, delete, func, or_, select, update

from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, in_parts, metadata, own_id
from bot.profiles.rules.entries import Entry, Side

aims = Table(
    "aims",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("member_id", Snowflake, primary_key=True, autoincrement=False),
    Column("aim", Text, nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("said_at", Instant, nullable=False),
)
entries = Table(
    "entries",
    metadata,
    own_id(),
    Column("guild_id", Snowflake, nullable=False),
    Column("member_id", Snowflake, nullable=False),
    Column("side", Text, nullable=False),
    Column("slug", Text),
    Column("words", Text, nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("rests", Boolean, nullable=False, default=False),
    Column("asked_at", Instant),
    CheckConstraint("side in ('need', 'offer')", name="side"),
    Index("ix_entries_guild_member", "guild_id", "member_id"),
    Index("ix_entries_guild_slug", "guild_id", "slug"),
)


def aim(tx: Tx, guild_id: int, member_id: int) -> Row | None:
    return tx.first(select(aims).where(aims.c.guild_id == guild_id, aims.c.member_id == member_id))


def put_aim(tx: Tx, guild_id: int, member_id: int, *, aim: str, shown: bool) -> None:
    row = {"guild_id": guild_id, "member_id": member_id, "aim": aim, "shown": shown, "said_at": tx.now}
    tx.upsert(aims, row, key=["guild_id", "member_id"], update=["aim", "shown", "said_at"])


def of_member(tx: Tx, guild_id: int, member_id: int) -> list[Entry]:
    mine = (entries.c.guild_id == guild_id) & (entries.c.member_id == member_id)
    return [_entry(row) for row in tx.all(select(entries).where(mine).order_by(entries.c.id))]


def of_members(tx: Tx, guild_id: int, member_ids: Collection[int]) -> Sequence[tuple[int, Entry]]:
    """Return what each of these members offers and needs, but for what rests."""
    here = (entries.c.guild_id == guild_id) & entries.c.rests.is_(False)
    return [
        (row["member_id"], _entry(row))
        for some in in_parts(member_ids)
        for row in tx.all(select(entries).where(here, entries.c.member_id.in_(some)).order_by(entries.c.id))
    ]


def about(tx: Tx, guild_id: int, *, offers: Collection[str], needs: Collection[str]) -> Sequence[tuple[int, Entry]]:
    """Return who offers or needs what stands under these slugs, and all that stands under none yet; none that rests."""
    here = (entries.c.guild_id == guild_id) & entries.c.rests.is_(False)
    offered = (entries.c.side == Side.OFFER) & entries.c.slug.in_(offers)
    needed = (entries.c.side == Side.NEED) & entries.c.slug.in_(needs)
    wanted = or_(offered, needed, entries.c.slug.is_(None))
    rows = tx.all(select(entries).where(here, wanted).order_by(entries.c.id))
    return [(row["member_id"], _entry(row)) for row in rows]


def numbers(tx: Tx, guild_id: int, member_ids: Collection[int]) -> Sequence[Row]:
    """Return how often each heading is needed and offered by these members; by words where there is none yet."""
    here = (entries.c.guild_id == guild_id) & entries.c.rests.is_(False)
    words = case((entries.c.slug.is_(None), entries.c.words), else_=None).label("words")
    what = (entries.c.side, entries.c.slug, words)
    counted = select(*what, func.count().label("number")).where(here).group_by(*what)
    return [row for some in in_parts(member_ids) for row in tx.all(counted.where(entries.c.member_id.in_(some)))]


def count(tx: Tx, guild_id: int, member_id: int, side: Side) -> int:
    mine = (entries.c.guild_id == guild_id) & (entries.c.member_id == member_id) & (entries.c.side == side)
    return int(tx.value(select(func.count()).select_from(entries).where(mine)))


def add(tx: Tx, guild_id: int, member_id: int, side: Side, *, slug: str | None, words: str) -> int:
    row = {"guild_id": guild_id, "member_id": member_id, "side": side, "slug": slug, "words": words}
    return tx.insert(entries, said_at=tx.now, **row)


def change(tx: Tx, entry_id: int, *, slug: str | None, words: str) -> None:
    """Said anew, it rests no longer."""
    said = {"slug": slug, "words": words, "said_at": tx.now, "rests": False, "asked_at": None}
    tx.change(update(entries).where(entries.c.id == entry_id).values(**said))


def remove(tx: Tx, entry_id: int) -> None:
    tx.change(delete(entries).where(entries.c.id == entry_id))


def owners_of_old(tx: Tx, *, before: datetime) -> list[tuple[int, int]]:
    """Return the guild and the member of each who has said something before then and was not asked about it."""
    waiting = (entries.c.said_at <= before) & entries.c.asked_at.is_(None) & entries.c.rests.is_(False)
    rows = tx.all(select(entries.c.guild_id, entries.c.member_id).where(waiting).distinct())
    return [(row["guild_id"], row["member_id"]) for row in rows]


def old(tx: Tx, guild_id: int, member_id: int, *, before: datetime) -> list[Entry]:
    """Return what a member said before then, and what rests."""
    return [one for one in of_member(tx, guild_id, member_id) if one.said_at <= before or one.rests]


def note_asked(tx: Tx, guild_id: int, member_id: int, *, before: datetime) -> int:
    """Return how many of a member's there are that were said before then, and not asked about until now."""
    mine = (entries.c.guild_id == guild_id) & (entries.c.member_id == member_id) & (entries.c.said_at <= before)
    return tx.change(update(entries).where(mine, entries.c.asked_at.is_(None)).values(asked_at=tx.now))


def renew(tx: Tx, guild_id: int, member_id: int) -> int:
    """Have all that a member has said hold from now on; return how many."""
    mine = (entries.c.guild_id == guild_id) & (entries.c.member_id == member_id)
    return tx.change(update(entries).where(mine).values(said_at=tx.now, asked_at=None, rests=False))


def let_rest(tx: Tx, *, asked_before: datetime) -> None:
    tx.change(update(entries).where(entries.c.asked_at <= asked_before).values(rests=True))


def clear(tx: Tx, guild_id: int, member_id: int) -> None:
    """Take off all entries of a member."""
    tx.change(delete(entries).where(entries.c.guild_id == guild_id, entries.c.member_id == member_id))


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    clear(tx, guild_id, member_id)
    tx.change(delete(aims).where(aims.c.guild_id == guild_id, aims.c.member_id == member_id))


def erase(tx: Tx, guild_id: int) -> None:
    for table in (aims, entries):
        tx.change(delete(table).where(table.c.guild_id == guild_id))


def _entry(row: Row) -> Entry:
    return Entry(row["id"], Side(row["side"]), row["slug"], row["words"], row["said_at"], row["rests"])
