"""What stands on buttons, selects and fields of intro rounds."""

from bot.connections.rules.matching.asked import Bridge, New
from bot.programmes.rules.cadence import Every

IN, NOT_THIS_TIME = "I'm in", "Not this time"
EACH_TIME, ASK_ME = "I'm in each time", "Ask me each time"

START, SAVE, DISCARD = "Start it", "Save", "Cancel"
WITH_WHOM, WHEN_AND_WHERE = "With whom…", "When and where…"

LOOK, LOOK_AGAIN = "Look at the groups", "Look again"
BEFORE, AFTER = "◀ Before", "After ▶"
SWAP, DRAW_AGAIN, SEND_NOW = "Swap two", "Draw again", "Send now"
CALL_OFF, REALLY_CALL_OFF, KEEP = "Call it off", "Yes, call it off", "No, keep it"
END = "Yes, end it"
LOCK = "Keep these groups when I draw again"
SWAP_TITLE, ONE, OTHER = "Swap two people", "This one", "and this one change places"

EVERY = {
    Every.WEEK: "Every week",
    Every.TWO_WEEKS: "Every two weeks",
    Every.FOUR_WEEKS: "Every four weeks",
    Every.MONTH: "Once a month, on its first such weekday",
}
SIZES = {2: "Two people meet", 3: "Three people meet", 4: "Four people meet"}
NEWS = {
    New.RATHER: "Rather people who have not met",
    New.ONLY: "Only people who have not met; some may wait",
    New.ANY: "Whether they have met does not matter",
}
BRIDGES = {
    Bridge.RATHER: "Rather people from different parts of the community",
    Bridge.FIRST: "Different parts of the community first, before who can help whom",
    Bridge.NO: "It does not matter from which part of the community",
}
NEWCOMERS = {True: "Newcomers first", False: "Newcomers like everybody"}
CHANNEL, PING, SKIP = "In which channel?", "Ping a role when I ask", "Skip these dates"
ROLES = "Roles that mark the parts of your community"


def go_on(name: str) -> str:
    return f"Go on with {name}"


def group(number: int) -> str:
    return f"Group {number}"


def hour(number: int) -> str:
    return f"At {number}:00"
