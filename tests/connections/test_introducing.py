"""Asking to be introduced, and introducing others: what is asked of whom, and what is refused."""

from collections.abc import Callable

import pytest

from bot.connections import finding, introducing, joining
from bot.connections.consenting import CONSENT_ASKED, NOT_THIS_TIME, THREAD_KINDS, Consented
from bot.connections.rules.introductions import (
    MOST_OPEN,
    MOST_QUESTIONS,
    AskedAlreadyError,
    Introduction,
    NotPeopleError,
    State,
    TooManyAskedError,
    WrongNumberError,
)
from bot.connections.rules.participation import NotJoinedError, OthersNotJoinedError
from bot.connections.store import introductions, participants
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import CantPostHereError
from bot.guilds.rules.typed import TooLongError
from bot.members import nevers
from bot.members.nevers import ThatIsYouError
from bot.questions.rules.questions import NO, NotAskedError, QuestionClosedError, Verdict
from tests.builders import ANA, BEN, CHANNEL, CLEO, EVE, GUILD, nothing_missing

from .connecting import DAN, DAY, WEEK, agree, ask, by_hand, couple, introduced, join, lapse, open_it, told

OPENED = THREAD_KINDS["opened"]


def state(tx: Tx, made: Introduction) -> State:
    return introductions.the(tx, made.id).state


def test_only_the_other_is_asked_and_the_reason_is_kept(tx: Tx) -> None:
    couple(tx)

    made = ask(tx)

    assert told(tx, CONSENT_ASKED) == [[CLEO.member_id]]
    assert made.parts[BEN.member_id].gets == ("bike-repair",)
    assert made.parts[BEN.member_id].gives == made.parts[CLEO.member_id].gets == ("cooking",)


def test_when_all_have_said_yes_the_thread_opens_with_just_them(tx: Tx) -> None:
    couple(tx)
    made = ask(tx)

    assert agree(tx, made, CLEO).verdict is Verdict.AGREED
    open_it(tx, made)
    open_it(tx, made)

    assert state(tx, made) is State.OPEN
    assert told(tx, OPENED) == [[BEN.member_id, CLEO.member_id]]


def test_three_are_asked_alone_and_all_must_agree(tx: Tx) -> None:
    join(tx, BEN, CLEO, DAN)
    made = by_hand(tx, BEN, CLEO, DAN)
    assert sorted(told(tx, CONSENT_ASKED)) == [[BEN.member_id], [CLEO.member_id], [DAN.member_id]]

    assert agree(tx, made, BEN, CLEO).verdict is Verdict.WAITING
    assert agree(tx, made, DAN).verdict is Verdict.AGREED


def test_a_no_can_become_a_yes_within_the_week(tx: Tx) -> None:
    couple(tx)
    made = ask(tx)
    assert agree(tx, made, CLEO, said=NO).verdict is Verdict.NOT_AGREED

    tx.now += 6 * DAY

    assert agree(tx, made, CLEO).verdict is Verdict.AGREED


@pytest.mark.parametrize("said", [NO, None], ids=["no", "silence"])
def test_a_no_and_silence_end_alike_for_who_asked(tx: Tx, said: str | None) -> None:
    couple(tx)
    made = ask(tx)
    if said:
        agree(tx, made, CLEO, said=said)
    assert told(tx, NOT_THIS_TIME) == []

    lapse(tx, made)

    assert state(tx, made) is State.LAPSED
    assert told(tx, NOT_THIS_TIME) == [[BEN.member_id]]
    with pytest.raises(QuestionClosedError):
        agree(tx, made, CLEO)


def test_who_has_said_yes_and_waits_is_told_too_and_who_said_no_hears_nothing(tx: Tx) -> None:
    join(tx, BEN, CLEO, DAN)
    made = by_hand(tx, BEN, CLEO, DAN)
    agree(tx, made, BEN)
    agree(tx, made, CLEO, said=NO)

    lapse(tx, made)

    assert sorted(told(tx, NOT_THIS_TIME)) == [[ANA.member_id], [BEN.member_id]]


def test_a_yes_in_the_last_second_counts(tx: Tx) -> None:
    couple(tx)
    made = ask(tx)
    tx.now += WEEK - DAY / 10**6
    agree(tx, made, CLEO)

    lapse(tx, made)
    tx.now += DAY
    open_it(tx, made)

    assert state(tx, made) is State.OPEN


def test_both_who_ask_each_other_are_introduced(tx: Tx) -> None:
    couple(tx)
    made = ask(tx)

    agreed = introducing.ask(tx, actor=CLEO, other_id=BEN.member_id, missing_in=nothing_missing)

    assert isinstance(agreed, Consented)
    assert (agreed.introduction.id, agreed.verdict) == (made.id, Verdict.AGREED)
    assert told(tx, CONSENT_ASKED) == [[CLEO.member_id]]


@pytest.mark.parametrize("left", [[CLEO], [BEN, CLEO]], ids=["one", "both"])
def test_who_has_left_the_community_is_not_asked_nor_found_any_more_and_it_ends_like_silence(
    tx: Tx, left: list[Actor]
) -> None:
    couple(tx)
    made = by_hand(tx, BEN, CLEO, left=left)

    assert told(tx, CONSENT_ASKED) == []
    assert [participants.of(tx, GUILD, one.member_id) for one in left] == [None] * len(left)
    lapse(tx, made)
    assert told(tx, NOT_THIS_TIME) == [[ANA.member_id]]


def test_who_left_between_the_yes_and_the_thread_is_not_waited_for(tx: Tx) -> None:
    couple(tx)
    made = ask(tx)
    agree(tx, made, CLEO)

    open_it(tx, made, left=[CLEO])

    assert state(tx, made) is State.LAPSED
    assert told(tx, NOT_THIS_TIME) == [[BEN.member_id], [CLEO.member_id]]
    assert told(tx, OPENED) == []


def test_who_is_kept_apart_after_the_yes_is_not_introduced(tx: Tx) -> None:
    couple(tx)
    made = ask(tx)
    agree(tx, made, CLEO)
    nevers.add(tx, actor=CLEO, other_id=BEN.member_id)

    open_it(tx, made)

    assert state(tx, made) is State.LAPSED
    assert told(tx, OPENED) == []


def test_nobody_answers_for_another(tx: Tx) -> None:
    couple(tx)
    made = ask(tx)

    for actor in (BEN, ANA, EVE):
        with pytest.raises(NotAskedError):
            agree(tx, made, actor)
    with pytest.raises(NotAskedError):
        agree(tx, ask_nobody(made), CLEO)


def ask_nobody(made: Introduction) -> Introduction:
    return Introduction(**{**vars(made), "consent_id": 10**9})


def test_one_asks_for_the_same_once_at_a_time(tx: Tx) -> None:
    couple(tx)
    made = ask(tx)
    with pytest.raises(AskedAlreadyError):
        ask(tx)
    lapse(tx, made)

    assert ask(tx).id != made.id


def test_who_did_not_say_yes_is_not_pressed_by_the_same_one_for_a_while(tx: Tx) -> None:
    couple(tx)
    lapse(tx, ask(tx))
    assert finding.find(tx, actor=BEN, typed="", most=9).people == []
    assert len(finding.find(tx, actor=CLEO, typed="", most=9).people) == 1
    ask(tx)
    assert len(told(tx, CONSENT_ASKED)) == 1

    lapse(tx, introductions.the(tx, 2))
    tx.now += 29 * DAY
    ask(tx)

    assert len(told(tx, CONSENT_ASKED)) == 2


def test_whom_many_want_to_meet_is_asked_so_much_at_most(tx: Tx) -> None:
    crowd = [Actor(GUILD, 1000 + number, manages_events=False) for number in range(MOST_QUESTIONS + 2)]
    join(tx, CLEO, *crowd)

    made = [ask(tx, actor=one) for one in crowd]

    assert told(tx, CONSENT_ASKED) == [[CLEO.member_id]] * MOST_QUESTIONS
    agree(tx, made[0], CLEO, said=NO)
    join(tx, BEN)
    ask(tx)
    assert len(told(tx, CONSENT_ASKED)) == MOST_QUESTIONS + 1


@pytest.mark.parametrize("says", [ANA, BEN])
def test_whoever_introduces_reaches_nobody_who_is_kept_apart_from_them(tx: Tx, says: Actor) -> None:
    couple(tx)
    nevers.add(tx, actor=says, other_id=(ANA if says is BEN else BEN).member_id)

    made = by_hand(tx, BEN, CLEO, actor=ANA, words="Words that Ben never wants to read")

    assert told(tx, CONSENT_ASKED) == []
    lapse(tx, made)
    assert told(tx, NOT_THIS_TIME) == [[ANA.member_id]]


def test_one_has_so_many_waiting_at_most(tx: Tx) -> None:
    crowd = [Actor(GUILD, 1000 + number, manages_events=False) for number in range(MOST_OPEN + 1)]
    join(tx, BEN, *crowd)
    for other in crowd[:-1]:
        ask(tx, other=other)

    with pytest.raises(TooManyAskedError):
        ask(tx, other=crowd[-1])


REFUSED: list[tuple[str, type[Exception], Callable[[Tx], object]]] = [
    ("oneself", ThatIsYouError, lambda tx: ask(tx, other=BEN)),
    ("who has not joined", OthersNotJoinedError, lambda tx: ask(tx, other=DAN)),
    ("without having joined", NotJoinedError, lambda tx: ask(tx, actor=DAN)),
    ("of another community", OthersNotJoinedError, lambda tx: ask(tx, other=EVE)),
    ("one alone", WrongNumberError, lambda tx: by_hand(tx, BEN)),
    ("the same twice", WrongNumberError, lambda tx: by_hand(tx, BEN, BEN)),
    ("one twice and another", WrongNumberError, lambda tx: by_hand(tx, BEN, BEN, CLEO)),
    ("oneself and another by hand", WrongNumberError, lambda tx: by_hand(tx, BEN, CLEO, actor=BEN)),
    ("five", WrongNumberError, lambda tx: by_hand(tx, *[Actor(GUILD, n, manages_events=False) for n in range(1, 6)])),
    ("who has not joined by hand", OthersNotJoinedError, lambda tx: by_hand(tx, BEN, DAN)),
    ("in too many words", TooLongError, lambda tx: by_hand(tx, BEN, CLEO, words="x" * 4000)),
]


@pytest.mark.parametrize(("error", "call"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_can_not_be_is_refused_and_nothing_of_it_is_left(
    tx: Tx, error: type[Exception], call: Callable[[Tx], object]
) -> None:
    couple(tx)

    with pytest.raises(error):
        call(tx)

    assert introductions.counts(tx, GUILD) == {}
    assert told(tx, CONSENT_ASKED) == []


def test_a_bot_is_nobody_to_be_introduced(tx: Tx) -> None:
    couple(tx)
    people = [BEN.member_id, CLEO.member_id]

    with pytest.raises(NotPeopleError):
        introducing.introduce(
            tx,
            actor=ANA,
            others=people,
            bots=[CLEO.member_id],
            words="",
            channel_id=CHANNEL,
            missing_in=nothing_missing,
        )


def test_where_no_thread_can_be_opened_nobody_is_asked(tx: Tx) -> None:
    couple(tx)

    with pytest.raises(CantPostHereError):
        introducing.ask(tx, actor=BEN, other_id=CLEO.member_id, missing_in=lambda _: ("View Channel",))


@pytest.mark.parametrize("weeks", [0, 4], ids=["introduced lately", "taking a break"])
def test_who_is_not_free_is_not_asked_and_it_ends_like_silence(tx: Tx, weeks: int) -> None:
    couple(tx)
    join(tx, DAN)
    if weeks:
        joining.pause(tx, actor=CLEO, weeks=weeks)
    else:
        agree(tx, by_hand(tx, CLEO, DAN), CLEO, DAN)
        open_it(tx, introductions.the(tx, 1))
    before = len(told(tx, CONSENT_ASKED))

    made = ask(tx)
    assert len(told(tx, CONSENT_ASKED)) == before
    lapse(tx, made)

    assert told(tx, NOT_THIS_TIME) == [[BEN.member_id]]


def test_two_who_were_introduced_are_not_suggested_to_each_other_for_a_while(tx: Tx) -> None:
    made = introduced(tx)
    introductions.put_state(tx, made.id, State.OVER)
    tx.now += 89 * DAY
    assert finding.find(tx, actor=BEN, typed="", most=9).people == []

    tx.now += DAY

    assert [one.member_id for one in finding.find(tx, actor=BEN, typed="", most=9).people] == [CLEO.member_id]


def test_everyone_on_everyones_list_finds_nobody_and_is_answered_all_the_same(tx: Tx) -> None:
    everybody = [BEN, CLEO, DAN]
    join(tx, *everybody, needs="chess", offers="chess")
    for one in everybody:
        for other in everybody:
            if one != other:
                nevers.add(tx, actor=one, other_id=other.member_id)

    assert all(finding.find(tx, actor=one, typed="", most=9).people == [] for one in everybody)
    made = by_hand(tx, *everybody)
    lapse(tx, made)
    assert told(tx, NOT_THIS_TIME) == [[ANA.member_id]]
