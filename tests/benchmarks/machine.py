"""On what it is measured."""

import os
import platform
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

LIBRARIES = "numpy", "scipy", "rustworkx", "networkx"


def _system() -> str:
    with suppress(OSError):
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    return platform.platform(terse=True)


@dataclass(frozen=True)
class Machine:
    system: str = field(default_factory=_system)
    architecture: str = field(default_factory=platform.machine)
    cores: int = field(default_factory=lambda: os.cpu_count() or 1)
    load: float = field(default_factory=lambda: os.getloadavg()[0])
    """Processes that wanted to run in the minute before: above 0, others were at work too."""
    python: str = field(default_factory=platform.python_version)
    libraries: dict[str, str] = field(default_factory=lambda: {name: version(name) for name in LIBRARIES})
    date: str = field(default_factory=lambda: datetime.now(UTC).date().isoformat())

    def __str__(self) -> str:
        libraries = ", ".join(f"{name} {number}" for name, number in self.libraries.items())
        where = f"{self.system}, {self.architecture}, {self.cores} cores, load {self.load:.1f}"
        return f"{self.date}; {where}; Python {self.python}, {libraries}"
