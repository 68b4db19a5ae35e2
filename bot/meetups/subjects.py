"""What a meetup is called in the outbox."""

TOPIC = "meetup"


def subject(meetup_id: int) -> str:
    return f"{TOPIC}:{meetup_id}"


def meetup_id_of(subject_name: str) -> int:
    return int(subject_name.partition(":")[2])
