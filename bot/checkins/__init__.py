"""Check-ins: everybody gets a turn, and is heard."""
