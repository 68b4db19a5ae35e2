"""What is an offer or a need, and how one is read out of what somebody types; pure."""
