"""What the drafts' room hands over."""

from bot.room import Room

from . import keeping

ROOM = Room("drafts", export=keeping.export, forget=keeping.forget, erase=keeping.erase, upkeep=(keeping.upkeep,))
