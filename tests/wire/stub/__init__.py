"""A small stand-in for Discord in a process of its own, for tests that kill the bot: only what Kith uses."""
