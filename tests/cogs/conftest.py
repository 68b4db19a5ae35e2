"""What holds for everybody who acts in the simulated Discord."""

import pytest

from bot.discord_app import interactions


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow machine too: an answer that takes long by the machine's time would move the simulated one along."""
    monkeypatch.setattr(interactions, "DEFER_AFTER_S", 60.0)
