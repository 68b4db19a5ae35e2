"""What the members' room hands over."""

from bot.room import Room

from . import privacy

ROOM = Room("members", export=privacy.export, forget=privacy.forget)
