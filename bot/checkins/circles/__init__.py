"""Circles: a live go-round with one talking piece."""
