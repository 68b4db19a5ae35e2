"""What can't be said in a private thread is told to organisers and tried again; nobody is left waiting."""

from datetime import timedelta

import pytest

from bot.clock import ManualClock
from bot.connections.consenting import CONSENT_ASKED
from bot.database import Database, Tx
from bot.guilds import community
from bot.notices.troubles import TROUBLE, tell_organisers
from bot.outbox import Outbox, Registry, Rendered
from bot.outbox.rules.records import DeliveryState, Place
from bot.outbox.store import deliveries
from bot.threads import corners, trying
from bot.workers import InlineWorkers
from tests.builders import ADMIN, BEN, CHANNEL, GUILD
from tests.conftest import NOON
from tests.outbox.doubles import Body, DiscordDouble
from tests.outbox.faults import refused

HOUR = timedelta(hours=1)
ORGANISERS = 12


class Community:
    """An outbox that knows one kind of message into a corner."""

    def __init__(self, db: Database, clock: ManualClock) -> None:
        self.db = db
        self.discord = DiscordDouble(NOON)
        registry = Registry(on_trouble=tell_organisers)
        registry.due[trying.TRY_AGAIN] = trying.again
        registry.fallbacks[CONSENT_ASKED] = trying.later
        for kind in (CONSENT_ASKED, TROUBLE):
            registry.deliveries[kind] = lambda _tx, delivery, mark: Rendered(Body(delivery.kind, (mark,)))
        self.outbox = Outbox(db, self.discord, registry, InlineWorkers())
        self._clock = clock

    async def pass_time(self, by: timedelta) -> None:
        self._clock.move(by)
        self.discord.clock.move(by)
        await self.outbox.work_until_idle()

    async def ask(self, *, until: timedelta | None = None) -> None:
        await self.db.write(_ask, until)
        await self.outbox.work_until_idle()

    async def state(self) -> str:
        def read(tx: Tx) -> str:
            rows = [row for row in deliveries.listing(tx, list(DeliveryState)) if row["kind"] == CONSENT_ASKED]
            return str(rows[0]["state"])

        return await self.db.read(read)


def _ask(tx: Tx, until: timedelta | None) -> None:
    community.change(tx, actor=ADMIN, changes={"organisers_channel_id": ORGANISERS})
    corners.tell(
        tx,
        guild_id=GUILD,
        member_id=BEN.member_id,
        channel_id=CHANNEL,
        kind=CONSENT_ASKED,
        once=1,
        args={},
        until=None if until is None else tx.now + until,
    )


@pytest.fixture
def there(db: Database, clock: ManualClock) -> Community:
    return Community(db, clock)


@pytest.mark.parametrize(
    ("call", "refusal"),
    [
        ("open_private_thread", refused(10003, gone=True)),
        ("open_private_thread", refused(160006)),
        ("add_to_thread", refused()),
    ],
    ids=["channel gone", "1,000 threads", "no right"],
)
async def test_it_is_tried_every_six_hours_until_it_can_be(there: Community, call: str, refusal: Exception) -> None:
    there.discord.fail(call, refusal, refusal)
    await there.ask()
    assert there.discord.texts(ORGANISERS) == [TROUBLE]

    await there.pass_time(6 * HOUR)
    assert await there.state() == DeliveryState.FAILED
    await there.pass_time(6 * HOUR)

    assert await there.state() == DeliveryState.SENT
    assert there.discord.texts(ORGANISERS) == [TROUBLE], "told once"
    said = [there.discord.texts(one.id) for one in there.discord.threads.values() if not one.archived]
    assert [CONSENT_ASKED] in said


async def test_it_is_tried_in_the_channel_that_is_chosen_meanwhile(there: Community) -> None:
    there.discord.fail("open_private_thread", refused(10003, gone=True))
    await there.ask()
    await there.db.write(community.change, actor=ADMIN, changes={"connections_channel_id": ORGANISERS})

    await there.pass_time(6 * HOUR)

    assert [one.parent for one in there.discord.threads.values()] == [ORGANISERS]


async def test_it_is_not_tried_beyond_its_own_end(there: Community) -> None:
    there.discord.fail("open_private_thread", *[refused() for _ in range(99)])
    await there.ask(until=24 * HOUR)

    for _ in range(10):
        await there.pass_time(6 * HOUR)

    assert len(there.discord.requests_of("open_private_thread")) == 4
    assert await there.state() == DeliveryState.FAILED


async def test_after_a_week_it_is_let_be_where_it_has_no_end_of_its_own(there: Community) -> None:
    there.discord.fail("open_private_thread", *[refused() for _ in range(999)])
    await there.ask()

    for _ in range(40):
        await there.pass_time(6 * HOUR)

    assert len(there.discord.requests_of("open_private_thread")) == 28


async def test_a_member_has_one_corner_which_tells_nobody_whose_it_is(there: Community) -> None:
    await there.ask()
    await there.db.write(_ask_anew)
    await there.outbox.work_until_idle()

    assert [there.discord.texts(one.id) for one in there.discord.threads.values()] == [[CONSENT_ASKED] * 2]
    rows = await there.db.read(deliveries.listing, list(DeliveryState))
    assert all(str(BEN.member_id) not in row["key"] + row["subject"] for row in rows)
    assert {row["place"] for row in rows} == {Place.CHANNEL}


def _ask_anew(tx: Tx) -> None:
    corners.tell(tx, guild_id=GUILD, member_id=BEN.member_id, channel_id=CHANNEL, kind=CONSENT_ASKED, once=2, args={})


async def test_in_the_place_of_a_corner_that_was_deleted_another_is_opened(there: Community) -> None:
    await there.ask()
    there.discord.gone.update(there.discord.threads)
    await there.db.write(_ask_anew)
    await there.outbox.work_until_idle()

    await there.pass_time(HOUR)

    assert [there.discord.texts(one) for one in there.discord.threads] == [[CONSENT_ASKED], [CONSENT_ASKED]]


async def test_who_is_forgotten_gets_another_corner(there: Community) -> None:
    await there.ask()
    await there.db.write(corners.forget, GUILD, BEN.member_id)

    await there.db.write(_ask_anew)
    await there.outbox.work_until_idle()

    assert len(there.discord.threads) == 2
