"""A meetup is looked at, changed and cancelled, acted as members."""

from datetime import timedelta
from pathlib import Path

from cogs.meetups import again_ui, running_ui
from tests.acting import buttons, community, custom_ids, fill_in, message_of, press, shown

SECOND = timedelta(seconds=2)


async def test_everybody_sees_who_is_coming_and_only_those_who_run_it_may_change_it(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        for_ben = await c.ben.click(card, label="⋯")
        for_ana = await c.ana.click(card, label="⋯")
        people = await c.cleo.click(message_of(await c.cleo.click(card, label="⋯")), label="Who is coming")

        assert for_ben.ephemeral
        assert buttons(message_of(for_ben)) == ["Who is coming"]
        assert buttons(message_of(for_ana)) == [
            "Who is coming",
            "Change",
            "Hand over",
            "Again",
            "Copy",
            "Cancel the meetup",
        ]
        assert f"**Going (1):** <@{c.ben.id}>" in shown(people)


async def test_a_meetup_that_is_moved_asks_those_who_are_coming(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        await c.cleo.click(card, label="Going")

        panel = message_of(await c.ana.click(card, label="⋯"))
        form = await c.ana.click(panel, label="Change")
        preview = await fill_in(c.ana, form, when="tomorrow 20:00")
        assert "I tell the 2 people who are coming of the change and ask whether they still come" in shown(preview)
        assert "20:00 (UTC time), tomorrow" in shown(preview)
        assert buttons(message_of(preview)) == ["Save", "Change", "Seats, reminders", "Cancel"]
        saved = await c.ana.click(message_of(preview), label="Save")
        await c.move(SECOND)

        assert "Saved." in shown(saved)
        asked = c.newest()
        assert asked.content.startswith("**Board games** has moved from <t:")
        assert {user.id for user in asked.mentions} == {c.ben.id, c.cleo.id}
        assert buttons(asked) == ["Yes", "No"]

        yes = await c.ben.click(asked, label="Yes")
        no = await c.cleo.click(asked, label="No")
        await c.move(SECOND)

        assert "You are going" in shown(yes)
        assert "you can't make it" in shown(no)
        assert f"**Going (1):** <@{c.ben.id}>" in shown(c.channel.history()[0])


async def test_the_command_opens_the_form_and_offers_titles(path: Path) -> None:
    async with community(path) as c:
        await c.post_meetup()
        offered = await c.ana.autocomplete(c.channel, "meetup edit", "meetup", "board")
        form = await c.ana.slash(c.channel, "meetup edit", meetup=offered[0]["value"])
        preview = await fill_in(c.ana, form, title="Card games")
        assert "The card follows; nobody is pinged." in shown(preview)
        saved = await c.ana.click(message_of(preview), label="Save")
        await c.move(SECOND)

        assert offered[0]["name"].startswith("Board games, ")
        assert preview.ephemeral
        assert "Saved. The card of **Card games** follows." in shown(saved)
        assert "## Card games" in shown(c.newest())


async def test_a_time_that_cant_be_read_is_kept_and_edited_again(path: Path) -> None:
    async with community(path) as c:
        await c.post_meetup()
        form = await c.ana.slash(c.channel, "meetup edit", meetup="Board games")
        refused = await fill_in(c.ana, form, when="soon")
        assert "I can't read “soon” as a time" in shown(refused)
        again = await c.ana.click(message_of(refused), label="Edit again")
        preview = await fill_in(c.ana, again, when="tomorrow 21:00")

        assert "21:00 (UTC time), tomorrow" in shown(preview)


async def test_a_cancelled_meetup_says_so_and_tells_those_who_were_coming(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        asked = await c.ana.slash(c.channel, "meetup cancel", meetup="Board games", reason="The room is *flooded*")
        assert "Cancel **Board games**" in shown(asked)
        assert buttons(message_of(asked)) == ["Yes, cancel it", "No, leave it"]
        done = await c.ana.click(message_of(asked), label="Yes, cancel it")
        await c.move(SECOND)

        assert "is cancelled; its card says so. I tell those who were coming (1)." in shown(done)
        told = c.newest()
        assert r"is cancelled. The room is \*flooded\*" in told.content
        assert [user.id for user in told.mentions] == [c.ben.id]
        card = c.channel.history()[0]
        assert r"**This meetup is cancelled.** The room is \*flooded\*" in shown(card)
        assert buttons(card) == ["⋯"]
        await c.move(timedelta(days=2))
        assert len(c.channel.history()) == 2


async def test_the_card_of_a_meetup_cancelled_before_it_stood_could_be_found_again(path: Path) -> None:
    async with community(path) as c:
        made = await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00")
        await c.ana.click(message_of(made), label="Confirm")
        asked = await c.ana.slash(c.channel, "meetup cancel", meetup="Board games")
        await c.ana.click(message_of(asked), label="Yes, cancel it")

        await c.settle()

        assert "**This meetup is cancelled.**" in shown(c.newest())
        panel = await c.ana.click(c.newest(), label="⋯")
        assert buttons(message_of(panel)) == ["Who is coming", "Again", "Copy"]


async def test_cancelling_by_the_card_asks_for_a_reason_and_can_be_left(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        form = await c.ana.click(message_of(await c.ana.click(card, label="⋯")), label="Cancel the meetup")
        asked = await fill_in(c.ana, form, reason="Rain")
        assert "Your reason: Rain" in shown(asked)
        left = await c.ana.click(message_of(asked), label="No, leave it")

        assert "stays as it is" in shown(left)


async def test_what_is_not_shown_to_a_member_is_refused_to_them_too(path: Path) -> None:
    async with community(path) as c:
        await c.post_meetup()
        for button in (running_ui.EditPress(1), running_ui.CancelMeetupPress(1)):
            assert "can be changed by its host and by organisers" in await press(c, c.ben, button)
        asked = await c.ana.slash(c.channel, "meetup cancel", meetup="Board games")
        draft_id = int(custom_ids(message_of(asked))[0].split(":")[2])
        for stolen in (running_ui.ConfirmCancelPress(draft_id), running_ui.KeepPress(draft_id)):
            assert "it is not yours" in await press(c, c.ben, stolen)
        assert "**This meetup is cancelled.**" not in shown(c.newest())


async def test_a_title_that_nobody_knows_is_told_kindly(path: Path) -> None:
    async with community(path) as c:
        by_edit = await c.ana.slash(c.channel, "meetup edit", meetup="Swimming")
        by_cancel = await c.ana.slash(c.channel, "meetup cancel", meetup="Swimming")

        assert "No coming meetup is called “Swimming”" in shown(by_edit)
        assert "No coming meetup is called “Swimming”" in shown(by_cancel)


async def test_a_meetup_that_is_over_is_had_again_by_one_press(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        await c.move(timedelta(days=2))
        offered = await c.ana.autocomplete(c.channel, "meetup again", "meetup", "board")
        asked = await c.ana.slash(c.channel, "meetup again", meetup=offered[0]["value"])
        assert "another **Board games**? I post it at once, as it is now, and tell those who were there (1)." in shown(
            asked
        )
        labels = buttons(message_of(asked))
        assert labels == ["Friday 9 January 2026, 19:00", "Friday 16 January 2026, 19:00", "Another date"]
        done = await c.ana.click(message_of(asked), label=labels[0])
        await c.move(SECOND)

        assert "The card is going up" in shown(done)
        *_, new_card, note = c.channel.history()
        assert "## Board games" in shown(new_card)
        assert note.content.startswith("**Board games** is on again,")
        assert [user.id for user in note.mentions] == [c.ben.id]
        assert buttons(note) == ["Going", "Maybe", "Can't"]


async def test_again_is_offered_behind_the_card_of_one_that_is_over(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.move(timedelta(days=2))
        panel = message_of(await c.ana.click(card, label="⋯"))
        assert buttons(panel) == ["Who is coming", "How did it go?", "Again", "Copy"]
        asked = await c.ana.click(panel, label="Again")

        assert "When shall there be another **Board games**? I post it at once, as it is now." in shown(asked)
        assert "for organisers" in await press(c, c.ben, again_ui.RepeatPress(1))


async def test_another_date_is_typed_shown_and_confirmed(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(place="Library")
        await c.ben.click(card, label="Going")
        await c.move(timedelta(days=2))
        asked = await c.ana.slash(c.channel, "meetup again", meetup="Board games")
        form = await c.ana.click(message_of(asked), label="Another date")
        preview = await fill_in(c.ana, form, when="2026-02-13 18:30")
        assert "I tell those who were at the last one (1)." in shown(preview)
        assert "Where: Library" in shown(preview)
        await c.ana.click(message_of(preview), label="Confirm")
        await c.move(SECOND)

        assert c.newest().content.startswith("**Board games** is on again,")


async def test_a_copy_tells_nobody(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        panel = message_of(await c.ana.click(card, label="⋯"))
        form = await c.ana.click(panel, label="Copy")
        preview = await fill_in(c.ana, form, title="Card games", when="2026-02-13 18:30")
        await c.ana.click(message_of(preview), label="Confirm")
        await c.move(SECOND)

        assert "## Card games" in shown(c.newest())
        assert len(c.channel.history()) == 2


async def test_only_those_who_run_it_copy_it(path: Path) -> None:
    async with community(path) as c:
        await c.post_meetup()
        for button in (again_ui.CopyPress(1), again_ui.AnotherDatePress(1)):
            assert "for organisers" in await press(c, c.ben, button)
