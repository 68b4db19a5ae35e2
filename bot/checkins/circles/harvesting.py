"""What was written and kept is shown at the end, in the order in which it was said."""

from collections.abc import Iterator, Sequence

from bot import outbox
from bot.database import Row, Tx

from .rules.circle import Circle, How
from .store import words
from .subjects import HARVEST, subject

ROOM_IN_A_MESSAGE = 1900
"""Of Discord's 2,000 characters; each one that was typed takes two at most, and a name some thirty."""
ROOM_OF_A_NAME = 40


def harvest(tx: Tx, circle: Circle) -> None:
    """Have all of it posted, a few people's words a message. What is taken out by then is not."""
    if circle.plan.how is not How.HARVEST:
        return
    for number, part in enumerate(_parts(words.of_circle(tx, circle.id)), start=1):
        outbox.deliver(
            tx,
            key=f"{HARVEST}:{circle.id}:{number}",
            kind=HARVEST,
            guild_id=circle.guild_id,
            target=outbox.channel(circle.channel_id),
            subject=f"{subject(circle.id)}:harvest",
            args={"circle_id": circle.id, "turn_ids": part, "begins": number == 1},
        )


def _parts(said: Sequence[Row]) -> Iterator[list[int]]:
    part: list[int] = []
    taken = 0
    for row in said:
        room = 2 * len(row["words"]) + ROOM_OF_A_NAME
        if part and taken + room > ROOM_IN_A_MESSAGE:
            yield part
            part, taken = [], 0
        part.append(row["id"])
        taken += room
    if part:
        yield part
