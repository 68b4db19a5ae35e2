"""What the outbox itself hands over."""

from bot.room import Room

from . import privacy, tidying, upkeep

ROOM = Room(
    "outbox",
    export=privacy.export,
    forget=privacy.forget,
    erase=privacy.erase,
    jobs=tidying.JOBS,
    upkeep=(upkeep.prune,),
)
