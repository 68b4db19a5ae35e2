"""Intro rounds: who is in is drawn into groups, organisers may look at them, and they are introduced."""
