"""The longest things that can be said of a circle fit into what Discord takes, and every refusal has words."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from bot import outbox
from bot.checkins.circles import writing
from bot.checkins.circles.joining import Joined
from bot.checkins.circles.panels import Panel
from bot.checkins.circles.rules import going, steering, timing
from bot.checkins.circles.rules.circle import (
    MOST_IN_A_PROMPT,
    MOST_PEOPLE,
    NOBODY,
    Circle,
    Ending,
    Plan,
    Stage,
    Standing,
)
from bot.checkins.circles.rules.refusals import CircleOverError, NotTheCircleHostError, OldTurnError
from bot.checkins.circles.speaking import TurnTaken
from bot.checkins.circles.subjects import CARD, nudge_subject, subject, words_subject
from bot.checkins.circles.viewing import CircleView, Said
from bot.database import Tx
from bot.discord_app import text as discord_text
from bot.notices.troubles import TROUBLE
from bot.outbox import CARD_POST, RETRACTION, Delivery, Trouble
from bot.outbox.store import cards as cards_store
from bot.outbox.store.deliveries import by_key
from cogs.checkins import cards as posted
from cogs.checkins.text import answers, cards, refusals
from tests.builders import CHANNEL, GUILD
from tests.checkins.circles import holding as held
from tests.checkins.circles.going_round import HOST, all_done, begun, gathering
from tests.conftest import NOON

BIGGEST_ID = 10**19
PEOPLE = [BIGGEST_ID - number for number in range(MOST_PEOPLE)]
LONGEST = Plan("*" * MOST_IN_A_PROMPT, minutes=30, laps=5)
IN_A_CARD = 4000
IN_A_MESSAGE = 2000


def stages() -> dict[str, Circle]:
    """A circle of two hundred at each stage; some have spoken, some have passed, some are come back to."""
    going_on = begun(PEOPLE, LONGEST)
    for number in range(150):
        press = (going.done, going.let_pass, going.come_back)[number % 3]
        going_on = press(going_on, going_on.speaker_id or 0, turn=going_on.turn, now=NOON)
    over = all_done(going_on)
    for one in over.people:
        over = going.came(over, one.member_id)
    return {
        "gathering": gathering(PEOPLE, LONGEST),
        "going": going_on,
        "paused": replace(steering.pause(going_on, turn=going_on.turn, now=NOON), bot_was_away=True),
        "between": over,
        "over": going.close(over, Ending.CLOSED, now=NOON + timedelta(hours=9)),
    }


STAGES = stages()


def view(circle: Circle, *, later: timedelta = timedelta(0)) -> CircleView:
    return CircleView(circle, timing.seen(circle, now=NOON + later), BIGGEST_ID)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("host", ["there", "sought", "gone"])
def test_the_fullest_card_fits_whoever_hosts(stage: str, host: str) -> None:
    circle = STAGES[stage]
    if host != "there" and circle.is_live:
        circle = steering.seek_host(circle) if host == "sought" else steering.without_host(circle)

    words = cards.card(view(circle, later=timedelta(hours=2)))

    assert len(words) <= IN_A_CARD
    assert "<@0>" not in words
    assert "nobody" not in words.lower().replace("nobody has to speak", "").replace("nobody hosts it just now", "")
    assert len(cards.call(view(circle))) <= IN_A_MESSAGE


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("hosts", [True, False])
def test_the_fullest_panel_fits(stage: str, *, hosts: bool) -> None:
    circle = steering.seek_host(STAGES[stage]) if STAGES[stage].is_live else STAGES[stage]

    words = answers.panel(
        Panel(view(circle), HOST, hosts=hosts, mentioned=True, misses_card=True, outdated=circle.is_live)
    )

    assert len(words) <= IN_A_CARD
    assert "\n\n" not in words
    assert len(answers.why(circle)) <= IN_A_CARD
    assert len(answers.started(circle)) <= IN_A_CARD


def test_only_who_hosted_it_is_thanked_for_it() -> None:
    for member_id in (HOST, HOST + 1):
        panel = Panel(view(STAGES["over"]), member_id, hosts=True, mentioned=True, misses_card=False)
        assert ("Thank you for hosting it" in answers.panel(panel)) is (member_id == HOST)


def test_the_longest_words_fit() -> None:
    said = Said(1, BIGGEST_ID, "*" * writing.MOST_WORDS)

    assert len(cards.words(said)) <= IN_A_MESSAGE
    assert len(cards.harvest(LONGEST.prompt)) <= IN_A_MESSAGE


def test_whoever_joins_is_told_where_they_stand() -> None:
    circle = begun([1, 2])
    told = [
        Joined(circle, speaks=True, ahead=None),
        Joined(circle, speaks=False, ahead=0),
        Joined(circle, speaks=False, ahead=2),
        Joined(circle, speaks=False, ahead=None),
        Joined(gathering([1, 2]), speaks=False, ahead=None),
        Joined(all_done(circle), speaks=False, ahead=None),
    ]

    assert len({answers.joined(one) for one in told}) == len(told)


def test_who_comes_back_to_themselves_is_not_told_of_somebody_else() -> None:
    alone = going.come_back(going.done(begun([1, 2]), 1, turn=1, now=NOON), 2, turn=2, now=NOON)

    assert alone.speaker_id == 2
    assert "only one left" in answers.after_turn(TurnTaken(alone, 2, Standing.COMES_BACK))


@pytest.mark.parametrize("kind", get_args(refusals.CircleError), ids=lambda kind: kind.__name__)
def test_every_refusal_has_words(kind: Any) -> None:
    values = {"free_at": NOON, "ahead": 3}
    error = kind(**{one.name: values.get(one.name, BIGGEST_ID) for one in fields(kind)})

    words = refusals.sentence(error)

    assert words.endswith((".", "!"))
    assert len(words) <= IN_A_CARD


def test_where_nobody_hosts_it_is_said_how_somebody_can() -> None:
    assert "I'll host it" in refusals.sentence(NotTheCircleHostError(NOBODY))


@pytest.mark.parametrize("what", [cards.not_posted, cards.not_shown, cards.not_deleted])
def test_every_trouble_has_words(what: Callable[[Circle], str]) -> None:
    for kind in Trouble.Kind:
        told = discord_text.trouble(what(STAGES["going"]), {"kind": kind, "reason": "x" * 300})
        assert "circle" in told
        assert len(told) <= IN_A_MESSAGE


def test_each_stage_is_there() -> None:
    assert {one.stage for one in STAGES.values()} == set(Stage)


def test_whoever_writes_into_a_closed_circle_is_promised_no_turn() -> None:
    promised = [
        "come back to you" in answers.not_taken(writing.NotTaken(error, 1, 1, "words"))
        for error in (CircleOverError(), OldTurnError(1))
    ]

    assert promised == [False, True]


@pytest.mark.parametrize("over", [False, True])
def test_words_that_could_not_be_deleted_are_told_also_once_it_is_over(tx: Tx, *, over: bool) -> None:
    circle = held.begun(tx)
    if over:
        held.close(tx, circle)

    told, untold = (
        posted.trouble(tx, _of_a_trouble(tx, Trouble.Kind.NOT_DONE, RETRACTION, about), "")
        for about in (words_subject(circle.id), nudge_subject(circle.id, 1))
    )

    assert told is not None
    assert "could not be done" in (told.plain_text or "")
    assert untold is None


def test_a_card_that_is_missed_is_told_as_long_as_it_is(tx: Tx) -> None:
    circle = held.begun(tx)
    card = subject(circle.id)
    troubles = [
        _of_a_trouble(tx, kind, what, card)
        for kind, what in ((Trouble.Kind.CARD_GONE, CARD), (Trouble.Kind.NOT_SENT, CARD_POST))
    ]

    assert [posted.trouble(tx, one, "") for one in troubles] == [None, None]
    cards_store.gone(tx, card, "deleted")
    assert all(posted.trouble(tx, one, "") for one in troubles)


def _of_a_trouble(tx: Tx, kind: Trouble.Kind, what: str, about: str) -> Delivery:
    """What organisers are told."""
    args = {"kind": kind, "what": what, "subject": about, "reason": "no"}
    key = f"{what}:{kind}:{about}"
    outbox.deliver(tx, key=key, kind=TROUBLE, guild_id=GUILD, target=outbox.channel(CHANNEL), subject=about, args=args)
    delivery = by_key(tx, key)
    assert delivery is not None
    return delivery
