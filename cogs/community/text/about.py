"""What Kith says of itself."""

from collections.abc import Sequence

PURPOSE = (
    "I help people who look after a community to bring others together: meetups that are announced, "
    "answered and remembered, introductions of members who can help each other, and circles in which everybody gets a "
    "turn. I ask and suggest; you decide."
)
HELLO = (
    f"**Hello, I am Kith.** {PURPOSE}\n"
    "1. If you manage this server: `/setup` says what I would do here, and you change what you like. It may wait.\n"
    "2. If you may manage events: `/meetup create` sets a meetup up. You see it before anybody else does.\n"
    "3. Everybody: `/hello` tells me what would help you and what you offer; `/help` shows all you can type.\n"
    "-# I don't read what is written here. I know what people type into my commands and which buttons they press."
)
TOPICS = {
    "Meetups": ["meetup"],
    "Who we are to each other": ["hello", "offer", "need", "connect", "find", "introduce"],
    "Check-ins": ["checkin", "circle"],
    "You": ["me"],
    "This community": ["skills", "setup"],
    "Kith": ["help"],
}
"""Under which heading commands stand, by their first word."""


def help_page(commands: Sequence[tuple[str, str]]) -> str:
    """`commands`: each name with what it does, in the order in which they are shown."""
    lines = [
        "## What Kith is for",
        PURPOSE,
    ]
    for heading, topics in TOPICS.items():
        if of_topic := [f"- `/{name}`: {what}" for name, what in commands if name.split()[0] in topics]:
            lines += [f"### {heading}", *of_topic]
    lines.append("-# Answers to commands are seen by you alone. What everybody sees stands in the channel.")
    return "\n".join(lines)
