"""What the meetups' room hands over."""

from bot.room import Room

from . import afterwards, cancelling, editing, hosting, posting, privacy, reminding, repeating, seating

ROOM = Room(
    "meetups",
    export=privacy.export,
    forget=privacy.forget,
    erase=privacy.erase,
    due={
        seating.OFFER_ENDS: seating.offer_ends,
        reminding.START: reminding.start,
        afterwards.ASK_AFTERWARDS: afterwards.ask,
    },
    jobs={**seating.JOBS, **reminding.JOBS},
    deliveries={
        reminding.REMINDER_DIRECT: reminding.remind_in_channel,
        **dict.fromkeys(
            (
                *reminding.SAID,
                *seating.SAID,
                *hosting.SAID,
                repeating.ON_AGAIN,
                editing.MOVED,
                cancelling.CANCELLED,
                afterwards.AFTERWARDS_ASKED,
            )
        ),
    },
    cards=frozenset({posting.CARD}),
)
