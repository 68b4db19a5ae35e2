"""What somebody does in circles, to find out whether they may."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.checkins.circles.rules import going, steering
from bot.checkins.circles.rules.circle import Circle, How, Lap, Part, Plan, Stage
from bot.checkins.circles.store import circles, words
from bot.checkins.circles.subjects import CARD, subject
from bot.database import Tx
from bot.discord_app.presses import Component
from bot.outbox import channel, post_card
from bot.outbox.store import cards
from cogs.checkins import circle_ui, host_ui, start_ui

from .acts import AT_MEETUP, BE_IN_IT, HOST_IT, OWN, POST_IT_AGAIN, TAKE_IT_OVER, TAKE_TURN, Act, command, on_meetup
from .roles import ROLES
from .roles import Stage as Scene

SPEAKER = "member"
SOON = timedelta(minutes=10)


async def circle(s: Scene, *, at: Stage = Stage.GOING, how: How = How.SPOKEN, sought: bool = False) -> Circle:
    """Return one of the first server in which all of them are; the member has the piece, and the host hosts it."""
    people = [s.who[role].id for role in ROLES[:-1]]
    people.sort(key=lambda one: one != s.who[SPEAKER].id)

    def make(tx: Tx) -> Circle:
        plan, now = Plan("What is alive in you?", how), tx.now
        host_id = s.who["host"].id
        made = going.seat(Circle(0, s.c.guild.id, s.c.channel.id, host_id, plan, 1, now, now, now, now), people)
        made = replace(made, id=circles.add(tx, made))
        place = channel(made.channel_id)
        post_card(tx, subject=subject(made.id), kind=CARD, guild_id=made.guild_id, channel=place)
        cards.gone(tx, subject(made.id), "deleted")
        after = replace(_at(made, at, people), host_sought=sought)
        circles.put(tx, made, after)
        return after

    return await s.c.db.write(make)


def _at(made: Circle, stage: Stage, people: list[int]) -> Circle:
    now = made.opened_at
    if stage is Stage.GATHERING:
        return made
    begun = going.begin(made, Lap(1, "?", clockwise=True, first_id=people[0], by_lot=False), people, now=now)
    if stage is Stage.PAUSED:
        return steering.pause(begun, turn=1, now=now)
    while stage is Stage.BETWEEN and begun.stage is Stage.GOING:
        begun = going.done(begun, begun.speaker_id or 0, turn=begun.turn, now=now)
    return begun


def on_circle(
    button: Callable[[Circle], Component], *, at: Stage = Stage.GOING, how: How = How.SPOKEN, sought: bool = False
) -> Act:
    async def act(s: Scene, role: str) -> str:
        return await s.press(role, button(await circle(s, at=at, how=how, sought=sought)))

    return act


def says(said: str) -> Act:
    return on_circle(lambda one: circle_ui.SayPress(said, one.id, one.turn, ""))


def does(what: str, at: Stage = Stage.GOING) -> Act:
    return on_circle(lambda one: host_ui.HostPress(what, one.id, one.turn), at=at)


async def take_back(s: Scene, role: str) -> str:
    made = await circle(s, how=How.POSTED)

    def write(tx: Tx) -> int:
        speaker_id = s.who[SPEAKER].id
        words.put(tx, made, speaker_id, "My words")
        return words.turn_id(tx, made, speaker_id)

    return await s.press(role, circle_ui.TakeBackPress(await s.c.db.write(write)))


async def show(s: Scene, role: str) -> str:
    await circle(s)
    return await s.slash(role, "circle show")


async def every_act_of_the_host(s: Scene, role: str) -> str:
    """All buttons of one kind: what any of them refuses is refused."""
    said = ""
    for what, at in {"begin": Stage.GATHERING, "go-on": Stage.PAUSED, "again": Stage.BETWEEN}.items():
        said = await does(what, at)(s, role)
        await s.c.db.write(_over)
    for what in ("finished", "skip", "more-time", "pause", "hand-over", "close", "close-now"):
        said = await does(what)(s, role)
        await s.c.db.write(_over)
    return said


def _over(tx: Tx) -> None:
    found = circles.get(tx, 1)
    number = 1
    while found is not None:
        circles.put(tx, found, replace(found, stage=Stage.OVER))
        number += 1
        found = circles.get(tx, number)


BUTTONS: dict[type[Component], tuple[str, Act]] = {
    circle_ui.SayPress: (TAKE_TURN, says("done")),
    circle_ui.WritePress: (
        TAKE_TURN,
        on_circle(lambda one: circle_ui.WritePress(one.id, one.turn), how=How.POSTED),
    ),
    circle_ui.TakeBackPress: (TAKE_TURN, take_back),
    circle_ui.JoinPress: (BE_IN_IT, on_circle(lambda one: circle_ui.JoinPress(one.id))),
    circle_ui.LeavePress: (BE_IN_IT, on_circle(lambda one: circle_ui.LeavePress(one.id))),
    circle_ui.TakeOverPress: (TAKE_IT_OVER, on_circle(lambda one: circle_ui.TakeOverPress(one.id), sought=True)),
    circle_ui.AtMeetupPress: (
        AT_MEETUP,
        on_meetup(lambda one: circle_ui.AtMeetupPress(Part.OPENING, one, ""), starts_in=SOON),
    ),
    host_ui.MorePress: (BE_IN_IT, on_circle(lambda one: host_ui.MorePress(one.id))),
    host_ui.KeepOpenPress: (BE_IN_IT, on_circle(lambda one: host_ui.KeepOpenPress(one.id))),
    host_ui.MentionPress: (BE_IN_IT, on_circle(lambda one: host_ui.MentionPress(one.id, host_ui.NO))),
    host_ui.WhyPress: (BE_IN_IT, on_circle(lambda one: host_ui.WhyPress(one.id))),
    host_ui.PostAgainPress: (POST_IT_AGAIN, on_circle(lambda one: host_ui.PostAgainPress(one.id))),
    host_ui.BeginPress: (HOST_IT, on_circle(lambda one: host_ui.BeginPress(one.id), at=Stage.GATHERING)),
    host_ui.HostPress: (HOST_IT, every_act_of_the_host),
    host_ui.AskToClosePress: (HOST_IT, on_circle(lambda one: host_ui.AskToClosePress(one.id))),
    host_ui.PromptPick: (
        HOST_IT,
        on_circle(lambda one: host_ui.PromptPick(one.id, one.turn, Part.MIDDLE), at=Stage.BETWEEN),
    ),
    host_ui.ChangePress: (HOST_IT, on_circle(lambda one: host_ui.ChangePress(one.id), at=Stage.GATHERING)),
    host_ui.OwnPromptPress: (
        HOST_IT,
        on_circle(lambda one: host_ui.OwnPromptPress(one.id, one.turn), at=Stage.BETWEEN),
    ),
    start_ui.StartHerePress: (OWN, on_meetup(lambda _: start_ui.StartHerePress())),
}
COMMANDS: dict[str, tuple[str, Act]] = {
    "circle start": (OWN, command("circle start")),
    "circle show": (BE_IN_IT, show),
    "checkin": (OWN, command("checkin")),
}
