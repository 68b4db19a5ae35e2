"""Setting a meetup up, acted as a member: read, shown, changed, confirmed or let go."""

from pathlib import Path

import discord

from bot.drafts.keeping import DraftGoneError
from cogs.community.text import refusals
from cogs.meetups import ui
from tests.acting import buttons, community, message_of, press, shown

NEWCOMERS_BUTTONS = ["Confirm", "Change", "Seats, reminders", "My clock shows another time", "Cancel"]
"""Of one who has not said where they live."""


async def test_what_is_read_is_shown_privately_before_anything_is_posted(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00")
        await c.settle()

        assert result.ephemeral
        assert "Is this right?" in shown(result)
        assert "19:00 (UTC time), tomorrow" in shown(result)
        assert buttons(result.response) == [
            "Confirm",
            "Change",
            "Seats, reminders",
            "My clock shows another time",
            "Cancel",
        ]
        assert c.channel.last_message is None


async def test_only_an_organiser_sets_a_meetup_up(path: Path) -> None:
    async with community(path) as c:
        result = await c.ben.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00")

        assert result.ephemeral
        assert "for organisers" in shown(result)


async def test_what_cant_be_read_is_kept_and_one_press_from_being_edited(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="soon")
        assert "I can't read “soon” as a time" in shown(result)
        assert "> title: Board games" in shown(result)

        form = await c.ana.click(message_of(result), label="Edit again")
        again = await c.ana.submit_modal(form, {"title": "Board games", "when": "tomorrow noon"})

        assert "12:00 (UTC time), tomorrow" in shown(again)
        assert buttons(again.response) == [
            "Confirm",
            "Change",
            "Seats, reminders",
            "My clock shows another time",
            "Cancel",
        ]


async def test_two_readings_are_offered_as_buttons(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow at 8")
        asked, (first, second, *others) = shown(result), buttons(result.response)
        chosen = await c.ana.click(message_of(result), label=second)

        assert "could be" in asked
        assert first.endswith("08:00")
        assert others == ["Edit again", "Cancel"]
        assert "20:00 (UTC time), tomorrow" in shown(chosen)
        assert "Confirm" in buttons(chosen.response)


async def test_a_reading_nobody_offered_is_asked_again(path: Path) -> None:
    async with community(path) as c:
        await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow at 8")

        forged = await press(c, c.ana, ui.ReadingPress(1, 99999999999, label="x"))

        assert "could be" in forged


async def test_who_lives_elsewhere_says_so_and_is_read_anew(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00")
        form = await c.ana.click(message_of(result), label="My clock shows another time")
        anew = await c.ana.submit_modal(form, {"place": "Lisboa"})
        next_one = await c.ana.slash(c.channel, "meetup create", title="Walk", when="tomorrow 19:00")

        assert "19:00 (Europe/Lisbon time), tomorrow" in shown(anew)
        assert buttons(anew.response) == ["Confirm", "Change", "Seats, reminders", "Cancel"]
        assert "19:00 (Europe/Lisbon time), tomorrow" in shown(next_one)
        assert buttons(next_one.response) == ["Confirm", "Change", "Seats, reminders", "Cancel"]


async def test_a_place_nobody_knows_leaves_the_preview_as_it_was(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00")
        form = await c.ana.click(message_of(result), label="My clock shows another time")
        refused = await c.ana.submit_modal(form, {"place": "Nowhereville"})
        confirmed = await c.ana.click(message_of(result), label="Confirm")

        assert "I know no place called “Nowhereville”" in shown(refused)
        assert "The card is going up" in shown(confirmed)


async def test_a_channel_where_the_bot_cant_write_is_refused_before_typing_again(path: Path) -> None:
    async with community(path) as c:
        quiet = c.guild.create_text_channel(
            "quiet", overwrites={c.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
        )

        result = await c.ana.slash(quiet, "meetup create", title="Board games", when="tomorrow 19:00")

        assert "I lack Send Messages" in shown(result)


async def test_confirming_posts_the_card_once_however_often_it_is_pressed(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00")

        first = await c.ana.click(message_of(result), label="Confirm")
        await c.settle()
        second = await press(c, c.ana, ui.ConfirmPress(1))
        await c.settle()

        assert "The card is going up" in shown(first)
        assert "already" in second
        assert str(c.newest().id) in second
        assert len(c.channel.history()) == 1
        assert buttons(c.newest()) == ["Going", "Maybe", "Can't", "⋯"]


async def test_somebody_elses_preview_cant_be_confirmed(path: Path) -> None:
    async with community(path) as c:
        organiser = c.guild.create_role("Second", permissions=discord.Permissions(manage_events=True))
        dan = c.guild.add_member(c.env.create_user("dan"), roles=[organiser])
        await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00")

        forged = [
            await press(c, dan, ui.ConfirmPress(1)),
            await press(c, dan, ui.ChangePress(1)),
            await press(c, dan, ui.ReadingPress(1, 0, label="x")),
            await press(c, dan, ui.OtherZonePress(1)),
            await press(c, dan, ui.DiscardPress(1)),
        ]
        await c.settle()

        assert forged == [refusals.sentence(DraftGoneError())] * 5
        assert c.channel.last_message is None


async def test_changing_opens_what_was_typed_and_shows_the_new_reading(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(
            c.channel, "meetup create", title="Board games", when="tomorrow 19:00", place="Library"
        )

        form = await c.ana.click(message_of(result), label="Change")
        assert form.modal is not None
        typed = {part["component"]["custom_id"]: part["component"].get("value") for part in form.modal["components"]}
        assert typed["title"] == "Board games"
        assert typed["place"] == "Library"
        changed = await c.ana.submit_modal(
            form, {"title": "Card games", "when": "in 2 days at 18:30", "length": "90 min", "place": "Café"}
        )

        assert "Card games" in shown(changed)
        assert "18:30 (UTC time), in 2 days" in shown(changed)


async def test_a_change_that_cant_be_read_is_kept(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00")
        form = await c.ana.click(message_of(result), label="Change")

        refused = await c.ana.submit_modal(
            form, {"title": "Board games", "when": "tomorrow 19:00", "length": "a while"}
        )

        assert "I can't read “a while” as a length" in shown(refused)
        assert "> length: a while" in shown(refused)


async def test_cancelling_posts_nothing_and_shows_what_was_typed(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00")

        cancelled = await c.ana.click(message_of(result), label="Cancel")
        late = await press(c, c.ana, ui.ConfirmPress(1))

        assert "nothing was posted" in shown(cancelled)
        assert "no longer there" in late


async def test_a_form_that_was_open_over_a_restart_gives_the_words_back(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="soon")
        form = await c.ana.click(message_of(result), label="Edit again")
        await c.restart()

        lost = await c.ana.submit_modal(form, {"title": "A long and careful title", "when": "friday 7pm"})

        assert "A long and careful title" in shown(lost)
        assert "friday 7pm" in shown(lost)


async def test_a_voice_channel_is_picked_as_the_place(path: Path) -> None:
    async with community(path) as c:
        room = c.guild.create_voice_channel("Tea room")
        c.guild.create_voice_channel("Workshop")

        offered = await c.ana.autocomplete(c.channel, "meetup create", "place", "room")
        card = await c.post_meetup(place=offered[0]["value"])

        assert [choice["name"] for choice in offered] == ["Tea room"]
        assert f"Where: <#{room.id}>" in shown(card)
