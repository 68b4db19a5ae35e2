"""Everybody who may press a button, each with meetups to press it on."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import simcord
from simcord.backend.errors import SetupError

from bot.connections import consenting, introducing, joining, outcomes
from bot.connections.rounds import founding
from bot.connections.rules.introductions import Introduction
from bot.connections.store import introductions
from bot.database import Tx
from bot.discord_app.presses import Component
from bot.errors import UserFacingError
from bot.guilds.rules.actors import Actor, NotAManagerError
from bot.meetups import answering, cancelling, feedback, hosting, posting, proposing
from bot.meetups.rules.meetup import Answer, Plan, Typed
from bot.meetups.subjects import subject
from bot.outbox.store import cards
from bot.profiles import offering, saying
from bot.profiles.rules.entries import Side
from bot.programmes.planning import Planned
from bot.questions.rules.questions import YES
from bot.threads.following import MET
from tests.acting import Community, community, shown

ROLES = ["member", "host", "organiser", "admin", "another server"]
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
TITLE = "Riverside games"


@dataclass
class Stage:
    """Meetups whose host may do nothing else, and everybody who acts."""

    c: Community
    who: dict[str, simcord.MemberActor]
    there: simcord.ChannelHandle
    refusals: list[type[UserFacingError]]
    other: int = 0

    def channel(self, role: str) -> simcord.ChannelHandle:
        return self.there if role == ROLES[-1] else self.c.channel

    async def meetup(self, *, starts_in: timedelta = WEEK, sought: bool = False, lost: bool = False) -> int:
        def make(tx: Tx) -> int:
            plan = Plan(TITLE, tx.now + starts_in, "UTC", HOUR, "", "", None)
            host = self.who["host"].id
            made = posting.post(tx, plan, guild_id=self.c.guild.id, channel_id=self.c.channel.id, host_id=host)
            return made.meetup_id

        def prepare(tx: Tx, meetup_id: int) -> None:
            guild_id = self.c.guild.id
            host, member = (Actor(guild_id, self.who[role].id, manages_events=False) for role in ("host", "member"))
            if starts_in > -HOUR:
                answering.answer(tx, actor=member, meetup_id=meetup_id, given=Answer.GOING)
            if sought:
                hosting.seek(tx, actor=host, meetup_id=meetup_id, asked=None)
            if lost:
                cards.gone(tx, subject(meetup_id), "deleted")

        meetup_id = await self.c.db.write(make)
        await self.c.db.write(prepare, meetup_id)
        return meetup_id

    async def over(self) -> int:
        """Return a meetup that ended some minutes ago, of which the member has said how it was."""
        meetup_id = await self.meetup(starts_in=HOUR)
        await self.c.env.advance_time((2.5 * HOUR).total_seconds())
        member = Actor(self.c.guild.id, self.who["member"].id, manages_events=False)
        await self.c.db.write(feedback.give, actor=member, meetup_id=meetup_id, rating="4", words="Lovely")
        return meetup_id

    async def draft(self) -> int:
        """Return what an organiser has typed, and has not confirmed."""
        typed = Typed("Walk", "in 3 days", seats="5")
        made = await self.c.db.write(
            proposing.propose,
            actor=self._organiser(),
            channel_id=self.c.channel.id,
            typed=typed,
            missing_in=lambda _: (),
        )
        return made.draft_id

    async def plan(self) -> Planned:
        """Return a programme that an organiser has planned, and not confirmed."""
        return await self.c.db.write(
            founding.begin, actor=self._organiser(), name="Walks", channel_id=self.c.channel.id
        )

    async def asked_to_cancel(self) -> int:
        meetup_id = await self.meetup()
        asked = await self.c.db.write(cancelling.ask, actor=self._organiser(), meetup_id=meetup_id, reason="")
        return asked.draft_id

    async def hello(self) -> int:
        """Return what the member has typed of themselves, and has not confirmed."""
        typed = saying.Typed("Cycle", "bike", "cooking")
        said = await self.c.db.write(saying.say, actor=self._actor("member"), typed=typed)
        return said.draft_id

    async def entry(self, role: str) -> int:
        """Return what this one offers."""
        added = await self.c.db.write(offering.add, actor=self._actor(role), side=Side.OFFER, typed="bike", words="")
        return added.shown.entry.id

    async def takes_part(self, role: str) -> list[simcord.MemberActor]:
        """Have this one take part in introductions, and two others of their server; return those."""
        guild = self.channel(role).guild
        assert guild is not None
        others = [guild.add_member(self.c.env.create_user(name)) for name in ("fay", "gus")]
        for member_id in [self.who[role].id, *(one.id for one in others)]:
            await self._joins(guild.id, member_id)
        return others

    async def fellow(self) -> int:
        """Return one who takes part in the introductions of the first server."""
        fellow = self.c.guild.add_member(self.c.env.create_user("hal"))
        await self._joins(self.c.guild.id, fellow.id)
        return fellow.id

    async def asked(self) -> int:
        """Return the question whether the member would like to be introduced to the one who asked."""
        return (await self._asked_for()).consent_id

    async def introduction(self, *, met: bool) -> int:
        """Return one of the member and another, who have met."""
        made = await self._asked_for()
        member = self._actor("member")
        await self.c.db.write(consenting.answer, actor=member, question_id=made.consent_id, said=YES)
        await self.c.settle()
        if met:
            await self.c.db.write(outcomes.say, actor=member, introduction_id=made.id, said=MET)
        return made.id

    async def story(self) -> int:
        """Return the question whether the other's line may be shared, asked of the member."""
        introduction_id = await self.introduction(met=True)
        teller = Actor(self.c.guild.id, self.other, manages_events=False)
        await self.c.db.write(outcomes.say, actor=teller, introduction_id=introduction_id, said=MET)
        await self.c.db.write(
            outcomes.tell, actor=teller, introduction_id=introduction_id, step=None, words="We cycled", share=True
        )
        return await self.c.db.read(_story_of, introduction_id)

    async def _asked_for(self) -> Introduction:
        self.other = await self.fellow()
        await self._joins(self.c.guild.id, self.who["member"].id)
        asker = Actor(self.c.guild.id, self.other, manages_events=False)
        made = await self.c.db.write(
            introducing.ask, actor=asker, other_id=self.who["member"].id, missing_in=lambda _: ()
        )
        assert isinstance(made, Introduction)
        return made

    async def _joins(self, guild_id: int, member_id: int) -> None:
        actor = Actor(guild_id, member_id, manages_events=False)
        channel_id = self.c.channel.id
        await self.c.db.write(joining.join, actor=actor, channel_id=channel_id, missing_in=lambda _: ())

    def _actor(self, role: str) -> Actor:
        guild = self.channel(role).guild
        assert guild is not None
        return Actor(guild.id, self.who[role].id, manages_events=False)

    def _organiser(self) -> Actor:
        return Actor(self.c.guild.id, self.who["organiser"].id, manages_events=True)

    async def press(self, role: str, item: Component) -> str:
        """Use it, as one to whom it was shown at some time; return what was said."""
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.ActionRow(item))
        place = self.c.kith.app.get_partial_messageable(self.channel(role).id)
        message = await place.send(view=view)
        if isinstance(item.item, discord.ui.Button):
            result = await self.who[role].click(message, custom_id=item.custom_id)
        else:
            result = await self.who[role].select(message, self._choices(role, item.item), custom_id=item.custom_id)
        said = "" if result.modal is not None else shown(result)
        await message.delete()
        return said

    def _choices(self, role: str, item: discord.ui.Item[Any]) -> list[Any]:
        match item:
            case discord.ui.UserSelect():
                return [self.who[role]]
            case discord.ui.Select():
                return [item.options[0].value]
            case discord.ui.ChannelSelect():
                return [self.channel(role)]
            case _:
                return []

    async def slash(self, role: str, command: str, /, **options: Any) -> str:
        try:
            result = await self.who[role].slash(self.channel(role), command, **options)
        except SetupError:
            self.refusals.append(NotAManagerError)  # Discord does not offer it to them
            return ""
        return "" if result.modal is not None else shown(result)


def _story_of(tx: Tx, introduction_id: int) -> int:
    found = introductions.get(tx, introduction_id)
    assert found is not None
    return next(part.story_id for part in found.parts.values() if part.story_id)


@asynccontextmanager
async def stage(path: Path) -> AsyncIterator[Stage]:
    async with community(path) as c:
        other = c.env.create_guild()
        boss = other.create_role("Boss", permissions=discord.Permissions(manage_guild=True, manage_events=True))
        eve = other.add_member(c.env.create_user("eve"), roles=[boss])
        who = dict(zip(ROLES, [c.ben, c.cleo, c.ana, c.admin(), eve], strict=True))
        refusals: list[type[UserFacingError]] = []

        def noting(error: type[UserFacingError], sentence: Callable[[Any], str]) -> Callable[[Any], str]:
            def note(raised: Any) -> str:
                refusals.append(error)
                return sentence(raised)

            return note

        sentences = c.kith.app.sentences
        sentences.update({error: noting(error, sentence) for error, sentence in list(sentences.items())})
        yield Stage(c, who, other.create_text_channel("elsewhere"), refusals)
