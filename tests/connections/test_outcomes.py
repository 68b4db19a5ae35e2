"""After an introduction: nudged, asked, let be; what came of it."""

import pytest

from bot.connections import consenting, joining, outcomes
from bot.connections.consenting import NOT_THIS_TIME as DID_NOT_COME_ABOUT
from bot.connections.consenting import THREAD_KINDS
from bot.connections.joining import RESTED
from bot.connections.outcomes import STORY, STORY_ASKED
from bot.connections.rules.introductions import NoSuchIntroductionError, NotInOneError, State, Step
from bot.connections.rules.participation import State as Taking
from bot.connections.store import introductions
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.members import nevers
from bot.outbox import forget_thread, inspection
from bot.questions.rules.questions import NO, YES, NotAskedError, QuestionClosedError, Verdict
from bot.threads import following
from bot.threads.following import ARCHIVE, ASK, CANT, MET, NOT_YET, NUDGE
from bot.wiring import ROOMS
from tests.builders import ANA, BEN, CHANNEL, CLEO, GUILD

from .connecting import (
    DAN,
    DAY,
    agree,
    by_hand,
    end,
    follow,
    followed,
    introduced,
    join,
    open_it,
    over,
    said,
    thread_is_there,
    told,
)

THREAD = 77
NUDGED, ASKED, NOT_THIS_TIME = (THREAD_KINDS[what] for what in ("nudged", "asked", "not_this_time"))


def say(tx: Tx, actor: Actor, what: str, introduction_id: int = 1) -> outcomes.Said:
    return outcomes.say(tx, actor=actor, introduction_id=introduction_id, said=what)


def tell(tx: Tx, actor: Actor = BEN, *, words: str = "We rode to work", share: bool = True) -> outcomes.Told:
    return outcomes.tell(tx, actor=actor, introduction_id=1, step=Step.A_BIT, words=words, share=share)


def story_id(tx: Tx, actor: Actor = BEN) -> int:
    found = introductions.the(tx, 1).parts[actor.member_id].story_id
    assert found is not None
    return found


def taking(tx: Tx, actor: Actor) -> Taking:
    return joining.taking(tx, actor=actor).participant.state


def test_where_nobody_writes_the_one_who_asked_is_nudged_once(tx: Tx) -> None:
    made = introduced(tx)

    follow(tx, made, NUDGE)
    follow(tx, made, NUDGE)

    assert said(tx, NUDGED) == [(THREAD, [BEN.member_id])]


@pytest.mark.parametrize("what", ["wrote", "met", "left"])
def test_nobody_is_nudged_who_has_begun_met_or_gone(tx: Tx, what: str) -> None:
    made = introduced(tx)
    if what == "met":
        say(tx, BEN, MET)

    follow(tx, made, NUDGE, wrote=[CLEO] if what == "wrote" else [], left=[BEN] if what == "left" else [])

    assert told(tx, NUDGED) == []


def test_after_a_week_all_are_asked_and_after_two_those_who_have_not_met(tx: Tx) -> None:
    made = introduced(tx)
    follow(tx, made, ASK)
    say(tx, BEN, MET)
    say(tx, CLEO, NOT_YET)

    follow(tx, made, ASK, times=2)

    assert said(tx, ASKED) == [(THREAD, [BEN.member_id, CLEO.member_id]), (THREAD, [CLEO.member_id])]


def test_where_one_can_not_the_other_is_told_once_and_nobody_asked(tx: Tx) -> None:
    made = introduced(tx)

    say(tx, BEN, CANT)
    say(tx, BEN, CANT)
    follow(tx, made, ASK)

    assert said(tx, NOT_THIS_TIME) == [(THREAD, [])]
    assert told(tx, ASKED) == []


def test_of_three_the_others_can_meet_all_the_same(tx: Tx) -> None:
    join(tx, BEN, CLEO, DAN)
    made = by_hand(tx, BEN, CLEO, DAN)
    agree(tx, made, BEN, CLEO, DAN)
    open_it(tx, made)
    thread_is_there(tx, made)
    say(tx, DAN, CANT)

    follow(tx, made, ASK)

    assert told(tx, ASKED) == [[BEN.member_id, CLEO.member_id]]


def test_who_has_left_the_community_is_not_waited_for(tx: Tx) -> None:
    made = introduced(tx)

    follow(tx, made, ASK, left=[CLEO])

    assert told(tx, ASKED) == []
    assert len(told(tx, NOT_THIS_TIME)) == 1


def test_at_the_end_the_thread_is_archived_and_who_was_silent_rests_and_is_told(tx: Tx) -> None:
    made = introduced(tx)

    end(tx, made, wrote=[CLEO])

    assert introductions.the(tx, 1).state is State.OVER
    assert said(tx, ARCHIVE) == [(THREAD, [])]
    assert told(tx, RESTED) == [[BEN.member_id]]
    assert (taking(tx, BEN), taking(tx, CLEO)) == (Taking.RESTS, Taking.IN)
    assert joining.resume(tx, actor=BEN).participant.state is Taking.IN


@pytest.mark.parametrize("what", [MET, NOT_YET, CANT])
def test_who_has_said_anything_does_not_rest(tx: Tx, what: str) -> None:
    made = introduced(tx)
    say(tx, BEN, what)
    say(tx, CLEO, what)

    end(tx, made)

    assert told(tx, RESTED) == []


@pytest.mark.parametrize("left", [False, True], ids=["can't", "left"])
def test_who_was_asked_nothing_as_the_other_can_not_does_not_rest(tx: Tx, left: bool) -> None:
    made = introduced(tx)
    if left:
        follow(tx, made, ASK, left=[BEN])
    else:
        say(tx, BEN, CANT)

    end(tx, made)

    assert told(tx, RESTED) == []
    assert taking(tx, CLEO) is Taking.IN


def test_who_is_left_in_a_thread_by_one_who_is_forgotten_is_told(tx: Tx) -> None:
    made = introduced(tx)

    for room in ROOMS:
        if room.forget:
            room.forget(tx, GUILD, BEN.member_id)

    assert said(tx, NOT_THIS_TIME) == [(THREAD, [])]
    follow(tx, made, ASK)
    end(tx, made)
    assert told(tx, ASKED) == told(tx, RESTED) == []


def test_of_a_thread_that_could_never_be_opened_all_are_told_that_it_did_not_come_about(tx: Tx) -> None:
    made = introduced(tx)
    forget_thread(tx, key=followed(tx, made).thread.key)

    end(tx, made)

    assert told(tx, RESTED) == []
    assert sorted(told(tx, DID_NOT_COME_ABOUT)) == [[BEN.member_id], [CLEO.member_id]]
    assert introductions.the(tx, 1).state is State.LAPSED


@pytest.mark.parametrize("kind", [NUDGE, ASK, following.END])
def test_a_thread_that_somebody_has_deleted_is_let_be(tx: Tx, kind: str) -> None:
    made = introduced(tx)

    follow(tx, made, kind, deleted=True)
    follow(tx, made, ASK, times=2)
    over(tx, made, deleted=True)

    found = followed(tx, made)
    assert (found.place, found.question.is_open) == (None, False)
    assert told(tx, NUDGED) + told(tx, ASKED) + told(tx, ARCHIVE) + told(tx, RESTED) == []
    assert introductions.the(tx, 1).state is State.OVER


def test_when_all_is_said_it_ends_two_days_later_unless_somebody_thinks_again(tx: Tx) -> None:
    introduced(tx)
    found = following.about(tx, consenting.subject(1))
    assert found is not None
    opened = tx.now
    tx.now += DAY
    say(tx, BEN, MET)
    say(tx, CLEO, MET)
    assert ends(tx) == opened + 3 * DAY

    say(tx, CLEO, NOT_YET)

    assert ends(tx) == opened + 21 * DAY


def ends(tx: Tx) -> object:
    return next(entry.when for entry in inspection.entries(tx) if entry.what.startswith(following.END))


def test_after_the_end_nothing_more_is_taken(tx: Tx) -> None:
    made = introduced(tx)
    end(tx, made)

    with pytest.raises(QuestionClosedError):
        say(tx, BEN, MET)


@pytest.mark.parametrize("actor", [ANA, DAN])
def test_who_is_not_in_it_says_nothing_of_it(tx: Tx, actor: Actor) -> None:
    introduced(tx)

    for call in (
        lambda: say(tx, actor, MET),
        lambda: outcomes.not_for_me(tx, actor=actor, introduction_id=1),
        lambda: outcomes.telling(tx, actor=actor, introduction_id=1),
    ):
        with pytest.raises(NoSuchIntroductionError):
            call()


def test_not_for_me_keeps_the_two_apart_and_reads_like_no_time(tx: Tx) -> None:
    introduced(tx)

    outcomes.not_for_me(tx, actor=BEN, introduction_id=1)

    assert nevers.apart_from(tx, CLEO.member_id) == {BEN.member_id}
    assert told(tx, NOT_THIS_TIME) == [[]]
    found = following.about(tx, consenting.subject(1))
    assert found is not None
    assert found.question.said == {BEN.member_id: CANT, CLEO.member_id: None}


def test_of_three_it_is_asked_who_is_meant_and_only_those_in_it_can_be(tx: Tx) -> None:
    join(tx, BEN, CLEO, DAN)
    made = by_hand(tx, BEN, CLEO, DAN)
    agree(tx, made, BEN, CLEO, DAN)
    open_it(tx, made)
    thread_is_there(tx, made)
    assert len(outcomes.not_for_me(tx, actor=BEN, introduction_id=1).others) == 2
    assert nevers.mine(tx, actor=BEN) == []

    outcomes.keep_apart(tx, actor=BEN, introduction_id=1, other_ids=[DAN.member_id, ANA.member_id])

    assert nevers.mine(tx, actor=BEN) == [DAN.member_id]


def test_a_line_is_shared_when_all_have_agreed(tx: Tx) -> None:
    introduced(tx)
    say(tx, BEN, MET)
    assert tell(tx).asked == 1
    assert said(tx, STORY_ASKED) == [(THREAD, [CLEO.member_id])]
    assert told(tx, STORY) == []

    assert outcomes.agree(tx, actor=CLEO, question_id=story_id(tx), said=YES) is Verdict.AGREED

    assert said(tx, STORY) == [(CHANNEL, [])]


def test_a_no_keeps_it_and_may_become_a_yes(tx: Tx) -> None:
    introduced(tx)
    say(tx, BEN, MET)
    tell(tx)

    assert outcomes.agree(tx, actor=CLEO, question_id=story_id(tx), said=NO) is Verdict.NOT_AGREED
    assert told(tx, STORY) == []
    assert outcomes.agree(tx, actor=CLEO, question_id=story_id(tx), said=YES) is Verdict.AGREED


def test_other_words_are_asked_about_anew(tx: Tx) -> None:
    introduced(tx)
    say(tx, BEN, MET)
    tell(tx)
    before = story_id(tx)
    tell(tx, words="We sang")

    with pytest.raises(NotAskedError):
        outcomes.agree(tx, actor=CLEO, question_id=before, said=YES)
    assert outcomes.agree(tx, actor=CLEO, question_id=story_id(tx), said=YES) is Verdict.AGREED


@pytest.mark.parametrize(("words", "share"), [("", True), ("For me", False)])
def test_what_is_not_to_be_shared_is_asked_of_nobody(tx: Tx, words: str, share: bool) -> None:
    introduced(tx)
    say(tx, BEN, MET)

    assert tell(tx, words=words, share=share).asked == 0
    part = introductions.the(tx, 1).parts[BEN.member_id]
    assert (part.step, part.words) == (Step.A_BIT, words)


def test_only_who_has_met_tells_what_came_of_it(tx: Tx) -> None:
    introduced(tx)

    with pytest.raises(NotInOneError):
        tell(tx)


def test_a_meeting_is_counted_once(tx: Tx) -> None:
    introduced(tx)
    say(tx, BEN, MET)
    say(tx, CLEO, MET)

    assert introductions.met(tx, GUILD) == 1
