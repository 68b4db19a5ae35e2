"""What stands on buttons and beside the fields of forms."""

from bot.meetups.rules.meetup import Answer

MORE = "⋯"
PEOPLE = "Who is coming"
EARLIER, LATER = "Earlier", "Later"
EDIT = "Change"
CANCEL_MEETUP = "Cancel the meetup"
CANCEL_NOW = "Yes, cancel it"
AGAIN = "Again"
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
