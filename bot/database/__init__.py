"""Storage: whole transactions over synchronous functions, migrations, backups, one owner."""

from .engine import Database
from .faults import DatabaseBusyError, DatabaseInUseError, DatabaseUnusableError, NewerDatabaseError
from .tx import Row, Tx

__all__ = [
    "Database",
    "DatabaseBusyError",
    "DatabaseInUseError",
    "DatabaseUnusableError",
    "NewerDatabaseError",
    "Row",
    "Tx",
]
