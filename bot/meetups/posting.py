"""Make a meetup there is: its row, its card, all that comes by itself."""

from dataclasses import dataclass

from bot import outbox
from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import MissingIn, require_allowed

from . import afterwards, reminding, rights
from .rules.meetup import Meetup, Plan, check_open, is_open
from .store import meetups
from .subjects import subject

CARD = "meetup"


@dataclass(frozen=True)
class Posted:
    meetup_id: int
    channel_id: int


@dataclass(frozen=True)
class AlreadyPosted:
    """Asked for a second time. `message_id` is the card's, as soon as it stands."""

    guild_id: int
    channel_id: int
    message_id: int | None


def post(
    tx: Tx,
    plan: Plan,
    *,
    guild_id: int,
    channel_id: int,
    host_id: int,
    draft_id: int | None = None,
    again_of: int | None = None,
) -> Posted:
    meetup_id = meetups.add(
        tx,
        plan,
        guild_id=guild_id,
        channel_id=channel_id,
        host_id=host_id,
        draft_id=draft_id,
        again_of=again_of,
    )
    outbox.post_card(tx, subject=subject(meetup_id), kind=CARD, guild_id=guild_id, channel=outbox.channel(channel_id))
    made = meetups.get_open(tx, meetup_id)
    if made is not None:
        reminding.schedule_all(tx, made)
        afterwards.schedule(tx, made)
    return Posted(meetup_id, channel_id)


def posted_already(tx: Tx, meetup: Meetup) -> AlreadyPosted:
    card = outbox.card_of(tx, subject=subject(meetup.id))
    return AlreadyPosted(meetup.guild_id, meetup.channel_id, None if card is None else card.message_id)


def post_again(tx: Tx, *, actor: Actor, meetup_id: int, missing_in: MissingIn) -> Posted | AlreadyPosted:
    """Post the card anew whose message is gone: where it stood, or else in the community's meetups channel.

    Raises CantPostHereError where the bot may post in neither.
    """
    meetup = rights.to_run(tx, actor, meetup_id)
    check_open(meetup, now=tx.now)
    if not is_card_missed(tx, meetup):
        return posted_already(tx, meetup)
    elsewhere = community.of(tx, actor.guild_id).meetups_channel_id
    channel_id = meetup.channel_id if elsewhere is None or not missing_in(meetup.channel_id) else elsewhere
    require_allowed(channel_id, missing_in)
    meetups.put_channel(tx, meetup.id, channel_id)
    outbox.repost_card(tx, subject=subject(meetup.id), channel=outbox.channel(channel_id))
    return Posted(meetup.id, channel_id)


def is_card_missed(tx: Tx, meetup: Meetup) -> bool:
    """Whether people could still answer on its card, and it is gone."""
    return is_open(meetup, now=tx.now) and outbox.is_card_missed(tx, subject=subject(meetup.id))
