"""What the questions' room hands over."""

from bot.room import Room

from . import asking, store

ROOM = Room("questions", export=asking.export, forget=store.forget, erase=store.erase)
