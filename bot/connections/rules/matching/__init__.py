"""Who is introduced to whom in a round: pure, and the same for the same seed."""
