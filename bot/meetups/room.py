"""What the meetups' room hands over."""

from bot.room import Room

from . import privacy, proposing, reminding

ROOM = Room(
    "meetups",
    export=privacy.export,
    forget=privacy.forget,
    due={reminding.REMIND: reminding.remind},
    deliveries={reminding.REMINDER: None},
    cards=frozenset({proposing.CARD}),
)
