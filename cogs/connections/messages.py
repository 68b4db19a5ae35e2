"""What is said by itself: in a member's corner, in the thread of an introduction, in the channel."""

from bot.connections import viewing
from bot.connections.rules.introductions import ASKED_FOR
from bot.connections.viewing import IntroductionView
from bot.database import Tx
from bot.discord_app.messages import words
from bot.discord_app.presses import Component
from bot.outbox import Delivery, Rendered
from bot.questions.rules.questions import NO, YES
from bot.threads import following

from .hello_ui import ChangeProfilePress, RenewPress
from .introducing_ui import ConsentPress
from .joining_ui import ResumePress
from .outcomes_ui import StoryPress, answers
from .text import introductions, joining, overview, profiles


def consent_asked(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view = viewing.while_asking(tx, delivery.args["introduction_id"])
    if view is None or delivery.recipients[0] not in view.people:
        return None
    question_id = delivery.args["question_id"]
    content = introductions.consent_asked(view, delivery.recipients[0], view.introduction.made_at + ASKED_FOR)
    buttons = (ConsentPress(question_id, said, mark) for said in (YES, NO))
    return Rendered(words(content, *buttons, mentions=delivery.recipients))


def not_this_time(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    """Words alone: recognised by their text."""
    view = viewing.view(tx, delivery.args["introduction_id"])
    if view is None:
        return None
    content = introductions.not_this_time(view, delivery.recipients[0])
    return Rendered(words(content, mentions=delivery.recipients), plain_text=content)


def pause_ended(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    """Words alone: recognised by their text."""
    mine = viewing.participant(tx, delivery.args["participant_id"])
    if mine is None:
        return None
    content = joining.pause_ended(mine)
    return Rendered(words(content, mentions=delivery.recipients), plain_text=content)


def rested(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    mine = viewing.participant(tx, delivery.args["participant_id"])
    if mine is None:
        return None
    return Rendered(words(joining.rested(mine), ResumePress(mark), mentions=delivery.recipients))


def still_true_asked(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    found = viewing.still_true(tx, delivery.args["participant_id"])
    if found is None:
        return None
    content = profiles.still_true(*found)
    return Rendered(words(content, RenewPress(mark), ChangeProfilePress(mark), mentions=delivery.recipients))


def opened(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view = viewing.about(tx, delivery.subject)
    thread = following.about(tx, delivery.subject)
    if view is None or thread is None or not view.people:
        return None
    content = introductions.introduced(view, thread.thread.starter_id)
    return Rendered(words(content, *_answers(view, mark), mentions=delivery.recipients))


def nudged(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    view = viewing.about(tx, delivery.subject)
    if view is None or not delivery.recipients:
        return None
    content = introductions.nudged(view, delivery.recipients[0])
    return Rendered(words(content, *_answers(view, mark), mentions=delivery.recipients))


def asked(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    """To those of whom it is not known by then."""
    view, thread = viewing.about(tx, delivery.subject), following.about(tx, delivery.subject)
    if view is None or thread is None:
        return None
    still = tuple(one for one in delivery.recipients if one in thread.undecided)
    if not still:
        return None
    content = introductions.asked(view, still, delivery.args["times"])
    return Rendered(words(content, *_answers(view, mark), mentions=still))


def cant_in_thread(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    """Words alone: recognised by their text."""
    thread = following.about(tx, delivery.subject)
    if thread is None:
        return None
    content = introductions.cant_in_thread(thread.question.size)
    return Rendered(words(content), plain_text=content)


def story_asked(tx: Tx, delivery: Delivery, mark: str) -> Rendered | None:
    found = viewing.of_story(tx, delivery.args["story_id"])
    if found is None or not delivery.recipients:
        return None
    view, teller_id, told = found
    content = introductions.story_asked(view, teller_id, told, delivery.recipients)
    buttons = (StoryPress(delivery.args["story_id"], said, mark) for said in (YES, NO))
    return Rendered(words(content, *buttons, mentions=delivery.recipients))


def story(tx: Tx, delivery: Delivery, _mark: str) -> Rendered | None:
    """Words alone: recognised by their text."""
    found = viewing.of_story(tx, delivery.args["story_id"])
    if found is None:
        return None
    _, teller_id, told = found
    content = introductions.story(teller_id, told)
    return Rendered(words(content), plain_text=content)


def trouble(_tx: Tx, delivery: Delivery, _mark: str) -> Rendered:
    """Told to organisers, without names. Words alone: recognised by their text."""
    content = overview.troubled(delivery.args)
    return Rendered(words(content), plain_text=content)


def _answers(view: IntroductionView, mark: str) -> list[Component]:
    return answers(view.introduction, mark)
