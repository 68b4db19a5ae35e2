"""What somebody does in intro rounds and with programmes, to find out whether they may."""

from collections.abc import Callable
from datetime import date
from typing import Any

import discord

from bot.connections.rounds.subjects import TOPIC
from bot.connections.rules.rounds import Draw, Place, Settings, settings_to_json
from bot.connections.store import draws
from bot.database import Tx
from bot.discord_app.presses import Component
from bot.programmes import store
from bot.programmes.rules.cadence import Cadence, Every
from bot.programmes.rules.programme import Plan, Stage, State
from cogs.connections.rounds import preview_ui, programme_ui, round_ui, running_ui

from .acts import CONNECT, DRAFT, IN_A_ROUND, RUN, Act
from .roles import DAY, ROLES
from .roles import Stage as Scene

NAME = "Coffee round"


async def programme(s: Scene, *, state: State = State.RUNNING) -> int:
    def make(tx: Tx) -> int:
        cadence = Cadence(Every.WEEK, 0, 10, date(2026, 1, 1))
        plan = Plan(NAME, s.c.channel.id, cadence, settings=settings_to_json(Settings()))
        made = store.add(tx, guild_id=s.c.guild.id, topic=TOPIC, plan=plan)
        store.put_state(tx, made, state)
        return made

    return await s.c.db.write(make)


async def a_round(s: Scene, *, stage: Stage) -> int:
    """Return one of the first server, of which the groups are drawn: the member and the host."""
    programme_id = await programme(s)

    def make(tx: Tx) -> int:
        of = store.get(tx, programme_id)
        assert of is not None
        round_id = store.add_round(tx, of, begins_at=tx.now + DAY, ends_at=tx.now + 8 * DAY)
        assert round_id is not None
        store.put_stage(tx, round_id, stage)
        places = [Place(s.who[role].id, 1) for role in ("member", "host")]
        draws.put(tx, Draw(round_id, s.c.guild.id, 0, 1, None, 0, places))
        return round_id

    return await s.c.db.write(make)


def on_round(button: Callable[[int], Component], *, stage: Stage = Stage.PREPARED) -> Act:
    async def act(s: Scene, role: str) -> str:
        return await s.press(role, button(await a_round(s, stage=stage)))

    return act


def on_draw(button: Callable[..., Component]) -> Act:
    return on_round(lambda one: button(one, 1, 0))


def on_plan(button: Callable[..., Component]) -> Act:
    """On what an organiser has planned, and not confirmed."""

    async def act(s: Scene, role: str) -> str:
        return await s.press(role, button((await s.plan()).draft_id))

    return act


def on_plan_pick(pick: type[programme_ui.PlanPick]) -> Act:
    async def act(s: Scene, role: str) -> str:
        planned = await s.plan()
        return await s.press(role, pick(planned.draft_id, planned))

    return act


async def lock(s: Scene, role: str) -> str:
    pick = preview_ui.LockPick(await a_round(s, stage=Stage.PREPARED), 1, 0)
    pick.select.options = [discord.SelectOption(label="Group 1", value="1")]
    return await s.press(role, pick)


async def go_on(s: Scene, role: str) -> str:
    return await s.press(role, running_ui.GoOnPress(await programme(s, state=State.PAUSED)))


def on_running(button: Callable[[int], Component]) -> Act:
    async def act(s: Scene, role: str) -> str:
        return await s.press(role, button(await programme(s)))

    return act


def on_programme(name: str, /, **options: Any) -> Act:
    async def act(s: Scene, role: str) -> str:
        await programme(s)
        return await s.slash(role, name, **options)

    return act


async def why(s: Scene, role: str) -> str:
    await a_round(s, stage=Stage.PREPARED)
    first, second = await s.takes_part(role) if role == ROLES[-1] else (s.who["member"], s.who["host"])
    return await s.slash(role, "connect why", first=first, second=second)


BUTTONS: dict[type[Component], tuple[str, Act]] = {
    **{pick: (DRAFT, on_plan_pick(pick)) for page in programme_ui.PAGES for pick in page},
    programme_ui.TurnPress: (DRAFT, on_plan(lambda one: programme_ui.TurnPress(one, 1))),
    programme_ui.ConfirmPlanPress: (DRAFT, on_plan(programme_ui.ConfirmPlanPress)),
    programme_ui.DiscardPlanPress: (DRAFT, on_plan(programme_ui.DiscardPlanPress)),
    running_ui.GoOnPress: (RUN, go_on),
    running_ui.EndPress: (RUN, on_running(running_ui.EndPress)),
    running_ui.KeepProgrammePress: (RUN, on_running(running_ui.KeepProgrammePress)),
    round_ui.InPress: (
        IN_A_ROUND,
        on_round(lambda one: round_ui.InPress(one, round_ui.YES, ""), stage=Stage.ASKING),
    ),
    round_ui.EachTimePress: (
        IN_A_ROUND,
        on_round(lambda one: round_ui.EachTimePress(one, round_ui.YES), stage=Stage.ASKING),
    ),
    preview_ui.LookPress: (RUN, on_round(preview_ui.LookPress)),
    preview_ui.PagePress: (RUN, on_draw(preview_ui.PagePress)),
    preview_ui.DrawAgainPress: (RUN, on_draw(preview_ui.DrawAgainPress)),
    preview_ui.SendNowPress: (RUN, on_draw(preview_ui.SendNowPress)),
    preview_ui.LockPick: (RUN, lock),
    preview_ui.SwapPress: (RUN, on_draw(preview_ui.SwapPress)),
    preview_ui.CallOffPress: (RUN, on_round(preview_ui.CallOffPress)),
    preview_ui.ReallyCallOffPress: (RUN, on_round(preview_ui.ReallyCallOffPress)),
    preview_ui.KeepRoundPress: (RUN, on_round(preview_ui.KeepRoundPress)),
}
COMMANDS: dict[str, tuple[str, Act]] = {
    "connect programme create": (CONNECT, on_programme("connect programme create", name="Tea round")),
    "connect programme list": (CONNECT, on_programme("connect programme list")),
    "connect programme edit": (RUN, on_programme("connect programme edit", programme=NAME)),
    "connect programme pause": (RUN, on_programme("connect programme pause", programme=NAME)),
    "connect programme close": (RUN, on_programme("connect programme close", programme=NAME)),
    "connect why": (RUN, why),
}
