"""Who is let in, and what they can see."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.sandbox import riverside
from tests.sandbox.visiting import SECRET, Visitor, person_in, sandbox

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visitor(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Visitor]:
    """Nothing here changes the world: one is enough."""
    async with sandbox(tmp_path_factory.mktemp("sandbox")) as entered:
        yield entered


async def test_the_page_asks_nothing_of_any_other_machine(visitor: Visitor) -> None:
    async with visitor.session.get("/") as page:
        text = await page.text()

        assert page.status == 200
        assert "Nothing leaves this machine" in text
        assert "//" not in text.replace("<!doctype", "")
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "name", ["shell.js", "rooms.js", "times.js", "shell.css", "icon.svg", "room.js", "room.css", "app.js"]
)
async def test_what_the_pages_are_made_of_is_there(visitor: Visitor, name: str) -> None:
    async with visitor.session.get(f"/{name}") as file:
        assert file.status == 200
        assert file.headers["Cache-Control"] == "no-cache"


async def test_a_room_may_be_framed_by_our_own_page_alone(visitor: Visitor) -> None:
    async with visitor.session.get("/room") as page:
        text = await page.text()

        assert "/room.css" in text
        assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
        assert page.headers["X-Frame-Options"] == "SAMEORIGIN"


async def test_the_large_fonts_are_fetched_once(visitor: Visitor) -> None:
    async with visitor.session.get("/fonts/noto-sans-mono-v2.014.ttf") as font:
        assert font.status == 200
        assert "immutable" in font.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"X-Simcord-Capability": "guessed"}, 401),
        ({"X-Simcord-Capability": SECRET, "Origin": "https://elsewhere.example"}, 403),
        ({"X-Simcord-Capability": SECRET, "Origin": "null"}, 403),
        ({"X-Simcord-Capability": SECRET, "Host": "elsewhere.example"}, 403),
    ],
    ids=["without the secret", "with a wrong secret", "from another page", "from a file", "by another name"],
)
@pytest.mark.parametrize("path", ["/sandbox/state", "/api/state"])
async def test_nobody_else_is_let_in(visitor: Visitor, path: str, headers: dict[str, str], status: int) -> None:
    async with visitor.session.get(path, headers=headers) as answer:
        assert answer.status == status


@pytest.mark.parametrize("body", ["", "[]", '{"by": "a lot"}'], ids=["nothing", "a list", "an unknown step"])
async def test_what_makes_no_sense_is_refused(visitor: Visitor, body: str) -> None:
    async with visitor.session.post("/sandbox/move", data=body, headers=visitor.headers) as answer:
        assert answer.status == 400


async def test_everybody_sees_what_they_may_open(visitor: Visitor) -> None:
    state = await visitor.state()
    everybody = ["welcome", "meetups", "meetups/Lifts to the walk", "introductions", "random", "direct"]

    assert len(state["people"]) == 10
    assert [person["zone"] for person in state["people"]].count("Europe/London") == 8
    for person in state["people"]:
        keys = [place["key"] for place in person["places"]]
        assert [key for key in keys if key != "organisers"] == everybody
        assert ("organisers" in keys) == (person["role"] == riverside.ORGANISER)


async def test_it_is_the_minute_at_which_it_was_started(visitor: Visitor) -> None:
    state = await visitor.state()

    assert state["now"] == "2026-11-25T12:34:00+00:00"
    assert state["next"] == {"at": "2026-11-25T19:00:00+00:00", "what": "a meetup's reminder"}


async def test_riverside_has_a_past_and_a_future(visitor: Visitor) -> None:
    shown = await (await visitor.open("sofia")).look()

    assert f"**{riverside.REPAIR_CAFE}** starts" in shown, "the reminder of the last one"
    assert "**Going (3):** @daniel, @tom, @grace" in shown
    assert riverside.WALK in shown


async def test_times_are_shown_as_on_the_viewers_own_device(visitor: Visitor) -> None:
    zones = {key: (await visitor.open(key)).snapshot["profile"]["timezone"] for key in ("ruth", "lena", "marcus")}

    assert zones == {"ruth": "Europe/London", "lena": "Europe/Berlin", "marcus": "America/New_York"}


async def test_direct_messages_are_ones_own(visitor: Visitor) -> None:
    state = await visitor.state()
    ruths = next(place["id"] for place in person_in(state, "ruth")["places"] if place["key"] == "direct")
    tom = person_in(state, "tom")["id"]

    own = await visitor.open("ruth", "direct")
    async with visitor.session.post(
        "/api/pages", json={}, headers={"X-Simcord-Capability": f"{SECRET}.{ruths}.{tom}"}
    ) as answer:
        others = await answer.json()

    assert own.snapshot["status"] == "current"
    assert others["status"] == "access_denied"


async def test_a_place_that_is_not_there_breaks_nothing(visitor: Visitor) -> None:
    ruth = person_in(await visitor.state(), "ruth")["id"]

    async with visitor.session.post(
        "/api/pages", json={}, headers={"X-Simcord-Capability": f"{SECRET}.12345.{ruth}"}
    ) as answer:
        assert answer.status == 400

    assert (await visitor.state())["world"] == 1
