"""One process owns a database: an OS lock on a file beside it."""

from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from .faults import DatabaseInUseError, DatabaseUnusableError

NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)


def own(database: Path) -> FileLock:
    """Take the lock, or raise: DatabaseInUseError, or DatabaseUnusableError on a network file system.

    Locks over a network may be granted twice, and SQLite's WAL needs shared memory.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    kind = file_system_of(database)
    if kind in NETWORK_FILE_SYSTEMS:
        raise DatabaseUnusableError(database, f"lies on a network file system ({kind}); choose a local folder")
    lock = FileLock(f"{database}.lock", timeout=0, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise DatabaseInUseError(database, "is in use by another Kith; stop that one first") from None
    return lock


def file_system_of(path: Path) -> str:
    """Return the type of the file system that holds this path, or "" where the system doesn't tell."""
    real = path.resolve()
    mounts = {Path(part.mountpoint): part.fstype for part in psutil.disk_partitions(all=True)}
    return next((mounts[folder] for folder in (real, *real.parents) if folder in mounts), "")
