from itertools import pairwise

from bot.sandbox import riverside


def test_the_story_is_told_in_order() -> None:
    assert all(earlier.ago >= later.ago for earlier, later in pairwise(riverside.STORY))


def test_everybody_in_the_story_lives_there() -> None:
    assert {event.by for event in riverside.STORY} <= {person.key for person in riverside.PEOPLE}
