"""What the connections' room hands over."""

from bot.room import Room

from . import consenting, joining, outcomes, privacy, renewing

_KINDS = consenting.THREAD_KINDS
_IN_THREAD = (_KINDS["nudged"], _KINDS["asked"], _KINDS["not_this_time"], outcomes.STORY_ASKED)

ROOM = Room(
    "connections",
    export=privacy.export,
    forget=privacy.forget,
    erase=privacy.erase,
    due={
        joining.PAUSE_ENDS: joining.pause_ends,
        renewing.ASK_STILL_TRUE: renewing.ask,
        consenting.CONSENT_ENDS: consenting.consent_ends,
        _KINDS["over"]: outcomes.over,
    },
    jobs=consenting.JOBS,
    upkeep=(renewing.upkeep,),
    deliveries={
        **dict.fromkeys(
            (
                consenting.CONSENT_ASKED,
                consenting.NOT_THIS_TIME,
                joining.PAUSE_ENDED,
                joining.RESTED,
                renewing.STILL_TRUE_ASKED,
                _KINDS["opened"],
                *_IN_THREAD,
            ),
            consenting.TRY_LATER,
        ),
        **dict.fromkeys(
            (_KINDS["nudged"], _KINDS["asked"], _KINDS["not_this_time"], outcomes.STORY_ASKED, outcomes.STORY)
        ),
    },
)
