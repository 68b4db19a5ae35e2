"""The opt-in is over: the groups are drawn, and organisers can look at them until the hour."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot import outbox
from bot.connections import finding
from bot.connections.rules.matching.asked import LEAST, Asked, Drawn, Person, Seats
from bot.connections.rules.matching.draw import draw_there
from bot.connections.rules.participation import Participant, State
from bot.connections.rules.rounds import Draw, Place, Settings, counted_anew, settings_from_json
from bot.connections.store import draws, participants
from bot.database import Tx
from bot.guilds import community
from bot.members import zones
from bot.outbox import DueItem, Job, StaleSnapshotError, Tools, presence
from bot.profiles import viewing
from bot.programmes import answering, rounds
from bot.programmes.rules.programme import Round, Stage

from . import history
from .history import Played
from .subjects import PREVIEW, preview_subject


@dataclass(frozen=True)
class Snapshot:
    """What groups are drawn from. `roles`: those that mark parts of the community.

    `draw`: as it was, None before the first one. `beside`: of other rounds that are drawn and not sent, each with its
    revision: two drawn at once would not know of each other, and might bring the same people together.
    """

    asked: Asked
    present: presence.Asked
    roles: tuple[int, ...]
    draw: Draw | None
    beside: tuple[tuple[int, int], ...]

    @property
    def locked(self) -> list[Place]:
        return self.draw.locked if self.draw else []


@dataclass(frozen=True)
class DrawnAmong:
    """`marks`: of each who is still there, the roles of theirs that mark parts of the community."""

    drawn: Drawn
    marks: Mapping[int, frozenset[int]]


def settings_of(found: Round) -> Settings:
    return settings_from_json(found.settings)


def seed_of(found: Round, revision: int) -> int:
    """Return another number for each draw of a round: it is stored, and draws the same again."""
    return found.id * 1000 + revision


def asked_of(
    tx: Tx, found: Round, member_ids: Collection[int], *, revision: int | None = None, as_it_was: bool = False
) -> Asked:
    """Return what would be asked of a draw among these members, but for the parts of the community they belong to.

    `revision`: of the draw that is to be made anew; None: it is for no draw, and seats don't matter. `as_it_was`: for
    what is told of it later. Who takes a break by now still counts, and what came after it does not: else it could be
    read off that somebody takes one.
    """
    hopes = settings_of(found).hopes
    taking = participants.among(tx, found.guild_id, member_ids)
    people = [one for one in taking if as_it_was or one.state is State.IN]
    ids = [one.member_id for one in people]
    played = history.played(tx, found, ids, size=hopes.size)
    said = viewing.of_members(tx, found.guild_id, ids)
    is_seated = revision is not None and hopes.size > LEAST
    seats = history.seats(tx, found.programme_id) if is_seated else Seats()
    met = history.met(tx, found, {*ids, *seats.of}, until=found.begins_at if as_it_was else None)
    living = zones.zones_for(tx, guild_id=found.guild_id, member_ids=ids)

    def person(one: Participant) -> Person:
        mine = played.get(one.member_id, Played())
        return Person(
            one.member_id,
            finding.sides(said.get(one.member_id, [])),
            slots=one.wishes.slots,
            zone=living[one.member_id],
            size=one.wishes.size,
            mix=one.wishes.mix,
            is_new=one.member_id not in met.introduced,
            left_out=mine.turn,
            larger=mine.larger,
        )

    return Asked(
        people=tuple(map(person, people)),
        hopes=hopes,
        seed=seed_of(found, revision or 0),
        now=tx.now,
        past=met.past,
        apart=history.apart(tx, ids),
        seats=seats,
    )


def _read(tx: Tx, item: DueItem) -> Snapshot | None:
    found = rounds.at_stage(tx, item.args["round_id"], Stage.ASKING, Stage.PREPARED)
    if found is None:
        return None
    before = draws.get(tx, found.id)
    if before is None:
        return snapshot_of(tx, found, answering.who_is_in(tx, found), None)
    before = _of_those_who_take_part(tx, found, before)
    drawn = dict.fromkeys([*answering.who_is_in(tx, found), *(place.member_id for place in before.places)])
    fixed = {place.member_id for place in before.locked}
    return snapshot_of(tx, found, [one for one in drawn if one not in fixed], before)


def snapshot_of(tx: Tx, found: Round, member_ids: Collection[int], draw: Draw | None) -> Snapshot:
    """Return what these members of a round would be drawn from; who takes no part any more is in it nowhere."""
    draw = None if draw is None else _of_those_who_take_part(tx, found, draw)
    asked = asked_of(tx, found, member_ids, revision=draw.revision if draw else 0)
    people = tuple(one.member_id for one in asked.people)
    there = presence.Asked(found.guild_id, people)
    return Snapshot(asked, there, settings_of(found).roles, draw, _beside(tx, found))


def _of_those_who_take_part(tx: Tx, found: Round, draw: Draw) -> Draw:
    taking = _taking_part(tx, found, [place.member_id for place in draw.places])
    return replace(draw, places=[place for place in draw.places if place.member_id in taking])


def _beside(tx: Tx, found: Round) -> tuple[tuple[int, int], ...]:
    drawn = history.drawn_beside(tx, found)
    return tuple((draw.round_id, draw.revision) for draw in drawn)


async def drawn_among(tools: Tools, snapshot: Snapshot | None) -> DrawnAmong | None:
    if snapshot is None:
        return None
    marks = await marks_of(tools, snapshot)
    return DrawnAmong(await tools.workers.run(draw_there, snapshot.asked, marks), marks)


async def marks_of(tools: Tools, snapshot: Snapshot) -> dict[int, frozenset[int]]:
    """Return who is still there, each with the roles of theirs that mark parts of the community."""
    found = await presence.roles_of(tools, snapshot.present)
    beyond = dict.fromkeys(snapshot.present.member_ids[presence.MOST_ASKED :], frozenset[int]())
    return {one: mine & frozenset(snapshot.roles) for one, mine in {**found, **beyond}.items()}


def _write(tx: Tx, item: DueItem, snapshot: Snapshot | None, among: DrawnAmong | None) -> None:
    found = rounds.at_stage(tx, item.args["round_id"], Stage.ASKING, Stage.PREPARED)
    if found is None or snapshot is None or among is None:
        return
    require_unchanged(tx, found, snapshot)
    draws.put(tx, _draw(found, snapshot, among))
    if found.stage is Stage.ASKING:
        rounds.put_stage(tx, found, Stage.PREPARED)
        _show_organisers(tx, found)
    outbox.touch_card(tx, subject=preview_subject(found.id))


def require_unchanged(tx: Tx, found: Round, snapshot: Snapshot) -> None:
    """Raise StaleSnapshotError where a draw was changed meanwhile, or somebody takes no part any more."""
    before = draws.get(tx, found.id)
    is_changed = (before.revision if before else 0) != (snapshot.draw.revision if snapshot.draw else 0)
    places = snapshot.draw.places if snapshot.draw else []
    there = {*snapshot.present.member_ids, *(place.member_id for place in places)}
    if is_changed or _beside(tx, found) != snapshot.beside or _taking_part(tx, found, there) != there:
        raise StaleSnapshotError


def _taking_part(tx: Tx, found: Round, member_ids: Collection[int]) -> set[int]:
    return {one.member_id for one in participants.among(tx, found.guild_id, member_ids)}


def _draw(found: Round, snapshot: Snapshot, among: DrawnAmong) -> Draw:
    highest = max((place.number for place in snapshot.locked), default=0)
    fixed = {place.member_id for place in snapshot.locked}
    paused = [place for place in on_a_break(snapshot) if place.member_id not in fixed]
    places = [*snapshot.locked, *places_of(among.drawn, among.marks, after=highest), *paused]
    seed, seats = snapshot.asked.seed, among.drawn.seats.number
    return Draw(found.id, found.guild_id, 0, seed, among.drawn.share, seats, counted_anew(places))


def on_a_break(snapshot: Snapshot) -> list[Place]:
    """Return those who take one since it was drawn, in no group: were they gone, it could be read off."""
    asked = set(snapshot.present.member_ids)
    others = (place for place in (snapshot.draw.places if snapshot.draw else ()) if place.member_id not in asked)
    return [replace(place, number=0, is_locked=False, is_late=True) for place in others]


def places_of(drawn: Drawn, marks: Mapping[int, frozenset[int]], *, after: int) -> list[Place]:
    """Return where each stands; the groups are counted on after this number."""
    groups = [*enumerate(drawn.groups, start=after + 1), (0, drawn.left_out)]
    seat = drawn.seats.of
    return [Place(one, number, marks=marks[one], seat=seat.get(one)) for number, group in groups for one in group]


def _show_organisers(tx: Tx, found: Round) -> None:
    channel_id = community.of(tx, found.guild_id).organisers_channel_id
    if channel_id is not None:
        subject, channel = preview_subject(found.id), outbox.channel(channel_id)
        outbox.post_card(tx, subject=subject, kind=PREVIEW, guild_id=found.guild_id, channel=channel)


DRAWING = Job(read=_read, work=drawn_among, write=_write)
