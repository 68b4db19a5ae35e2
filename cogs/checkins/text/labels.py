"""What stands on buttons and in forms."""

from bot.checkins.circles.rules.circle import How, Part
from bot.checkins.circles.starting import Who

DONE = "Done"
WRITE = "Write"
PASS = "Pass"  # noqa: S105  no password
COME_BACK = "Come back to me"
JOIN = "Join"
LEAVE = "Leave"
MORE = "⋯"
BEGIN = "Begin"
SKIP = "Skip for now"
FINISHED = "They have finished"
PAUSE = "Pause"
GO_ON = "Go on"
MORE_TIME = "One more minute"
AGAIN = "Again, the other way round"
OWN_PROMPT = "Again, with my own prompt"
HAND_OVER = "Hand over"
TAKE_OVER = "I'll host it"
CLOSE = "Close"
CLOSE_FIRST_ASKED = "Close…"
KEEP_IT_OPEN = "Don't close"
CHANGE = "Change the plan"
WHY = "Why this order?"
POST_AGAIN = "Post the card again"
MENTION = {True: "Mention me at my turn", False: "Don't mention me"}
EDIT_AGAIN = "Edit again"
TAKE_BACK = "Take back"
START_HERE = "Start a circle here"

AT_MEETUP = {Part.OPENING: "Open with a circle", Part.CLOSING: "Close with a circle"}
PARTS = {Part.OPENING: "to open", Part.MIDDLE: "in between", Part.CLOSING: "to close"}
PROMPTS = {
    Part.OPENING: "Prompts to open with",
    Part.MIDDLE: "Prompts for in between",
    Part.CLOSING: "Prompts to close with",
}
HOW = {
    How.SPOKEN: "Spoken, or typed here as usual",
    How.POSTED: "Written, each shown at once",
    How.HARVEST: "Written, all shown at the end",
}
WHO = {
    Who.JOIN: "Whoever presses Join",
    Who.VOICE: "Those in the voice channel now",
    Who.MEETUP: "Those going to the meetup",
}
MINUTES = {0: "No time limit", 1: "1 minute"} | {many: f"{many} minutes" for many in (2, 3, 5, 10)}

FORM_TITLE = "A circle"
PROMPT_FIELD = "The prompt: what everybody is asked"
PROMPT_HINT = "Leave it empty, and I'll suggest one"
WHO_FIELD = "Who is in it from the beginning"
HOW_FIELD = "How"
MINUTES_FIELD = "How long a turn takes, about"
LAPS_FIELD = "Laps: how often it goes round"
WRITE_TITLE = "Your turn"
WRITE_FIELD = "What you would like to say"


def minutes(number: int) -> str:
    return MINUTES.get(number, f"{number} minutes")


def laps(number: int) -> str:
    return {1: "Once", 2: "Twice"}.get(number, f"{number} times")
