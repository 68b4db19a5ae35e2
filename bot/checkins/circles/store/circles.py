"""The tables of circles, who is in them and whose turn it was; and how each is read and written as a whole."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    delete,
    select,
    update,
)

from bot.checkins.circles.rules.circle import Circle, Ending, How, Lap, Part, Person, Plan, Stage, Standing, Turn
from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, fixed, metadata, own_id

circles = Table(
    "circles",
    metadata,
    own_id(),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("host_id", Snowflake, nullable=False),
    Column("host_sought", Boolean, nullable=False),
    Column("pressed_at", Instant, nullable=False),
    Column("voice_channel_id", Snowflake),
    Column("meetup_id", Integer),
    Column("part", Text),
    Column("prompt", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("laps", Integer, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("stage", Text, nullable=False),
    Column("lap", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("ends_at", Instant),
    Column("time_left_ms", Integer),
    Column("nudged", Boolean, nullable=False),
    Column("bot_was_away", Boolean, nullable=False),
    Column("voice_is_empty", Boolean, nullable=False),
    Column("looks", Integer, nullable=False),
    Column("look_at", Instant),
    Column("shown_since", Instant, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("begun_at", Instant),
    Column("closed_at", Instant),
    Column("ending", Text),
    CheckConstraint("stage in ('gathering', 'going', 'paused', 'between', 'over')", name="stage"),
    CheckConstraint("how in ('spoken', 'posted', 'harvest')", name="how"),
    CheckConstraint("ending in ('closed', 'everybody left', 'ran out')", name="ending"),
    CheckConstraint("part in ('opening', 'middle', 'closing')", name="part"),
    Index("ix_circles_guild", "guild_id"),
    Index("ix_circles_meetup", "meetup_id"),
)
_live = circles.c.stage != fixed(Stage.OVER)
Index("uq_circles_live", circles.c.channel_id, unique=True, sqlite_where=_live)

circle_people = Table(
    "circle_people",
    metadata,
    Column("circle_id", ForeignKey("circles.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", Snowflake, primary_key=True, autoincrement=False),
    Column("seat", Integer, nullable=False),
    Column("came", Boolean, nullable=False),
    Column("away_since", Instant),
    Column("is_in", Boolean, nullable=False),
    Index("ix_circle_people_member", "member_id"),
)
circle_laps = Table(
    "circle_laps",
    metadata,
    Column("circle_id", ForeignKey("circles.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("prompt", Text, nullable=False),
    Column("clockwise", Boolean, nullable=False),
    Column("first_id", Snowflake, nullable=False),
    Column("by_lot", Boolean, nullable=False),
    Column("begun_at", Instant, nullable=False),
)
circle_turns = Table(
    "circle_turns",
    metadata,
    own_id(),
    Column("circle_id", ForeignKey("circles.id", ondelete="CASCADE"), nullable=False),
    Column("lap", Integer, nullable=False),
    Column("member_id", Snowflake, nullable=False),
    Column("place", Integer, nullable=False),
    Column("queue", Integer, nullable=False),
    Column("standing", Text, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("words", Text),
    Column("said_in", Integer),
    CheckConstraint(
        "standing in ('waiting', 'speaking', 'comes back', 'spoke', 'passed', 'left')",
        name="standing",
    ),
    Index("uq_circle_turns_member", "circle_id", "lap", "member_id", unique=True),
    Index("ix_circle_turns_member", "member_id"),
    sqlite_autoincrement=True,
)
"""`said_in`: the circle's turn in which the words were said. The id of one that is deleted is given to no other."""

_CHANGING = (
    "host_id",
    "host_sought",
    "pressed_at",
    "turn",
    "since",
    "ends_at",
    "nudged",
    "bot_was_away",
    "voice_is_empty",
    "looks",
    "look_at",
    "shown_since",
    "begun_at",
    "closed_at",
    "ending",
    "stage",
)
_OF_A_PERSON = ("seat", "came", "away_since", "is_in")
_OF_A_TURN = ("place", "queue", "standing", "calls")


def add(tx: Tx, circle: Circle) -> int:
    """Return the new circle's id; the one that is given with it does not count. One is live in a channel at a time."""
    kept = {name: getattr(circle, name) for name in (*_CHANGING, "guild_id", "channel_id", "opened_at", "seed")}
    beside = {name: getattr(circle, name) for name in ("voice_channel_id", "meetup_id", "part")}
    circle_id = tx.insert(circles, **kept, **beside, lap=0, **asdict(circle.plan))
    for person in circle.people:
        _put_person(tx, circle_id, person)
    return circle_id


def put(tx: Tx, before: Circle, after: Circle) -> None:
    """Write down what is new."""
    time_left_ms = None if after.time_left is None else after.time_left // timedelta(milliseconds=1)
    changed = {name: getattr(after, name) for name in _CHANGING}
    lap = 0 if after.lap is None else after.lap.number
    row = {**changed, **asdict(after.plan), "time_left_ms": time_left_ms, "lap": lap}
    tx.change(update(circles).where(circles.c.id == after.id).values(**row))
    for person in set(after.people) - set(before.people):
        _put_person(tx, after.id, person)
    if after.lap is not None and after.lap != before.lap:
        tx.insert(circle_laps, circle_id=after.id, begun_at=tx.now, **asdict(after.lap))
    for turn in set(after.turns) - (set(before.turns) if after.lap == before.lap else set()):
        values = {"circle_id": after.id, "lap": lap, **asdict(turn)}
        tx.upsert(circle_turns, values, key=["circle_id", "lap", "member_id"], update=_OF_A_TURN)


def get(tx: Tx, circle_id: int) -> Circle | None:
    row = tx.first(select(circles).where(circles.c.id == circle_id))
    return None if row is None else _circle(tx, row)


def live_in(tx: Tx, channel_id: int) -> Circle | None:
    """Return what goes on in a channel or thread."""
    row = tx.first(select(circles).where(circles.c.channel_id == channel_id, _live))
    return None if row is None else _circle(tx, row)


def live_in_voice(tx: Tx, guild_id: int, voice_channel_ids: Collection[int] | None = None) -> list[Circle]:
    """Return what goes on in these voice channels of a guild, or in all of them."""
    here = (circles.c.guild_id == guild_id) & circles.c.voice_channel_id.is_not(None)
    if voice_channel_ids is not None:
        here &= circles.c.voice_channel_id.in_(voice_channel_ids)
    return [_circle(tx, row) for row in tx.all(select(circles).where(_live, here))]


def live_with(tx: Tx, guild_id: int, member_id: int) -> list[Circle]:
    """Return what goes on with this member in it, or as its host."""
    theirs = select(circle_people.c.circle_id).where(circle_people.c.member_id == member_id)
    mine = circles.c.id.in_(theirs) | (circles.c.host_id == member_id)
    return [_circle(tx, row) for row in tx.all(select(circles).where(_live, circles.c.guild_id == guild_id, mine))]


def not_looked_after(tx: Tx) -> list[Circle]:
    """Return what goes on although it should have been looked after by now."""
    return [_circle(tx, row) for row in tx.all(select(circles).where(_live, circles.c.look_at < tx.now))]


def of_meetup(tx: Tx, meetup_id: int, part: Part) -> Circle | None:
    """Return the newest circle that opened or closed a meetup."""
    mine = (circles.c.meetup_id == meetup_id) & (circles.c.part == part)
    row = tx.first(select(circles).where(mine).order_by(circles.c.id.desc()))
    return None if row is None else _circle(tx, row)


def erase(tx: Tx, guild_id: int) -> None:
    """People, laps and turns go with their circles."""
    tx.change(delete(circles).where(circles.c.guild_id == guild_id))


def _put_person(tx: Tx, circle_id: int, person: Person) -> None:
    values = {"circle_id": circle_id, **asdict(person)}
    tx.upsert(circle_people, values, key=["circle_id", "member_id"], update=_OF_A_PERSON)


def _circle(tx: Tx, row: Row) -> Circle:
    people = tx.all(select(circle_people).where(circle_people.c.circle_id == row["id"]))
    turns = select(circle_turns).where(circle_turns.c.circle_id == row["id"], circle_turns.c.lap == row["lap"])
    lap = select(circle_laps).where(circle_laps.c.circle_id == row["id"], circle_laps.c.number == row["lap"])
    return Circle(
        id=row["id"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        host_id=row["host_id"],
        plan=Plan(row["prompt"], How(row["how"]), row["minutes"], row["laps"]),
        seed=row["seed"],
        opened_at=row["opened_at"],
        since=row["since"],
        pressed_at=row["pressed_at"],
        shown_since=row["shown_since"],
        stage=Stage(row["stage"]),
        people=tuple(_person(one) for one in people),
        lap=_lap(tx.first(lap)),
        turns=tuple(_turn(one) for one in tx.all(turns)),
        turn=row["turn"],
        ends_at=row["ends_at"],
        time_left=None if row["time_left_ms"] is None else timedelta(milliseconds=row["time_left_ms"]),
        nudged=row["nudged"],
        bot_was_away=row["bot_was_away"],
        voice_is_empty=row["voice_is_empty"],
        host_sought=row["host_sought"],
        looks=row["looks"],
        look_at=row["look_at"],
        begun_at=row["begun_at"],
        closed_at=row["closed_at"],
        ending=None if row["ending"] is None else Ending(row["ending"]),
        voice_channel_id=row["voice_channel_id"],
        meetup_id=row["meetup_id"],
        part=None if row["part"] is None else Part(row["part"]),
    )


def _person(row: Row) -> Person:
    return Person(row["member_id"], row["seat"], row["came"], row["away_since"], row["is_in"])


def _turn(row: Row) -> Turn:
    return Turn(row["member_id"], row["place"], row["queue"], Standing(row["standing"]), row["calls"])


def _lap(row: Row | None) -> Lap | None:
    if row is None:
        return None
    return Lap(row["number"], row["prompt"], row["clockwise"], row["first_id"], row["by_lot"])
