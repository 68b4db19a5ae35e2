"""What was written is posted: at once, or all together at the end, each one's words in a message of their own.

So each can be taken back by itself. Discord shows messages of one author that follow each other as one.
"""

from itertools import groupby
from operator import itemgetter

from bot import outbox
from bot.database import Tx

from .rules.circle import Circle, How
from .store import words
from .subjects import HARVEST, WORDS, words_key, words_subject


def post_words(tx: Tx, circle: Circle, turn_id: int) -> None:
    outbox.deliver(
        tx,
        key=words_key(turn_id),
        kind=WORDS,
        guild_id=circle.guild_id,
        target=outbox.channel(circle.channel_id),
        subject=words_subject(circle.id),
        args={"circle_id": circle.id, "turn_id": turn_id},
    )


def harvest(tx: Tx, circle: Circle) -> None:
    """Have all that was kept posted, lap by lap, in the order in which it was said."""
    if circle.plan.how is not How.HARVEST:
        return
    for lap, said in groupby(words.of_circle(tx, circle.id), key=itemgetter("lap")):
        outbox.deliver(
            tx,
            key=f"{HARVEST}:{circle.id}:{lap}",
            kind=HARVEST,
            guild_id=circle.guild_id,
            target=outbox.channel(circle.channel_id),
            subject=words_subject(circle.id),
            args={"circle_id": circle.id, "lap": lap},
        )
        for row in said:
            post_words(tx, circle, row["id"])
