"""What a member tells Kith about themselves, acted as a member."""

from pathlib import Path

from tests.acting import community, shown


async def test_who_chose_no_zone_is_told_what_holds(path: Path) -> None:
    async with community(path) as c:
        result = await c.ben.slash(c.channel, "me timezone")

        assert result.ephemeral
        assert "the clock of this community" in shown(result)
        assert "/me timezone" in shown(result)


async def test_a_city_is_taken_and_times_are_read_by_its_clock(path: Path) -> None:
    async with community(path) as c:
        chosen = await c.ana.slash(c.channel, "me timezone", place="new york")
        seen = await c.ana.slash(c.channel, "me timezone")
        proposed = await c.ana.slash(c.channel, "meetup create", title="Walk", when="tomorrow 19:00")

        assert chosen.ephemeral
        assert "(America/New_York time)" in shown(chosen)
        assert "your own clock" in shown(seen)
        assert "19:00 (America/New_York time)" in shown(proposed)


async def test_one_members_zone_is_nobody_elses(path: Path) -> None:
    async with community(path) as c:
        await c.ana.slash(c.channel, "me timezone", place="Tokyo")

        assert "Asia/Tokyo" not in shown(await c.ben.slash(c.channel, "me timezone"))


async def test_a_place_that_is_unknown_is_refused_with_what_may_be_meant(path: Path) -> None:
    async with community(path) as c:
        result = await c.ben.slash(c.channel, "me timezone", place="Leads @everyone")

        assert result.ephemeral
        assert "I know no place called" in shown(result)
        assert "@everyone" not in shown(result)
        assert "the clock of this community" in shown(await c.ben.slash(c.channel, "me timezone"))


async def test_a_place_with_several_clocks_is_asked_about(path: Path) -> None:
    async with community(path) as c:
        result = await c.ben.slash(c.channel, "me timezone", place="Cambridge")

        assert "Cambridge, United Kingdom (`Europe/London`)" in shown(result)
        assert "Cambridge, United States (`America/New_York`)" in shown(result)


async def test_places_are_offered_while_typing_with_their_time(path: Path) -> None:
    async with community(path) as c:
        offered = await c.ben.autocomplete(c.channel, "me timezone", "place", "leed")
        await c.ben.slash(c.channel, "me timezone", place=offered[0]["value"])

        assert offered[0]["name"].endswith(" in Leeds, United Kingdom (Europe/London)")
        assert "(Europe/London time)" in shown(await c.ben.slash(c.channel, "me timezone"))
