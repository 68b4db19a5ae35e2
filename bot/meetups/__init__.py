"""Meetups: gatherings at one time, and who says what to them."""
