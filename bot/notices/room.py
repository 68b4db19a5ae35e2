"""What the notices' room hands over."""

from bot.room import Room

from . import troubles

ROOM = Room("notices", deliveries={troubles.TROUBLE: None})
