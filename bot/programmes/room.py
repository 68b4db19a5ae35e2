"""What the programmes' room hands over."""

from bot.room import Room

from . import announcing, privacy, store

ROOM = Room(
    "programmes",
    export=privacy.export,
    forget=store.forget,
    erase=store.erase,
    due={announcing.ANNOUNCE: announcing.announce},
)
