"""What circles are called in the outbox, and what is said and done about them by itself."""

TOPIC = "circle"
CARD = "circle"
CALL = "circle.call"
"""The message that mentions who has the piece."""
NUDGED = "circle.nudged"
WORDS = "circle.words"
HARVEST = "circle.harvest"
LOOK = "circle.look"
PRESENCE = "circle.presence"


def subject(circle_id: int) -> str:
    return f"{TOPIC}:{circle_id}"


def call_subject(circle_id: int) -> str:
    """Of the message that mentions who has the piece: it holds up nothing else, and nothing holds it up."""
    return f"{subject(circle_id)}:call"


def words_subject(circle_id: int) -> str:
    """Of all that is posted of what was written in it."""
    return f"{subject(circle_id)}:words"


def nudge_subject(circle_id: int, turn: int) -> str:
    return f"{subject(circle_id)}:nudge:{turn}"


def circle_id_of(subject_name: str) -> int:
    return int(subject_name.split(":")[1])


def nudge_key(circle_id: int, turn: int) -> str:
    return f"{NUDGED}:{circle_id}:{turn}"


def words_key(turn_id: int) -> str:
    return f"{WORDS}:{turn_id}"
