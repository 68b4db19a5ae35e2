"""make bench: measure how rounds are matched and circles go round, beside other ways."""

from pathlib import Path

import typer

from .run import measured
from .scale import FULL

BENCH = Path("bench.json")

if __name__ == "__main__":
    measured(FULL, typer.echo).write(BENCH)
    typer.echo(f"All figures are in {BENCH}.")
