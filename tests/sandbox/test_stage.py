"""What is done to the world: time, restarts, kills, faults."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import text

from bot.database import Tx
from bot.meetups.reminding import REMINDER, STARTING
from bot.outbox.rules.records import DeliveryState
from bot.outbox.store import deliveries
from bot.sandbox import riverside
from bot.sandbox.stage import BEYOND_REPAIR, BUILT_ANEW, KILLED, NOTHING_DUE, RESTARTED
from tests.sandbox.visiting import Visitor, sandbox


async def test_the_whole_tour(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as visitor:
        ruth = await visitor.open("ruth")
        shown = await ruth.run("meetup create", title="Soup and stories", when="in 3 hours")
        assert "Is this right?" in shown
        assert "Soup and stories" not in await (await visitor.open("tom")).look()

        shown = await ruth.press("Confirm")
        assert "The card is going up" in shown

        for key in ("sofia", "tom", "marcus"):
            shown = await (await visitor.open(key)).press("Going", on="Soup and stories")
            assert "You are going to **Soup and stories**" in shown
        assert "**Going (3):** @sofia, @tom, @marcus" in await ruth.look()

        state = await visitor.do("move", by="next")
        assert state["notice"]["words"] == "Time has moved. New: #meetups."
        assert "See you there: @sofia @tom @marcus" in await ruth.look()

        tom = await visitor.open("tom")
        state = await visitor.do("kill")
        assert state["notice"]["words"] == KILLED
        shown = await tom.press("Can't make it after all", on="Soup and stories")
        assert "Noted: you can't make it to **Soup and stories**" in shown
        assert "**Going (2):** @sofia, @marcus" in shown

        state = await visitor.do("restart")
        assert state["notice"]["words"] == RESTARTED
        shown = await tom.press("Maybe", on="## Soup and stories")
        assert "**Maybe (1):** @tom" in shown
        assert state["world"] == 1


async def test_time_moves_by_an_hour_by_a_day_and_stops_for_what_is_due(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as visitor:
        ruth = await visitor.open("ruth")
        times = [(await visitor.do("move", by=step))["now"] for step in ("hour", "day", "day")]
        assert times == [f"2026-11-{day}T13:34:00+00:00" for day in (25, 26, 27)]

        await ruth.look()
        messages = [ruth.snapshot["messages"][key] for key in ruth.snapshot["timeline"]]
        said = {one["timestamp"]: one["content"] for one in messages if riverside.BOARD_GAMES in one["content"]}
        assert {"2026-11-25T19:00:00+00:00", "2026-11-26T18:00:00+00:00", "2026-11-26T19:00:00+00:00"} <= said.keys()

        following = []
        while (state := await visitor.do("move", by="next"))["next"] is not None:
            following.append(state["next"])
        assert {"at": "2026-12-01T17:00:00+00:00", "what": "a meetup's reminder"} in following
        assert {"at": "2026-12-01T18:00:00+00:00", "what": "a meetup's start"} in following
        assert (await visitor.do("move", by="next"))["notice"]["words"] == NOTHING_DUE


def said_by_itself(tx: Tx, meetups: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return by title how many reminders were sent, and how often it was said that it starts."""
    rows = deliveries.listing(tx, [DeliveryState.SENT])
    kinds = Counter((row["kind"], row["args"].get("meetup_id")) for row in rows)
    return {title: (kinds[REMINDER, number], kinds[STARTING, number]) for title, number in meetups.items()}


async def test_killed_at_whatever_moment_it_reminds_exactly_once(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as visitor:
        stage = visitor.stage
        for turns in (0, 7, 40):
            moving = asyncio.create_task(stage.move_to_next())
            for _ in range(turns):
                await asyncio.sleep(0)
            await asyncio.gather(moving, stage.kill())
        await visitor.do("move", by="day")

        sent = await stage.world.db.read(said_by_itself, stage.world.meetups)
        assert sent[riverside.BOARD_GAMES][0] > 0
        shown = await (await visitor.open("ruth")).look()
        for title in (riverside.BOARD_GAMES, riverside.WALK, riverside.CALL):
            reminders, starts = shown.count(f"**{title}** starts <t:"), shown.count(f"**{title}** starts now")
            assert (reminders, starts) == sent[title]


async def test_a_world_that_breaks_is_made_anew_and_it_is_said(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as visitor:
        ruth = await visitor.open("ruth")
        await break_world(visitor)
        state = await visitor.do("move", by="hour")
        assert (state["world"], state["notice"]["words"]) == (2, BUILT_ANEW)
        async with visitor.session.get("/api/state", headers=ruth.headers) as gone:
            assert gone.status == 410

        again = await visitor.open("ruth")
        assert "You are going to" in await again.press("Going", on=riverside.BOARD_GAMES)
        await break_world(visitor)
        await again.do("send_message", content="Is anybody there?")
        assert (await visitor.state())["world"] == 3

        (tmp_path / "4").write_text("in the way of the next world's folder")
        await break_world(visitor)
        state = await visitor.do("move", by="hour")
        assert (state["world"], state["notice"]["words"]) == (3, BEYOND_REPAIR)


async def break_world(visitor: Visitor) -> None:
    """Take a table away: whatever Kith has to do next fails."""
    await visitor.stage.world.db.write(lambda tx: tx.change(text("DROP TABLE deliveries")))
