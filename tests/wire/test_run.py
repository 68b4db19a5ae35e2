"""`kith run` as a process: how it starts, what keeps it from starting, how it ends."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.wire.client import StubProcess
from tests.wire.kith_process import KithProcess, running, start, write_config
from tests.wire.reading import custom_ids, words
from tests.wire.story import CHANNEL, ORGANISER, world
from tests.wire.stub.shapes import TOKEN, Point


def log_of(kith: KithProcess) -> str:
    return kith.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
async def test_it_ends_cleanly_when_told_to(tmp_path: Path, signum: signal.Signals) -> None:
    async with StubProcess(world(300)) as stub, running(write_config(tmp_path, stub.port)) as kith:
        assert (await stub.gateway(wait_s=20))["ready"]

        kith.tell(signum)

        assert await kith.ended(10) == 0
        assert "Traceback" not in log_of(kith)


async def test_it_ends_in_time_while_a_request_hangs(tmp_path: Path) -> None:
    async with StubProcess(world(300)) as stub, running(write_config(tmp_path, stub.port)) as kith:
        assert (await stub.gateway(wait_s=20))["ready"]
        proposed = await stub.slash(
            "meetup", "create", user_id=ORGANISER, channel_id=CHANNEL, options={"title": "x", "when": "in 2 hours"}
        )
        confirm = next(key for key in custom_ids(proposed["data"]) if "meetup-confirm" in key)
        message_id = proposed["message_id"]
        assert message_id is not None
        await stub.arm(Point.UNAPPLIED, route="messages")
        await stub.press(message_id, confirm, user_id=ORGANISER, channel_id=CHANNEL)
        await stub.fault(wait_s=5)

        kith.tell(signal.SIGTERM)

        assert await kith.ended(10) == 0


async def test_what_is_under_way_when_it_is_told_to_end_is_answered(tmp_path: Path) -> None:
    async with StubProcess(world(300)) as stub, running(write_config(tmp_path, stub.port)) as kith:
        assert (await stub.gateway(wait_s=20))["ready"]
        options = {"title": "x", "when": "in 2 hours"}
        asked = [
            asyncio.create_task(stub.slash("meetup", "create", user_id=ORGANISER, channel_id=CHANNEL, options=options))
            for _ in range(5)
        ]
        first = await asked[0]
        kith.tell(signal.SIGTERM)
        answers = [first, *await asyncio.gather(*asked[1:])]

        said = [words(answer["data"]) for answer in answers if answer["answered"]]
        assert await kith.ended(10) == 0
        assert [
            sentence for sentence in said if "Is this right?" not in sentence and "restarting" not in sentence
        ] == []


async def test_a_second_one_ends_with_a_sentence(tmp_path: Path) -> None:
    async with StubProcess(world(300)) as stub:
        config = write_config(tmp_path, stub.port)
        async with running(config):
            assert (await stub.gateway(wait_s=20))["ready"]
            second = await start(config)

            assert await second.ended() == 3
            assert "is in use by another Kith" in log_of(second)
            assert "Traceback" not in log_of(second)


async def test_a_token_that_is_not_accepted_is_said_and_not_shown(tmp_path: Path) -> None:
    async with StubProcess(world(300)) as stub:
        wrong = TOKEN.replace("y", "w")
        kith = await start(write_config(tmp_path, stub.port), token=wrong)

        assert await kith.ended() == 1
        assert "does not accept the token" in log_of(kith)
        assert wrong not in log_of(kith)


async def test_without_a_token_it_says_where_to_put_one(tmp_path: Path) -> None:
    kith = await start(write_config(tmp_path, 1), token=None)

    assert await kith.ended() == 2
    assert "KITH_TOKEN" in log_of(kith)


async def test_an_unreachable_discord_is_said(tmp_path: Path) -> None:
    async with StubProcess() as stub:
        port = stub.port
    kith = await start(write_config(tmp_path, port))

    assert await kith.ended() == 1
    assert f"Discord at http://127.0.0.1:{port}/api/v10 can't be used" in log_of(kith)
    assert "Traceback" not in log_of(kith)


async def test_check_finds_everything_in_order(tmp_path: Path) -> None:
    async with StubProcess(world(300)) as stub:
        kith = await start(write_config(tmp_path, stub.port), "check")

        assert await kith.ended() == 0
        assert "logged in as" in log_of(kith)
        assert "Riverside: has the permissions it needs" in log_of(kith)
