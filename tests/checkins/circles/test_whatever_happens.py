"""Whatever happens in whatever order, written down: the card shows it, and the circle is looked after."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.checkins.circles import hosting, joining, speaking, viewing
from bot.checkins.circles.rules.circle import Circle, Stage, Standing
from bot.checkins.circles.rules.going import LAP_UNDER_WAY
from bot.checkins.circles.starting import Voice, Who
from bot.checkins.circles.subjects import PRESENCE, call_subject, subject
from bot.database import Tx
from bot.errors import UserFacingError
from bot.guilds.rules.actors import Actor
from cogs.checkins.text import cards

from .holding import VOICE, actor, ask_presence, now, pass_time, pending, start, voice, wanted

PEOPLE = range(100, 106)
SECOND = timedelta(seconds=1)


class World:
    """One circle, whoever is in its voice channel, and what everybody was shown last."""

    def __init__(self, tx: Tx, channel_id: int, people: int, minutes: int) -> None:
        self.tx = tx
        self.there = set(PEOPLE[:people])
        in_voice = Voice(VOICE, tuple(self.there))
        self.circle_id = start(tx, channel_id=channel_id, who=Who.VOICE, voice=in_voice, minutes=minutes).id
        self.shown = dict(self.words())

    @property
    def circle(self) -> Circle:
        return now(self.tx, self.circle_id)

    def words(self) -> Iterator[tuple[str, tuple[int, str]]]:
        """What each message should show, and how often it had to be shown anew."""
        view = viewing.view(self.tx, self.circle_id)
        assert view is not None
        yield "card", (wanted(self.tx, subject(self.circle_id)), cards.card(view))
        yield "call", (wanted(self.tx, call_subject(self.circle_id)), cards.call(view))

    def host(self) -> Actor:
        return actor(self.circle.host_id)

    def speaks(self, press: Callable[..., object]) -> None:
        circle = self.circle
        press(self.tx, actor=actor(circle.speaker_id or 0), circle_id=circle.id, turn=circle.turn)

    def hosts(self, press: Callable[..., object]) -> None:
        press(self.tx, actor=self.host(), circle_id=self.circle_id, turn=self.circle.turn)

    def comes_or_goes(self, who: int) -> None:
        self.there ^= {who}
        voice(self.tx, who, self.there)

    def answer_for(self, left: list[int]) -> None:
        if pending(self.tx, PRESENCE):
            ask_presence(self.tx, left=left)


ACTS: dict[str, Callable[[World, int, int], object]] = {
    "join": lambda w, who, _: joining.join(w.tx, actor=actor(who), circle_id=w.circle_id),
    "leave": lambda w, who, _: joining.leave(w.tx, actor=actor(who), circle_id=w.circle_id),
    "voice": lambda w, who, _: w.comes_or_goes(who),
    "done": lambda w, _who, _: w.speaks(speaking.done),
    "pass": lambda w, _who, _: w.speaks(speaking.let_pass),
    "come back": lambda w, _who, _: w.speaks(speaking.come_back),
    "skip": lambda w, _who, _: w.hosts(hosting.skip),
    "finish": lambda w, _who, _: w.hosts(hosting.finish),
    "pause": lambda w, _who, _: w.hosts(hosting.pause),
    "go on": lambda w, _who, _: w.hosts(hosting.go_on),
    "more time": lambda w, _who, _: w.hosts(hosting.more_time),
    "again": lambda w, _who, _: w.hosts(hosting.go_round_again),
    "begin": lambda w, _who, _: hosting.begin(w.tx, actor=w.host(), circle_id=w.circle_id),
    "hand over": lambda w, _who, _: hosting.hand_over(w.tx, actor=w.host(), circle_id=w.circle_id),
    "take over": lambda w, who, _: hosting.take_over(w.tx, actor=actor(who), circle_id=w.circle_id),
    "time": lambda w, _who, seconds: pass_time(w.tx, seconds * SECOND),
    "downtime": lambda w, _who, seconds: setattr(w.tx, "now", w.tx.now + 10 * seconds * SECOND),
    "all are there": lambda w, _who, _: w.answer_for([]),
    "one has left the server": lambda w, who, _: w.answer_for([who]),
}
acts = st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(PEOPLE), st.integers(1, 400))
channels = count(1000)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.integers(2, 5), minutes=st.sampled_from([0, 1, 2, 5]), drawn=st.lists(acts, min_size=10, max_size=100))
def test_the_card_follows_nobody_is_passed_over_and_it_is_looked_after(
    tx: Tx, people: int, minutes: int, drawn: list[tuple[str, int, int]]
) -> None:
    world = World(tx, next(channels), people, minutes)
    for name, who, seconds in [("begin", 0, 0), *drawn]:
        with suppress(UserFacingError):
            ACTS[name](world, who, seconds)
        if name != "downtime":
            pass_time(tx, 0 * SECOND)
            check(world)
    if world.circle.is_live:
        world.hosts(hosting.close)


def check(world: World) -> None:
    circle = world.circle
    before, world.shown = world.shown, dict(world.words())
    for message, (revision, words) in world.shown.items():
        assert words == before[message][1] or revision > before[message][0], message
    if circle.is_live:
        assert circle.look_at in {one.due_at for one in pending(world.tx) if one.args["circle_id"] == circle.id}
    if circle.stage in LAP_UNDER_WAY:
        assert circle.speaker_id in circle.member_ids
    if circle.stage is Stage.BETWEEN:
        assert all(one.calls or one.standing is Standing.LEFT for one in circle.turns)
