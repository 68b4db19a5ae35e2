"""What the meetups' room hands over."""

from bot.room import Room

from . import privacy, proposing, reminding, seating

ROOM = Room(
    "meetups",
    export=privacy.export,
    forget=privacy.forget,
    due={seating.OFFER_ENDS: seating.offer_ends},
    jobs={**seating.JOBS, **reminding.JOBS},
    deliveries={reminding.REMINDER: None, seating.SEAT_GIVEN: None, seating.SEAT_OFFERED: None},
    cards=frozenset({proposing.CARD}),
)
