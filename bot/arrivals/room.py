"""What the arrivals' room hands over. The job that erases takes all rooms: `bot.privacy` has it."""

from bot.room import Room

from . import arriving

ROOM = Room("arrivals", deliveries={arriving.HELLO: None})
