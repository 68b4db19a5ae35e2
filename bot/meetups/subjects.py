"""What a meetup is called in the outbox."""

TOPIC = "meetup"


def subject(meetup_id: int) -> str:
    return f"{TOPIC}:{meetup_id}"


def subject_for(meetup_id: int, member_id: int) -> str:
    """For what one member is told alone: it holds nothing up that others are told."""
    return f"{subject(meetup_id)}:{member_id}"


def meetup_id_of(subject_name: str) -> int:
    return int(subject_name.split(":")[1])
