"""Commands, buttons, forms and selects on the stand-in, pressed by its members."""

import asyncio
from typing import Any

import discord
import pytest

from tests.wire.client import StubProcess
from tests.wire.probe import (
    ANA,
    BEN,
    GENERAL,
    HERE,
    LIMIT_S,
    Probe,
    posted,
    sync_by_hand,
    words,
)
from tests.wire.stub.shapes import Answer


async def create(stub: StubProcess) -> Answer:
    options = {"title": "Go", "seats": 3, "host": BEN}
    return await stub.slash("meetup", "create", options=options, **HERE)


async def test_a_command_is_answered_privately(stub: StubProcess, probe: Probe) -> None:
    answer = await create(stub)

    assert (answer["answered"], answer["callback_type"]) == (True, 4)
    assert words(answer) == "Go 3 ben (True, False)"
    [message] = await posted(stub)
    assert (message["id"], message["ephemeral"]) == (answer["message_id"], True)
    assert [m async for m in probe.general.history()] == []


@pytest.mark.usefixtures("probe")
async def test_button_form_and_select_change_the_private_message(stub: StubProcess) -> None:
    message_id = (await create(stub))["message_id"]
    assert message_id is not None

    form = await stub.press(message_id, "change", **HERE)
    assert form["data"] is not None
    sent = await stub.submit(form["data"]["custom_id"], {"note": "at ten"}, **HERE)
    picked = await stub.choose(message_id, "pick", BEN, **HERE)

    assert (form["callback_type"], form["data"]["title"]) == (9, "Change it")
    assert (sent["callback_type"], sent["message_id"], words(sent)) == (7, message_id, "Chess / at ten")
    assert (picked["callback_type"], picked["message_id"], words(picked)) == (6, message_id, "picked ben")
    assert len(await posted(stub)) == 1


@pytest.mark.usefixtures("probe")
async def test_choices_are_offered_while_typing(stub: StubProcess) -> None:
    answer = await stub.autocomplete("meetup", "create", focused="title", options={"title": "ch"}, **HERE)

    assert (answer["callback_type"], answer["data"]) == (
        8,
        {"choices": [{"name": "chess", "value": "chess"}]},
    )


@pytest.mark.usefixtures("probe")
async def test_the_first_follow_up_takes_the_deferred_answers_place(stub: StubProcess) -> None:
    answer = await stub.slash("meetup", "slow", **HERE)

    [interaction] = (await stub.state())["interactions"]
    messages = await posted(stub)
    assert (answer["answered"], answer["callback_type"], messages[0]["content"]) == (True, 5, "first")
    assert messages[0]["ephemeral"]
    assert interaction["followup_ids"][0] == messages[0]["id"]


async def test_a_command_is_answered_in_a_dm(stub: StubProcess, probe: Probe) -> None:
    dm = await probe.create_dm(discord.Object(ANA))

    answer = await stub.slash("meetup", "slow", user_id=ANA, channel_id=dm.id)

    assert answer["data"] is not None
    assert (answer["data"]["content"], int(answer["data"]["channel_id"])) == ("first", dm.id)


async def test_a_second_acknowledgement_is_refused(stub: StubProcess, probe: Probe) -> None:
    answer = await stub.slash("meetup", "twice", **HERE)

    assert answer["data"] is not None
    assert (probe.refusals, answer["data"]["content"]) == ([40060], "done")


async def test_a_late_acknowledgement_is_refused(stub: StubProcess, probe: Probe) -> None:
    await stub.seed({"settings": {"ack_within_s": 0.01}})
    answer = await stub.slash("meetup", "silent", **HERE, timeout_s=0.05)

    probe.told_to_answer.set()
    async with asyncio.timeout(LIMIT_S):
        await probe.answered.wait()

    assert (answer["answered"], answer["reason"], probe.refusals) == (False, "timed out", [10062])


async def test_nobody_answers_when_nobody_listens(stub: StubProcess) -> None:
    await sync_by_hand(stub)

    answer = await stub.slash("ping", **HERE)

    assert (answer["answered"], answer["reason"]) == (False, "not connected")


@pytest.mark.parametrize(
    ("custom_id", "user_id"),
    [("no", ANA), ("nothing", ANA), ("change", BEN)],
    ids=["disabled", "absent", "hidden"],
)
@pytest.mark.usefixtures("probe")
async def test_what_nobody_can_press_is_a_mistake(stub: StubProcess, custom_id: str, user_id: int) -> None:
    message_id = (await create(stub))["message_id"]
    assert message_id is not None

    with pytest.raises(AssertionError, match="ImpossibleError"):
        await stub.press(message_id, custom_id, user_id=user_id, channel_id=GENERAL)


@pytest.mark.parametrize(
    "mistake", [{"guilds": []}, {"settings": {"nonce_windows": 1}}], ids=["no such part", "no such setting"]
)
async def test_a_misspelt_world_is_a_mistake(stub: StubProcess, mistake: Any) -> None:
    with pytest.raises(AssertionError, match="Error"):
        await stub.seed(mistake)
