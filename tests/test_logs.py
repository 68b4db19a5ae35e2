import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from structlog.stdlib import ProcessorFormatter

from bot import logs
from bot.settings import LogSettings

TOKEN = "MTE5ODYyMjQ4MzQ3MTkyNTI0OA.Gx1y2z.not-a-real-one"  # noqa: S105  of the right shape, and nobody's
log = logging.getLogger("kith.tests")


@contextmanager
def logging_as_before() -> Iterator[None]:
    """Logging is the whole process's: put back what is set meanwhile."""
    root = logging.getLogger()
    levels = {one: one.level for one in [root, *map(logging.getLogger, logs.QUIET)]}
    yield
    root.handlers[:] = [handler for handler in root.handlers if not isinstance(handler.formatter, ProcessorFormatter)]
    for logger, level in levels.items():
        logger.setLevel(level)


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    with logging_as_before():
        yield


def log_in_with(token: str) -> None:
    """Fail as a library would that holds the token, in itself and in a structure."""
    payload = {"op": 2, "d": {"token": token}}
    raise ConnectionResetError(len(payload))


def fail_to_log_in() -> None:
    try:
        log_in_with(TOKEN)
    except ConnectionResetError:
        log.exception("trying again in %.1f s", 1.5)


def test_text_goes_to_standard_error_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(LogSettings(format="text"))

    log.warning("slow: %s", "Discord")

    written = capsys.readouterr()
    assert written.out == ""
    assert "[warning  ] slow: Discord " in written.err
    assert "[kith.tests]" in written.err


def test_json_is_an_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(LogSettings(format="json"))

    log.warning("slow: %s", "Discord\nagain")
    fail_to_log_in()

    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert {key: first[key] for key in ("level", "logger", "event")} == {
        "level": "warning",
        "logger": "kith.tests",
        "event": "slow: Discord\nagain",
    }
    assert first["timestamp"].endswith("Z")
    assert second["event"] == "trying again in 1.5 s"
    assert second["exception"][0]["exc_type"] == "ConnectionResetError"


@pytest.mark.parametrize(("level", "heard"), [("debug", 4), ("info", 3), ("warning", 2), ("error", 1)])
def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str], level: str, heard: int) -> None:
    logs.set_up(LogSettings.model_validate({"level": level}))

    log.debug("a")
    log.info("b")
    log.warning("c")
    log.error("d")

    assert len(capsys.readouterr().err.splitlines()) == heard


@pytest.mark.parametrize("name", [*logs.QUIET, "apscheduler.scheduler", "alembic.runtime.migration"])
def test_libraries_that_tell_each_step_are_heard_only_when_something_is_wrong(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    logs.set_up(LogSettings(level="debug"))

    logging.getLogger(name).info("a step")
    logging.getLogger(name).warning("a fault")

    [line] = capsys.readouterr().err.splitlines()
    assert "a fault" in line


def test_setting_up_twice_does_not_write_twice(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(LogSettings(format="text"))
    logs.set_up(LogSettings(format="json"))

    log.warning("once")

    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_traceback_names_functions_and_never_what_they_held(capsys: pytest.CaptureFixture[str], form: str) -> None:
    logs.set_up(LogSettings.model_validate({"format": form}))

    fail_to_log_in()

    written = capsys.readouterr().err
    assert "ConnectionResetError" in written
    assert "log_in_with" in written
    assert TOKEN not in written
