"""What is kept about a member can be seen and erased, in every table there is."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot import outbox
from bot.checkins.circles import hosting, panels, speaking, writing
from bot.checkins.circles.rules.circle import How
from bot.connections import outcomes
from bot.connections.consenting import CONSENT_ASKED
from bot.connections.rounds import opting
from bot.database import Tx
from bot.database.tables import metadata
from bot.guilds import community
from bot.guilds.rules.actors import Actor
from bot.meetups import feedback, looking_back, reminding
from bot.members import nevers, wishes, zones
from bot.members.wishes import Reminders
from bot.profiles import saying
from bot.threads.following import MET
from bot.wiring import ROOMS
from tests.builders import ADMIN, BEN, CHANNEL, CLEO, GUILD, answer, nothing_missing, post, propose, remind, typed
from tests.checkins.circles.holding import join as join_circle
from tests.checkins.circles.holding import start as circle
from tests.connections.connecting import agree, ask, by_hand, join, open_it, thread_is_there
from tests.connections.rounds.playing import announced, drawn, programme, say_in

MEMBER = 123456789012345678
ME = Actor(GUILD, MEMBER, manages_events=True)


def live(tx: Tx) -> None:
    """Do all that a member can do."""
    community.change(tx, actor=ADMIN, changes={"zone": "Europe/London", "organisers_channel_id": CHANNEL})
    zones.choose(tx, actor=ME, typed="Europe/Berlin")
    wishes.choose_reminders(tx, actor=ME, chosen=Reminders.DIRECT)
    draft_id = saying.say(tx, actor=ME, typed=saying.Typed("An aim of mine", "bike", "cooking")).draft_id
    saying.confirm(tx, actor=ME, draft_id=draft_id)
    be_introduced(tx)
    nevers.add(tx, actor=ME, other_id=99)
    propose(tx, actor=ME)
    meetup_id = post(tx)
    answer(tx, meetup_id, ME)
    answer(tx, meetup_id, BEN)
    remind(tx, meetup_id)
    tx.now += timedelta(days=3)
    feedback.give(tx, actor=ME, meetup_id=meetup_id, rating="4", words="Lovely")
    hosted = post(tx, typed(title="Hosted"), actor=ME)
    tx.now += timedelta(days=3)
    looking_back.note(tx, actor=ME, meetup_id=hosted, attendance="7", for_next_time="A line of mine")
    outbox.deliver(
        tx,
        key="direct",
        kind="test",
        guild_id=GUILD,
        target=outbox.direct_messages(MEMBER),
        subject="direct",
    )
    be_in_a_round(tx)
    be_in_circles(tx)


def be_in_circles(tx: Tx) -> None:
    """Host one and write in it, be in another; say that one does not want to be mentioned."""
    hosted = circle(tx, ME, how=How.HARVEST)
    join_circle(tx, hosted, BEN)
    panels.choose_mentions(tx, actor=ME, circle_id=hosted.id, wished=False)
    begun = hosting.begin(tx, actor=ME, circle_id=hosted.id)
    if begun.speaker_id != MEMBER:
        begun = speaking.let_pass(tx, actor=BEN, circle_id=hosted.id, turn=begun.turn).circle
    writing.write(tx, actor=ME, circle_id=hosted.id, turn=begun.turn, typed="Words in a circle")
    writing.write(tx, actor=ME, circle_id=hosted.id, turn=begun.turn, typed="Words that came too late")
    join_circle(tx, circle(tx, BEN, channel_id=CHANNEL + 1), ME)


def be_in_a_round(tx: Tx) -> None:
    """Be in this time and each time, and be drawn."""
    found = announced(tx, programme(tx))
    say_in(tx, found, ME, BEN)
    opting.each_time(tx, actor=ME, round_id=found.id, wished=True, missing_in=nothing_missing)
    drawn(tx, found)


def be_introduced(tx: Tx) -> None:
    """Take part, be introduced, tell what came of it, introduce others, and take a break."""
    join(tx, ME, BEN, CLEO)
    made = ask(tx, CLEO, ME)
    agree(tx, made, ME)
    open_it(tx, made)
    thread_is_there(tx, made)
    outcomes.say(tx, actor=ME, introduction_id=made.id, said=MET)
    outcomes.tell(tx, actor=ME, introduction_id=made.id, step=None, words="A story of mine", share=True)
    by_hand(tx, BEN, CLEO, actor=ME, words="Words of mine")


def everything(tx: Tx) -> dict[str, list[Any]]:
    return {table.name: [dict(row) for row in tx.all(select(table))] for table in metadata.sorted_tables}


def test_every_room_that_keeps_something_shows_it(tx: Tx) -> None:
    live(tx)

    shown = {room.name: room.export(tx, GUILD, MEMBER) for room in ROOMS if room.export}

    assert (shown["members"]["zone"], shown["members"]["reminders"]) == ("Europe/Berlin", "direct")
    assert [one["kind"] for one in shown["drafts"]] == ["hello", "meetup", "meetup", "circle words 1"]
    assert shown["profiles"]["aim"] == "An aim of mine"
    assert [one["heading"] for one in shown["profiles"]["said"]] == ["Bike repair", "Cooking"]
    joined, hosted = shown["meetups"]
    assert (joined["answer"], joined["rating"], joined["words"]) == ("going", 4, "Lovely")
    assert (hosted["host"], hosted["answer"], hosted["for_next_time"]) == (True, None, "A line of mine")
    assert {row["what"] for row in shown["outbox"]} >= {"test", reminding.REMINDER_DIRECT, CONSENT_ASKED}
    assert shown["connections"]["takes_part"]["state"] == "in"
    met, asked = shown["connections"]["introductions"]
    assert (asked["asked_by_me"], asked["words"]) == (True, "Words of mine")
    assert (met["asked_by_me"], met["what_came_of_it"]) == (False, "A story of mine")
    assert {row["said"] for row in shown["questions"]} == {"yes", "met"}
    assert shown["members"]["never_introduced_to"] == ["99"]
    assert [one["is_in"] for one in shown["programmes"]["rounds"]] == [True]
    assert [one["programme"] for one in shown["programmes"]["each_time"]] == ["Coffee round"]
    assert shown["members"]["mentioned_in_circles"] is False
    hosted_circle, other_circle = shown["checkins"]
    assert (hosted_circle["hosted"], other_circle["hosted"]) == (True, False)
    assert [one["words"] for one in hosted_circle["turns"]] == ["Words in a circle"]
    (drawn_once,) = shown["connections"]["drawn"]
    assert (drawn_once["had_a_group"], drawn_once["came_late_or_lost_their_group"]) == (True, False)


def test_nothing_of_a_forgotten_member_is_left_in_any_table(tx: Tx) -> None:
    live(tx)
    assert str(MEMBER) in str(everything(tx))

    for room in ROOMS:
        if room.forget:
            room.forget(tx, GUILD, MEMBER)

    left = {table: rows for table, rows in everything(tx).items() if str(MEMBER) in str(rows)}
    assert left == {}
    for mine in ("An aim of mine", "A story of mine", "Words of mine", "Words in a circle", "Words that came too late"):
        assert mine not in str(everything(tx))
    assert "A line of mine" not in str(everything(tx))


def test_what_others_need_is_still_there(tx: Tx) -> None:
    live(tx)
    for room in ROOMS:
        if room.forget:
            room.forget(tx, GUILD, MEMBER)

    kept = everything(tx)
    assert [row["member_id"] for row in kept["answers"]] == [BEN.member_id]
    assert [row["recipients"] for row in kept["deliveries"] if row["kind"] == reminding.REMINDER] == [[BEN.member_id]]
