"""What the guilds' room hands over."""

from bot.room import Room

ROOM = Room("guilds")
