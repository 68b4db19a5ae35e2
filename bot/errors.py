"""Failures that a person can mend: they carry data, and their sentence stands with the topic's other words."""


class UserFacingError(Exception):
    """Something that the person asking should read about, in words.

    Subclasses are dataclasses; each has exactly one sentence, registered by the cog of its topic.
    """
