"""How things are, for our page: the time, the people, and what each of them can open."""

from collections.abc import Iterator
from typing import Any

import simcord

from . import pictures, riverside, simulator
from .stage import Stage
from .world import World

WHAT = {
    "meetup.remind": "a meetup's reminder",
    "meetup.start": "a meetup's start",
    "meetup.ask_maybe": "a question to those who said maybe",
    "meetup.offer_ends": "the end of a seat's offer",
    "meetup.ask_afterwards": "the question how a meetup was",
    "connections.consent_ends": "the end of somebody's week to answer",
    "connections.ask_still_true": "the question whether offers still hold",
    "connections.pause_ends": "the end of a break from introductions",
    "threads.nudge": "a nudge in an introduction, if nobody has written",
    "threads.ask": "the question whether people have met",
    "threads.end": "the end of an introduction",
}
"""What comes by itself, by the first part of its key."""


def describe(stage: Stage) -> dict[str, Any]:
    """Return what can be sent as JSON. Ids are strings: they have more digits than JavaScript's numbers hold."""
    world = stage.world
    return {
        "world": stage.worlds,
        "now": world.now.isoformat(),
        "next": _next(stage),
        "notice": {"number": stage.notice.number, "words": stage.notice.words},
        "first": {"person": riverside.FIRST_PERSON, "place": riverside.FIRST_PLACE},
        "people": [_person(world, person) for person in riverside.PEOPLE],
    }


def _next(stage: Stage) -> dict[str, str] | None:
    if stage.coming is None:
        return None
    at, key = stage.coming
    return {"at": at.isoformat(), "what": WHAT.get(key.partition(":")[0], "something of Kith's")}


def _person(world: World, person: riverside.Person) -> dict[str, Any]:
    member = world.people[person.key]
    return {
        "key": person.key,
        "id": str(member.id),
        "name": person.name,
        "initials": pictures.initials(person.name),
        "colour": person.colour,
        "role": person.role,
        "zone": person.zone,
        "places": [_place(world, member, *place) for place in _places(world, member)],
    }


def _places(world: World, member: simcord.MemberActor) -> Iterator[tuple[simcord.ChannelHandle, str, str]]:
    """Yield what a person can open: place, kind, key. A key stays the same in a world that is made anew."""
    for place in riverside.PLACES:
        channel = world.places[place.key]
        if simulator.may_read(member, channel):
            yield channel, "channel", place.key
        for thread in simulator.threads(world.env, channel):
            if simulator.may_read(member, thread):
                yield thread, "thread", f"{place.key}/{thread.name}"
    yield member.user.dm_channel, "direct", "direct"


def _place(
    world: World, member: simcord.MemberActor, place: simcord.ChannelHandle, kind: str, key: str
) -> dict[str, Any]:
    return {
        "key": key,
        "id": str(place.id),
        "kind": kind,
        "name": place.name or "Kith",
        "newest": str(simulator.newest(world.env, place.id, member.id, own=False)),
        "menus": simulator.user_menus(member, place) if kind != "direct" else [],
    }
