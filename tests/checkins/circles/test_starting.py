from datetime import timedelta

import pytest

from bot import outbox
from bot.checkins.circles import hosting, joining, panels, prompts, starting
from bot.checkins.circles.rules.circle import MOST_PEOPLE, Circle, How, Part, Plan
from bot.checkins.circles.rules.refusals import (
    CircleFullError,
    CircleHeldError,
    CircleHereError,
    NobodyInVoiceError,
    NoCircleHereError,
    NoMeetupNowError,
    NoPromptError,
    NoSuchCircleError,
    NotTheCircleHostError,
    TooFewError,
)
from bot.checkins.circles.starting import Voice, Who
from bot.checkins.circles.subjects import CARD
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.posting import CantPostHereError
from bot.guilds.rules.typed import TooLongError
from bot.meetups import going_on
from bot.meetups.rules.meetup import Answer, NotTheHostError
from bot.outbox import card_of
from bot.outbox.store import cards
from tests.builders import ANA, BEN, CHANNEL, CLEO, EVE, GUILD, answer, cancel, nothing_missing, post, typed

from .holding import VOICE, begun, close, join, now, start

MINUTE = timedelta(minutes=1)
MARK = "t"
OTHER_CHANNEL = 11


def test_whoever_starts_it_hosts_it_and_is_in_it(tx: Tx) -> None:
    circle = start(tx, BEN)

    assert now(tx, circle) == circle
    assert (circle.host_id, circle.member_ids) == (BEN.member_id, (BEN.member_id,))
    card = card_of(tx, subject=f"circle:{circle.id}")
    assert card is not None
    assert (card.kind, card.channel_id) == (CARD, CHANNEL)


def test_what_is_typed_is_one_line(tx: Tx) -> None:
    assert start(tx, prompt="  What\nis\talive? ").plan.prompt == "What is alive?"


@pytest.mark.parametrize(("prompt", "error"), [("\u200b \u202e", NoPromptError), ("x" * 301, TooLongError)])
def test_a_prompt_that_can_not_stand_on_a_card_is_refused(tx: Tx, prompt: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        start(tx, prompt=prompt)
    assert outbox.cards_in(tx, CHANNEL) == []


def test_without_a_prompt_one_to_open_with_is_suggested(tx: Tx) -> None:
    suggested = set()
    for minutes in range(30):
        tx.now += minutes * MINUTE
        suggested.add(start(tx, prompt="", channel_id=100 + minutes).plan.prompt)

    assert suggested <= set(prompts.shipped()[Part.OPENING])
    assert len(suggested) > 5


def test_there_is_one_a_channel_and_another_when_it_is_over(tx: Tx) -> None:
    circle = begun(tx)

    with pytest.raises(CircleHereError):
        start(tx, BEN)
    assert start(tx, BEN, channel_id=OTHER_CHANNEL).id != circle.id
    close(tx, circle)
    assert start(tx, BEN).id != circle.id


def test_where_rights_are_missing_it_is_said_before_anything_is_begun(tx: Tx) -> None:
    with pytest.raises(CantPostHereError):
        starting.start(
            tx,
            actor=ANA,
            channel_id=CHANNEL,
            plan=Plan("?"),
            who=None,
            voice=Voice(),
            missing_in=lambda _: ("Send Messages",),
        )
    assert outbox.cards_in(tx, CHANNEL) == []


def test_those_in_the_voice_channel_are_in(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (BEN.member_id, CLEO.member_id)))

    assert (circle.voice_channel_id, circle.member_ids) == (VOICE, (BEN.member_id, CLEO.member_id))


def test_in_the_chat_of_a_voice_channel_those_in_it_are_meant(tx: Tx) -> None:
    circle = start(tx, channel_id=VOICE, voice=Voice(VOICE, (BEN.member_id,)))

    assert circle.member_ids == (BEN.member_id,)
    elsewhere = start(tx, voice=Voice(VOICE, (BEN.member_id,)))
    assert elsewhere.member_ids == (ANA.member_id,)
    with pytest.raises(NobodyInVoiceError):
        start(tx, channel_id=OTHER_CHANNEL, who=Who.VOICE)


def test_a_crowd_in_the_voice_channel_is_no_circle(tx: Tx) -> None:
    with pytest.raises(CircleFullError):
        start(tx, who=Who.VOICE, voice=Voice(VOICE, tuple(range(1, MOST_PEOPLE + 2))))


def test_those_going_to_the_meetup_are_in_from_half_an_hour_before_it_to_an_hour_after(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 2 hours", length="1 hour"))
    answer(tx, meetup_id, BEN)
    answer(tx, meetup_id, CLEO, Answer.MAYBE)
    begins = tx.now + 2 * 60 * MINUTE

    for at, is_on in ((-31, False), (-30, True), (0, True), (119, True), (120, False)):
        tx.now = begins + at * MINUTE
        assert (going_on.at(tx, GUILD, CHANNEL) is not None) is is_on
    with pytest.raises(NoMeetupNowError):
        start(tx, who=Who.MEETUP)
    tx.now = begins
    circle = start(tx, CLEO, who=Who.MEETUP)

    assert (circle.member_ids, circle.meetup_id) == ((BEN.member_id,), meetup_id)


def test_the_thread_on_a_meetups_card_is_the_meetups(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 10 minutes"))
    thread_id = 4711  # a thread on a message has the message's id
    cards.posted(tx, f"meetup:{meetup_id}", message_id=thread_id, channel_id=CHANNEL, token=MARK, shown=1)

    found = going_on.at(tx, GUILD, thread_id)

    assert found is not None
    assert found.id == meetup_id
    assert going_on.at(tx, 2, thread_id) is None


def test_a_meetup_is_opened_once_and_closed_once_by_its_host(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 10 minutes"))
    answer(tx, meetup_id, BEN)

    def open_it(actor: Actor = ANA, part: Part = Part.OPENING) -> Circle:
        return starting.start_at_meetup(tx, actor=actor, meetup_id=meetup_id, part=part, missing_in=nothing_missing)

    with pytest.raises(NotTheHostError):
        open_it(CLEO)
    opened = open_it()
    with pytest.raises(CircleHereError):
        open_it(part=Part.CLOSING)
    assert opened.plan.prompt in prompts.shipped()[Part.OPENING]
    close(tx, opened)
    opened = open_it()
    join(tx, opened, CLEO)
    close(tx, hosting.begin(tx, actor=ANA, circle_id=opened.id))
    with pytest.raises(CircleHeldError):
        open_it()
    assert open_it(part=Part.CLOSING).id != opened.id


def test_one_that_nobody_is_in_does_not_begin(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 10 minutes"))
    opened = starting.start_at_meetup(tx, actor=ANA, meetup_id=meetup_id, part=Part.OPENING, missing_in=nothing_missing)
    assert opened.member_ids == ()

    with pytest.raises(TooFewError):
        hosting.begin(tx, actor=ANA, circle_id=opened.id)


def test_a_meetup_that_is_cancelled_or_long_over_is_not_opened(tx: Tx) -> None:
    meetup_id = post(tx, typed(when="in 10 minutes", length="1 hour"))
    answer(tx, meetup_id, BEN)
    for later in (timedelta(hours=3), timedelta(days=7)):
        tx.now += later
        with pytest.raises(NoMeetupNowError):
            starting.start_at_meetup(tx, actor=ANA, meetup_id=meetup_id, part=Part.OPENING, missing_in=nothing_missing)
    other = post(tx, typed(when="in 10 minutes"))
    cancel(tx, other)
    with pytest.raises(NoMeetupNowError):
        starting.start_at_meetup(tx, actor=ANA, meetup_id=other, part=Part.OPENING, missing_in=nothing_missing)


def test_the_prompts_that_ship_fit_where_they_stand() -> None:
    for part, choices in prompts.shipped().items():
        assert 20 <= len(choices) == len(set(choices)) <= 25, part
        assert all(len(one) <= 100 and one.count("?") == 1 and one.endswith("?") for one in choices)


@pytest.mark.parametrize("typed_word", ["close", "closing", "between", "open", "smile"])
def test_prompts_are_found_by_their_part_and_their_words(typed_word: str) -> None:
    assert prompts.matching(typed_word, most=25)
    assert len(prompts.matching("", most=25)) == 24


def test_while_it_gathers_the_host_changes_what_is_planned(tx: Tx) -> None:
    circle = start(tx)
    plan = Plan("  Another  one ", How.HARVEST, 5, 3)

    assert hosting.plan_to_change(tx, actor=ANA, circle_id=circle.id) == circle.plan
    changed = hosting.change_plan(tx, actor=ANA, circle_id=circle.id, plan=plan)

    assert now(tx, changed).plan == Plan("Another one", How.HARVEST, 5, 3)
    with pytest.raises(NotTheCircleHostError):
        hosting.change_plan(tx, actor=BEN, circle_id=circle.id, plan=plan)
    with pytest.raises(NoPromptError):
        hosting.change_plan(tx, actor=ANA, circle_id=circle.id, plan=Plan(" "))


def test_nothing_of_it_is_there_for_another_server(tx: Tx) -> None:
    circle = start(tx)

    with pytest.raises(NoSuchCircleError):
        joining.join(tx, actor=EVE, circle_id=circle.id)
    with pytest.raises(NoCircleHereError):
        panels.panel_in(tx, actor=EVE, channel_id=CHANNEL)
    assert join(tx, circle, BEN).member_ids == (ANA.member_id, BEN.member_id)
