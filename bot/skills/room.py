"""What the skills' room hands over."""

from bot.room import Room

from . import store

ROOM = Room("skills", erase=store.erase)
