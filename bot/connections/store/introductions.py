"""The tables of introductions and who is in them, and the only SQL about them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    delete,
    func,
    select,
    update,
)

from bot.connections.rules.introductions import Introduction, Part, State, Step
from bot.database import Row, Tx
from bot.database.tables import Instant, Snowflake, in_parts, metadata, own_id

introductions = Table(
    "introductions",
    metadata,
    own_id(),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("asker_id", Snowflake, nullable=False),
    Column("by_hand", Boolean, nullable=False),
    Column("words", Text, nullable=False),
    Column("consent_id", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("met_at", Instant),
    Column("round_id", Integer),
    CheckConstraint("state in ('asking', 'open', 'lapsed', 'over')", name="state"),
    Index("ix_introductions_guild", "guild_id", "made_at"),
)
introduced = Table(
    "introduced",
    metadata,
    Column("introduction_id", ForeignKey("introductions.id", ondelete="CASCADE"), primary_key=True),
    Column("member_id", Snowflake, primary_key=True, autoincrement=False),
    Column("gets", JSON, nullable=False),
    Column("gives", JSON, nullable=False),
    Column("step", Text),
    Column("words", Text, nullable=False, default=""),
    Column("story_id", Integer),
    Index("ix_introduced_member", "member_id"),
)
LIVE = (State.ASKING, State.OPEN)


def add(
    tx: Tx,
    *,
    guild_id: int,
    channel_id: int,
    asker_id: int,
    by_hand: bool,
    words: str,
    parts: Mapping[int, Part],
    round_id: int | None = None,
) -> int:
    """Its consent is put down when it is asked for; in a round, people have said before that they are in."""
    row = {"guild_id": guild_id, "channel_id": channel_id, "asker_id": asker_id, "by_hand": by_hand, "words": words}
    state = State.ASKING if round_id is None else State.OPEN
    made = {"consent_id": 0, "state": state, "made_at": tx.now, "round_id": round_id}
    introduction_id = tx.insert(introductions, **row, **made)
    for member_id, part in parts.items():
        mine = {"introduction_id": introduction_id, "member_id": member_id}
        tx.insert(introduced, **mine, gets=list(part.gets), gives=list(part.gives))
    return introduction_id


def put_consent(tx: Tx, introduction_id: int, consent_id: int) -> None:
    tx.change(update(introductions).where(introductions.c.id == introduction_id).values(consent_id=consent_id))


def put_state(tx: Tx, introduction_id: int, state: State) -> None:
    tx.change(update(introductions).where(introductions.c.id == introduction_id).values(state=state))


def put_met(tx: Tx, introduction_id: int) -> None:
    tx.change(update(introductions).where(introductions.c.id == introduction_id).values(met_at=tx.now))


def put_outcome(tx: Tx, introduction_id: int, member_id: int, *, step: Step | None, words: str) -> None:
    mine = (introduced.c.introduction_id == introduction_id) & (introduced.c.member_id == member_id)
    tx.change(update(introduced).where(mine).values(step=step, words=words))


def put_story(tx: Tx, introduction_id: int, member_id: int, story_id: int | None) -> None:
    mine = (introduced.c.introduction_id == introduction_id) & (introduced.c.member_id == member_id)
    tx.change(update(introduced).where(mine).values(story_id=story_id))


def get(tx: Tx, introduction_id: int) -> Introduction | None:
    found = _introductions(tx, [introduction_id])
    return found[0] if found else None


def the(tx: Tx, introduction_id: int) -> Introduction:
    """Return one that is there, as it was just written."""
    (found,) = _introductions(tx, [introduction_id])
    return found


def by_consent(tx: Tx, consent_id: int) -> Introduction | None:
    found = tx.value(select(introductions.c.id).where(introductions.c.consent_id == consent_id))
    return None if found is None else get(tx, found)


def by_story(tx: Tx, story_id: int) -> tuple[Introduction, int] | None:
    """Return the introduction, and whose words of it are asked about."""
    row = tx.first(select(introduced).where(introduced.c.story_id == story_id))
    introduction = None if row is None else get(tx, row["introduction_id"])
    return None if row is None or introduction is None else (introduction, row["member_id"])


def of_member(tx: Tx, guild_id: int, member_id: int, *, states: Collection[State] = tuple(State)) -> list[Introduction]:
    """Return those in which a member is, the newest first."""
    here = (introductions.c.guild_id == guild_id) & introductions.c.state.in_(states)
    mine = select(introductions.c.id).join(introduced).where(here, introduced.c.member_id == member_id)
    return _introductions(tx, tx.column(mine.order_by(introductions.c.id.desc())))


def asked_by(tx: Tx, guild_id: int, member_id: int) -> list[Introduction]:
    """Return those that a member has asked for and that wait for an answer."""
    here = (introductions.c.guild_id == guild_id) & (introductions.c.state == State.ASKING)
    return _introductions(tx, tx.column(select(introductions.c.id).where(here, introductions.c.asker_id == member_id)))


def lapsed_lately(tx: Tx, guild_id: int, asker_id: int, people: Collection[int], *, since: datetime) -> bool:
    """Whether this member has asked for just these people since then, and it did not come about."""
    here = (introductions.c.guild_id == guild_id) & (introductions.c.asker_id == asker_id)
    lapsed = here & (introductions.c.state == State.LAPSED) & (introductions.c.made_at > since)
    found = _introductions(tx, tx.column(select(introductions.c.id).where(lapsed)))
    return any(set(one.people) == set(people) for one in found)


def last_introduced(tx: Tx, guild_id: int, member_ids: Collection[int]) -> dict[int, datetime]:
    """Return when each of these members was introduced last, be it now."""
    made = func.max(introductions.c.made_at).label("last")
    joined = select(introduced.c.member_id, made).join(introductions).group_by(introduced.c.member_id)
    here = (introductions.c.guild_id == guild_id) & introductions.c.state.in_([State.OPEN, State.OVER])
    return {
        row["member_id"]: row["last"]
        for some in in_parts(member_ids)
        for row in tx.all(joined.where(here, introduced.c.member_id.in_(some)))
    }


def made(tx: Tx, guild_id: int, member_ids: Collection[int], *, but_of_round: int) -> list[tuple[datetime, list[int]]]:
    """Return when introductions were made in which these members are, and who of them; but for those of one round."""
    here = (introductions.c.guild_id == guild_id) & introductions.c.state.in_([State.OPEN, State.OVER])
    here &= introductions.c.round_id.is_distinct_from(but_of_round)
    joined = select(introductions.c.id, introductions.c.made_at, introduced.c.member_id).join(introduced).where(here)
    found: dict[int, tuple[datetime, list[int]]] = {}
    for some in in_parts(member_ids):
        for row in tx.all(joined.where(introduced.c.member_id.in_(some)).order_by(introductions.c.id)):
            found.setdefault(row["id"], (row["made_at"], []))[1].append(row["member_id"])
    return list(found.values())


def of_round(tx: Tx, round_id: int) -> Sequence[Row]:
    """Return of each introduction of a round its state, and when it was said that they met."""
    return tx.all(select(introductions.c.state, introductions.c.met_at).where(introductions.c.round_id == round_id))


def counts(tx: Tx, guild_id: int) -> dict[State, int]:
    here = select(introductions.c.state, func.count().label("number")).where(introductions.c.guild_id == guild_id)
    return {State(row["state"]): row["number"] for row in tx.all(here.group_by(introductions.c.state))}


def met(tx: Tx, guild_id: int) -> int:
    """Return of how many somebody has said that they met."""
    here = (introductions.c.guild_id == guild_id) & introductions.c.met_at.is_not(None)
    return int(tx.value(select(func.count()).select_from(introductions).where(here)))


def forget(tx: Tx, guild_id: int, member_id: int) -> None:
    here = select(introductions.c.id).where(introductions.c.guild_id == guild_id)
    tx.change(delete(introduced).where(introduced.c.member_id == member_id, introduced.c.introduction_id.in_(here)))
    asked = (introductions.c.guild_id == guild_id) & (introductions.c.asker_id == member_id)
    tx.change(update(introductions).where(asked).values(asker_id=0, words=""))


def erase(tx: Tx, guild_id: int) -> None:
    tx.change(delete(introductions).where(introductions.c.guild_id == guild_id))


def _introductions(tx: Tx, introduction_ids: Sequence[int]) -> list[Introduction]:
    if not introduction_ids:
        return []
    wanted = introduced.c.introduction_id.in_(introduction_ids)
    parts: dict[int, dict[int, Part]] = {}
    for row in tx.all(select(introduced).where(wanted).order_by(introduced.c.member_id)):
        parts.setdefault(row["introduction_id"], {})[row["member_id"]] = _part(row)
    rows = tx.all(select(introductions).where(introductions.c.id.in_(introduction_ids)))
    found = {row["id"]: _introduction(row, parts.get(row["id"], {})) for row in rows}
    return [found[one] for one in introduction_ids if one in found]


def _introduction(row: Row, parts: Mapping[int, Part]) -> Introduction:
    return Introduction(
        row["id"],
        row["guild_id"],
        row["channel_id"],
        row["asker_id"],
        row["by_hand"],
        row["words"],
        row["consent_id"],
        State(row["state"]),
        row["made_at"],
        parts,
        row["round_id"],
    )


def _part(row: Row) -> Part:
    step = None if row["step"] is None else Step(row["step"])
    return Part(tuple(row["gets"]), tuple(row["gives"]), step, row["words"], row["story_id"])
