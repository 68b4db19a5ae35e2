"""Start a circle: anybody may, and hosts it; one a channel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import MissingIn, require_allowed
from bot.meetups import going_on, viewing
from bot.meetups.rights import to_run
from bot.meetups.rules.meetup import Meetup
from bot.outbox.rules.waits import snowflake

from . import posting, prompts, rights
from .keeping import look_for_the_first_time
from .rules import going
from .rules.circle import MOST_PEOPLE, Circle, Part, Plan
from .rules.prompt import check_prompt
from .rules.refusals import (
    CircleFullError,
    CircleHeldError,
    CircleHereError,
    NobodyInVoiceError,
    NoMeetupNowError,
)
from .store import circles


class Who(StrEnum):
    """Who is in it from the beginning; everybody else may join."""

    JOIN = "join"
    VOICE = "voice"
    MEETUP = "meetup"


@dataclass(frozen=True)
class Voice:
    """A voice channel, and the people in it; nobody, where the member is in none."""

    channel_id: int | None = None
    member_ids: tuple[int, ...] = ()


def start(
    tx: Tx, *, actor: Actor, channel_id: int, plan: Plan, who: Who | None, voice: Voice, missing_in: MissingIn
) -> Circle:
    """Open a circle in a channel or thread. With an empty prompt, one is suggested that opens a gathering.

    `who` None: as `usual_who` has it. Raises MayNotWriteError, NoPromptError, TooLongError, NobodyInVoiceError,
    NoMeetupNowError, CantPostHereError, CircleHereError, CircleFullError.
    """
    rights.check_may_write(actor)
    who = who or usual_who(voice, channel_id=channel_id)
    meetup = going_on.at(tx, actor.guild_id, channel_id)
    people = _people(tx, actor, who, voice, meetup)
    prompt = check_prompt(plan.prompt) if plan.prompt else ""
    circle = _new(tx, actor, channel_id, replace(plan, prompt=prompt))
    if not prompt:
        circle = _suggested(circle, Part.OPENING)
    if who is Who.VOICE:
        circle = replace(circle, voice_channel_id=voice.channel_id)
    return _open(tx, circle, people, None if meetup is None else meetup.id, missing_in)


def usual_who(voice: Voice, *, channel_id: int) -> Who:
    """Return who is meant where nobody has said it: in the chat of a voice channel, those in it."""
    return Who.VOICE if voice.channel_id == channel_id else Who.JOIN


def start_at_meetup(tx: Tx, *, actor: Actor, meetup_id: int, part: Part, missing_in: MissingIn) -> Circle:
    """Open or close a meetup with a circle of those who are going, once each; one that never began does not count.

    Raises CircleHereError, CircleHeldError, CantPostHereError, and what `rights.to_run` of meetups does.
    """
    meetup = to_run(tx, actor, meetup_id)
    if not going_on.is_on(tx, meetup):
        raise NoMeetupNowError
    found = circles.of_meetup(tx, meetup_id, part)
    if found is not None and (found.is_live or found.begun_at is not None):
        error = CircleHereError if found.is_live else CircleHeldError
        raise error(*posting.address(tx, found))
    circle = replace(_suggested(_new(tx, actor, meetup.channel_id, Plan("")), part), part=part)
    return _open(tx, circle, _going(tx, meetup), meetup.id, missing_in)


def _new(tx: Tx, actor: Actor, channel_id: int, plan: Plan) -> Circle:
    """The seed is made of when and where it is: another one each time, stored, and chosen by nobody."""
    seed = snowflake(tx.now) ^ channel_id
    now = tx.now
    return Circle(
        id=0,
        guild_id=actor.guild_id,
        channel_id=channel_id,
        host_id=actor.member_id,
        plan=plan,
        seed=seed,
        opened_at=now,
        since=now,
        pressed_at=now,
        shown_since=now,
    )


def _suggested(circle: Circle, part: Part) -> Circle:
    choices = prompts.shipped()[part]
    return replace(circle, plan=replace(circle.plan, prompt=choices[circle.seed % len(choices)]))


def _people(tx: Tx, actor: Actor, who: Who, voice: Voice, meetup: Meetup | None) -> Sequence[int]:
    match who:
        case Who.JOIN:
            return [actor.member_id]
        case Who.VOICE:
            if voice.channel_id is None or not voice.member_ids:
                raise NobodyInVoiceError
            return voice.member_ids
        case Who.MEETUP:
            if meetup is None:
                raise NoMeetupNowError
            return _going(tx, meetup)


def _going(tx: Tx, meetup: Meetup) -> Sequence[int]:
    view = viewing.view(tx, meetup.id)
    return () if view is None else view.roster.seated


def _open(tx: Tx, circle: Circle, people: Sequence[int], meetup_id: int | None, missing_in: MissingIn) -> Circle:
    require_allowed(circle.channel_id, missing_in)
    if (there := circles.live_in(tx, circle.channel_id)) is not None:
        raise CircleHereError(*posting.address(tx, there))
    if len(people) > MOST_PEOPLE:
        raise CircleFullError(MOST_PEOPLE)
    circle = going.came(going.seat(replace(circle, meetup_id=meetup_id), people), circle.host_id)
    opened = replace(circle, id=circles.add(tx, circle))
    posting.post_card(tx, opened)
    return look_for_the_first_time(tx, opened)
