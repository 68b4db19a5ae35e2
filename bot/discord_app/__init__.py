"""Kith on Discord: the app, the one place that answers, the sender, and what every topic shows."""
