"""Begin a programme whose rounds introduce people."""

from bot.connections import joining
from bot.connections.rules.rounds import Settings, settings_to_json
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.programmes import planning
from bot.programmes.planning import Planned

from .subjects import TOPIC


def begin(tx: Tx, *, actor: Actor, name: str, channel_id: int) -> Planned:
    """Keep a plan with what usually does, in the community's channel for introductions or else this one.

    Raises what `planning.begin` does.
    """
    channel_id = joining.channel_of(tx, actor.guild_id, channel_id)
    settings = settings_to_json(Settings())
    return planning.begin(tx, actor=actor, topic=TOPIC, name=name, channel_id=channel_id, settings=settings)
