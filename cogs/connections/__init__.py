"""Who members are to each other, on Discord. `setup` hands all of it over to the app."""

from typing import get_args

from discord import app_commands

from bot.connections.consenting import CONSENT_ASKED, NOT_THIS_TIME, THREAD_KINDS, TOPIC
from bot.connections.joining import PAUSE_ENDED, RESTED
from bot.connections.outcomes import STORY, STORY_ASKED
from bot.connections.renewing import STILL_TRUE_ASKED
from bot.discord_app.app import App

from . import entries_ui, hello_ui, introducing_ui, joining_ui, messages, outcomes_ui, rounds
from .connect_cog import ConnectCog, IntroductionsCog, add_menus
from .profile_cog import HelloCog, NeedCog, OfferCog, profile
from .text import refusals


async def setup(app: App) -> None:
    for cog in (HelloCog, OfferCog, NeedCog, ConnectCog, IntroductionsCog):
        await app.add_cog(cog(app.db))
    add_menus(app)
    _group(app, "me").add_command(profile)  # what a member sees of themselves is in one place
    app.add_presses(
        hello_ui.ChangeWordsPress,
        hello_ui.ChangeProfilePress,
        hello_ui.RenewPress,
        hello_ui.HeadingsPick,
        hello_ui.AimShownPick,
        hello_ui.ConfirmHelloPress,
        entries_ui.HeadingPick,
        joining_ui.JoinPress,
        joining_ui.ResumePress,
        *joining_ui.PICKS,
        joining_ui.TakeBackPick,
        introducing_ui.AskPress,
        introducing_ui.ConsentPress,
        outcomes_ui.SaidPress,
        outcomes_ui.NotForMePress,
        outcomes_ui.ApartPick,
        outcomes_ui.TellPress,
        outcomes_ui.StoryPress,
    )
    app.registry.deliveries[CONSENT_ASKED] = messages.consent_asked
    app.registry.deliveries[NOT_THIS_TIME] = messages.not_this_time
    app.registry.deliveries[PAUSE_ENDED] = messages.pause_ended
    app.registry.deliveries[RESTED] = messages.rested
    app.registry.deliveries[STILL_TRUE_ASKED] = messages.still_true_asked
    app.registry.deliveries[THREAD_KINDS["opened"]] = messages.opened
    app.registry.deliveries[THREAD_KINDS["nudged"]] = messages.nudged
    app.registry.deliveries[THREAD_KINDS["asked"]] = messages.asked
    app.registry.deliveries[THREAD_KINDS["not_this_time"]] = messages.cant_in_thread
    app.registry.deliveries[STORY_ASKED] = messages.story_asked
    app.registry.deliveries[STORY] = messages.story
    rounds.set_up(app, _group(app, "connect"))
    for subject in (TOPIC, "corner", "participant", "story", "round", "draw", "wave", "summary", "programme"):
        app.add_troubles(subject, messages.trouble)
    for error in get_args(refusals.ConnectionsError):
        app.add_sentence(error, refusals.sentence)


def _group(app: App, name: str) -> app_commands.Group:
    """Return the commands that stand below this one."""
    found = app.tree.get_command(name)
    assert isinstance(found, app_commands.Group), f"/{name} is loaded before this"  # noqa: S101
    return found
