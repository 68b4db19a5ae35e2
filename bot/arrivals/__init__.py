"""The bot comes into a guild, and leaves it."""
