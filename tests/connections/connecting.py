"""Who takes part, and what becomes of an introduction, in one line each."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from bot.connections import consenting, introducing, joining, outcomes
from bot.connections.consenting import Consented
from bot.connections.joining import Taking
from bot.connections.rules.introductions import Introduction
from bot.connections.store import introductions
from bot.database import Tx
from bot.guilds.rules.actors import Actor
from bot.outbox import DueItem
from bot.outbox.rules.records import DeliveryState, DueState
from bot.outbox.store import deliveries, due, threads
from bot.profiles import offering
from bot.profiles.rules.entries import Side
from bot.questions.rules.questions import YES
from bot.threads import following
from bot.threads.following import Followed, Found
from tests.builders import ANA, BEN, CHANNEL, CLEO, GUILD, nothing_missing

DAN = Actor(GUILD, 105, manages_events=False)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def join(tx: Tx, *actors: Actor, needs: str = "", offers: str = "") -> Taking:
    """Have these take part, all with the same needs and offers, with commas between."""
    for actor in actors:
        taking = joining.join(tx, actor=actor, channel_id=CHANNEL, missing_in=nothing_missing)
        for side, typed in ((Side.NEED, needs), (Side.OFFER, offers)):
            for one in filter(None, typed.split(",")):
                offering.add(tx, actor=actor, side=side, typed=one, words="")
    return taking


def couple(tx: Tx) -> None:
    """Ben would like what Cleo offers, and Cleo what Ben offers."""
    join(tx, BEN, needs="bike repair", offers="cooking")
    join(tx, CLEO, needs="cooking", offers="bike repair,chess")


def ask(tx: Tx, actor: Actor = BEN, other: Actor = CLEO, *, left: Collection[Actor] = ()) -> Introduction:
    made = introducing.ask(tx, actor=actor, other_id=other.member_id, missing_in=nothing_missing)
    assert isinstance(made, Introduction)
    have_asked(tx, made, left=left)
    return made


def by_hand(
    tx: Tx, *others: Actor, actor: Actor = ANA, words: str = "You both cycle", left: Collection[Actor] = ()
) -> Introduction:
    made = introducing.introduce(
        tx,
        actor=actor,
        others=[one.member_id for one in others],
        bots=[],
        words=words,
        channel_id=CHANNEL,
        missing_in=nothing_missing,
    )
    have_asked(tx, made, left=left)
    return made


def have_asked(tx: Tx, made: Introduction, *, left: Collection[Actor] = ()) -> None:
    """Have those asked who are to be, as comes by itself at once; these have left the community."""
    if any(row["key"] == f"{consenting.ASK}:{made.id}" for row in due.listing(tx, list(DueState))):
        _do(tx, consenting.ASK, made, left)


def agree(tx: Tx, made: Introduction, *actors: Actor, said: str = YES) -> Consented:
    for actor in actors:
        outcome = consenting.answer(tx, actor=actor, question_id=made.consent_id, said=said)
    return outcome


def open_it(tx: Tx, made: Introduction, *, left: Collection[Actor] = ()) -> None:
    """Have its thread opened, as after all have agreed; these have left the community."""
    _do(tx, consenting.OPEN, made, left)


def _do(tx: Tx, kind: str, made: Introduction, left: Collection[Actor]) -> None:
    job, item = consenting.JOBS[kind], _item(tx, introduction_id=made.id)
    asked = job.read(tx, item)
    job.write(tx, item, asked, frozenset(asked.member_ids) - {one.member_id for one in left})


def introduced(tx: Tx) -> Introduction:
    """Have Ben and Cleo introduced to each other, and their thread opened on Discord."""
    couple(tx)
    made = ask(tx)
    agree(tx, made, CLEO)
    open_it(tx, made)
    thread_is_there(tx, made)
    return introductions.the(tx, made.id)


def thread_is_there(tx: Tx, made: Introduction, *, at: int = 77) -> None:
    threads.put(tx, followed(tx, made).thread.key, guild_id=GUILD, channel_id=CHANNEL, thread_id=at)


def followed(tx: Tx, made: Introduction) -> Followed:
    found = following.about(tx, consenting.subject(made.id))
    assert found is not None
    return found


def follow(
    tx: Tx,
    made: Introduction,
    kind: str,
    *,
    wrote: Collection[Actor] = (),
    left: Collection[Actor] = (),
    times: int = 1,
    deleted: bool = False,
) -> None:
    """Have one of the things done that follow an introduction up; `deleted`: somebody has deleted its thread."""
    found = followed(tx, made)
    job, item = following.JOBS[kind], _item(tx, thread_id=found.thread.id, times=times)
    present = frozenset(found.question.said) - {one.member_id for one in left}
    seen = Found(None if deleted else frozenset(one.member_id for one in wrote), present)
    job.write(tx, item, job.read(tx, item), seen)


def end(tx: Tx, made: Introduction, *, wrote: Collection[Actor] = ()) -> None:
    """Have it end, whenever that is."""
    follow(tx, made, following.END, wrote=wrote)
    over(tx, made)


def over(tx: Tx, made: Introduction, *, deleted: bool = False) -> None:
    outcomes.over(tx, _item(tx, thread_id=followed(tx, made).thread.id, deleted=deleted))


def lapse(tx: Tx, made: Introduction) -> None:
    """Have the week be over in which people could say yes."""
    tx.now += WEEK
    consenting.consent_ends(tx, _item(tx, question_id=made.consent_id))


def said(tx: Tx, kind: str) -> list[tuple[int, list[int]]]:
    """Return where messages of this kind are said and to whom, one after the other."""
    rows = deliveries.listing(tx, list(DeliveryState))
    return [(row["target_id"], row["recipients"]) for row in rows if row["kind"] == kind]


def told(tx: Tx, kind: str) -> list[list[int]]:
    return [recipients for _, recipients in said(tx, kind)]


def _item(tx: Tx, **args: Any) -> DueItem:
    return DueItem(1, f"item {args}", "kind", GUILD, "subject", args, due_at=tx.now)
