"""What the profiles' room hands over."""

from bot.room import Room

from . import privacy, renewing, store

ROOM = Room("profiles", export=privacy.export, forget=privacy.forget, erase=store.erase, upkeep=(renewing.upkeep,))
