"""What the meetups' room hands over."""

from bot.room import Room

from . import cancelling, editing, privacy, proposing, reminding, seating

ROOM = Room(
    "meetups",
    export=privacy.export,
    forget=privacy.forget,
    due={seating.OFFER_ENDS: seating.offer_ends},
    jobs={**seating.JOBS, **reminding.JOBS},
    deliveries=dict.fromkeys(
        [reminding.REMINDER, seating.SEAT_GIVEN, seating.SEAT_OFFERED, editing.MOVED, cancelling.CANCELLED]
    ),
    cards=frozenset({proposing.CARD}),
)
