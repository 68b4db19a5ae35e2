"""What can be wrong with the database as a whole."""

from dataclasses import dataclass
from pathlib import Path


class DatabaseBusyError(Exception):
    """No turn came within the busy timeout: nothing was saved."""


@dataclass
class DatabaseUnusableError(Exception):
    """The file can't serve as a database; `reason` is a sentence for the operator."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class NewerDatabaseError(DatabaseUnusableError):
    """Written by a newer version of this program."""


class DatabaseInUseError(DatabaseUnusableError):
    """Another process owns it."""
