"""What everybody reads of a circle: its card, whose turn it is, what was written."""

from datetime import timedelta
from typing import assert_never

from bot.checkins.circles.rules.circle import MOST_CALLS, NOBODY, Circle, Ending, How, Plan, Stage, Standing
from bot.checkins.circles.viewing import CircleView, Said
from bot.discord_app.wording import channel_mention, escape, linked, mention, number, people

from . import labels
from .naming import bar, hosted, prompt

MOST_NAMED = 30
MOST_NEXT = 5
MOST_THANKED = 60
SHORT_PROMPT = 80
"""A longer one would fill a phone's screen as a large heading."""


def card(view: CircleView) -> str:
    size = "##" if len(view.circle.prompt) <= SHORT_PROMPT else "###"
    return "\n".join([f"{size} {prompt(view.circle)}", *_body(view)])


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
    begins = f" “{labels.BEGIN}” is for when you are all there." if circle.host_id != NOBODY else ""
    return [
        f"A circle is gathering: everybody in it gets a turn, and nobody has to speak. {_how(circle)}",
        f"-# {_time(circle.plan)}{_laps(circle.plan)}",
        f"**In it so far ({len(circle.member_ids)}):** {people(circle.member_ids, most=MOST_NAMED) or 'nobody yet'}",
        f"{hosted(circle)}{begins}",
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
    return f"About {number(plan.minutes, 'minute')} each." if plan.minutes else f"{labels.minutes(0)}."


def _laps(plan: Plan) -> str:
    return "" if plan.laps == 1 else f" It goes round {labels.laps(plan.laps).lower()}."


def _going(view: CircleView) -> list[str]:
    circle = view.circle
    lines = [
        ("Next", people([one.member_id for one in circle.to_come()], most=MOST_NEXT)),
        ("I'll come back to", people(circle.standing(Standing.COMES_BACK), most=MOST_NAMED)),
        ("Have spoken", people(circle.standing(Standing.SPOKE), most=MOST_NAMED)),
        ("Passed this time", people(circle.standing(Standing.PASSED), most=MOST_NAMED)),
    ]
    return [
        _now(view),
        *(f"**{what}:** {who}" for what, who in lines if who),
        f"-# {_lap(circle)}{_how(circle)} Nobody has to speak. {hosted(circle)}",
    ]


def _now(view: CircleView) -> str:
    circle, speaker = view.circle, mention(view.circle.speaker_id or 0)
    if circle.stage is Stage.PAUSED:
        why = "I was away, so the circle" if circle.bot_was_away else "The circle"
        return f"**{why} is paused.** {speaker} has the talking piece, and the time that was left."
    time = "" if view.seen.steps_left is None else f"  {bar(view.seen.steps_left)}"
    return f"**{speaker} has the talking piece.**{time}"


def _lap(circle: Circle) -> str:
    if circle.lap is None or (circle.plan.laps == 1 and circle.lap.number == 1):
        return ""
    way = ", the other way round" if circle.lap.number > 1 else ""
    return f"Lap {circle.lap.number}{way}. "


def _between(circle: Circle) -> list[str]:
    number_of_lap = 0 if circle.lap is None else circle.lap.number
    planned = f" That was lap {number_of_lap} of {circle.plan.laps}." if number_of_lap < circle.plan.laps else ""
    quiet = "" if circle.standing(Standing.SPOKE) else " Nobody spoke this time: that is fine."
    chooses = "" if circle.host_id == NOBODY else f" {mention(circle.host_id)} chooses what comes next."
    return [
        f"**The lap is over.**{planned}{quiet}{chooses}",
        f"**In it ({len(circle.member_ids)}):** {people(circle.member_ids, most=MOST_NAMED)}",
    ]


def _host_sought(view: CircleView) -> list[str]:
    circle = view.circle
    if not view.seen.host_missed:
        return []
    if circle.host_id == NOBODY:
        return [f"Anybody may take over: “{labels.TAKE_OVER}”."]
    if circle.host_sought:
        return [
            f"Who would like to host from here? Press “{labels.TAKE_OVER}”. Until then {mention(circle.host_id)} hosts."
        ]
    return [f"-# If the host had to go, anybody may take over: “{labels.TAKE_OVER}”."]


def _over(circle: Circle) -> list[str]:
    took_part = [one.member_id for one in sorted(circle.people, key=lambda one: one.seat) if one.came]
    if circle.begun_at is None or circle.closed_at is None or not took_part:
        return [_ended(circle)]
    took = _took(circle.closed_at - circle.begun_at)
    return [
        _ended(circle),
        f"{len(took_part)} took part, and it went on {took}. Thank you: {people(took_part, most=MOST_THANKED)}",
    ]


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
            again = " again" if mine is not None and mine.calls >= MOST_CALLS else ""
            return f"{speaker}, the talking piece is with you{again}. Your buttons are on {card_link}."
        case Stage.PAUSED:
            return f"The circle is paused. {speaker} keeps the talking piece."
        case Stage.BETWEEN:
            return f"The lap is over. What comes next is on {card_link}."
        case Stage.GATHERING | Stage.OVER:
            return "-# The talking piece rests."


def nudged(member_id: int, *, written: bool) -> str:
    button = labels.WRITE if written else labels.DONE
    return f"{mention(member_id)}, your time is about up. No hurry: press “{button}” when you have finished."


def not_posted(circle: Circle) -> str:
    """Told to organisers."""
    return f"What somebody wrote in the circle in {channel_mention(circle.channel_id)}"


def not_shown(circle: Circle) -> str:
    """Told to organisers. Whoever is in the circle can have its card posted again where the channel is still there."""
    where = channel_mention(circle.channel_id)
    return f"A message of the circle in {where} (whoever is in it can have it posted again with `/circle show`)"


def not_deleted(circle: Circle) -> str:
    """Told to organisers: they can delete it themselves."""
    return f"Deleting what somebody took back in the circle in {channel_mention(circle.channel_id)}"


def words(said: Said) -> str:
    return f"**{mention(said.member_id)}:** {escape(said.words)}"


def harvest(asked: str) -> str:
    """What stands above the words of a lap."""
    return f"**{escape(asked)}**"
