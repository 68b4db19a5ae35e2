"""What everybody reads of a circle: its card, whose turn it is, what was written."""

from datetime import timedelta
from typing import assert_never

from bot.checkins.circles.rules.circle import MOST_CALLS, Circle, Ending, How, Plan, Stage, Standing
from bot.checkins.circles.viewing import CircleView
from bot.discord_app.wording import channel_mention, escape, linked, mention, people

from . import labels
from .naming import bar, host, number, prompt

MOST_NAMED = 30
MOST_NEXT = 5
MOST_THANKED = 60


def card(view: CircleView) -> str:
    return "\n".join([f"## {prompt(view.circle)}", *_body(view)])


def _body(view: CircleView) -> list[str]:
    circle = view.circle
    match circle.stage:
        case Stage.GATHERING:
            return [*_gathering(circle), *_host_sought(view)]
        case Stage.GOING | Stage.PAUSED:
            return [*_going(view), *_host_sought(view)]
        case Stage.BETWEEN:
            return [*_between(circle), *_host_sought(view)]
        case Stage.OVER:
            return _over(circle)
        case _:
            assert_never(circle.stage)


def _gathering(circle: Circle) -> list[str]:
    plan = circle.plan
    return [
        f"A circle gathers: everybody who is in it gets a turn, and nobody has to speak. {_how(circle)}",
        f"-# {_time(plan)}{_laps(plan)}",
        f"**In it so far ({len(circle.member_ids)}):** {people(circle.member_ids, most=MOST_NAMED) or 'nobody yet'}",
        f"{host(circle)} hosts it, and presses “{labels.BEGIN}” when you are all there.",
    ]


def _how(circle: Circle) -> str:
    match circle.plan.how:
        case How.SPOKEN if circle.voice_channel_id is not None:
            return f"You speak in {channel_mention(circle.voice_channel_id)}."
        case How.SPOKEN:
            return "You speak, or type here as you always do."
        case How.POSTED:
            return "You write, and what you write is shown here at once, with your name."
        case How.HARVEST:
            return "You write, and all of it is shown here together at the end, with your names."


def _time(plan: Plan) -> str:
    return f"About {number(plan.minutes, 'minute')} each." if plan.minutes else "Nobody looks at the time."


def _laps(plan: Plan) -> str:
    return "" if plan.laps == 1 else f" It goes round {labels.laps(plan.laps).lower()}."


def _going(view: CircleView) -> list[str]:
    circle = view.circle
    lines = [
        ("Next", people([one.member_id for one in circle.to_come()], most=MOST_NEXT)),
        ("Asked to be come back to", people(circle.standing(Standing.COMES_BACK), most=MOST_NAMED)),
        ("Have spoken", people(circle.standing(Standing.SPOKE), most=MOST_NAMED)),
        ("Have passed", people(circle.standing(Standing.PASSED), most=MOST_NAMED)),
    ]
    return [
        _now(view),
        *(f"**{what}:** {who}" for what, who in lines if who),
        f"-# {_way(circle)} {_how(circle)} Nobody has to speak. {host(circle)} hosts.",
    ]


def _now(view: CircleView) -> str:
    circle, speaker = view.circle, mention(view.circle.speaker_id or 0)
    if circle.stage is Stage.PAUSED:
        why = "I was away, so the circle" if circle.was_away else "The circle"
        return f"**{why} is paused.** {speaker} has the talking piece, with the time that was left."
    time = "" if view.steps_left is None else f"  {bar(view.steps_left)}"
    up = " Time is up; take the time you need to finish." if view.steps_left == 0 else ""
    return f"**{speaker} has the talking piece.**{time}{up}"


def _way(circle: Circle) -> str:
    lap = circle.lap
    if lap is None:
        return ""
    of = "" if circle.plan.laps == 1 and lap.number == 1 else f"Lap {lap.number}. "
    return f"{of}It goes round to the {'left' if lap.clockwise else 'right'}."


def _between(circle: Circle) -> list[str]:
    number_of_lap = 0 if circle.lap is None else circle.lap.number
    spoke = circle.standing(Standing.SPOKE)
    planned = number_of_lap < circle.plan.laps
    what = f" This was lap {number_of_lap} of {circle.plan.laps} that were planned." if planned else ""
    return [
        f"**{'Everybody has had a turn.' if spoke else 'Everybody has passed: that is fine.'}**{what}",
        f"**In it ({len(circle.member_ids)}):** {people(circle.member_ids, most=MOST_NAMED)}",
        f"{host(circle)} chooses: another lap the other way round, another prompt, or the end.",
    ]


def _host_sought(view: CircleView) -> list[str]:
    if not view.host_missed:
        return []
    if view.circle.host_sought:
        return [f"{host(view.circle)} asks whether somebody else would host from here."]
    return [f"The host seems to be away. Whoever likes may go on with it: “{labels.TAKE_OVER}”."]


def _over(circle: Circle) -> list[str]:
    took_part = [one.member_id for one in sorted(circle.people, key=lambda one: one.seat) if one.came]
    if circle.begun_at is None or circle.closed_at is None:
        return [_ended(circle), "It did not begin."]
    took = _took(circle.closed_at - circle.begun_at)
    thanked = people(took_part, most=MOST_THANKED)
    who = "Nobody took part in it." if not took_part else f"{len(took_part)} took part, {took}. Thank you: {thanked}"
    return [_ended(circle), who]


def _took(length: timedelta) -> str:
    minutes = max(round(length / timedelta(minutes=1)), 1)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"for {number(minutes, 'minute')}"
    return f"for {number(hours, 'hour')}" + (f" and {number(rest, 'minute')}" if rest else "")


def _ended(circle: Circle) -> str:
    match circle.ending:
        case Ending.EVERYBODY_LEFT:
            return "**This circle is over**, as everybody has left it."
        case Ending.RAN_OUT:
            return "**This circle is over:** nothing was pressed here for three hours."
        case Ending.CLOSED | None:
            return "**This circle is closed.**"


def call(view: CircleView) -> str:
    """The message that mentions who has the piece."""
    circle = view.circle
    card_link = linked("the card", circle.guild_id, circle.channel_id, view.message_id)
    speaker = mention(circle.speaker_id or 0)
    match circle.stage:
        case Stage.GOING:
            mine = circle.turn_of(circle.speaker_id or 0)
            again = " again, as you asked" if mine is not None and mine.calls >= MOST_CALLS else ""
            return f"{speaker}, the talking piece is with you{again}. Your buttons are on {card_link}."
        case Stage.PAUSED:
            return f"The circle is paused. {speaker} keeps the talking piece."
        case Stage.BETWEEN:
            return f"The lap is over. How it goes on stands on {card_link}."
        case Stage.GATHERING | Stage.OVER:
            return "-# The talking piece rests."


def nudged(member_id: int, *, written: bool) -> str:
    finish = f"finish what you write, then press “{labels.WRITE}”" if written else f"finish, then press “{labels.DONE}”"
    return f"{mention(member_id)}, a gentle sign that your time is up. Nobody cuts you off: {finish}."


def troubled(circle: Circle) -> str:
    """Told to organisers. Whoever is in the circle can mend it where the channel is still there."""
    return (
        f"Something of the circle in {channel_mention(circle.channel_id)} (whoever is in it can have its card posted "
        "again with `/circle show`)"
    )


def words(member_id: int, said: str) -> str:
    return f"**{mention(member_id)}:** {escape(said)}"


def harvest(parts: list[tuple[int, str]], *, begins: bool) -> str:
    head = ["**What was said in this circle**"] if begins else []
    return "\n".join([*head, *(words(member_id, said) for member_id, said in parts)])
