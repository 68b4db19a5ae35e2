"""Who comes and goes in the voice channel in which a circle is."""

from datetime import timedelta

from bot.checkins.circles import absence, hosting, joining, speaking
from bot.checkins.circles.rules.circle import Circle, Stage, Standing
from bot.checkins.circles.starting import Voice, Who
from bot.checkins.circles.subjects import subject
from bot.database import Tx
from bot.outbox import card_of
from tests.builders import ANA, BEN, CLEO

from .holding import ACTOR_9, VOICE, done, fire, now, pass_time, pending, speaker, start, voice, wanted

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
PEOPLE = (100, 101, 102)


def begun(tx: Tx, *people: int) -> Circle:
    """A circle of those in the voice channel, of whom one has the piece."""
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, people or PEOPLE))
    return hosting.begin(tx, actor=ANA, circle_id=circle.id)


def all_leave(tx: Tx, *people: int) -> None:
    """One after the other."""
    for number, one in enumerate(people, start=1):
        voice(tx, one, people[number:])


def test_after_a_start_whoever_is_back_in_the_voice_channel_is_back(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (BEN.member_id, CLEO.member_id)))
    voice(tx, BEN.member_id, [CLEO.member_id])
    assert now(tx, circle).is_away(BEN.member_id)

    absence.take_stock_of_voice(tx, guild_id=1, in_voice={VOICE: frozenset([BEN.member_id]), 5: frozenset([9])})

    assert not now(tx, circle).is_away(BEN.member_id)


def test_other_voice_channels_and_other_people_change_nothing(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (BEN.member_id, CLEO.member_id)))
    before = now(tx, circle)

    people = frozenset([BEN.member_id, CLEO.member_id])
    absence.voice_changed(tx, guild_id=1, member_id=BEN.member_id, in_voice={5: frozenset(), 6: people})
    absence.voice_changed(tx, guild_id=2, member_id=BEN.member_id, in_voice={VOICE: frozenset()})
    voice(tx, BEN.member_id, people)
    voice(tx, 999, people)

    assert now(tx, circle) == before


def test_a_speaker_who_leaves_the_voice_channel_has_half_a_minute_to_come_back(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, (BEN.member_id, CLEO.member_id)))
    circle = hosting.begin(tx, actor=ANA, circle_id=circle.id)
    first = circle.speaker_id
    assert first is not None

    (other,) = {BEN.member_id, CLEO.member_id} - {first}
    voice(tx, first, [other])
    pass_time(tx, 20 * SECOND)
    voice(tx, first, [other, first])
    pass_time(tx, 20 * SECOND)
    assert now(tx, circle).speaker_id == first
    voice(tx, first, [other])
    pass_time(tx, 31 * SECOND)
    assert now(tx, circle).speaker_id not in {first, None}

    done(tx, now(tx, circle))

    over = now(tx, circle)
    assert over.stage is Stage.BETWEEN
    assert over.standing(Standing.PASSED) == [first]


def test_who_comes_and_goes_in_voice_and_is_called_no_later_costs_no_edit(tx: Tx) -> None:
    circle = begun(tx)
    first = speaker(circle).member_id
    done(tx, circle)
    shown = card_of(tx, subject=subject(circle.id))

    voice(tx, first, {*PEOPLE} - {first})
    voice(tx, first, PEOPLE)

    assert card_of(tx, subject=subject(circle.id)) == shown


def test_whoever_is_last_in_voice_begins_the_next_lap_and_is_said_to(tx: Tx) -> None:
    circle = start(tx, ACTOR_9, who=Who.VOICE, voice=Voice(VOICE, PEOPLE))
    circle = hosting.begin(tx, actor=ACTOR_9, circle_id=circle.id)
    last = 0
    while circle.stage is Stage.GOING:
        last = speaker(circle).member_id
        circle = done(tx, circle)
    first, second = {*PEOPLE} - {last}
    voice(tx, first, [second, last])
    voice(tx, second, [last])

    again = hosting.go_round_again(tx, actor=ACTOR_9, circle_id=circle.id, turn=circle.turn)

    assert again.lap is not None
    assert again.lap.first_id == again.speaker_id == last


def test_who_types_along_from_elsewhere_keeps_nobody_from_moving_on_together(tx: Tx) -> None:
    circle = start(tx, who=Who.VOICE, voice=Voice(VOICE, PEOPLE))
    joining.join(tx, actor=ACTOR_9, circle_id=circle.id)
    circle = hosting.begin(tx, actor=ANA, circle_id=circle.id)
    while circle.speaker_id == ACTOR_9.member_id:
        circle = done(tx, circle)

    all_leave(tx, *PEOPLE)
    pass_time(tx, MINUTE)

    assert now(tx, circle).speaker_id == circle.speaker_id


def test_who_presses_while_all_move_on_together_takes_nobodys_turn(tx: Tx) -> None:
    circle = begun(tx)
    first = speaker(circle).member_id
    others = [one for one in PEOPLE if one != first]
    voice(tx, first, others)
    circle = done(tx, circle)
    all_leave(tx, *others)

    pass_time(tx, MINUTE)

    assert now(tx, circle).speaker_id == circle.speaker_id


def test_a_moment_in_which_nobody_is_there_does_not_bring_back_who_went_home(tx: Tx) -> None:
    circle = begun(tx, 100, 101)
    first = speaker(circle).member_id
    (other,) = {100, 101} - {first}
    voice(tx, other, [first])
    pass_time(tx, MINUTE)
    voice(tx, first, [])
    voice(tx, first, [first])

    done(tx, now(tx, circle))
    pass_time(tx, MINUTE)

    assert now(tx, circle).stage is Stage.BETWEEN


def test_a_host_who_presses_from_outside_is_there_and_has_their_turn(tx: Tx) -> None:
    circle = begun(tx)
    while circle.speaker_id != ANA.member_id:
        circle = done(tx, circle)
    circle = speaking.come_back(tx, actor=ANA, circle_id=circle.id, turn=circle.turn).circle
    while len(circle.to_come()) > 1:
        circle = done(tx, circle)
    assert [one.member_id for one in circle.to_come()] == [ANA.member_id]
    voice(tx, ANA.member_id, [101, 102])
    pass_time(tx, 40 * SECOND)

    after = hosting.finish(tx, actor=ANA, circle_id=circle.id, turn=now(tx, circle).turn)

    assert after.speaker_id == ANA.member_id


def test_the_card_follows_when_somebody_to_come_leaves(tx: Tx) -> None:
    circle = begun(tx)
    next_one = circle.to_come()[0].member_id
    before = wanted(tx, subject(circle.id))

    voice(tx, next_one, [one for one in PEOPLE if one != next_one])

    assert wanted(tx, subject(circle.id)) == before + 1


def test_who_left_shortly_before_the_bot_did_has_not_been_away_for_all_that_time(tx: Tx) -> None:
    circle = begun(tx, 100, 101)
    first = speaker(circle)
    circle = speaking.come_back(tx, actor=first, circle_id=circle.id, turn=circle.turn).circle
    voice(tx, first.member_id, [speaker(circle).member_id])
    (item,) = pending(tx)
    tx.now = item.due_at + 3 * MINUTE
    fire(tx, item)

    assert done(tx, now(tx, circle)).speaker_id == first.member_id
