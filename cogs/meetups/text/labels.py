"""What stands on buttons and beside the fields of forms."""

from bot.meetups.rules.feedback import Rating
from bot.meetups.rules.meetup import Answer

MORE = "⋯"
PEOPLE = "Who is coming"
EARLIER, LATER = "Earlier", "Later"
EDIT = "Change"
CANCEL_MEETUP = "Cancel the meetup"
CANCEL_NOW = "Yes, cancel it"
AGAIN = "Again"
ANOTHER_DATE = "Another date"
COPY = "Copy"
POST_AGAIN = "Post the card again"
HAND_OVER = "Hand over"
ASK_SOMEBODY = "Ask somebody by name"
ASK_ALL = "Ask whoever would like to"
HOST_IT = "I'll host it"
HOW_WAS_IT = "How was it?"
HOW_DID_IT_GO = "How did it go?"
RATING = "How was it, for you?"
RATINGS = {
    Rating.VERY_GOOD: "5: very good",
    Rating.GOOD: "4: good",
    Rating.ALL_RIGHT: "3: all right",
    Rating.NOT_SO_GOOD: "2: not so good",
    Rating.NOT_GOOD: "1: not good",
}
WORDS = "A few words (you may leave this empty)"
WORDS_HINT = "The host alone reads them, without your name. In a small group they may guess who wrote them."
TOOK_PLACE = "It took place"
DID_NOT = "It did not"
NOTE = "Note more"
ATTENDANCE = "How many came (you may leave this empty)"
FOR_NEXT_TIME = "For next time (you may leave this empty)"
FOR_NEXT_TIME_HINT = "Bring more chairs"
KEEP = "No, leave it"
REASON = "Why (you may leave this empty)"
REASON_HINT = "The room is not free that evening"
STILL_COMING, NOT_COMING = "Yes", "No"
SAVE = "Save"
LEAVE_IT = "Leave it as it was"
DETAILS = "Seats, reminders"
DETAILS_FORM_TITLE = "Seats and reminders"
SEATS_FIELD = "Seats (empty: there is room for all)"
SEATS_HINT = "12"
REMINDERS_FIELD = "Reminders before it starts"
TAKE_IT = "Take it"
PASS_IT_ON = "Pass it on"  # noqa: S105  no password
LABELS = {Answer.GOING: "Going", Answer.MAYBE: "Maybe", Answer.CANT: "Can't"}
CANT_AFTER_ALL = "Can't make it after all"
CONFIRM = "Confirm"
CHANGE = "Change"
EDIT_AGAIN = "Edit again"
CANCEL = "Cancel"
OTHER_ZONE = "My clock shows another time"
ZONE_FORM_TITLE = "Where do you live?"
FORM_TITLE = "Change the meetup"
NEW_FORM_TITLE = "A meetup like this one"
FIELDS = {
    "title": "Title",
    "when": "When",
    "length": "How long (you may leave this empty)",
    "place": "Where (you may leave this empty)",
    "description": "What it is about (you may leave this empty)",
}
HINTS = {
    "title": "Board games at the library",
    "when": "friday 7pm",
    "length": "2 hours",
    "place": "Riverside Library, room 2",
    "description": "All welcome, we explain the games.",
}
