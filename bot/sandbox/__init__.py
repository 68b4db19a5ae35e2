"""A community on your own machine: the real bot, no account, in a browser."""

from .serving import serve

__all__ = ["serve"]
