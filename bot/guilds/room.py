"""What the guilds' room hands over."""

from bot.room import Room

from . import store

ROOM = Room("guilds", erase=store.erase)
