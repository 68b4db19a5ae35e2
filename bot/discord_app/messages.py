"""What the outbox's renderers make: a message for everybody in a channel."""

from dataclasses import dataclass
from typing import Any

import discord


@dataclass(frozen=True)
class Message:
    """Either words with buttons, which people are notified of, or a card (`LayoutView`) that is there to be read.

    Pings exactly the members in `mentions` and who has one of `roles`.
    """

    content: str | None = None
    view: discord.ui.View | discord.ui.LayoutView | None = None
    mentions: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()

    def for_sending(self) -> dict[str, Any]:
        users, roles = ([discord.Object(one) for one in ids] for ids in (self.mentions, self.roles))
        body: dict[str, Any] = {"allowed_mentions": discord.AllowedMentions(users=users, everyone=False, roles=roles)}
        if self.content is not None:
            body["content"] = self.content
        if self.view is not None:
            body["view"] = self.view
        return body

    def for_editing(self) -> dict[str, Any]:
        """An edit notifies nobody; whom it mentions sees it highlighted."""
        users = [discord.Object(one) for one in self.mentions]
        mentions = discord.AllowedMentions(users=users, everyone=False, roles=False)
        return {**self.for_sending(), "allowed_mentions": mentions}


def words(
    content: str,
    *buttons: discord.ui.Item[Any],
    mentions: tuple[int, ...] = (),
    roles: tuple[int, ...] = (),
) -> Message:
    view = discord.ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    return Message(content=content, view=view if buttons else None, mentions=mentions, roles=roles)
