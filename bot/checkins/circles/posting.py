"""The card of a circle: posted, and posted again when its message is gone."""

from bot import outbox
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import MissingIn, require_allowed

from . import rights
from .rules import going
from .rules.circle import Circle
from .rules.refusals import CardStandsError, NotInCircleError
from .subjects import CARD, call_subject, subject


def post_card(tx: Tx, circle: Circle) -> None:
    place = outbox.channel(circle.channel_id)
    outbox.post_card(tx, subject=subject(circle.id), kind=CARD, guild_id=circle.guild_id, channel=place)


def post_again(tx: Tx, *, actor: Actor, circle_id: int, missing_in: MissingIn) -> Circle:
    """Have the card, and the mention, stand in the channel again where they are gone. Whoever is in it may.

    Raises NotInCircleError, CircleOverError, CantPostHereError; CardStandsError where nothing is gone.
    """
    circle = rights.here(tx, actor, circle_id)
    going.check_live(circle)
    if not may_post_again(tx, actor, circle):
        raise NotInCircleError
    require_allowed(circle.channel_id, missing_in)
    place = outbox.channel(circle.channel_id)
    posted = [outbox.repost_card(tx, subject=one, channel=place) for one in messages_of(circle)]
    if not any(posted):
        raise CardStandsError(*address(tx, circle))
    outbox.touch_card(tx, subject=call_subject(circle.id))  # it links to the card
    return circle


def may_post_again(tx: Tx, actor: Actor, circle: Circle) -> bool:
    return actor.member_id in circle.member_ids or rights.hosts(tx, actor, circle)


def is_missed(tx: Tx, circle: Circle) -> bool:
    """Whether a message of a live circle is gone, or could not be posted anew."""
    return circle.is_live and any(outbox.is_card_missed(tx, subject=one) for one in messages_of(circle))


def messages_of(circle: Circle) -> tuple[str, str]:
    """Return what its card, and the message that mentions who has the piece, are called."""
    return subject(circle.id), call_subject(circle.id)


def address(tx: Tx, circle: Circle) -> tuple[int, int, int | None]:
    """Return the guild, the channel and the message of its card; None: it does not stand yet."""
    card = outbox.card_of(tx, subject=subject(circle.id))
    return circle.guild_id, circle.channel_id, None if card is None else card.message_id
