"""What organisers read of programmes: planned, started, listed."""

from collections.abc import Sequence
from datetime import datetime

from bot.connections.rules.matching.asked import Bridge, New
from bot.connections.rules.rounds import settings_from_json
from bot.discord_app.wording import channel_mention, escape, full_time, listed, role_mention
from bot.programmes.planning import Confirmed, Planned
from bot.programmes.rules.cadence import Every
from bot.programmes.rules.programme import Plan, Round, Stage, State
from bot.programmes.running import Running
from cogs.connections.text.naming import PRIVATE, WEEKDAYS, small

from . import labels

GROUPS = {2: "twos", 3: "threes", 4: "fours"}
OFTEN = {
    Every.WEEK: "every {weekday}",
    Every.TWO_WEEKS: "every other {weekday}",
    Every.FOUR_WEEKS: "every fourth {weekday}",
    Every.MONTH: "on the first {weekday} of the month",
}
BY_ITSELF = (
    "Two hours before the hour I draw the groups and show them to organisers; at the hour I introduce people by myself."
)
STAGES = {
    Stage.ASKING: "people say whether they are in",
    Stage.PREPARED: "the groups are drawn",
    Stage.BEGUN: "people are introduced",
    Stage.OVER: "over",
    Stage.CANCELLED: "called off",
}


def planned(found: Planned) -> str:
    plan, is_new = found.plan, found.programme_id is None
    lines = [
        f"## {escape(plan.name)}",
        f"{rhythm(plan)} ({found.zone} time), in {channel_mention(plan.channel_id)}: people meet in {in_groups(plan)}.",
        f"**The next dates:** {_dates(found.dates)}",
        f"The day before, I ask there who is in{_pinged(plan)}. {BY_ITSELF}",
        f"**With whom:** {with_whom(plan)}.",
        f"{PRIVATE} Nothing runs yet: press “{labels.START}”."
        if is_new
        else f"{PRIVATE} Nothing is changed yet: press “{labels.SAVE}”. A round that is announced stays as it is.",
    ]
    return "\n".join(lines)


def rhythm(plan: Plan) -> str:
    cadence = plan.cadence
    often = OFTEN[cadence.every].format(weekday=WEEKDAYS[cadence.weekday])
    return f"{often[0].upper()}{often[1:]} at {cadence.hour}:00"


def in_groups(plan: Plan) -> str:
    return GROUPS[settings_from_json(plan.settings).hopes.size]


def with_whom(plan: Plan) -> str:
    settings = settings_from_json(plan.settings)
    hopes = settings.hopes
    news = {
        New.RATHER: "rather people who have not met",
        New.ONLY: "only people who have not met, so that some may wait",
        New.ANY: "whether they have met does not matter",
    }
    said = [news[hopes.new]]
    if hopes.newcomers_first:
        said.append("newcomers first")
    marked = f" ({listed([role_mention(role) for role in settings.roles])})" if settings.roles else ""
    if hopes.bridge is Bridge.FIRST:
        said.append(f"different parts of the community{marked} first, before who can help whom")
    elif hopes.bridge is Bridge.RATHER and marked:
        said.append(f"rather from different parts of the community{marked}")
    return f"{'; '.join(said)}; always who can help whom"


def _pinged(plan: Plan) -> str:
    return "" if plan.role_id is None else f", and ping {role_mention(plan.role_id)}"


def _dates(dates: Sequence[datetime]) -> str:
    return "".join(f"\n- {full_time(at)}" for at in dates) + "\n" if dates else "none"


def confirmed(outcome: Confirmed) -> str:
    plan = outcome.programme.plan
    head = f"**{escape(plan.name)}** {'runs' if outcome.is_new else 'is changed'}."
    if outcome.programme.state is State.PAUSED:
        return f"{head} It is paused: `/connect programme list` has the button to go on.\n{PRIVATE}"
    first = outcome.is_new and f"The first round is {full_time(outcome.dates[0])}; I ask the day before who is in."
    when = f" {first or _to_come(outcome.dates)}" if outcome.dates else ""
    return f"{head}{when} `/connect programme list` shows how it goes.\n{PRIVATE}"


def _to_come(dates: Sequence[datetime]) -> str:
    return f"The next round that I announce is that of {full_time(dates[0])}; I ask the day before who is in."


def paused(found: Running) -> str:
    return (
        f"**{escape(found.programme.plan.name)}** is paused: I announce no more rounds until you press the button in "
        f"`/connect programme list`.{_announced(found)}\n{PRIVATE}"
    )


def ask_to_close(found: Running) -> str:
    return (
        f"End **{escape(found.programme.plan.name)}** for good?{_announced(found)} If it is for a while only, "
        "`/connect programme pause` keeps it."
    )


def closed(found: Running) -> str:
    return f"**{escape(found.programme.plan.name)}** has ended.{_announced(found)}\n{PRIVATE}"


def _announced(found: Running) -> str:
    if not any(one.stage in {Stage.ASKING, Stage.PREPARED} for one in found.rounds):
        return ""
    return " The round that is announced takes place; `/connect programme list` has the button to call it off."


NONE = (
    "No programme runs here yet. `/connect programme create` begins one: every few weeks, people who say that they are "
    f"in are introduced to each other.\n{PRIVATE}"
)


def listed_head(found: Sequence[Running]) -> str:
    return "## Programmes here" if found else NONE


def running(found: Running) -> str:
    plan = found.programme.plan
    state = {State.PAUSED: " (paused)", State.CLOSED: " (ended)"}.get(found.programme.state, "")
    lines = [f"**{escape(plan.name)}**{state}: {small(rhythm(plan))} in {channel_mention(plan.channel_id)}."]
    if found.dates:
        lines.append(f"To be announced: {listed([full_time(at) for at in found.dates])}.")
    if found.regulars and found.programme.state is not State.CLOSED:
        lines.append(f"{found.regulars} {'is' if found.regulars == 1 else 'are'} in each time.")
    lines += [f"- Round {one.number}, {full_time(one.begins_at)}: {STAGES[one.stage]}." for one in found.rounds]
    return "\n".join(lines)


def resumed(found: Running) -> str:
    when = f" {_to_come(found.dates)}" if found.dates else ""
    return f"**{escape(found.programme.plan.name)}** goes on.{when}\n{PRIVATE}"


def called_off(found: Round) -> str:
    return f"The round of {full_time(found.begins_at)} is called off. Who was in is told.\n{PRIVATE}"


def ask_to_call_off(number: int, begins_at: datetime) -> str:
    return (
        f"Call round {number} of {full_time(begins_at)} off? Who was in and is not introduced yet is told. "
        "The next round takes place as always."
    )


KEPT = f"All right, nothing was changed.\n{PRIVATE}"
