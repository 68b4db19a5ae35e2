"""`/me overview`: what a member has a part in, and what they choose of it, acted as a member."""

from datetime import timedelta
from pathlib import Path

from cogs.community import me_ui
from tests.acting import buttons, community, fill_in, message_of, press, shown

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def test_who_has_no_part_in_anything_is_told_where_to_look(path: Path) -> None:
    async with community(path) as c:
        page = await c.ben.slash(c.channel, "me overview")

        assert page.ephemeral
        assert "`/meetup list` shows what there is" in shown(page)
        assert "You are reminded in the channel" in shown(page)


async def test_a_member_sees_their_meetups_and_leaves_one_whose_seat_goes_on(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(seats=1)
        await c.ben.click(card, label="Going")
        await c.cleo.click(card, label="Going")
        for_ben, for_cleo, for_ana = [await who.slash(c.channel, "me overview") for who in (c.ben, c.cleo, c.ana)]
        assert f"[Board games](https://discord.com/channels/{c.guild.id}/{c.channel.id}/{card.id})" in shown(for_ben)
        assert "you are going" in shown(for_ben)
        assert "you are number 1 in the waiting line" in shown(for_cleo)
        assert "you host it" in shown(for_ana)
        assert "Can't come" not in buttons(message_of(for_ana))

        page = await c.ben.click(message_of(for_ben), label="Can't come")
        for _ in range(2):
            await c.move(timedelta(seconds=2))

        assert "You have no meetup coming up." in shown(page)
        assert f"**Going (1 of 1):** <@{c.cleo.id}>" in shown(c.channel.history()[0])


async def test_who_wants_it_directly_is_reminded_directly(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 days")
        page = await c.ben.slash(c.channel, "me overview")
        chosen = await c.ben.select(message_of(page), ["direct"])
        assert "You are reminded by direct message." in shown(chosen)
        going = await c.ben.click(card, label="Going")
        assert "by a direct message" in shown(going)

        await c.move(DAY)

        direct = c.ben.user.dm_channel.last_message
        assert direct is not None
        assert direct.content.startswith("**Board games** starts <t:")
        assert str(card.id) in direct.content
        assert len(c.channel.history()) == 1


async def test_who_takes_no_direct_messages_is_reminded_in_the_channel(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 days")
        page = await c.ben.slash(c.channel, "me overview")
        await c.ben.select(message_of(page), ["direct"])
        await c.ben.click(card, label="Going")
        closed = c.ben.user.dm_channel.id
        c.env.inject_error("POST", f"/channels/{closed}/messages", status=403, code=50007, message="closed")

        await c.move(DAY)

        assert [user.id for user in c.newest().mentions] == [c.ben.id]
        assert c.newest().content.startswith("**Board games** starts <t:")


async def test_who_wants_none_gets_none(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 days")
        page = await c.ben.slash(c.channel, "me overview")
        await c.ben.select(message_of(page), ["off"])
        going = await c.ben.click(card, label="Going")
        await c.move(DAY)

        assert "I do not remind you, as you chose" in shown(going)
        assert len(c.channel.history()) == 1


async def test_the_time_zone_is_changed_there(path: Path) -> None:
    async with community(path) as c:
        page = await c.ben.slash(c.channel, "me overview")
        form = await c.ben.click(message_of(page), label="Change my time zone")
        page = await fill_in(c.ben, form, place="Tokyo")
        assert "(Asia/Tokyo time)" in shown(page)
        form = await c.ben.click(message_of(page), label="Change my time zone")
        refused = await fill_in(c.ben, form, place="Nowhere at all")

        assert "I know no place called “Nowhere at all”" in shown(refused)


async def test_what_is_over_or_elsewhere_is_not_left(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        await c.move(3 * DAY)

        assert "is over or cancelled" in await press(c, c.ben, me_ui.LeavePress(1))
        assert "I don't know this meetup" in await press(c, c.ben, me_ui.LeavePress(99))
