"""What the stand-in does wrong when it is told to, and whom it kills."""

import signal

import aiohttp
import pytest

from tests.wire.client import StubProcess
from tests.wire.probe import HERE, LIMIT_S, Probe, post, posted, sync_by_hand, victim_of
from tests.wire.stub.shapes import Point

# Faults that kill nobody


@pytest.mark.parametrize(("point", "made"), [(Point.BAD_GATEWAY, 1), (Point.BAD_GATEWAY_UNAPPLIED, 0)])
async def test_a_bad_gateway_hides_whether_it_was_done(stub: StubProcess, point: Point, made: int) -> None:
    await stub.arm(point, after=1)

    statuses = [(await post(stub, content=str(n)))[0] for n in range(3)]

    assert statuses == [200, 502, 200]
    assert len(await posted(stub)) == 2 + made
    assert await stub.fault() == {"armed": False, "fired": True, "done": True}


async def test_a_fault_waits_for_its_route(stub: StubProcess, probe: Probe) -> None:
    await stub.arm(Point.BAD_GATEWAY_UNAPPLIED, route=r"^DELETE /channels/\d+$")

    await probe.general.send("hello")

    assert await stub.fault() == {"armed": True, "fired": False, "done": False}
    await stub.disarm()
    assert await stub.fault() == {"armed": False, "fired": False, "done": False}


async def test_discord_py_repeats_a_bad_gateway_and_the_nonce_holds(stub: StubProcess, probe: Probe) -> None:
    await stub.arm(Point.BAD_GATEWAY)

    sent = await probe.general.send("once", nonce="abc")

    assert [message["id"] for message in await posted(stub)] == [sent.id]


@pytest.mark.parametrize(("point", "made"), [(Point.UNAPPLIED, 0), (Point.APPLIED, 1)])
async def test_without_a_pid_the_connection_breaks_off(stub: StubProcess, point: Point, made: int) -> None:
    await stub.arm(point)

    with pytest.raises(aiohttp.ClientError):
        await post(stub, content="hello")

    await stub.fault(wait_s=LIMIT_S, until="done")
    assert len(await posted(stub)) == made


async def test_a_late_request_meets_the_one_that_overtook_it(stub: StubProcess) -> None:
    await stub.arm(Point.LATE, delay_s=1)
    with pytest.raises(aiohttp.ClientError):
        await post(stub, content="late", nonce="abc", enforce_nonce=True)

    underway = await stub.fault()
    _, again = await post(stub, content="again", nonce="abc", enforce_nonce=True)

    assert underway == {"armed": False, "fired": True, "done": False}
    assert (await stub.fault(wait_s=LIMIT_S, until="done"))["done"]
    assert [message["content"] for message in await posted(stub)] == [again["content"]] == ["again"]


# Faults that kill


@pytest.mark.parametrize(
    ("point", "at_once", "in_the_end"),
    [
        (Point.UNAPPLIED, 0, 0),
        (Point.APPLIED, 1, 1),
        (Point.ANSWERED, 1, 1),
        (Point.LATE, 0, 1),
    ],
)
async def test_a_poster_is_killed(stub: StubProcess, point: Point, at_once: int, in_the_end: int) -> None:
    async with victim_of(stub) as victim:
        await stub.arm(point, pid=victim.pid, delay_s=1 if point is Point.LATE else 0)

        await victim.post()

        assert await victim.ended() == -signal.SIGKILL
    if point is not Point.LATE:
        await stub.fault(wait_s=LIMIT_S, until="done")
    assert len(await posted(stub)) == at_once
    assert (await stub.fault(wait_s=LIMIT_S, until="done"))["done"]
    assert len(await posted(stub)) == in_the_end


async def test_a_kill_comes_at_a_random_moment(stub: StubProcess) -> None:
    async with victim_of(stub) as victim:
        await stub.arm(Point.RANDOM, pid=victim.pid, delay_s=0.05)

        assert await victim.ended() == -signal.SIGKILL

    assert (await stub.fault(wait_s=LIMIT_S))["fired"]


@pytest.mark.parametrize(("point", "callback"), [(Point.UNAPPLIED, None), (Point.APPLIED, 5)])
async def test_a_killed_bot_does_not_answer(stub: StubProcess, point: Point, callback: int | None) -> None:
    await sync_by_hand(stub)
    async with victim_of(stub) as victim:
        await stub.arm(point, pid=victim.pid, route="callback")

        answer = await stub.slash("ping", **HERE, timeout_s=LIMIT_S)

        assert await victim.ended() == -signal.SIGKILL
    assert (answer["answered"], answer["reason"]) == (False, "disconnected")
    assert [i["callback_type"] for i in (await stub.state())["interactions"]] == [callback]
    assert not (await stub.gateway())["connected"]


async def test_no_process_is_killed_by_mistake(stub: StubProcess) -> None:
    with pytest.raises(AssertionError, match="no process"):
        await stub.arm(Point.RANDOM, pid=1)
