"""Measure all of it in one run."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from . import tables
from .costs import Cost, costs
from .machine import Machine
from .pressing import Pressed, pressed
from .repeating import Before, Repeats, Waits, before, repeats, waits
from .scale import Scale
from .turns import Turns, turns
from .usefulness import Useful, usefulness


@dataclass(frozen=True)
class Figures:
    scale: Scale
    machine: Machine = field(default_factory=Machine)
    needs: list[Useful] = field(default_factory=list)
    repeats: list[Repeats] = field(default_factory=list)
    waits: list[Waits] = field(default_factory=list)
    before: list[Before] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    turns: list[Turns] = field(default_factory=list)
    pressed: list[Pressed] = field(default_factory=list)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def measured(scale: Scale, say: Callable[[str], object]) -> Figures:
    """Say each table as soon as it is there."""
    figures = Figures(scale)
    say(f"{figures.machine}\n")
    figures.needs.extend(usefulness(scale))
    say(tables.needs(figures.needs))
    figures.repeats.extend(repeats(scale))
    say(tables.repeats(figures.repeats))
    figures.waits.extend(waits(scale))
    say(tables.waits(figures.waits))
    figures.before.extend(before(scale))
    say(tables.before(figures.before))
    figures.costs.extend(costs(scale))
    say(tables.costs(figures.costs))
    figures.turns.extend(turns(scale))
    say(tables.turns(figures.turns))
    figures.pressed.extend(pressed(scale))
    say(tables.pressed(figures.pressed))
    return figures
