"""What the tables have of one member, taken together."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, and_, delete, select, update

from bot.database import Row, Tx
from bot.meetups.rules.meetup import Answer, Meetup

from .answers import answers
from .feedback import feedback
from .meetups import coming as every_coming
from .meetups import meetups


def coming(tx: Tx, guild_id: int, member_id: int) -> list[Meetup]:
    """Return the coming meetups that a member hosts, goes to or may go to."""
    mine = (answers.c.member_id == member_id) & (answers.c.answer != Answer.CANT)
    theirs = (meetups.c.host_id == member_id) | meetups.c.id.in_(select(answers.c.meetup_id).where(mine))
    return every_coming(tx, guild_id, only=theirs)


def everything(tx: Tx, guild_id: int, member_id: int) -> Sequence[Row]:
    """Return the meetups that a member hosts or has answered, with what they said of them afterwards."""
    joined = meetups.outerjoin(answers, _of(answers, member_id)).outerjoin(feedback, _of(feedback, member_id))
    theirs = (meetups.c.host_id == member_id) | answers.c.id.is_not(None) | feedback.c.id.is_not(None)
    said = (answers.c.answer, answers.c.answered_at, answers.c.standing, feedback.c.rating, feedback.c.words)
    here = select(meetups, *said).select_from(joined).where(meetups.c.guild_id == guild_id, theirs)
    return tx.all(here.order_by(meetups.c.starts_at))


def forget(tx: Tx, guild_id: int, member_id: int) -> tuple[list[int], list[int]]:
    """Erase a member's answers, what they said afterwards, their name and notes as host.

    Return the meetups that they had answered, and those that they hosted.
    """
    here = select(meetups.c.id).where(meetups.c.guild_id == guild_id)
    mine = (answers.c.member_id == member_id) & answers.c.meetup_id.in_(here)
    hosted = (meetups.c.guild_id == guild_id) & (meetups.c.host_id == member_id)
    touched = tx.column(select(answers.c.meetup_id).where(mine)), tx.column(select(meetups.c.id).where(hosted))
    tx.change(delete(answers).where(mine))
    tx.change(delete(feedback).where(feedback.c.member_id == member_id, feedback.c.meetup_id.in_(here)))
    tx.change(update(meetups).where(hosted).values(host_id=0, for_next_time=None))
    return list(touched[0]), list(touched[1])


def _of(table: Table, member_id: int) -> ColumnElement[bool]:
    return and_(table.c.meetup_id == meetups.c.id, table.c.member_id == member_id)
