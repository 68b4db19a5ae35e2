"""Cancel a meetup: asked first; those who were coming are told, and nothing else is sent about it."""

from dataclasses import dataclass

from bot import outbox
from bot.database import Tx
from bot.drafts import keeping
from bot.guilds.rules.actors import Actor
from bot.guilds.rules.typed import check_line

from . import finding, rights
from .rules import meetup as rules
from .rules.meetup import Meetup
from .store import answers, meetups
from .subjects import subject
from .telling import tell

DRAFT = "meetup-cancel"
CANCELLED = "meetup.cancelled"


@dataclass(frozen=True)
class Cancelling:
    """Ready to be confirmed. `told`: how many people would be told."""

    draft_id: int
    meetup: Meetup
    reason: str
    told: int


@dataclass(frozen=True)
class Cancelled:
    title: str
    told: int


def ask(tx: Tx, *, actor: Actor, meetup_id: int, reason: str) -> Cancelling:
    meetup = rights.to_run(tx, actor, meetup_id)
    rules.check_open(meetup, now=tx.now)
    reason = check_line("reason", reason, most=rules.MOST_IN_A_REASON)
    fields = {"meetup_id": meetup_id, "reason": reason}
    draft_id = keeping.keep(tx, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id, fields=fields)
    return Cancelling(draft_id, meetup, reason, len(answers.roster(tx, meetup).coming))


def ask_by_title(tx: Tx, *, actor: Actor, title: str, reason: str) -> Cancelling:
    """The same, of the meetup that was picked or whose title was typed. Raises what `finding.meant` raises."""
    return ask(tx, actor=actor, meetup_id=finding.meant(tx, actor=actor, typed=title), reason=reason)


def cancel(tx: Tx, *, actor: Actor, draft_id: int) -> Cancelled:
    """Cancel it, once: a second press says the same."""
    try:
        draft = keeping.open_draft(tx, draft_id, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id)
    except keeping.AlreadyConfirmedError as error:
        return Cancelled(**error.result)
    meetup = rights.to_run(tx, actor, draft.fields["meetup_id"])
    rules.check_open(meetup, now=tx.now)
    recipients = answers.roster(tx, meetup).coming
    meetups.cancel(tx, meetup.id, because=draft.fields["reason"])
    outbox.withdraw(tx, subject=subject(meetup.id))
    outbox.touch_card(tx, subject=subject(meetup.id))
    tell(tx, meetup, CANCELLED, recipients, once="all", until=meetup.ends_at)
    done = Cancelled(meetup.plan.title, len(recipients))
    keeping.confirm(tx, draft, result={"title": done.title, "told": done.told})
    return done


def keep(tx: Tx, *, actor: Actor, draft_id: int) -> str:
    """Leave it as it is; return its title."""
    draft = keeping.open_draft(tx, draft_id, kind=DRAFT, guild_id=actor.guild_id, member_id=actor.member_id)
    meetup = rights.to_run(tx, actor, draft.fields["meetup_id"])
    keeping.discard(tx, draft)
    return meetup.plan.title
