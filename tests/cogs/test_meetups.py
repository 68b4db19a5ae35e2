"""Meetups, acted as a member: each command, button and form once as it should be, once refused."""

from datetime import timedelta
from pathlib import Path

import discord
import pytest
import simcord

from bot.discord_app.presses import Press
from bot.drafts.keeping import DraftGoneError
from bot.meetups.rules.meetup import Answer
from cogs.community import text
from cogs.meetups import ui
from tests.acting import Community, buttons, community, message_of, shown


async def test_what_is_read_is_shown_privately_before_anything_is_posted(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="tomorrow 19:00")
        await c.settle()

        assert result.ephemeral
        assert "Is this right?" in shown(result)
        assert "19:00 (UTC time), tomorrow" in shown(result)
        assert buttons(result.response) == ["Confirm", "Change", "My clock shows another time", "Cancel"]
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
        assert buttons(again.response) == ["Confirm", "Change", "My clock shows another time", "Cancel"]


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
        assert buttons(anew.response) == ["Confirm", "Change", "Cancel"]
        assert "19:00 (Europe/Lisbon time), tomorrow" in shown(next_one)
        assert buttons(next_one.response) == ["Confirm", "Change", "Cancel"]


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
        assert buttons(c.newest()) == ["Going", "Maybe", "Can't"]


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

        assert forged == [text.sentence(DraftGoneError())] * 5
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


@pytest.mark.parametrize(
    ("label", "said", "on_card"),
    [
        ("Going", "You are going to **Board games**", "**Going (1):**"),
        ("Maybe", "Noted: maybe", "**Maybe (1):**"),
        ("Can't", "Noted: you can't make it", "**Can't (1):**"),
    ],
)
async def test_an_answer_is_confirmed_privately_and_the_card_follows(
    path: Path, label: str, said: str, on_card: str
) -> None:
    async with community(path) as c:
        card = await c.post_meetup()

        result = await c.ben.click(card, label=label)
        await c.settle()

        assert result.ephemeral
        assert said in shown(result)
        assert f"{on_card} <@{c.ben.id}>" in shown(c.newest())


async def test_a_changed_mind_moves_the_name(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.ben.click(card, label="Going")
        await c.ben.click(card, label="Can't")
        await c.move(timedelta(seconds=2))

        assert "**Going:** nobody yet" in shown(c.newest())
        assert f"**Can't (1):** <@{c.ben.id}>" in shown(c.newest())


async def test_an_answer_after_the_end_is_refused_kindly(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 2 hours")
        await c.move(timedelta(hours=5))

        result = await c.ben.click(card, label="Going")

        assert "is over" in shown(result)


async def test_a_button_of_another_guild_reaches_nothing(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        stranger = c.env.create_guild("Elsewhere")
        eve = stranger.add_member(c.env.create_user("eve"))
        there = stranger.create_text_channel("general")

        result = await press(c, eve, ui.AnswerPress(Answer.GOING, 1, ""), channel=there)
        await c.settle()

        assert "I don't know this meetup" in result
        assert "**Going:** nobody yet" in shown(card)


async def test_those_going_then_are_reminded_an_hour_before(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(when="in 5 hours")
        await c.ben.click(card, label="Going")
        await c.cleo.click(card, label="Going")
        await c.cleo.click(card, label="Can't")
        await c.move(timedelta(hours=4))

        reminder = c.newest()
        assert reminder.content.startswith("**Board games** starts")
        assert [user.id for user in reminder.mentions] == [c.ben.id]
        assert buttons(reminder) == ["Can't make it after all"]

        result = await c.ben.click(reminder, label="Can't make it after all")
        await c.move(timedelta(seconds=2))

        assert "you can't make it" in shown(result)
        assert "**Going:** nobody yet" in shown(c.channel.history()[0])


async def test_a_reminder_for_nobody_is_not_sent(path: Path) -> None:
    async with community(path) as c:
        await c.post_meetup(when="in 5 hours")
        await c.move(timedelta(hours=4))

        assert len(c.channel.history()) == 1


async def test_the_list_shows_what_is_coming_and_where(path: Path) -> None:
    async with community(path) as c:
        empty = await c.ben.slash(c.channel, "meetup list")
        card = await c.post_meetup(title="Board games *and* more")
        listed = await c.ben.slash(c.channel, "meetup list")

        assert "Nothing is planned yet" in shown(empty)
        assert r"Board games \*and\* more" in shown(listed)
        assert str(card.id) in shown(listed)


async def test_a_title_pings_nobody(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup(title="@everyone come!")

        assert not card.mention_everyone
        assert "@everyone" not in shown(card)


async def test_old_buttons_work_after_a_restart(path: Path) -> None:
    async with community(path) as c:
        card = await c.post_meetup()
        await c.restart()

        result = await c.ben.click(card, label="Going")
        await c.settle()

        assert "You are going" in shown(result)
        assert f"<@{c.ben.id}>" in shown(c.newest())


async def test_a_form_that_was_open_over_a_restart_gives_the_words_back(path: Path) -> None:
    async with community(path) as c:
        result = await c.ana.slash(c.channel, "meetup create", title="Board games", when="soon")
        form = await c.ana.click(message_of(result), label="Edit again")
        await c.restart()

        lost = await c.ana.submit_modal(form, {"title": "A long and careful title", "when": "friday 7pm"})

        assert "A long and careful title" in shown(lost)
        assert "friday 7pm" in shown(lost)


async def press(
    c: Community,
    who: simcord.MemberActor,
    button: Press,
    *,
    channel: simcord.ChannelHandle | None = None,
) -> str:
    """Press a button that this person is not shown, as a slow or a hostile client would; return the answer."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.ActionRow(button))
    place = c.kith.app.get_partial_messageable((channel or c.channel).id)
    message = await place.send(view=view)
    answer = shown(await who.click(message, custom_id=button.custom_id))
    await message.delete()
    return answer
