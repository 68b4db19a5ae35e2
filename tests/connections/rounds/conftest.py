import pytest

from bot.database import Tx
from bot.programmes.rules.programme import Round

from .playing import announced, drawn, members, programme, say_in


@pytest.fixture
def found(tx: Tx) -> Round:
    """A round of six, drawn in twos."""
    made = announced(tx, programme(tx))
    say_in(tx, made, *members(6))
    drawn(tx, made)
    return made
