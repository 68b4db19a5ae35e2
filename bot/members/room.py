"""What the members' room hands over."""

from bot.room import Room

from . import zones

ROOM = Room("members", export=zones.export, forget=zones.forget)
