"""What the connections' room hands over."""

from bot.room import Room

from . import consenting, joining, outcomes, privacy, renewing
from .rounds import beginning, ending, late, preparing, subjects, waves

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
        subjects.KINDS["ends"]: ending.ends,
        subjects.SUM_UP: ending.sum_up,
    },
    jobs=consenting.JOBS
    | {
        subjects.KINDS["closes"]: preparing.DRAWING,
        subjects.DRAW: preparing.DRAWING,
        subjects.KINDS["begins"]: beginning.BEGINNING,
        subjects.WAVE: waves.WAVES,
        subjects.LATE: late.FINDING,
    },
    cards=frozenset({subjects.KINDS["card"], subjects.PREVIEW}),
    upkeep=(renewing.upkeep,),
    deliveries={
        **dict.fromkeys(
            (
                consenting.CONSENT_ASKED,
                consenting.NOT_THIS_TIME,
                joining.PAUSE_ENDED,
                joining.RESTED,
                renewing.STILL_TRUE_ASKED,
                subjects.LEFT_OUT,
                subjects.CALLED_OFF,
                _KINDS["opened"],
            ),
            consenting.TRY_LATER,
        ),
        **dict.fromkeys(
            (*_IN_THREAD, outcomes.STORY, subjects.SUMMED_UP, subjects.CALLED_OFF_FOR_MANY),
        ),
    },
)
