import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.database import DatabaseInUseError, DatabaseUnusableError
from bot.database.owner import NETWORK_FILE_SYSTEMS, file_system_of, own, system_mounts

OWN_UNTIL_TOLD = """
import sys
from pathlib import Path
from bot.database.owner import own

with own(Path(sys.argv[1])):
    print("mine", flush=True)
    sys.stdin.read()
"""


@contextmanager
def other_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that owns this database."""
    command = [sys.executable, "-c", OWN_UNTIL_TOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own Python
        assert process.stdout is not None
        assert process.stdout.readline() == "mine\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_process_is_refused_until_the_first_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "kith.db"
    with other_process(path) as first:
        with pytest.raises(DatabaseInUseError, match="is in use by another Kith; stop that one first"):
            own(path)

        first.kill()
        first.wait()

        with own(path) as lock:
            assert lock.is_locked


def test_who_owns_it_gives_it_back_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "kith.db"
    with own(path) as lock, pytest.raises(DatabaseInUseError):
        own(path)

    assert not lock.is_locked
    with own(path):
        pass


def test_two_databases_have_two_owners(tmp_path: Path) -> None:
    with own(tmp_path / "a.db"), own(tmp_path / "b.db") as second:
        assert second.is_locked


def test_the_folder_is_made(tmp_path: Path) -> None:
    with own(tmp_path / "deep" / "data" / "kith.db"):
        assert (tmp_path / "deep" / "data").is_dir()


def test_where_the_system_has_no_locks_there_is_no_second_best(tmp_path: Path) -> None:
    """A lock by a file's mere existence would outlive a killed process."""
    with own(tmp_path / "kith.db") as lock:
        assert not lock.fallback_to_soft


def test_a_folder_that_can_not_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    with pytest.raises(DatabaseUnusableError, match="its folder can't be used"):
        own(tmp_path / "data" / "kith.db")


@pytest.mark.parametrize("kind", sorted(NETWORK_FILE_SYSTEMS))
def test_a_network_file_system_is_refused_and_nothing_is_made(tmp_path: Path, kind: str) -> None:
    with pytest.raises(DatabaseUnusableError, match=rf"network file system \({kind}\); choose a local folder"):
        own(tmp_path / "kith.db", mounts={Path("/"): "ext4", tmp_path: kind})

    assert list(tmp_path.iterdir()) == []


def test_the_innermost_mount_counts(tmp_path: Path) -> None:
    mounts = {Path("/"): "nfs4", tmp_path / "local": "ext4"}

    assert file_system_of(tmp_path / "local" / "data" / "kith.db", mounts) == "ext4"
    assert file_system_of(tmp_path / "kith.db", mounts) == "nfs4"


def test_a_link_counts_as_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "shared")
    mounts = {Path("/"): "ext4", tmp_path / "shared": "cifs"}

    assert file_system_of(tmp_path / "data" / "kith.db", mounts) == "cifs"


def test_a_place_that_the_system_does_not_tell_of_is_not_refused(tmp_path: Path) -> None:
    assert file_system_of(tmp_path / "kith.db", {}) == ""
    with own(tmp_path / "kith.db", mounts={}) as lock:
        assert lock.is_locked


def test_the_system_is_asked_where_nothing_is_given(tmp_path: Path) -> None:
    assert file_system_of(tmp_path) == file_system_of(tmp_path, system_mounts())
