"""After a meetup: who is asked, who may say what, who reads it."""

from datetime import timedelta

import pytest

from bot.database import Tx
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.typed import TooLongError
from bot.meetups import afterwards, feedback, looking_back, repeating
from bot.meetups.looking_back import LookingBack
from bot.meetups.rules.feedback import Feedback, NoRatingError, NotThereError, Rating
from bot.meetups.rules.meetup import (
    Answer,
    NoSuchMeetupError,
    NotOverYetError,
    NotTheHostError,
    Outcome,
)
from bot.meetups.store import meetups, members
from bot.outbox import DueItem
from bot.outbox.rules.records import DueState
from bot.outbox.store import deliveries, due
from tests.builders import ADMIN, ANA, BEN, CLEO, EVE, GUILD, answer, cancel, edit, post, told, typed

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CROWD = [Actor(GUILD, 200 + number, manages_events=False) for number in range(5)]


def ask(tx: Tx, meetup_id: int) -> None:
    afterwards.ask(tx, DueItem(1, "key", afterwards.ASK_AFTERWARDS, GUILD, "s", {"meetup_id": meetup_id}, tx.now))


def over(tx: Tx, *going: Actor, cant: Actor | None = None) -> int:
    """Return a meetup that ended yesterday, and of which nothing was said yet."""
    meetup_id = post(tx)
    for who in going:
        answer(tx, meetup_id, who)
    if cant is not None:
        answer(tx, meetup_id, cant, Answer.CANT)
    tx.now += 3 * DAY
    return meetup_id


def give(tx: Tx, meetup_id: int, who: Actor, rating: str = "4", words: str = "") -> None:
    feedback.give(tx, actor=who, meetup_id=meetup_id, rating=rating, words=words)


def look(tx: Tx, meetup_id: int, who: Actor = ANA) -> LookingBack:
    return looking_back.look(tx, actor=who, meetup_id=meetup_id)


def when_asked(tx: Tx, meetup_id: int) -> timedelta:
    """Return how long after the end it is asked."""
    (item,) = (row for row in due.listing(tx, [DueState.PENDING]) if row["kind"] == afterwards.ASK_AFTERWARDS)
    meetup = meetups.get(tx, meetup_id)
    assert meetup is not None
    asked: timedelta = item["due_at"] - meetup.ends_at
    return asked


def test_an_hour_after_the_end_the_host_alone_is_pinged(tx: Tx) -> None:
    meetup_id = post(tx)
    assert when_asked(tx, meetup_id) == HOUR
    answer(tx, meetup_id, BEN)
    tx.now += 2 * DAY

    ask(tx, meetup_id)
    ask(tx, meetup_id)

    assert told(tx, afterwards.AFTERWARDS_ASKED) == [[ANA.member_id]]


def test_a_meetup_that_is_moved_or_made_longer_is_asked_about_later(tx: Tx) -> None:
    meetup_id = post(tx, typed(length="1 hour"))

    edit(tx, meetup_id, when="tomorrow 20:00", length="3 hours")

    assert when_asked(tx, meetup_id) == HOUR


@pytest.mark.parametrize("why", ["nobody was going", "cancelled"])
def test_nothing_is_asked_where_nothing_was(tx: Tx, why: str) -> None:
    meetup_id = post(tx)
    if why == "cancelled":
        answer(tx, meetup_id, BEN)
        cancel(tx, meetup_id)
    tx.now += 2 * DAY

    ask(tx, meetup_id)

    assert told(tx, afterwards.AFTERWARDS_ASKED) == []


def test_a_host_who_was_forgotten_is_not_pinged(tx: Tx) -> None:
    meetup_id = over(tx, BEN)
    members.forget(tx, GUILD, ANA.member_id)

    ask(tx, meetup_id)

    assert told(tx, afterwards.AFTERWARDS_ASKED) == [[]]


def test_what_is_said_can_be_said_anew_and_counts_once(tx: Tx) -> None:
    meetup_id = over(tx, BEN)

    give(tx, meetup_id, BEN, "2", "Too  loud\n")
    give(tx, meetup_id, BEN, "4", "It got better")

    assert feedback.so_far(tx, actor=BEN, meetup_id=meetup_id) == Feedback(Rating.GOOD, "It got better")
    assert look(tx, meetup_id).words == ["It got better"]


def test_the_shape_is_shown_from_five_people_on_and_says_no_names(tx: Tx) -> None:
    meetup_id = over(tx, *CROWD)

    for who, rating in zip(CROWD[:4], "5541", strict=True):
        give(tx, meetup_id, who, rating, words=f"words of {rating}")
    assert look(tx, meetup_id).shape is None
    give(tx, meetup_id, CROWD[4], "5", words="a word of the last one")

    found = look(tx, meetup_id)
    assert found.shape == {
        Rating.VERY_GOOD: 3,
        Rating.GOOD: 1,
        Rating.ALL_RIGHT: 0,
        Rating.NOT_SO_GOOD: 0,
        Rating.NOT_GOOD: 1,
    }
    assert found.words is not None
    assert found.words[0] == "a word of the last one", "the order does not tell who wrote when"


def test_the_host_alone_reads_it(tx: Tx) -> None:
    meetup_id = over(tx, *CROWD)
    for who in CROWD:
        give(tx, meetup_id, who, "5", "Lovely")

    found = look(tx, meetup_id, ADMIN)

    assert (found.words, found.shape) == (None, None)
    with pytest.raises(NotTheHostError):
        look(tx, meetup_id, CROWD[0])
    with pytest.raises(NoSuchMeetupError):
        look(tx, meetup_id, EVE)


@pytest.mark.parametrize("who", [CLEO, ANA, ADMIN], ids=["can't", "the host", "said nothing"])
def test_only_those_who_said_they_would_come_are_asked(tx: Tx, who: Actor) -> None:
    meetup_id = over(tx, BEN, ANA, cant=CLEO)

    with pytest.raises(NotThereError):
        give(tx, meetup_id, who)
    with pytest.raises(NotThereError):
        feedback.so_far(tx, actor=who, meetup_id=meetup_id)


def test_another_guild_knows_nothing_of_it(tx: Tx) -> None:
    meetup_id = over(tx, BEN)

    with pytest.raises(NoSuchMeetupError):
        give(tx, meetup_id, Actor(EVE.guild_id, BEN.member_id, manages_events=False))


@pytest.mark.parametrize("chosen", ["", "0", "6", "five", "55"])
def test_a_rating_that_no_form_offers_is_refused(tx: Tx, chosen: str) -> None:
    meetup_id = over(tx, BEN)

    with pytest.raises(NoRatingError):
        give(tx, meetup_id, BEN, chosen)


def test_too_many_words_are_refused(tx: Tx) -> None:
    meetup_id = over(tx, BEN)

    with pytest.raises(TooLongError):
        give(tx, meetup_id, BEN, "5", "x" * 301)


def test_before_the_end_there_is_nothing_to_say(tx: Tx) -> None:
    meetup_id = post(tx)
    answer(tx, meetup_id, BEN)

    with pytest.raises(NotOverYetError):
        give(tx, meetup_id, BEN)
    with pytest.raises(NotOverYetError):
        look(tx, meetup_id)


def test_the_host_notes_what_came_of_it(tx: Tx) -> None:
    meetup_id = over(tx, BEN)

    looking_back.note_whether(tx, actor=ANA, meetup_id=meetup_id, took_place=True)
    found = looking_back.note(tx, actor=ANA, meetup_id=meetup_id, attendance=" 12 ", for_next_time="More  chairs")

    assert found.meetup.outcome == Outcome(took_place=True, attendance=12, for_next_time="More chairs")
    assert found.unread == ""


@pytest.mark.parametrize("attendance", ["a dozen", "-3", "12.5", "99999999999999999999"])
def test_a_number_that_cant_be_read_keeps_nothing_else_from_being_noted(tx: Tx, attendance: str) -> None:
    meetup_id = over(tx, BEN)
    looking_back.note(tx, actor=ANA, meetup_id=meetup_id, attendance="7", for_next_time="")

    found = looking_back.note(tx, actor=ANA, meetup_id=meetup_id, attendance=attendance, for_next_time="Chairs")

    assert (found.meetup.outcome.attendance, found.meetup.outcome.for_next_time) == (7, "Chairs")
    assert found.unread == attendance


def test_only_those_who_run_it_note_anything(tx: Tx) -> None:
    meetup_id = over(tx, BEN)

    for who, error in ((BEN, NotTheHostError), (EVE, NoSuchMeetupError)):
        with pytest.raises(error):
            looking_back.note_whether(tx, actor=who, meetup_id=meetup_id, took_place=False)
        with pytest.raises(error):
            looking_back.note(tx, actor=who, meetup_id=meetup_id, attendance="1", for_next_time="")


def test_of_one_that_did_not_take_place_nobody_was_there(tx: Tx) -> None:
    meetup_id = over(tx, BEN)
    assert repeating.repeatable(tx, actor=ANA, meetup_id=meetup_id).told == (BEN.member_id,)

    looking_back.note_whether(tx, actor=ANA, meetup_id=meetup_id, took_place=False)

    assert repeating.repeatable(tx, actor=ANA, meetup_id=meetup_id).told == ()


def test_a_host_who_sets_meetups_up_no_longer_is_not_offered_to_have_it_again(tx: Tx) -> None:
    community.change(tx, actor=ADMIN, changes={"anyone_plans": False})
    meetup_id = over(tx, BEN)

    demoted = Actor(GUILD, ANA.member_id, manages_events=False)

    assert not look(tx, meetup_id, demoted).repeats
    assert look(tx, meetup_id).repeats


def test_nothing_is_said_of_it_in_the_outbox(tx: Tx) -> None:
    meetup_id = over(tx, BEN)

    give(tx, meetup_id, BEN, "1", "Never again")

    assert "Never again" not in str([dict(row) for row in deliveries.listing(tx, list(deliveries.OPEN))])
