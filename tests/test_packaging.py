"""What is built from the tree, and what is locked."""

import re
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
WANTED = [*PROJECT["dependencies"], *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    [built] = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    with ZipFile(built) as opened:
        return opened


def sources() -> set[str]:
    files = [file for folder in ("bot", "cogs") for file in (ROOT / folder).rglob("*") if file.is_file()]
    return {file.relative_to(ROOT).as_posix() for file in files if file.suffix != ".pyc"}


def test_the_wheel_holds_every_file_of_the_program_and_nothing_else(wheel: ZipFile) -> None:
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}

    assert packed == sources()


def test_the_migrations_are_in_it(wheel: ZipFile) -> None:
    names = set(wheel.namelist())

    assert "bot/database/migrations/env.py" in names
    assert any(name.startswith("bot/database/migrations/versions/0001") for name in names)


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK


def locked() -> dict[str, list[tuple[str, int]]]:
    """Every package of the lock, with its version and the number of its hashes; some have one for each Python."""
    found: dict[str, list[tuple[str, int]]] = {}
    for entry in re.split(r"\n(?=\w)", LOCK):
        if pin := re.match(r"([\w.\-]+)(?:\[[\w,\-]+\])?==([^\s;]+)", entry):
            hashes = len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry))
            found.setdefault(canonicalize_name(pin[1]), []).append((pin[2], hashes))
    return found


def test_every_package_of_the_lock_has_hashes() -> None:
    pins = [(name, *pin) for name, each in locked().items() for pin in each]

    assert len(pins) == len([line for line in LOCK.splitlines() if re.match(r"\w", line)])
    assert [name for name, _, hashes in pins if not hashes] == []


@pytest.mark.parametrize("wanted", WANTED)
def test_every_dependency_is_locked_at_a_version_that_will_do(wanted: str) -> None:
    requirement = Requirement(wanted)

    versions = [version for version, _ in locked()[canonicalize_name(requirement.name)]]

    assert all(requirement.specifier.contains(version) for version in versions)


def test_the_command_is_the_program() -> None:
    assert PROJECT["scripts"] == {"kith": "bot.__main__:main"}
