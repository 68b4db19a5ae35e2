"""What the threads' room hands over."""

from bot.room import Room

from . import corners, following, store, trying

ROOM = Room(
    "threads",
    forget=corners.forget,
    erase=store.erase,
    due={trying.TRY_AGAIN: trying.again},
    jobs=following.JOBS,
)
