"""What everybody sees of circles, as the outbox sends it."""

import discord

from bot.checkins.circles import posting, viewing
from bot.checkins.circles.rules.circle import MOST_CALLS, Circle, Stage
from bot.checkins.circles.subjects import HARVEST, NUDGED, WORDS, call_subject, circle_id_of, words_subject
from bot.checkins.circles.viewing import CircleView
from bot.database import Tx
from bot.discord_app import text
from bot.discord_app.messages import Message, words
from bot.discord_app.presses import Component
from bot.outbox import RETRACTION, Card, Delivery, Rendered

from .circle_ui import AtMeetupPress, JoinPress, LeavePress, SayPress, TakeBackPress, TakeOverPress, WritePress
from .host_ui import BeginPress, MorePress
from .text import cards, labels


def card(tx: Tx, shown: Card, mark: str) -> Rendered | None:
    view = viewing.view(tx, circle_id_of(shown.subject))
    if view is None:
        return None
    layout = discord.ui.LayoutView(timeout=None)
    container: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(
        discord.ui.TextDisplay(cards.card(view))
    )
    for row in _rows(view, mark):
        container.add_item(discord.ui.ActionRow(*row))
    layout.add_item(container)
    return Rendered(Message(view=layout))


def _rows(view: CircleView, mark: str) -> list[list[Component]]:
    """One that is over has a button too: without a mark on it, its message could not be found again."""
    circle = view.circle
    if not circle.is_live:
        return [[MorePress(circle.id, mark)]]
    begins = [BeginPress(circle.id, mark)] if circle.stage is Stage.GATHERING else []
    takes_over = [TakeOverPress(circle.id, mark)] if view.seen.host_missed else []
    coming_and_going = [JoinPress(circle.id, mark), LeavePress(circle.id, mark)]
    for_all: list[Component] = [*begins, *coming_and_going, *takes_over, MorePress(circle.id, mark)]
    return [_for_the_speaker(circle, mark), for_all] if circle.stage is Stage.GOING else [for_all]


def _for_the_speaker(circle: Circle, mark: str) -> list[Component]:
    """Who was come back to is not asked again whether they want to be."""
    mine = circle.turn_of(circle.speaker_id or 0)
    came_back = mine is not None and mine.calls >= MOST_CALLS
    about = circle.id, circle.turn, mark
    done: Component = WritePress(*about) if circle.plan.is_written else SayPress("done", *about)
    return [done, SayPress("pass", *about), *([] if came_back else [SayPress("back", *about)])]


def call(tx: Tx, shown: Card, _mark: str) -> Rendered | None:
    """Words alone: recognised by their text. It mentions the speaker, unless they would rather not be."""
    view = viewing.view(tx, circle_id_of(shown.subject))
    if view is None:
        return None
    content = cards.call(view)
    return Rendered(words(content, mentions=viewing.mentioned(tx, view.circle)), plain_text=content)


def nudged(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    """To the speaker alone; not where the piece has gone on, or they have more time, or don't want to be mentioned."""
    view = viewing.view(tx, delivery.args["circle_id"])
    if view is None or (view.circle.turn, view.circle.stage) != (delivery.args["turn"], Stage.GOING):
        return None
    if view.seen.steps_left:
        return None
    mentions = viewing.mentioned(tx, view.circle)
    if not mentions:
        return None
    content = cards.nudged(mentions[0], written=view.circle.plan.is_written)
    return Rendered(words(content, mentions=mentions), plain_text=content)


def written(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    """One member's words; nothing, where they were taken back. Once the circle is over, they stay."""
    said = viewing.said(tx, delivery.args["turn_id"])
    view = viewing.view(tx, delivery.args["circle_id"])
    if said is None or view is None:
        return None
    content = cards.words(said)
    if view.circle.is_live:
        return Rendered(words(content, TakeBackPress(said.turn_id, mark)))
    return Rendered(words(content), plain_text=content)


def harvest(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    """What stands above the words of a lap."""
    asked = viewing.asked_in(tx, delivery.args["circle_id"], delivery.args["lap"])
    if not asked:
        return None
    content = cards.harvest(asked)
    return Rendered(words(content), plain_text=content)


def beside_the_start(delivery: Delivery, mark: str) -> list[AtMeetupPress]:
    """Under the note that a meetup starts."""
    return [AtMeetupPress(part, delivery.args["meetup_id"], mark) for part in labels.AT_MEETUP]


def trouble(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    """Told to organisers, without what was asked or said; nothing of what matters no more, or is told already."""
    about, what = delivery.args["subject"], delivery.args["what"]
    view = viewing.view(tx, circle_id_of(about))
    if view is None or about == call_subject(view.circle.id) or what == NUDGED:
        return None
    if what == RETRACTION:
        return _told(cards.not_deleted(view.circle), delivery) if about == words_subject(view.circle.id) else None
    if what in {WORDS, HARVEST}:
        return _told(cards.not_posted(view.circle), delivery)
    return _told(cards.not_shown(view.circle), delivery) if posting.is_missed(tx, view.circle) else None


def _told(what: str, delivery: Delivery) -> Rendered:
    content = text.trouble(what, delivery.args)
    return Rendered(words(content), plain_text=content)
