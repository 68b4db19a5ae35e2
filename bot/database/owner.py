"""One process owns a database: an OS lock on a file beside it."""

from collections.abc import Mapping
from pathlib import Path

import psutil
from filelock import AcquireReturnProxy, FileLock, Timeout

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


def own(database: Path, mounts: Mapping[Path, str] | None = None) -> AcquireReturnProxy[FileLock]:
    """Take the lock until the end of the `with` block that this is used in.

    Raises DatabaseInUseError, or DatabaseUnusableError where nothing can be locked or on a network file system:
    locks over a network may be granted twice, and SQLite's WAL needs shared memory.
    """
    kind = file_system_of(database, mounts)
    if kind in NETWORK_FILE_SYSTEMS:
        raise DatabaseUnusableError(database, f"lies on a network file system ({kind}); choose a local folder")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(f"{database}.lock", timeout=0, fallback_to_soft=False).acquire()
    except Timeout:
        raise DatabaseInUseError(database, "is in use by another Kith; stop that one first") from None
    except OSError as error:
        raise DatabaseUnusableError(database, f"its folder can't be used ({error})") from error


def file_system_of(path: Path, mounts: Mapping[Path, str] | None = None) -> str:
    """Return the type of the file system that holds this path, or "" where the system doesn't tell."""
    known = system_mounts() if mounts is None else mounts
    real = path.resolve()
    return next((known[folder] for folder in (real, *real.parents) if folder in known), "")


def system_mounts() -> dict[Path, str]:
    return {Path(part.mountpoint): part.fstype for part in psutil.disk_partitions(all=True)}
