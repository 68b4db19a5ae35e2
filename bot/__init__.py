"""Kith: what it knows and does, whoever shows it."""
