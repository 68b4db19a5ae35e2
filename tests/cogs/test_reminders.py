"""What comes by itself before a meetup and at its start, seen as members; and what is chosen of it."""

from datetime import timedelta
from pathlib import Path

from tests.acting import Community, buttons, community, message_of, shown

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def said(c: Community) -> list[str]:
    """Return what was said after the card."""
    return [message.content for message in c.channel.history()[1:]]


async def test_a_meetup_from_the_first_question_to_the_start(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 5 days", place="Room *2*")
        await c.ben.click(card, label="Going")
        await c.cleo.click(card, label="Maybe")

        await c.move(3 * DAY)
        question = c.newest()
        assert f"you said maybe. Do you know? <@{c.cleo.id}>" in question.content
        assert buttons(question) == ["Going", "Can't"]
        assert [user.id for user in question.mentions] == [c.cleo.id]
        decided = await c.cleo.click(question, label="Going")
        assert "I remind those who are going 1 day and 1 hour before, here." in shown(decided)

        await c.move(DAY)
        assert {user.id for user in c.newest().mentions} == {c.ben.id, c.cleo.id}
        await c.move(DAY - HOUR)
        await c.move(HOUR)

        assert len(said(c)) == 4
        assert c.newest().content == f"**Board games** starts now. <@{c.ana.id}> hosts. Where: Room \\*2\\*"


async def test_reminders_are_chosen_for_one_meetup(path: Path) -> None:
    async with community(path) as c:
        preview = await c.ana.slash(c.channel, "meetup create", title="Board games", when="in 5 days")
        form = await c.ana.click(message_of(preview), label="Seats, reminders")
        changed = await c.ana.submit_modal(form, {"seats": "", "reminders": ["180"]})
        assert "Reminders: 3 hours before" in shown(changed)
        await c.ana.click(message_of(changed), label="Confirm")
        await c.settle()
        await c.ben.click(c.newest(), label="Going")

        await c.move(5 * DAY - 3 * HOUR)

        assert len(said(c)) == 1


async def test_a_meetup_may_have_none(path: Path) -> None:
    async with community(path) as c:
        preview = await c.ana.slash(c.channel, "meetup create", title="Board games", when="in 5 days")
        form = await c.ana.click(message_of(preview), label="Seats, reminders")
        changed = await c.ana.submit_modal(form, {"seats": "", "reminders": []})
        assert "Reminders: none" in shown(changed)
        await c.ana.click(message_of(changed), label="Confirm")
        await c.settle()
        going = await c.ben.click(c.newest(), label="Going")
        assert "See you there!" in shown(going)

        await c.move(5 * DAY - HOUR)

        assert said(c) == []
