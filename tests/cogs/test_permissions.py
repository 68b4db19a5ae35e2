"""Every command and every button, used by everybody: what docs/permissions.md says is so."""

from pathlib import Path

import discord
import pytest
from discord import app_commands

from bot.discord_app.presses import Component
from bot.guilds.community import Community as Settings
from bot.meetups.rules.meetup import Answer
from bot.profiles.offering import Added
from bot.profiles.rules.entries import Choice, Entry, Phrase, Shown, Side
from bot.profiles.saying import Read
from bot.skills.rules.catalogue import Skill
from bot.wiring import unregistered
from cogs.community import me_ui, privacy_ui, setup_ui
from cogs.connections import connect_cog, entries_ui, hello_ui, introducing_ui, joining_ui, outcomes_ui
from cogs.meetups import afterwards_ui, again_ui, hosting_ui, running_ui, ui
from cogs.skills import ui as skills_ui
from tests.acting import community
from tests.conftest import NOON

from . import acts_of_circles, acts_of_rounds
from .acts import (
    AGAIN,
    ANSWER,
    ASK,
    CANCEL,
    CHANGE,
    CONNECT,
    CONSENT,
    CREATE,
    DRAFT,
    HAND_OVER,
    HELLO,
    HOST,
    INTRODUCED,
    LOOK,
    NOTE,
    OWN,
    POST,
    RATE,
    READ,
    REFUSALS,
    SETUP,
    SKILLS,
    TABLE,
    Act,
    ask_for_one,
    command,
    consent,
    have_it_again,
    introduce,
    menu,
    on_draft,
    on_entry,
    on_hello,
    on_introduction,
    on_meetup,
    on_question,
    on_what_is_over,
    read_what_was_said,
    share,
    take_off,
    taking_part,
)
from .roles import ROLES, TITLE, stage

BIKE = Skill("bike-repair", "Bike repair")
PHRASE = Phrase("bike", (BIKE,), 1)
READ_NEEDS = Read((PHRASE,), (Choice(0, BIKE),), ())
ADDED = Added(Shown(Entry(1, Side.OFFER, None, "bike", NOON), None), (BIKE,))
BUTTONS: dict[type[Component], tuple[str, Act]] = {
    ui.AnswerPress: (ANSWER, on_meetup(lambda one: ui.AnswerPress(Answer.GOING, one, ""))),
    me_ui.LeavePress: (ANSWER, on_meetup(me_ui.LeavePress)),
    me_ui.RemindersPick: (OWN, on_meetup(lambda _: me_ui.RemindersPick())),
    me_ui.ZonePress: (OWN, on_meetup(lambda _: me_ui.ZonePress())),
    privacy_ui.ForgetPress: (OWN, on_meetup(lambda _: privacy_ui.ForgetPress())),
    privacy_ui.RememberPress: (OWN, on_meetup(lambda _: privacy_ui.RememberPress())),
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
    hello_ui.ConfirmHelloPress: (HELLO, on_hello(hello_ui.ConfirmHelloPress)),
    hello_ui.ChangeWordsPress: (HELLO, on_hello(hello_ui.ChangeWordsPress)),
    hello_ui.HeadingsPick: (HELLO, on_hello(lambda one: hello_ui.HeadingsPick(one, Side.NEED, READ_NEEDS))),
    hello_ui.AimShownPick: (HELLO, on_hello(hello_ui.AimShownPick)),
    joining_ui.JoinPress: (OWN, on_meetup(lambda _: joining_ui.JoinPress())),
    joining_ui.ResumePress: (OWN, taking_part(on_meetup(lambda _: joining_ui.ResumePress()))),
    joining_ui.EveryPick: (OWN, taking_part(on_meetup(lambda _: joining_ui.EveryPick()))),
    joining_ui.SlotsPick: (OWN, taking_part(on_meetup(lambda _: joining_ui.SlotsPick()))),
    joining_ui.SizePick: (OWN, taking_part(on_meetup(lambda _: joining_ui.SizePick()))),
    joining_ui.MixPick: (OWN, taking_part(on_meetup(lambda _: joining_ui.MixPick()))),
    joining_ui.TakeBackPick: (OWN, on_meetup(lambda _: joining_ui.TakeBackPick())),
    introducing_ui.AskPress: (ASK, ask_for_one),
    introducing_ui.ConsentPress: (CONSENT, consent),
    outcomes_ui.StoryPress: (CONSENT, share),
    outcomes_ui.SaidPress: (INTRODUCED, on_introduction(lambda one: outcomes_ui.SaidPress(one, "met", ""))),
    outcomes_ui.NotForMePress: (INTRODUCED, on_introduction(lambda one: outcomes_ui.NotForMePress(one, ""))),
    outcomes_ui.ApartPick: (INTRODUCED, on_introduction(outcomes_ui.ApartPick)),
    outcomes_ui.TellPress: (INTRODUCED, on_introduction(outcomes_ui.TellPress)),
    hello_ui.ChangeProfilePress: (OWN, on_meetup(lambda _: hello_ui.ChangeProfilePress())),
    hello_ui.RenewPress: (OWN, on_meetup(lambda _: hello_ui.RenewPress())),
    entries_ui.HeadingPick: (OWN, on_entry(lambda one: entries_ui.HeadingPick(one, ADDED))),
    skills_ui.HeadingsPagePress: (OWN, on_meetup(lambda _: skills_ui.HeadingsPagePress(2))),
    **acts_of_rounds.BUTTONS,
    **acts_of_circles.BUTTONS,
}
SETTINGS: dict[type[Component], Component] = {
    **{pick: pick(Settings(zone="UTC")) for pick in setup_ui.PICKS},
    setup_ui.SetZonePress: setup_ui.SetZonePress(),
}
COMMANDS: dict[str, tuple[str, Act]] = {
    "hello": (OWN, command("hello")),
    "connect join": (OWN, command("connect join")),
    "connect wishes": (OWN, taking_part(command("connect wishes"))),
    "connect pause": (OWN, taking_part(command("connect pause", weeks=2))),
    "connect resume": (OWN, taking_part(command("connect resume"))),
    "connect leave": (OWN, taking_part(command("connect leave"))),
    "connect never": (OWN, command("connect never")),
    "connect overview": (CONNECT, command("connect overview")),
    "find": (OWN, taking_part(command("find"))),
    "introduce": (OWN, introduce),
    "me profile": (OWN, command("me profile")),
    "offer add": (OWN, command("offer add", what="bike")),
    "offer remove": (OWN, take_off("offer")),
    "offer list": (OWN, command("offer list")),
    "need add": (OWN, command("need add", what="bike")),
    "need remove": (OWN, take_off("need")),
    "need list": (OWN, command("need list")),
    "skills add": (SKILLS, command("skills add", name="Bike polo")),
    "skills merge": (SKILLS, command("skills merge", name="chess", into="tennis")),
    "skills hide": (SKILLS, command("skills hide", name="chess")),
    "skills list": (OWN, command("skills list")),
    "meetup show": (LOOK, command("meetup show", meetup=TITLE)),
    "meetup edit": (CHANGE, command("meetup edit", meetup=TITLE)),
    "meetup cancel": (CANCEL, command("meetup cancel", meetup=TITLE)),
    "meetup again": (AGAIN, command("meetup again", meetup=TITLE)),
    "meetup create": (CREATE, command("meetup create", title="Walk", when="in 3 days")),
    "setup": (SETUP, command("setup")),
    "me overview": (OWN, command("me overview")),
    "me timezone": (OWN, command("me timezone")),
    "me export": (OWN, command("me export")),
    "me forget": (OWN, command("me forget")),
    "meetup list": (OWN, command("meetup list")),
    "help": (OWN, command("help")),
    **acts_of_rounds.COMMANDS,
    **acts_of_circles.COMMANDS,
}
MENUS: dict[str, tuple[str, Act]] = {name: (OWN, menu(name)) for name in connect_cog.MENUS}
CASES: dict[str, tuple[str, Act]] = {
    **{kind.kind: case for kind, case in BUTTONS.items()},
    **{f"/{name}": case for name, case in COMMANDS.items()},
    **MENUS,
    "what was said": (READ, read_what_was_said),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("what", CASES)
async def test_everybody_may_do_what_the_document_says(path: Path, what: str, role: str) -> None:
    row, act = CASES[what]
    async with stage(path) as s:
        await act(s, role)

        refused = s.refusals[-1] if s.refusals else None
        assert refused is None or refused in REFUSALS
        assert (refused is None) == TABLE[row][role]


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
        assert set(MENUS) == {one.name for one in app.tree.walk_commands(type=discord.AppCommandType.user)}
    assert {row for row, _ in CASES.values()} | {SETUP} == set(TABLE)
