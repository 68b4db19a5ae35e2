"""What the app itself says."""

BUSY = "That was too much at once and nothing was saved. Please try again in a minute."
ONLY_IN_A_SERVER = "That works in a server, not here. Type it in a channel of your community."
RESTARTING = "I am just restarting and nothing was saved. Please try again in a minute."
PLACE = "A city, a country or a time zone"
PLACE_EXAMPLE = "Leeds"
NO_REMINDERS = "No reminders"
OLD_BUTTON = "This button is from an older version of me and no longer works. Type `/help` to see what does."


def remind_before(length: str) -> str:
    return f"Remind {length} before"


def fault(code: str) -> str:
    return (
        "Something went wrong on my side; I can't say whether it was saved. Please look, and try again if not.\n"
        f"If it keeps happening, tell the person who runs me this code: `{code}`"
    )


def lost_form(typed: str) -> str:
    return f"I was restarted while you were typing and could not take this. Here it is, for you to copy:\n{typed}"
