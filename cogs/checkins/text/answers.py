"""What one person is told."""

from bot.checkins.circles.joining import Joined
from bot.checkins.circles.rules.circle import NOBODY, Circle, Stage, Standing
from bot.checkins.circles.viewing import Panel
from bot.checkins.circles.writing import NotTaken
from bot.discord_app.wording import channel_mention, linked, mention, shorten

from . import labels
from .naming import host, number, prompt
from .refusals import sentence

PRIVATE = "-# Only you see this."
LONG_FOR_A_CIRCLE = 12
MOST_SHOWN_BACK = 3000
TAKEN_BACK = "Your words are taken back. Nobody who looks here now sees them."
HOSTS_NOW = f"You host it now. “{labels.MORE}” on the card has what a host can do. Thank you!"
CLOSED = "The circle is closed. Thank you for holding it."
ASK_TO_CLOSE = "Close the circle now, in the middle of a lap? Nobody can be heard any more then."
MENTIONS = {
    True: "From now on I mention you when the talking piece comes to you, in every circle.",
    False: "From now on I don't mention you in circles: the card alone shows when it is your turn.",
}
WELCOME = (
    "## Check-ins\n"
    "A check-in is a moment in which everybody gets a turn and is heard, before you go on with whatever you are there "
    "for, or to end it.\n"
    "**A circle** is one that you hold together, now: one prompt, one talking piece that goes round. You speak, or you "
    "write. Whoever has the piece takes their time, or passes, or asks to be come back to; nobody is skipped by "
    "accident, nobody has to say anything, and nobody is muted.\n"
    "`/circle start` begins to gather one in this channel, in a thread or in the chat of a voice channel. Whoever "
    "starts it hosts it. A meetup can open and close with one: its host finds the buttons when it starts."
)


def started(circle: Circle) -> str:
    """What the host reads when it gathers."""
    lines = [f"The circle gathers, and you host it. Press “{labels.BEGIN}” when you are all there."]
    many = len(circle.member_ids)
    if many > LONG_FOR_A_CIRCLE and circle.plan.minutes:
        lines.append(
            f"With {many} people it takes about {number(many * circle.plan.minutes, 'minute')}. Two smaller circles, "
            "in two threads, give everybody more room."
        )
    return "\n".join(lines)


def joined(outcome: Joined) -> str:
    circle = outcome.circle
    if outcome.ahead is not None:
        after = f"Your turn comes after {number(outcome.ahead - 1, 'other')}."
        return f"You are in. {after if outcome.ahead > 1 else 'You are next.'}"
    if circle.stage is Stage.GATHERING:
        return "You are in. When it is your turn, you may speak, pass, or ask to be come back to."
    if circle.speaker_id is not None:
        return "You are in. In this lap you have had your turn."
    return "You are in, from the next lap on."


def left(circle: Circle) -> str:
    if circle.is_live:
        return f"You have left the circle. “{labels.JOIN}” on its card brings you back whenever you like."
    return "You have left the circle. You were the last one in it, so it is over."


def after_turn(circle: Circle, standing: Standing) -> str:
    thanks = {
        Standing.SPOKE: "Thank you.",
        Standing.PASSED: "You have passed. That is always fine.",
        Standing.COMES_BACK: "I come back to you at the end of the lap.",
    }[standing]
    return f"{thanks} {_now(circle)}"


def _now(circle: Circle) -> str:
    if circle.speaker_id is None:
        return "The lap is over."
    return f"The talking piece is with {mention(circle.speaker_id)} now."


def written(circle: Circle) -> str:
    return f"Thank you. {_now(circle)} Until the circle closes you can take your words back."


def not_taken(outcome: NotTaken) -> str:
    typed = shorten(outcome.typed, MOST_SHOWN_BACK).replace("```", "'''")
    return f"{sentence(outcome.error)}\nNothing is lost; this is what you wrote:\n```\n{typed}\n```"


def panel(found: Panel) -> str:
    circle = found.view.circle
    lines = [f"### {linked('The circle', circle.guild_id, circle.channel_id, found.view.message_id)}: {prompt(circle)}"]
    if found.outdated:
        lines.append("**That turn was over already, so I did nothing.** Press again if you still want to.")
    lines.append(_stands(circle))
    if not circle.is_live:
        return "\n".join([*lines, PRIVATE])
    if found.hosts and circle.host_sought:
        lines.append(
            "The card asks who would host it from here. Until somebody does, it is hosted as before; "
            f"“{labels.TAKE_OVER}” takes the question back."
        )
    if found.hosts:
        lines.append(_host_may(circle))
    elif found.view.host_missed:
        lines.append("Whoever likes may host it from here: you, too.")
    lines.append(f"-# {_mentions(found)} Only you see this.")
    return "\n".join(lines)


def _stands(circle: Circle) -> str:
    match circle.stage:
        case Stage.GATHERING:
            return f"It gathers; {len(circle.member_ids)} are in so far. {host(circle)} hosts."
        case Stage.GOING:
            return f"{_now(circle)} {host(circle)} hosts."
        case Stage.PAUSED:
            return f"It is paused. {_now(circle)}"
        case Stage.BETWEEN:
            return "The lap is over."
        case Stage.OVER:
            return CLOSED


def _host_may(circle: Circle) -> str:
    match circle.stage:
        case Stage.GATHERING:
            return f"“{labels.CHANGE}” changes the prompt, the time and how it goes; or pick a prompt below."
        case Stage.GOING:
            return (
                f"“{labels.SKIP}” is for somebody who is not there: I come back to them at the end of the lap. "
                "The second time it passes them for this lap."
            )
        case Stage.BETWEEN:
            return "Go round once more, with the same prompt or another; or close it."
        case _:
            return ""


def _mentions(found: Panel) -> str:
    return "I mention you at your turn." if found.mentioned else "I don't mention you at your turn."


def why(circle: Circle) -> str:
    """Why they are called in this order."""
    lap = circle.lap
    if lap is None:
        return "Nobody is called yet. Whoever began lately will not begin this time, as far as it can be."
    first = mention(lap.first_id) if lap.first_id != NOBODY else "Somebody who is not here any more"
    lot = " Several were equal in that, so it was drawn by lot." if lap.by_lot else ""
    way = "left" if lap.clockwise else "right"
    return (
        f"### Why this order?\n"
        f"{first} began this lap. Each lap begins with whoever has begun less often than their share, in the circles "
        f"of this server that they were in during the last half year; whoever is new hardly ever has to begin.{lot}\n"
        "The end of the first lap is chosen in the same way, and who sits in between is drawn by lot. From then on "
        f"everybody keeps their seat, and it goes round the other way each time: now to the {way}.\n"
        "Whoever comes late sits down at the end; whoever asks to be come back to is called after the others.\n"
        f"{PRIVATE}"
    )


def posted_again(circle: Circle) -> str:
    return f"Its card stands in {channel_mention(circle.channel_id)} again, in a moment."
