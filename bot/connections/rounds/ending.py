"""A round is over; two days later the channel reads how many met, of nobody who."""

from dataclasses import dataclass
from datetime import timedelta

from bot import outbox
from bot.connections.rules.introductions import State
from bot.connections.store import introductions
from bot.database import Tx
from bot.outbox import DueItem
from bot.programmes import rounds
from bot.programmes.rules.programme import Stage

from . import beginning, telling
from .subjects import SUM_UP, SUMMED_UP

SUMMED_UP_AFTER = timedelta(days=2)
"""People are asked whether they met a week after they were introduced, and need time to say so."""
STILL_OF_USE = timedelta(days=7)


@dataclass(frozen=True)
class Summary:
    """Of a round: how many introductions were made, of how many it was said that they met, and is still open."""

    made: int
    met: int
    open: int


def ends(tx: Tx, item: DueItem) -> None:
    """Due handler: its time is over. One that could not begin is called off; for whom nothing came about is told."""
    found = rounds.at_stage(tx, item.args["round_id"], Stage.ASKING, Stage.PREPARED, Stage.BEGUN)
    if found is None:
        return
    if found.stage is not Stage.BEGUN:
        beginning.call_off(tx, found)
        return
    rounds.put_stage(tx, found, Stage.OVER)
    telling.tell_rest(tx, found)
    outbox.schedule(
        tx,
        key=f"{SUM_UP}:{found.id}",
        kind=SUM_UP,
        guild_id=found.guild_id,
        subject=f"summary:{found.id}",
        at=tx.now + SUMMED_UP_AFTER,
        useless_after=tx.now + STILL_OF_USE,
        args={"round_id": found.id},
    )


def sum_up(tx: Tx, item: DueItem) -> None:
    """Due handler: say it in the channel; nothing where nothing was."""
    found = rounds.get(tx, item.args["round_id"])
    if found is None or not summary(tx, found.id).made:
        return
    telling.tell_all(tx, found, SUMMED_UP, until=found.ends_at + STILL_OF_USE)


def summary(tx: Tx, round_id: int) -> Summary:
    """Return what has come of a round so far."""
    made = introductions.of_round(tx, round_id)
    met = [row for row in made if row["met_at"] is not None]
    return Summary(len(made), len(met), sum(row["state"] == State.OPEN and row["met_at"] is None for row in made))
