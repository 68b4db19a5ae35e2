"""What is kept about a member: handed over, forgotten."""

from bot.meetups.mine import Stake

FORGET = "Forget me here"
REMEMBER = "Leave it as it is"
REMEMBERED = "Nothing was changed."
EXPORTED = (
    "This is all that I keep about you: in this server, and what holds in every server that I am in. "
    "Any text editor opens it. Only you see this."
)
FORGOTTEN = (
    "Done: I have forgotten you here, and your time zone, reminders and list of those you keep away from everywhere. "
    "If you press a button of mine or type a command again, I keep what you do from then on."
)


def forget(stake: Stake) -> str:
    changes = []
    if stake.comes:
        coming = _meetups(stake.comes)
        changes.append(f"You are down for {coming} to come: you are taken off, and a seat goes to the next in line.")
    if stake.hosts:
        changes.append(f"You host {_meetups(stake.hosts)} to come: in the channel I ask who would host instead.")
    return (
        "## Shall I forget you here?\n"
        "**What goes:** your answers to meetups in this server and what you said of them afterwards, your name as host "
        "and your notes for next time; what you said in `/hello`, your offers and needs, your part in introductions "
        "and what you said of them; what you have typed and not posted, which messages I sent you; and your time zone, "
        "your choice of reminders and whom you keep away from, which hold in every server.\n"
        f"**What changes for others:** {' '.join(changes) or 'nothing; you are down for no meetup to come.'}\n"
        "**What stays:** the meetups that you set up, without your name; messages that stand in channels and threads "
        "already; that others want to keep away from somebody; and copies of my database, until the person who runs "
        "me deletes them.\n"
        "-# `/me export` gives you all of it as a file first. Only you see this."
    )


def _meetups(number: int) -> str:
    return "1 meetup" if number == 1 else f"{number} meetups"
