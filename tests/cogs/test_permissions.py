"""Every command and every button, used by everybody: what docs/permissions.md says is so."""

import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands
from simcord.backend.errors import SetupError

from bot.database import Tx
from bot.discord_app.presses import Component
from bot.drafts.keeping import DraftGoneError
from bot.errors import UserFacingError
from bot.guilds.community import Community as Settings
from bot.guilds.rules.actors import Actor, NotAManagerError, NotAnOrganiserError
from bot.meetups import answering, cancelling, feedback, hosting, posting, proposing
from bot.meetups.finding import UnknownTitleError
from bot.meetups.rules.feedback import NotThereError
from bot.meetups.rules.meetup import Answer, NoSuchMeetupError, NotTheHostError, Plan, Typed
from bot.meetups.subjects import subject
from bot.outbox.store import cards
from bot.wiring import unregistered
from cogs.community import me_ui, setup_ui
from cogs.meetups import afterwards_ui, again_ui, hosting_ui, running_ui, ui
from tests.acting import Community, community, shown

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "permissions.md"
ROLES = ["member", "host", "organiser", "admin", "another server"]
REFUSALS = {
    DraftGoneError,
    NoSuchMeetupError,
    NotAManagerError,
    NotAnOrganiserError,
    NotTheHostError,
    NotThereError,
    UnknownTitleError,
}
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)
TITLE = "Riverside games"


def table() -> dict[str, dict[str, bool]]:
    """Return what the document says: by what is done, and by whom."""
    rows = re.findall(r"^\| (.+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)[1:]
    cells = [row.split(" | ") for row in rows if not row.startswith("-")]
    return {what: dict(zip(ROLES, [cell.startswith("yes") for cell in said], strict=True)) for what, *said in cells}


TABLE = table()
ANSWER, LOOK, RATE, READ, NOTE, CHANGE, CANCEL, HAND_OVER, HOST, POST, AGAIN, CREATE, DRAFT, SETUP, OWN = TABLE


@dataclass
class Stage:
    """Meetups whose host may do nothing else, and everybody who acts."""

    c: Community
    who: dict[str, simcord.MemberActor]
    there: simcord.ChannelHandle
    refusals: list[type[UserFacingError]]

    def channel(self, role: str) -> simcord.ChannelHandle:
        return self.there if role == ROLES[-1] else self.c.channel

    async def meetup(self, *, starts_in: timedelta = WEEK, sought: bool = False, lost: bool = False) -> int:
        def make(tx: Tx) -> int:
            plan = Plan(TITLE, tx.now + starts_in, "UTC", HOUR, "", "", None)
            host = self.who["host"].id
            made = posting.post(tx, plan, guild_id=self.c.guild.id, channel_id=self.c.channel.id, host_id=host)
            return made.meetup_id

        def prepare(tx: Tx, meetup_id: int) -> None:
            guild_id = self.c.guild.id
            host, member = (Actor(guild_id, self.who[role].id, manages_events=False) for role in ("host", "member"))
            if starts_in > -HOUR:
                answering.answer(tx, actor=member, meetup_id=meetup_id, given=Answer.GOING)
            if sought:
                hosting.seek(tx, actor=host, meetup_id=meetup_id, asked=None)
            if lost:
                cards.gone(tx, subject(meetup_id), "deleted")

        meetup_id = await self.c.db.write(make)
        await self.c.db.write(prepare, meetup_id)
        return meetup_id

    async def over(self) -> int:
        """Return a meetup that ended some minutes ago, of which the member has said how it was."""
        meetup_id = await self.meetup(starts_in=HOUR)
        await self.c.env.advance_time((2.5 * HOUR).total_seconds())
        member = Actor(self.c.guild.id, self.who["member"].id, manages_events=False)
        await self.c.db.write(feedback.give, actor=member, meetup_id=meetup_id, rating="4", words="Lovely")
        return meetup_id

    async def draft(self) -> int:
        """Return what an organiser has typed, and has not confirmed."""
        typed = Typed("Walk", "in 3 days", seats="5")
        made = await self.c.db.write(
            proposing.propose,
            actor=self._organiser(),
            channel_id=self.c.channel.id,
            typed=typed,
            missing_in=lambda _: (),
        )
        return made.draft_id

    async def asked_to_cancel(self) -> int:
        meetup_id = await self.meetup()
        asked = await self.c.db.write(cancelling.ask, actor=self._organiser(), meetup_id=meetup_id, reason="")
        return asked.draft_id

    def _organiser(self) -> Actor:
        return Actor(self.c.guild.id, self.who["organiser"].id, manages_events=True)

    async def press(self, role: str, item: Component) -> str:
        """Use it, as one to whom it was shown at some time; return what was said."""
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.ActionRow(item))
        place = self.c.kith.app.get_partial_messageable(self.channel(role).id)
        message = await place.send(view=view)
        if isinstance(item.item, discord.ui.Button):
            result = await self.who[role].click(message, custom_id=item.custom_id)
        else:
            result = await self.who[role].select(message, self._choices(role, item.item), custom_id=item.custom_id)
        said = "" if result.modal is not None else shown(result)
        await message.delete()
        return said

    def _choices(self, role: str, item: discord.ui.Item[Any]) -> list[Any]:
        match item:
            case discord.ui.UserSelect():
                return [self.who[role]]
            case discord.ui.Select():
                return [item.options[0].value]
            case _:
                return []

    async def slash(self, role: str, name: str, **options: Any) -> str:
        try:
            result = await self.who[role].slash(self.channel(role), name, **options)
        except SetupError:
            self.refusals.append(NotAManagerError)  # Discord does not offer it to them
            return ""
        return "" if result.modal is not None else shown(result)


@asynccontextmanager
async def stage(path: Path) -> AsyncIterator[Stage]:
    async with community(path) as c:
        other = c.env.create_guild()
        boss = other.create_role("Boss", permissions=discord.Permissions(manage_guild=True, manage_events=True))
        eve = other.add_member(c.env.create_user("eve"), roles=[boss])
        who = dict(zip(ROLES, [c.ben, c.cleo, c.ana, c.admin(), eve], strict=True))
        refusals: list[type[UserFacingError]] = []

        def noting(error: type[UserFacingError], sentence: Callable[[Any], str]) -> Callable[[Any], str]:
            def note(raised: Any) -> str:
                refusals.append(error)
                return sentence(raised)

            return note

        sentences = c.kith.app.sentences
        sentences.update({error: noting(error, sentence) for error, sentence in list(sentences.items())})
        yield Stage(c, who, other.create_text_channel("elsewhere"), refusals)


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


def command(name: str, **options: Any) -> Act:
    async def act(s: Stage, role: str) -> str:
        if "meetup" in options:
            await s.meetup()
        return await s.slash(role, name, **options)

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


BUTTONS: dict[type[Component], tuple[str, Act]] = {
    ui.AnswerPress: (ANSWER, on_meetup(lambda one: ui.AnswerPress(Answer.GOING, one, ""))),
    me_ui.LeavePress: (ANSWER, on_meetup(me_ui.LeavePress)),
    me_ui.RemindersPick: (OWN, on_meetup(lambda _: me_ui.RemindersPick())),
    me_ui.ZonePress: (OWN, on_meetup(lambda _: me_ui.ZonePress())),
    running_ui.MorePress: (LOOK, on_meetup(running_ui.MorePress)),
    running_ui.PeoplePress: (LOOK, on_meetup(lambda one: running_ui.PeoplePress(one, 1, label="Who is coming"))),
    afterwards_ui.FeedbackPress: (RATE, on_what_is_over(afterwards_ui.FeedbackPress)),
    afterwards_ui.HowItWentPress: (NOTE, on_what_is_over(afterwards_ui.HowItWentPress)),
    afterwards_ui.LookBackPress: (NOTE, on_what_is_over(afterwards_ui.LookBackPress)),
    afterwards_ui.NotePress: (NOTE, on_what_is_over(afterwards_ui.NotePress)),
    afterwards_ui.TookPlacePress: (
        NOTE,
        on_what_is_over(lambda one: afterwards_ui.TookPlacePress(one, took_place=True)),
    ),
    running_ui.EditPress: (CHANGE, on_meetup(running_ui.EditPress)),
    running_ui.CancelMeetupPress: (CANCEL, on_meetup(running_ui.CancelMeetupPress)),
    hosting_ui.HandOverPress: (HAND_OVER, on_meetup(hosting_ui.HandOverPress)),
    hosting_ui.AskToHostPick: (HAND_OVER, on_meetup(hosting_ui.AskToHostPick)),
    hosting_ui.AskAllPress: (HAND_OVER, on_meetup(hosting_ui.AskAllPress)),
    hosting_ui.TakeHostingPress: (HOST, on_meetup(hosting_ui.TakeHostingPress, sought=True)),
    running_ui.PostAgainPress: (POST, on_meetup(running_ui.PostAgainPress, lost=True)),
    again_ui.RepeatPress: (AGAIN, on_meetup(again_ui.RepeatPress)),
    again_ui.AgainPress: (AGAIN, have_it_again),
    again_ui.AnotherDatePress: (AGAIN, on_meetup(again_ui.AnotherDatePress)),
    again_ui.CopyPress: (AGAIN, on_meetup(again_ui.CopyPress)),
    ui.ConfirmPress: (DRAFT, on_draft(ui.ConfirmPress)),
    ui.ChangePress: (DRAFT, on_draft(ui.ChangePress)),
    ui.DetailsPress: (DRAFT, on_draft(ui.DetailsPress)),
    ui.OtherZonePress: (DRAFT, on_draft(ui.OtherZonePress)),
    ui.ReadingPress: (DRAFT, on_draft(lambda one: ui.ReadingPress(one, 0, label="Then"))),
    ui.DiscardPress: (DRAFT, on_draft(ui.DiscardPress)),
    running_ui.ConfirmCancelPress: (DRAFT, on_question(running_ui.ConfirmCancelPress)),
    running_ui.KeepPress: (DRAFT, on_question(running_ui.KeepPress)),
}
SETTINGS: dict[type[Component], Component] = {
    **{pick: pick(Settings(zone="UTC")) for pick in setup_ui.PICKS},
    setup_ui.SetZonePress: setup_ui.SetZonePress(),
}
COMMANDS: dict[str, tuple[str, Act]] = {
    "meetup show": (LOOK, command("meetup show", meetup=TITLE)),
    "meetup edit": (CHANGE, command("meetup edit", meetup=TITLE)),
    "meetup cancel": (CANCEL, command("meetup cancel", meetup=TITLE)),
    "meetup again": (AGAIN, command("meetup again", meetup=TITLE)),
    "meetup create": (CREATE, command("meetup create", title="Walk", when="in 3 days")),
    "setup": (SETUP, command("setup")),
    "me overview": (OWN, command("me overview")),
    "me timezone": (OWN, command("me timezone")),
    "meetup list": (OWN, command("meetup list")),
    "help": (OWN, command("help")),
}
CASES: dict[str, tuple[str, Act]] = {
    **{kind.kind: case for kind, case in BUTTONS.items()},
    **{f"/{name}": case for name, case in COMMANDS.items()},
    "what was said": (READ, read_what_was_said),
}


@pytest.mark.parametrize("role", ROLES)
async def test_everybody_may_do_what_the_document_says(path: Path, role: str) -> None:
    differing = []
    for what, (row, act) in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            async with stage(Path(shutil.copy(path, Path(folder) / "kith.db"))) as s:
                await act(s, role)
                refused = s.refusals[-1] if s.refusals else None
                assert refused is None or refused in REFUSALS, (what, refused)
                if (refused is None) != TABLE[row][role]:
                    differing.append((what, refused))
    assert differing == []


@pytest.mark.parametrize("role", ROLES)
async def test_everybody_may_choose_what_the_document_says(path: Path, role: str) -> None:
    async with stage(path) as s:
        for item in SETTINGS.values():
            s.refusals.clear()
            await s.press(role, item)

            assert (s.refusals == []) == TABLE[SETUP][role]


async def test_every_command_and_every_button_is_in_it(path: Path) -> None:
    async with community(path) as c:
        app = c.kith.app
        commands = {one.qualified_name for one in app.tree.walk_commands() if isinstance(one, app_commands.Command)}

        assert list(unregistered(app)) == []
        assert {*BUTTONS, *SETTINGS} == set(app.presses)
        assert set(COMMANDS) == commands
    assert {row for row, _ in CASES.values()} | {SETUP} == set(TABLE)
