from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.database import Tx
from bot.outbox import Delivery, Rendered, direct_messages, inspection, privacy
from bot.outbox.rules.records import DeliveryState
from bot.outbox.rules.steps import AddToThread, GiveRole, OpenPrivateThread, Post, TakeRole
from bot.outbox.rules.waits import KEEP_FINISHED, KEEP_RECIPIENTS
from bot.outbox.store.deliveries import deliveries
from bot.outbox.store.due import due
from bot.outbox.upkeep import start_upkeep
from tests.conftest import NOON

from . import kinds
from .faults import refused, transient
from .process import GUILD, ROOM, Process

DAY = timedelta(days=1)
ANA, BEN = 31000000000031, 32000000000032
OTHER_GUILD = 8
ROLE = 41


def everything(tx: Tx) -> str:
    """Return all that the outbox's tables hold, as one text."""
    return " ".join(str(dict(row)) for table in (due, deliveries) for row in tx.all(select(table)))


def keys(tx: Tx) -> list[str]:
    return [str(key) for key in tx.column(select(deliveries.c.key).order_by(deliveries.c.id))]


async def keep_up(process: Process) -> None:
    """Have the next night's upkeep happen."""
    await process.write(start_upkeep)
    await process.run(DAY)


async def test_upkeep_comes_every_night_by_itself(process: Process) -> None:
    process.registry.upkeep.append(lambda tx: kinds.append(tx, "nights", f"{tx.now:%d %H:%M}"))

    await keep_up(process)
    await process.run(2 * DAY)

    assert await process.read(kinds.recalled, "nights") == ["26 03:00", "27 03:00", "28 03:00"]


async def test_upkeep_goes_on_after_a_machine_slept_for_days(process: Process) -> None:
    process.registry.upkeep.append(lambda tx: kinds.append(tx, "nights", f"{tx.now:%d %H:%M}"))
    await process.write(start_upkeep)

    process.pass_time(5 * DAY)
    await process.run(DAY)

    assert await process.read(kinds.recalled, "nights") == ["30 12:00", "30 12:00", "01 03:00"]


async def test_a_night_that_fails_for_good_is_told_and_the_next_ones_come_all_the_same(process: Process) -> None:
    def odd(tx: Tx) -> None:
        if tx.now < NOON + DAY:
            raise RuntimeError("a fault of a room")
        kinds.append(tx, "nights", f"{tx.now:%d %H:%M}")

    process.registry.upkeep.append(odd)

    await keep_up(process)
    await process.run(3 * DAY)

    assert await process.troubles() == [("not done", "upkeep:2026-11-26")]
    assert await process.read(kinds.recalled, "nights") == ["27 03:00", "28 03:00", "29 03:00"]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"recipients": [ANA, BEN]}, id="mentioned"),
        pytest.param({"target": direct_messages(ANA)}, id="direct message"),
        pytest.param({"steps": [OpenPrivateThread("two"), AddToThread((ANA, BEN)), Post()]}, id="added to a thread"),
        pytest.param({"steps": [GiveRole(ANA, ROLE)]}, id="given a role"),
    ],
)
@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.FAILED])
async def test_to_whom_a_message_went_is_forgotten_after_thirty_days(
    process: Process, sent: dict[str, object], state: DeliveryState
) -> None:
    if state is DeliveryState.FAILED:
        process.discord.fail("send", refused())
        process.discord.fail("give_role", refused())
    await process.say("hello", **sent)
    await process.run(KEEP_RECIPIENTS - DAY)
    await keep_up(process)
    before = await process.read(everything)

    await process.run(DAY)

    assert str(ANA) in before
    assert str(ANA) not in await process.read(everything)
    assert await process.state_of("hello") is state


async def test_a_message_that_still_waits_keeps_its_recipients(process: Process) -> None:
    process.discord.fail("send", *[transient() for _ in range(99)], transient())
    await process.say("hello", recipients=[ANA])
    await process.work()
    await process.write(start_upkeep)
    process.discord.fail("send", *[transient() for _ in range(99)])

    for _ in range(KEEP_RECIPIENTS.days + 2):
        process.pass_time(DAY)
        await process.work()
    process.discord.mend()
    await process.run(DAY)

    assert process.discord.texts(ROOM) == [f"hello <@{ANA}>"]


async def test_a_key_guards_for_longer_than_its_recipients_are_kept_and_not_for_ever(process: Process) -> None:
    await process.say("hello")
    await process.schedule("tea")
    await process.run(KEEP_RECIPIENTS)
    await keep_up(process)
    await process.say("hello")
    await process.schedule("tea")
    await process.work()
    meanwhile = process.discord.texts(ROOM), await process.handled()

    process.pass_time(KEEP_FINISHED)
    await process.run(DAY)

    assert meanwhile == (["hello"], ["tea"])
    assert await process.read(keys) == []
    assert await process.state_of("tea") is None


# Export and forget


async def test_what_is_kept_about_a_member_is_exported_from_that_guild_alone(process: Process) -> None:
    await process.say("mention", recipients=[BEN, ANA])
    await process.say("direct", target=direct_messages(ANA))
    await process.say("thread", steps=[OpenPrivateThread("one"), AddToThread((ANA,)), Post()])
    await process.say("role", steps=[GiveRole(ANA, ROLE)])
    await process.say("to Ben", recipients=[BEN])
    await process.say("elsewhere", recipients=[ANA], guild_id=OTHER_GUILD)
    await process.work()

    exported = await process.read(privacy.export, GUILD, ANA)

    assert len(exported) == len(["mention", "direct", "thread", "role"])
    assert {entry["what"] for entry in exported} == {kinds.SAY}


async def test_nothing_about_a_forgotten_member_stays_in_that_guild(process: Process) -> None:
    await process.say("mention", recipients=[BEN, ANA])
    await process.say("direct", target=direct_messages(ANA))
    await process.say("thread", steps=[OpenPrivateThread("two"), AddToThread((ANA, BEN)), Post()])
    await process.say("give", steps=[GiveRole(ANA, ROLE)])
    await process.say("take", steps=[TakeRole(ANA, ROLE)])
    await process.work()

    await process.write(privacy.forget, GUILD, ANA)

    assert str(ANA) not in await process.read(everything)
    assert await process.read(keys) == ["mention", "thread"]
    assert await process.read(privacy.export, GUILD, ANA) == []


async def test_forgetting_a_member_leaves_their_other_guilds_alone(process: Process) -> None:
    await process.say("elsewhere", recipients=[ANA], guild_id=OTHER_GUILD)

    await process.write(privacy.forget, GUILD, ANA)

    assert len(await process.read(privacy.export, OTHER_GUILD, ANA)) == 1


async def test_what_waits_is_sent_without_a_forgotten_member(process: Process) -> None:
    await process.say("mention", recipients=[BEN, ANA])
    await process.say("direct", target=direct_messages(ANA))
    await process.say("thread", steps=[OpenPrivateThread("two"), AddToThread((BEN, ANA)), Post()])
    await process.say("role", steps=[GiveRole(ANA, ROLE)])

    await process.write(privacy.forget, GUILD, ANA)
    await process.run(DAY)

    (thread,) = process.discord.threads.values()
    assert process.discord.texts(ROOM) == [f"mention <@{BEN}>"]
    assert process.discord.texts_to(ANA) == []
    assert thread.members == {BEN}
    assert process.discord.roles == set()


async def test_a_direct_message_to_a_member_forgotten_while_it_is_worded_is_not_sent(process: Process) -> None:
    def render(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
        with process.from_outside() as outside:
            privacy.forget(outside, GUILD, ANA)
        return kinds.say(tx, delivery, mark)

    process.registry.deliveries["odd"] = render
    await process.say("odd", kind="odd", target=direct_messages(ANA))

    await process.run(DAY)

    assert process.discord.texts_to(ANA) == []
    assert await process.state_of("odd") is None


async def test_a_failed_message_that_has_lost_its_recipients_is_not_tried_again_by_hand(process: Process) -> None:
    process.discord.fail("send", refused())
    await process.say("hello", recipients=[ANA])
    await process.run(KEEP_RECIPIENTS)
    await keep_up(process)

    tried = await process.write(inspection.retry, "delivery-1")
    await process.run(DAY)

    assert not tried
    assert process.discord.texts(ROOM) == []
