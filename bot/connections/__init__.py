"""Connections: members whose offers and needs fit are introduced, if each of them wants it."""
