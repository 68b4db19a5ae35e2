"""The outbox's tables and the only SQL about them."""
