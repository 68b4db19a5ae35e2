"""What holds in a circle, whoever presses what."""
