"""What somebody does to find out whether they may, by the rows of docs/permissions.md."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot.checkins.circles.rules.refusals import (
    NoCircleHereError,
    NoSuchCircleError,
    NothingToTakeBackError,
    NotTheCircleHostError,
    NotYourTurnError,
)
from bot.connections.rules.introductions import NoSuchIntroductionError
from bot.connections.rules.participation import OthersNotJoinedError
from bot.connections.rules.rounds import NotDrawnError
from bot.discord_app.presses import Component
from bot.drafts.keeping import DraftGoneError
from bot.guilds.rules.actors import NotAManagerError, NotAnOrganiserError
from bot.meetups.finding import UnknownTitleError
from bot.meetups.rules.feedback import NotThereError
from bot.meetups.rules.meetup import NoSuchMeetupError, NotTheHostError
from bot.programmes.rules.programme import NoSuchProgrammeError, NoSuchRoundError
from bot.questions.rules.questions import YES, NotAskedError
from cogs.connections import introducing_ui, outcomes_ui
from cogs.meetups import afterwards_ui, again_ui
from tests.acting import shown

from .roles import ROLES, WEEK, Stage

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "permissions.md"
REFUSALS = {
    DraftGoneError,
    NoSuchMeetupError,
    NotAManagerError,
    NotAnOrganiserError,
    NotTheHostError,
    NotThereError,
    UnknownTitleError,
    NotAskedError,
    NoSuchIntroductionError,
    OthersNotJoinedError,
    NoSuchProgrammeError,
    NoSuchRoundError,
    NotDrawnError,
    NoSuchCircleError,
    NoCircleHereError,
    NotTheCircleHostError,
    NotYourTurnError,
    NothingToTakeBackError,
}


def table() -> dict[str, dict[str, bool]]:
    """Return what the document says: by what is done, and by whom."""
    rows = re.findall(r"^\| (.+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)[1:]
    cells = [row.split(" | ") for row in rows if not row.startswith("-")]
    return {what: dict(zip(ROLES, [cell.startswith("yes") for cell in said], strict=True)) for what, *said in cells}


TABLE = table()
ANSWER, LOOK, RATE, READ, NOTE, CHANGE, CANCEL, HAND_OVER, HOST, POST, AGAIN, CREATE, DRAFT, *OTHERS = TABLE
ASK, CONSENT, INTRODUCED, IN_A_ROUND, CONNECT, RUN, *OF_CIRCLES, HELLO, SKILLS, SETUP, OWN = OTHERS
BE_IN_IT, POST_IT_AGAIN, TAKE_TURN, HOST_IT, TAKE_IT_OVER, AT_MEETUP = OF_CIRCLES


Act = Callable[[Stage, str], Awaitable[str]]


def on_meetup(button: Callable[[int], Component], **state: Any) -> Act:
    async def act(s: Stage, role: str) -> str:
        return await s.press(role, button(await s.meetup(**state)))

    return act


def on_what_is_over(button: Callable[[int], Component]) -> Act:
    async def act(s: Stage, role: str) -> str:
        return await s.press(role, button(await s.over()))

    return act


def on_draft(button: Callable[[int], Component]) -> Act:
    async def act(s: Stage, role: str) -> str:
        return await s.press(role, button(await s.draft()))

    return act


def on_question(button: Callable[[int], Component]) -> Act:
    async def act(s: Stage, role: str) -> str:
        return await s.press(role, button(await s.asked_to_cancel()))

    return act


def on_hello(button: Callable[[int], Component]) -> Act:
    async def act(s: Stage, role: str) -> str:
        return await s.press(role, button(await s.hello()))

    return act


def on_entry(button: Callable[[int], Component]) -> Act:
    """Each presses on what they have said themselves."""

    async def act(s: Stage, role: str) -> str:
        return await s.press(role, button(await s.entry(role)))

    return act


def taking_part(act: Act) -> Act:
    """Each takes part in the introductions of their own server, and so do two others there."""

    async def take_part(s: Stage, role: str) -> str:
        await s.takes_part(role)
        return await act(s, role)

    return take_part


def on_introduction(button: Callable[[int], Component]) -> Act:
    async def act(s: Stage, role: str) -> str:
        return await s.press(role, button(await s.introduction(met=True)))

    return act


async def ask_for_one(s: Stage, role: str) -> str:
    await s.takes_part(role)
    return await s.press(role, introducing_ui.AskPress(await s.fellow()))


async def consent(s: Stage, role: str) -> str:
    return await s.press(role, introducing_ui.ConsentPress(await s.asked(), YES, ""))


async def share(s: Stage, role: str) -> str:
    return await s.press(role, outcomes_ui.StoryPress(await s.story(), YES, ""))


async def introduce(s: Stage, role: str) -> str:
    first, second = await s.takes_part(role)
    return await s.slash(role, "introduce", first=first, second=second, why="You both cycle")


def menu(name: str) -> Act:
    async def act(s: Stage, role: str) -> str:
        first, _ = await s.takes_part(role)
        result = await s.who[role].context_menu(s.channel(role), name, first)
        return "" if result.modal is not None else shown(result)

    return act


def command(name: str, /, **options: Any) -> Act:
    async def act(s: Stage, role: str) -> str:
        if "meetup" in options:
            await s.meetup()
        return await s.slash(role, name, **options)

    return act


def take_off(side: str) -> Act:
    async def act(s: Stage, role: str) -> str:
        await s.slash(role, f"{side} add", what="bike")
        return await s.slash(role, f"{side} remove", what="bike")

    return act


def again_next_week(s: Stage) -> Callable[[int], Component]:
    def button(meetup_id: int) -> Component:
        at = s.c.env.now() + 2 * WEEK
        return again_ui.AgainPress(meetup_id, int(at.timestamp()), label="Then")

    return button


async def have_it_again(s: Stage, role: str) -> str:
    meetup_id = await s.meetup()
    return await s.press(role, again_next_week(s)(meetup_id))


async def read_what_was_said(s: Stage, role: str) -> str:
    said = await s.press(role, afterwards_ui.HowItWentPress(await s.over()))
    if "Lovely" not in said:
        s.refusals.append(NotTheHostError)
    return said
