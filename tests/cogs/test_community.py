"""Commands about Kith itself, acted as a member."""

from pathlib import Path

from tests.acting import community, shown


async def test_help_says_what_kith_is_for_and_every_command(path: Path) -> None:
    async with community(path) as c:
        result = await c.admin().slash(c.channel, "help")

        assert result.ephemeral
        assert "What Kith is for" in shown(result)
        names = [command.qualified_name for command in c.kith.app.tree.walk_commands()]
        assert [name for name in names if f"/{name}" not in shown(result)] == []


async def test_help_shows_nobody_what_they_may_not_type(path: Path) -> None:
    async with community(path) as c:
        organiser = shown(await c.ana.slash(c.channel, "help"))
        member = shown(await c.ben.slash(c.channel, "help"))

        assert "/meetup create" in organiser
        assert "/setup" not in organiser
        assert "/meetup create" not in member
        assert "/meetup list" in member
        assert "/skills list" in member
        assert "/skills add" in organiser
        assert "/skills add" not in member


async def test_help_works_in_direct_messages_too(path: Path) -> None:
    async with community(path) as c:
        result = await c.env.create_user("newcomer").slash("help")

        assert "What Kith is for" in shown(result)
