"""What intro rounds are called, in the outbox and to the programmes."""

from bot.programmes import announcing

TOPIC = "introductions"
KINDS = announcing.kinds(TOPIC)
DRAW = "rounds.draw"
"""Draw, be it again."""
PREVIEW = "rounds.preview"
"""The card in the organisers' channel."""
WAVE = "rounds.wave"
"""Introduce some of the groups."""
LATE = "rounds.late"
"""Find somebody for those who came late."""
SUM_UP = "rounds.sum_up"
LEFT_OUT = "rounds.left_out"
CALLED_OFF = "rounds.called_off"
CALLED_OFF_FOR_MANY = "rounds.called_off_for_many"
SUMMED_UP = "rounds.summed_up"


def preview_subject(round_id: int) -> str:
    return f"draw:{round_id}"
