"""What the check-ins' room hands over."""

from bot.room import Room

from .circles import absence, looking, privacy, subjects

ROOM = Room(
    "checkins",
    export=privacy.export,
    forget=privacy.forget,
    erase=privacy.erase,
    due={subjects.LOOK: looking.look},
    jobs=absence.JOBS,
    deliveries=dict.fromkeys((subjects.NUDGED, subjects.WORDS, subjects.HARVEST)),
    cards=frozenset({subjects.CARD, subjects.CALL}),
    upkeep=(privacy.upkeep,),
)
