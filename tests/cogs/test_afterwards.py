"""After a meetup: what those who were there and the host are asked, acted as members."""

from datetime import timedelta
from pathlib import Path

from bot.discord_app.presses import Component
from cogs.meetups import afterwards_ui
from tests.acting import Community, buttons, community, custom_ids, fill_in, message_of, press, shown

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def over(c: Community) -> int:
    """Have Ben go to a meetup of Ana's that is over; return its id."""
    card = await c.post_meetup(when="in 2 hours", length="1 hour")
    await c.ben.click(card, label="Going")
    await c.move(4 * HOUR)
    return int(custom_ids(card)[0].split(":")[3])


async def test_an_hour_after_the_end_both_are_asked_and_the_host_reads_it(path: Path) -> None:
    async with community(path) as c:
        await over(c)
        question = c.newest()
        assert question.content.startswith("**Board games** is over. If you were there: how was it?")
        assert [user.id for user in question.mentions] == [c.ana.id]
        assert buttons(question) == ["How was it?", "How did it go?"]

        form = await c.ben.click(question, label="How was it?")
        thanks = await fill_in(c.ben, form, rating=["4"], words="Lovely *evening*")
        assert thanks.ephemeral
        assert "Thank you." in shown(thanks)

        page = await c.ana.click(question, label="How did it go?")
        assert page.ephemeral
        assert "> Lovely \\*evening\\*" in shown(page)
        assert "too few have said so" in shown(page)
        assert str(c.ben.id) not in shown(page)
        assert buttons(message_of(page)) == ["It took place", "It did not", "Note more", "Again"]


async def test_what_was_said_stands_in_the_form_when_it_is_opened_again(path: Path) -> None:
    async with community(path) as c:
        await over(c)
        question = c.newest()
        await fill_in(c.ben, await c.ben.click(question, label="How was it?"), rating=["2"], words="Loud")

        form = await c.ben.click(question, label="How was it?")

        assert form.modal is not None
        rating, words = (label["component"] for label in form.modal["components"])
        assert [option["value"] for option in rating["options"] if option.get("default")] == ["2"]
        assert words["value"] == "Loud"


async def test_the_host_notes_how_it_went_and_has_it_again(path: Path) -> None:
    async with community(path) as c:
        await over(c)
        question = c.newest()
        page = await c.ana.click(question, label="How did it go?")
        page = await c.ana.click(message_of(page), label="It took place")
        assert "You noted: it took place." in shown(page)
        form = await c.ana.click(message_of(page), label="Note more")
        page = await fill_in(c.ana, form, attendance="a dozen", for_next_time="More chairs")
        assert "I can't read “a dozen” as a number of people" in shown(page)
        form = await c.ana.click(message_of(page), label="Note more")
        page = await fill_in(c.ana, form, attendance="12")
        assert "it took place and 12 came.\nFor next time: More chairs" in shown(page)

        again = await c.ana.click(message_of(page), label="Again")

        assert "For next time you noted: More chairs" in shown(again)


async def test_what_is_asked_afterwards_stands_behind_the_card_too(path: Path) -> None:
    async with community(path) as c:
        await over(c)
        card = c.channel.history()[0]

        for_ben = await c.ben.click(card, label="⋯")
        for_ana = await c.ana.click(card, label="⋯")
        assert buttons(message_of(for_ben)) == ["Who is coming", "How was it?"]
        assert buttons(message_of(for_ana)) == ["Who is coming", "How did it go?", "Again", "Copy"]

        page = await c.ana.click(message_of(for_ana), label="How did it go?")

        assert "You noted: nothing yet." in shown(page)


async def test_only_those_who_were_to_come_rate_it_and_only_who_runs_it_looks_back(path: Path) -> None:
    async with community(path) as c:
        meetup_id = await over(c)
        question = c.newest()

        stranger = await c.cleo.click(question, label="How was it?")
        host = await c.ana.click(question, label="How was it?")
        assert "asked of those who said that they would come" in shown(stranger)
        assert "asked of those who said that they would come" in shown(host)

        presses: list[Component] = [
            afterwards_ui.HowItWentPress(meetup_id),
            afterwards_ui.LookBackPress(meetup_id, 1),
            afterwards_ui.TookPlacePress(meetup_id, took_place=False),
            afterwards_ui.NotePress(meetup_id),
        ]
        for button in presses:
            assert "host" in await press(c, c.ben, button)


async def test_before_the_end_there_is_nothing_to_say(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        meetup_id = int(custom_ids(card)[0].split(":")[3])

        assert "is not over yet" in await press(c, c.ben, afterwards_ui.FeedbackPress(meetup_id))
        assert "is not over yet" in await press(c, c.ana, afterwards_ui.HowItWentPress(meetup_id))


async def test_many_words_are_read_page_by_page(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 hours", length="1 hour")
        guests = [c.guild.add_member(c.env.create_user(f"guest{number}")) for number in range(7)]
        for guest in guests:
            await guest.click(card, label="Going")
        await c.move(4 * HOUR)
        question = c.newest()
        for number, guest in enumerate(guests):
            form = await guest.click(question, label="How was it?")
            await fill_in(guest, form, rating=["5"], words=f"Words {number}")

        first = await c.ana.click(question, label="How did it go?")
        assert "`███████` 5: very good (7)" in shown(first)
        assert shown(first).count("> Words") == 5

        second = await c.ana.click(message_of(first), label="Later")

        assert shown(second).count("> Words") == 2
        assert "Page 2 of 2" in shown(second)
