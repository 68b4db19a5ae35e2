"""From what is typed to a meetup: kept, read, confirmed once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.database import Tx
from bot.drafts import keeping
from bot.guilds.rules.actors import Actor, NotAnOrganiserError
from bot.guilds.rules.posting import CantPostHereError
from bot.guilds.rules.typed import TooLongError
from bot.meetups import proposing, viewing
from bot.meetups.posting import AlreadyPosted, Posted
from bot.meetups.proposing import Proposed, Refused
from bot.meetups.rules.meetup import NoTitleError, StartsInThePastError, Typed
from bot.meetups.rules.when import AmbiguousTimeError
from bot.meetups.store import meetups
from bot.members import zones
from bot.outbox import inspection
from tests.builders import ANA, BEN, CHANNEL, EVE, GUILD, everywhere, nothing_missing, post, propose, typed


def test_a_time_is_read_in_the_members_own_zone(tx: Tx) -> None:
    zones.choose(tx, actor=ANA, typed="America/New_York")

    assert propose(tx, typed(when="tomorrow 19:00")).plan.starts_at == datetime(2026, 11, 27, 0, tzinfo=UTC)


def test_whose_clock_it_was_read_by_is_told(tx: Tx) -> None:
    community = propose(tx, typed(when="tomorrow 19:00"))
    named = propose(tx, typed(when="tomorrow 19:00 New York time"))
    moved = proposing.choose_zone(tx, actor=ANA, draft_id=community.draft_id, place="Tokyo")

    assert isinstance(moved, Proposed)
    assert [community.own_zone, named.own_zone, moved.own_zone] == [False, True, True]
    assert [community.plan.zone, named.plan.zone, moved.plan.zone] == ["UTC", "America/New_York", "Asia/Tokyo"]
    assert moved.plan.starts_at == community.plan.starts_at - timedelta(hours=9)


@pytest.mark.parametrize("length", ["", "5 hours"])
def test_an_end_typed_with_the_time_is_how_long_it_lasts(tx: Tx, length: str) -> None:
    assert propose(tx, typed(when="friday 7-9pm", length=length)).plan.length == timedelta(hours=2)


@pytest.mark.parametrize("hour", [8, 20])
def test_one_of_two_readings_is_chosen(tx: Tx, hour: int) -> None:
    offered = ambiguous(tx)
    at = datetime(2026, 11, 27, hour, tzinfo=UTC)

    chosen = proposing.choose_reading(tx, actor=ANA, draft_id=offered.draft_id, at=at)
    posted = proposing.confirm(tx, actor=ANA, draft_id=offered.draft_id)

    assert isinstance(chosen, Proposed)
    assert isinstance(posted, Posted)
    meetup = meetups.get(tx, posted.meetup_id)
    assert meetup is not None
    assert chosen.plan.starts_at == meetup.plan.starts_at == at


def test_a_reading_that_was_never_offered_is_none(tx: Tx) -> None:
    offered = ambiguous(tx)

    chosen = proposing.choose_reading(tx, actor=ANA, draft_id=offered.draft_id, at=tx.now + timedelta(hours=1))

    assert isinstance(chosen, Refused)
    assert isinstance(chosen.error, AmbiguousTimeError)


def test_a_reading_that_has_passed_leaves_the_other(tx: Tx) -> None:
    offered = ambiguous(tx)
    tx.now = datetime(2026, 11, 27, 12, tzinfo=UTC)

    chosen = proposing.choose_reading(
        tx, actor=ANA, draft_id=offered.draft_id, at=datetime(2026, 11, 27, 8, tzinfo=UTC)
    )

    assert isinstance(chosen, Proposed)
    assert chosen.plan.starts_at == datetime(2026, 11, 27, 20, tzinfo=UTC)


def ambiguous(tx: Tx) -> Refused:
    outcome = proposing.propose(
        tx, actor=ANA, channel_id=CHANNEL, typed=typed(when="friday at 8"), missing_in=nothing_missing
    )
    assert isinstance(outcome, Refused)
    return outcome


def test_what_is_refused_is_kept_as_it_was_typed(tx: Tx) -> None:
    outcome = proposing.propose(
        tx, actor=ANA, channel_id=CHANNEL, typed=typed(when="  half   7 "), missing_in=nothing_missing
    )

    assert isinstance(outcome, Refused)
    assert proposing.typed_so_far(tx, actor=ANA, draft_id=outcome.draft_id) == typed(when="half 7")


@pytest.mark.parametrize(
    ("what", "error"),
    [
        (typed(title="   "), NoTitleError()),
        (typed(title="x" * 101), TooLongError("title", 100, 101)),
        (Typed("x", "tomorrow noon", description="y" * 1001), TooLongError("description", 1000, 1001)),
    ],
    ids=["no title", "a title too long", "a description too long"],
)
def test_texts_that_fit_no_card_are_refused(tx: Tx, what: Typed, error: Exception) -> None:
    outcome = proposing.propose(tx, actor=ANA, channel_id=CHANNEL, typed=what, missing_in=nothing_missing)

    assert isinstance(outcome, Refused)
    assert outcome.error == error


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\u202eBoard\u202c  games\x00", "Board games"),
        ("\u2067لقاء الجيران\u2069", "لقاء الجيران"),
        ("👩‍👩‍👧‍👧 Picnic", "👩‍👩‍👧‍👧 Picnic"),
        ("Line one\nline two", "Line one line two"),
    ],
    ids=["turned round", "from right to left", "emoji", "two lines"],
)
def test_what_would_garble_the_text_around_it_is_taken_off(tx: Tx, pasted: str, kept: str) -> None:
    assert propose(tx, typed(title=pasted)).plan.title == kept


@pytest.mark.parametrize("title", ["\u200b\u200b", "\u202e", " \u00ad \u2060"])
def test_a_title_that_nobody_sees_is_none(tx: Tx, title: str) -> None:
    outcome = proposing.propose(tx, actor=ANA, channel_id=CHANNEL, typed=typed(title=title), missing_in=nothing_missing)

    assert isinstance(outcome, Refused)
    assert isinstance(outcome.error, NoTitleError)


def test_a_channel_where_the_bot_cant_post_is_refused(tx: Tx) -> None:
    with pytest.raises(CantPostHereError):
        proposing.propose(tx, actor=ANA, channel_id=CHANNEL, typed=typed(), missing_in=lambda _: ("Send Messages",))


def test_what_is_confirmed_is_what_was_shown(tx: Tx) -> None:
    draft = propose(tx, typed(when="in 2 hours", length="90 min", place="Library"))
    tx.now += timedelta(minutes=10)
    outcome = proposing.confirm(tx, actor=ANA, draft_id=draft.draft_id)

    assert isinstance(outcome, Posted)
    meetup = meetups.get(tx, outcome.meetup_id)
    assert meetup is not None
    assert meetup.plan == draft.plan
    assert meetup.plan.starts_at == draft.now + timedelta(hours=2)


def test_a_draft_makes_one_meetup(tx: Tx) -> None:
    draft = propose(tx)
    first = proposing.confirm(tx, actor=ANA, draft_id=draft.draft_id)
    second = proposing.confirm(tx, actor=ANA, draft_id=draft.draft_id)

    assert isinstance(first, Posted)
    assert second == AlreadyPosted(GUILD, CHANNEL, message_id=None)
    assert len(viewing.coming(tx, actor=BEN, sees=everywhere, most=10).meetups) == 1


def test_a_time_that_passed_while_the_preview_lay_there_is_refused(tx: Tx) -> None:
    draft = propose(tx, typed(when="in 2 hours"))
    tx.now += timedelta(hours=3)

    with pytest.raises(StartsInThePastError):
        proposing.confirm(tx, actor=ANA, draft_id=draft.draft_id)


def test_a_change_that_is_refused_takes_the_reading_back(tx: Tx) -> None:
    draft = propose(tx)
    proposing.change(tx, actor=ANA, draft_id=draft.draft_id, changes={"when": "soon"})

    with pytest.raises(keeping.DraftGoneError):
        proposing.confirm(tx, actor=ANA, draft_id=draft.draft_id)


def test_a_change_is_read_anew(tx: Tx) -> None:
    draft = propose(tx)
    changed = proposing.change(tx, actor=ANA, draft_id=draft.draft_id, changes={"title": "Card games"})

    assert isinstance(changed, Proposed)
    assert changed.plan.title == "Card games"


def test_what_was_let_go_cant_be_confirmed(tx: Tx) -> None:
    draft = propose(tx)
    assert proposing.discard(tx, actor=ANA, draft_id=draft.draft_id) == typed()

    with pytest.raises(keeping.DraftGoneError):
        proposing.confirm(tx, actor=ANA, draft_id=draft.draft_id)


ANA_DEMOTED = Actor(ANA.guild_id, ANA.member_id, manages_events=False)
ANA_ELSEWHERE = Actor(EVE.guild_id, ANA.member_id, manages_events=True)
OTHER_ORGANISER = Actor(GUILD, 999, manages_events=True)


@pytest.mark.parametrize("actor", [BEN, ANA_DEMOTED], ids=["a member", "an organiser no longer"])
def test_only_organisers_set_up(tx: Tx, actor: Actor) -> None:
    with pytest.raises(NotAnOrganiserError):
        proposing.propose(tx, actor=actor, channel_id=CHANNEL, typed=typed(), missing_in=nothing_missing)


def test_an_organiser_no_longer_changes_and_confirms_nothing(tx: Tx) -> None:
    draft, actor = propose(tx).draft_id, ANA_DEMOTED

    with pytest.raises(NotAnOrganiserError):
        proposing.change(tx, actor=actor, draft_id=draft, changes={})
    with pytest.raises(NotAnOrganiserError):
        proposing.typed_so_far(tx, actor=actor, draft_id=draft)
    with pytest.raises(NotAnOrganiserError):
        proposing.confirm(tx, actor=actor, draft_id=draft)


@pytest.mark.parametrize(
    "actor", [OTHER_ORGANISER, BEN, EVE, ANA_ELSEWHERE], ids=["another", "a member", "of another guild", "elsewhere"]
)
def test_a_draft_is_its_owners_in_its_guild(tx: Tx, actor: Actor) -> None:
    draft = propose(tx).draft_id

    for work in (proposing.typed_so_far, proposing.confirm, proposing.discard):
        with pytest.raises(keeping.DraftGoneError):
            work(tx, actor=actor, draft_id=draft)
    with pytest.raises(keeping.DraftGoneError):
        proposing.change(tx, actor=actor, draft_id=draft, changes={})


def test_posting_writes_the_card_and_the_reminder_with_the_meetup(tx: Tx) -> None:
    meetup_id = post(tx)

    waiting = {entry.what: entry.when for entry in inspection.entries(tx)}
    assert f"card:meetup:{meetup_id}" in waiting
    reminder = f"meetup.remind:{meetup_id}:2026-11-26:60"
    assert waiting[reminder] == datetime(2026, 11, 26, 18, tzinfo=UTC)


def test_drafts_that_lie_for_a_week_are_let_go(tx: Tx) -> None:
    draft = propose(tx).draft_id
    tx.now += timedelta(days=8)
    keeping.upkeep(tx)

    with pytest.raises(keeping.DraftGoneError):
        proposing.typed_so_far(tx, actor=ANA, draft_id=draft)
