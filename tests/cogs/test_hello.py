"""Members say who they are: the form, the headings, one thing more or less."""

from pathlib import Path

import simcord

from tests.acting import Community, buttons, community, fill_in, message_of, shown


async def say_hello(c: Community, who: simcord.MemberActor, **typed: str) -> simcord.InteractionResult:
    return await fill_in(who, await who.slash(c.channel, "hello"), **typed)


async def test_a_member_says_hello_and_confirms(path: Path) -> None:
    async with community(path) as c:
        read = await say_hello(c, c.ben, aim="Cycle to work", needs="bicycle repairs", offers="cooking\na good ear")
        assert read.ephemeral
        assert "**Bike repair** “bicycle repairs”" in shown(read)
        assert "“a good ear” (in your own words" in shown(read)
        stands = await c.ben.click(message_of(read), label="That's right")

        assert "Cycle to work" in shown(stands)
        assert "nobody yet. Once you take part" in shown(stands)
        assert "**Cooking**" in shown(await c.ben.slash(c.channel, "me profile"))
        assert "**Bike repair**" in shown(await c.ben.slash(c.channel, "need list"))


async def test_headings_and_the_aim_are_chosen_in_the_private_answer(path: Path) -> None:
    async with community(path) as c:
        read = message_of(await say_hello(c, c.ben, aim="Cycle", needs="bike", offers="cooking"))

        changed = await c.ben.select(read, ["0:cycling"], custom_id="k1:hello-headings:1:need:")
        assert "**Cycling** “bike”" in shown(changed)
        changed = await c.ben.select(message_of(changed), [], custom_id="k1:hello-headings:1:offer:")
        assert "“cooking” (in your own words" in shown(changed)
        changed = await c.ben.select(message_of(changed), ["yes"], custom_id="k1:hello-aim:1:")
        stands = await c.ben.click(message_of(changed), label="That's right")

        assert "**Cycling** “bike”" in shown(stands)
        assert "it may stand in your introductions." in shown(stands)


async def test_the_form_begins_with_what_was_said_before(path: Path) -> None:
    async with community(path) as c:
        read = await say_hello(c, c.ben, aim="Cycle", needs="bike", offers="cooking")
        await c.ben.click(message_of(read), label="That's right")

        profile = message_of(await c.ben.slash(c.channel, "me profile"))
        form = await c.ben.click(profile, label="Change it")
        read = await fill_in(c.ben, form, needs="")

        assert "**What would help you:** nothing yet" in shown(read)
        assert "**Cooking**" in shown(read)


async def test_what_is_too_much_is_kept_and_can_be_mended(path: Path) -> None:
    async with community(path) as c:
        refused = await say_hello(c, c.ben, needs="\n".join(f"thing {number}" for number in range(30)))
        assert "20 at most" in shown(refused)
        assert buttons(message_of(refused)) == ["Edit again"]

        form = await c.ben.click(message_of(refused), label="Edit again")
        assert "thing 29" in str(form.modal)
        read = await fill_in(c.ben, form, needs="thing 1")

        assert "thing 1" in shown(read)


async def test_the_words_can_be_changed_before_anything_stands(path: Path) -> None:
    async with community(path) as c:
        read = await say_hello(c, c.ben, needs="chess")

        read = await fill_in(c.ben, await c.ben.click(message_of(read), label="Change the words"), needs="tennis")

        assert "**Tennis**" in shown(read)
        assert "Chess" not in shown(read)


async def test_one_thing_more_and_one_less(path: Path) -> None:
    async with community(path) as c:
        added = await c.ben.slash(c.channel, "offer add", what="bicycle repairs", words="in my shed @everyone")
        assert "under **Bike repair**" in shown(added)
        assert "@everyone" not in shown(added)
        moved = await c.ben.select(message_of(added), ["cycling"], custom_id="k1:entry-heading:1:")
        assert "under **Cycling**" in shown(moved)
        alone = await c.ben.select(message_of(moved), ["-"], custom_id="k1:entry-heading:1:")
        assert "in your own words" in shown(alone)

        choices = await c.ben.autocomplete(c.channel, "offer remove", "what", "shed")
        gone = await c.ben.slash(c.channel, "offer remove", what=choices[0]["value"])

        assert "Taken off what you can offer" in shown(gone)
        assert "nothing yet" in shown(await c.ben.slash(c.channel, "offer list"))
        assert "You have nothing called “shed”" in shown(await c.ben.slash(c.channel, "offer remove", what="shed"))


async def test_headings_are_offered_while_one_types(path: Path) -> None:
    async with community(path) as c:
        choices = await c.ben.autocomplete(c.channel, "need add", "what", "bicycle")

        assert "Bike repair" in [choice["name"] for choice in choices]


async def test_organisers_make_the_headings_fit(path: Path) -> None:
    async with community(path) as c:
        assert "is a heading here now" in shown(
            await c.ana.slash(c.channel, "skills add", name="Bike polo", others="hardcourt")
        )
        assert "stands for the heading **Bike polo** already" in shown(
            await c.ana.slash(c.channel, "skills add", name="Hardcourt")
        )
        assert "stands under **Cycling** now" in shown(
            await c.ana.slash(c.channel, "skills merge", name="bike polo", into="cycling")
        )
        assert "is not offered any more" in shown(await c.ana.slash(c.channel, "skills hide", name="Chess"))
        assert "No heading is called “chess”" in shown(await c.ana.slash(c.channel, "skills hide", name="chess"))

        listed = await c.ben.slash(c.channel, "skills list")
        assert "**Not offered here:** Chess" in shown(listed)
        assert "**Put together here:** Bike polo → Cycling" in shown(listed)
        later = await c.ben.click(message_of(listed), label="Later in the alphabet")
        assert "Page 2 of 6" in shown(later)
        assert buttons(message_of(later)) == ["Earlier in the alphabet", "Later in the alphabet"]
