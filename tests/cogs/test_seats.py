"""Seats and the waiting line, acted as members."""

from datetime import timedelta
from pathlib import Path

from tests.acting import Community, buttons, community, message_of, shown


async def dave(c: Community) -> str:
    """Have a fourth member press Going; return what they are told."""
    actor = c.guild.add_member(c.env.create_user("dave"))
    return shown(await actor.click(c.newest(), label="Going"))


async def test_a_full_meetup_has_a_numbered_line_and_a_free_seat_goes_to_its_first(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(seats=2)
        for who in (c.ana, c.ben):
            await who.click(card, label="Going")
        waiting = await c.cleo.click(card, label="Going")
        fourth = await dave(c)
        await c.move(timedelta(seconds=2))

        assert "You are number 1 in the waiting line" in shown(waiting)
        assert "You are number 2 in the waiting line" in fourth
        assert "**Going (2 of 2):**" in shown(c.newest())
        assert f"**Waiting line (2):** 1. <@{c.cleo.id}> 2. <@" in shown(c.newest())

        await c.ben.click(card, label="Can't")
        await c.settle()
        await c.move(timedelta(seconds=2))

        told = c.newest()
        assert told.content.startswith("A seat at **Board games** has become free, and it is yours:")
        assert [user.id for user in told.mentions] == [c.cleo.id]
        assert buttons(told) == ["Can't make it after all"]
        card = c.channel.history()[0]
        assert f"**Going (2 of 2):** <@{c.ana.id}>, <@{c.cleo.id}>" in shown(card)
        assert "**Waiting line (1):**" in shown(card)


async def test_shortly_before_the_start_the_first_in_line_is_asked(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 hours", seats=1)
        await c.ben.click(card, label="Going")
        await c.cleo.click(card, label="Going")
        await c.ben.click(card, label="Can't")
        await c.move(timedelta(seconds=2))

        offer = c.newest()
        assert f"<@{c.cleo.id}>: do you want it?" in offer.content
        assert buttons(offer) == ["Take it", "Pass it on"]
        taken = await c.cleo.click(offer, label="Take it")
        await c.move(timedelta(minutes=20))

        assert "You are going to **Board games**" in shown(taken)
        assert f"**Going (1 of 1):** <@{c.cleo.id}>" in shown(c.channel.history()[0])


async def test_an_offer_is_passed_on(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 hours", seats=1)
        for who in (c.ana, c.ben, c.cleo):
            await who.click(card, label="Going")
        await c.ana.click(card, label="Can't")
        await c.move(timedelta(seconds=2))

        await c.ben.click(c.newest(), label="Pass it on")
        await c.move(timedelta(seconds=2))
        assert [user.id for user in c.newest().mentions] == [c.cleo.id]

        await c.move(timedelta(minutes=16))
        late = await c.cleo.click(c.newest(), label="Take it")

        assert "You are going to **Board games**" in shown(late)


async def test_who_has_left_the_server_does_not_hold_the_line_up(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(seats=1)
        for who in (c.ana, c.ben, c.cleo):
            await who.click(card, label="Going")
        c.guild.remove_member(c.ben)
        await c.ana.click(card, label="Can't")
        await c.settle()
        await c.move(timedelta(seconds=2))

        assert [user.id for user in c.newest().mentions] == [c.cleo.id]
        assert "Waiting line" not in shown(c.channel.history()[0])


async def test_seats_are_set_and_taken_off_before_anything_is_posted(path: Path) -> None:
    async with community(path) as c:
        first = await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00", seats=3)
        assert "Seats: 3" in shown(first)

        form = await c.ana.click(message_of(first), label="Seats, reminders")
        refused = await c.ana.submit_modal(form, {"seats": "a few"})
        assert "I can't read “a few” as a number of seats" in shown(refused)

        form = await c.ana.click(message_of(refused), label="Edit again")
        without = await c.ana.submit_modal(form, {"seats": ""})
        assert "Seats:" not in shown(without)
