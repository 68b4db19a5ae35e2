"""What one person is told."""

from bot.checkins.circles.joining import Joined, Left
from bot.checkins.circles.panels import Panel
from bot.checkins.circles.rules.circle import NOBODY, Circle, Stage, Standing
from bot.checkins.circles.rules.refusals import CircleOverError, MayNotWriteError, NoSuchCircleError
from bot.checkins.circles.speaking import TurnTaken
from bot.checkins.circles.writing import NotTaken
from bot.discord_app.wording import channel_mention, linked, mention, number, to_copy

from . import labels
from .naming import hosted, prompt
from .refusals import sentence

PRIVATE = "-# Only you see this."
LONG_FOR_A_CIRCLE = 12
MOST_SHOWN_BACK = 3000
TAKEN_BACK = "I have taken your words back: nobody will see them here any more. You have still had your turn."
HOSTS_NOW = f"You are the host now. “{labels.MORE}” on the card has what a host can do. Thank you!"
ASK_TO_CLOSE = (
    "Close the circle now, in the middle of a lap? Whoever has not had their turn yet won't get one in this circle."
)
MENTION = {True: "I'll mention you", False: "I won't mention you"}
WELCOME = (
    "## Check-ins\n"
    "**A circle:** one prompt, and everybody gets a turn, spoken or written. Whoever has the talking piece takes their "
    "time, or passes, or asks me to come back to them. Nobody has to speak, and nobody is muted.\n"
    "Anybody may start one with `/circle start`, in a channel, a thread or the chat of a voice channel, and is its "
    "host. A meetup can open and close with one: its host finds the buttons when it starts."
)
AFTER = {
    Standing.SPOKE: "Thank you.",
    Standing.PASSED: "You have passed. That is always fine.",
    Standing.COMES_BACK: "I'll come back to you at the end of the lap.",
}


def started(circle: Circle) -> str:
    """What the host reads when it gathers."""
    lines = [f"Your circle is gathering, and you are its host. Press “{labels.BEGIN}” when you are all there."]
    if circle.host_id not in circle.member_ids:
        lines.append(f"You are not in it yourself: “{labels.JOIN}” is for that.")
    many = len(circle.member_ids)
    if many > LONG_FOR_A_CIRCLE and circle.plan.minutes:
        minutes = number(many * circle.plan.minutes * circle.plan.laps, "minute")
        lines.append(f"With {many} people it takes about {minutes}. Two smaller circles give everybody more room.")
    return "\n".join(lines)


def joined(outcome: Joined) -> str:
    circle = outcome.circle
    if outcome.speaks:
        return "You are in, and the talking piece is with you."
    if outcome.ahead is not None:
        after = f"Your turn comes after {number(outcome.ahead, 'other')}."
        return f"You are in. {after if outcome.ahead else 'You are next.'}"
    if circle.stage is Stage.GATHERING:
        return "You are in. When it is your turn, you may speak, pass, or ask me to come back to you."
    if circle.speaker_id is not None:
        return "You are in. In this lap you have had your turn."
    return "You are in, from the next lap on."


def left(outcome: Left) -> str:
    circle = outcome.circle
    if not circle.is_live:
        return "You have left the circle. You were the last one in it, so it is over."
    hosts = (
        f" You still host it; “{labels.HAND_OVER}” is behind “{labels.MORE}”."
        if circle.host_id == outcome.member_id
        else ""
    )
    return f"You have left the circle. “{labels.JOIN}” on its card brings you back whenever you like.{hosts}"


def after_turn(outcome: TurnTaken) -> str:
    if outcome.circle.speaker_id == outcome.member_id:
        return "You are the only one left in this lap. Take your time."
    return f"{AFTER[outcome.standing]} {_now(outcome.circle)}"


def _now(circle: Circle) -> str:
    if circle.speaker_id is None:
        return "The lap is over."
    return f"The talking piece is with {mention(circle.speaker_id)} now."


def written(circle: Circle) -> str:
    return f"Thank you. {_now(circle)} Until the circle closes you can take your words back."


def not_taken(outcome: NotTaken) -> str:
    is_in_vain = isinstance(outcome.error, CircleOverError | NoSuchCircleError | MayNotWriteError)
    kept = " I keep it for a week; if I come back to you, it is in the form."
    kept = "" if outcome.can_be_mended or is_in_vain else kept
    typed = to_copy(outcome.typed, most=MOST_SHOWN_BACK)
    return f"{sentence(outcome.error)}\nNothing is lost.{kept} This is what you wrote:\n{typed}"


def panel(found: Panel) -> str:
    circle = found.view.circle
    link = linked("The circle", circle.guild_id, circle.channel_id, found.view.message_id)
    outdated = "**That turn was over already, so I did nothing.** Press again if you still want to."
    if not circle.is_live:
        thanks = " Thank you for hosting it." if found.member_id == circle.host_id else ""
        return f"### {link}: {prompt(circle)}\nThis circle is over.{thanks}\n{PRIVATE}"
    lines = [
        f"### {link}: {prompt(circle)}",
        outdated if found.outdated else "",
        _stands(circle),
        _for_the_host(circle) if found.hosts else "",
        "Anybody may host it from here, you too." if found.view.seen.host_missed and not found.hosts else "",
        f"-# {MENTION[found.mentioned]} at your turn. Only you see this.",
    ]
    return "\n".join(filter(None, lines))


def _stands(circle: Circle) -> str:
    match circle.stage:
        case Stage.GATHERING:
            return f"It is gathering; in it so far: {len(circle.member_ids)}. {hosted(circle)}"
        case Stage.PAUSED:
            return f"It is paused. {_now(circle)} {hosted(circle)}"
        case _:
            return f"{_now(circle)} {hosted(circle)}"


def _for_the_host(circle: Circle) -> str:
    sought = (
        f"The card asks who would host it from here. Whoever presses “{labels.TAKE_OVER}”, you too, ends the search."
        if circle.host_sought
        else ""
    )
    match circle.stage:
        case Stage.GATHERING:
            what = f"“{labels.CHANGE}” changes the prompt, the time and how it goes; or pick a prompt below."
        case Stage.GOING:
            what = (
                f"“{labels.FINISHED}”, if they forgot to press. “{labels.SKIP}”, if they are not there: I'll come back "
                "to them at the end of the lap. If you skip them again, I take it that they pass."
            )
        case Stage.PAUSED:
            what = f"“{labels.GO_ON}” goes on with the time that was left."
        case _:
            what = "Go round once more, with the same prompt or another; or close it."
    return "\n".join(filter(None, [sought, what]))


def why(circle: Circle) -> str:
    """Why they are called in this order."""
    lap = circle.lap
    if lap is None:
        return "Nobody is called yet."
    first = mention(lap.first_id) if lap.first_id != NOBODY else "Somebody who is not here any more"
    lot = " Several were equal in that, so I drew lots." if lap.by_lot else ""
    return (
        f"### Why this order?\n"
        f"{first} is first in this lap. I begin with whoever has begun less often than their share, in the circles "
        f"here that they were in during the last half year.{lot} Whoever spoke last, or is out of the voice channel, "
        "does not begin if somebody else can.\n"
        "In the first lap I choose who is last in the same way, and draw lots for the seats in between. Then everybody "
        "keeps their seat, and it goes round the other way each time.\n"
        "Whoever comes late is called at the end; those I come back to are called after the others.\n"
        f"{PRIVATE}"
    )


def posted_again(circle: Circle) -> str:
    return f"I'm posting the card in {channel_mention(circle.channel_id)} again."
