"""The command line. The only place that ends the process."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn, TypeVar

import discord
import typer
from rich.console import Console
from rich.table import Column, Table

from . import checks, logs, settings, wiring
from .clock import SystemClock
from .database import Database, DatabaseBusyError, DatabaseInUseError, DatabaseUnusableError, Tx
from .database.backup import back_up
from .database.migrate import check_current
from .database.migrate import migrate as bring_up_to_date
from .database.owner import own
from .outbox import inspection
from .settings import ConfigError, Settings

T = TypeVar("T")
WRONG_SETTINGS = 2
IN_USE = 3
OUTBOX = ("id", "state", "what", "server", "when (UTC)", "tries", "fault")

cli = typer.Typer(
    help="Kith: a Discord bot for people who look after a community.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
outbox_cli = typer.Typer(help="What is waiting, late or failed on its way to Discord.", invoke_without_command=True)
cli.add_typer(outbox_cli, name="outbox")
Config = Annotated[
    Path | None, typer.Option("--config", help="The settings; config.toml where you stand, if it is there.")
]


@cli.command()
def run(config: Config = None) -> None:
    """Run the bot, until Ctrl-C or SIGTERM."""
    chosen = _load(config)
    try:
        asyncio.run(wiring.run(chosen))
    except discord.LoginFailure:
        _end("Discord does not accept the token. Make a new one in the developer portal and put it in place.")
    except (OSError, discord.DiscordException) as error:
        _end(f"Discord at {chosen.discord.api_url} can't be used: {error}")


@cli.command()
def sandbox(
    port: Annotated[int, typer.Option(help="Where to serve the page; 0 takes any that is free.")] = 8765,
) -> None:
    """Try Kith in a browser, with no Discord account."""
    try:
        from .sandbox import serve  # noqa: PLC0415  an extra, which a server does not need
    except ModuleNotFoundError as error:
        _end(f"The sandbox is not installed ({error.name} is missing): pip install 'kith[sandbox]'")
    asyncio.run(serve(port))


@cli.command()
def check(config: Config = None) -> None:
    """Test the settings and the database and, with a token, the login and the permissions in each server."""
    findings = asyncio.run(checks.check(_load(config)))
    for finding in findings:
        _say("ok   " if finding.good else "FAIL ", style="green" if finding.good else "red", end="")
        _say(finding.what)
        if finding.advice:
            _say(f"     {finding.advice}")
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


@cli.command()
def migrate(config: Config = None) -> None:
    """Bring the database up to this version. `kith run` does this too."""
    path = _load(config).data.database
    with own(path):
        done = bring_up_to_date(path, now=SystemClock().now())
    if done.before == done.after:
        _say(f"{path} is up to date already.")
    elif done.backup is None:
        _say(f"{path} is made.")
    else:
        _say(f"{path} is up to date. The one before is kept as {done.backup}.")


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes; it must not be there yet.")], config: Config = None
) -> None:
    """Copy the database to FILE, also while the bot runs."""
    back_up(_load(config).data.database, file)
    _say(f"The copy is in {file}.")


@outbox_cli.callback()
def outbox(context: typer.Context, config: Config = None) -> None:
    """List what is waiting, late or failed on its way to Discord."""
    context.obj = _load(config)
    if context.invoked_subcommand is not None:
        return
    found: list[inspection.Entry] = asyncio.run(_in_database(context.obj, "read", inspection.entries))
    if not found:
        _say("Nothing is waiting, late or failed.")
        return
    table = Table(*(Column(name, overflow="fold", no_wrap=name == "id") for name in OUTBOX))
    for entry in found:
        when = "" if entry.state == inspection.ON_HOLD else f"{entry.when:%Y-%m-%d %H:%M:%S}"
        table.add_row(entry.id, entry.state, entry.what, str(entry.guild_id), when, str(entry.attempts), entry.fault)
    _say(table)


@outbox_cli.command()
def retry(context: typer.Context, entry_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Have a waiting or failed entry tried again."""
    _change(context.obj, entry_id, inspection.retry, "will be tried again within half a minute, if the bot runs")


@outbox_cli.command()
def drop(context: typer.Context, entry_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Give a waiting or failed entry up for good."""
    _change(context.obj, entry_id, inspection.drop, "is given up")


def _change(chosen: Settings, entry_id: str, change: Callable[[Tx, str], bool], done: str) -> None:
    if not asyncio.run(_in_database(chosen, "write", change, entry_id)):
        _end(f"Nothing that is waiting or failed is called {entry_id}. `kith outbox` lists what there is.")
    _say(f"{entry_id} {done}.")


async def _in_database(chosen: Settings, how: Literal["read", "write"], work: Callable[..., T], *args: Any) -> T:
    """Run one transaction on the database as it is; the bot may be running."""
    path = chosen.data.database
    check_current(path)
    db = Database(path, SystemClock())
    try:
        return await (db.read(work, *args) if how == "read" else db.write(work, *args))
    finally:
        await db.close()


def _load(config: Path | None) -> Settings:
    chosen = settings.load(config)
    logs.set_up(chosen.log)
    return chosen


def _say(what: str | Table, **style: Any) -> None:
    """Print as it is: what it names, such as a file, may look like markup."""
    Console(markup=False, highlight=False, emoji=False, soft_wrap=True).print(what, **style)


def _end(sentence: str, code: int = 1) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every expected failure is a sentence and an exit code."""
    try:
        cli(arguments)
    except ConfigError as error:
        typer.echo("The settings need a correction:\n" + "\n".join(f"  {fault}" for fault in error.faults), err=True)
        sys.exit(WRONG_SETTINGS)
    except DatabaseInUseError as error:
        typer.echo(str(error), err=True)
        sys.exit(IN_USE)
    except DatabaseBusyError:
        typer.echo("The database is busy, and nothing was saved. Try again.", err=True)
        sys.exit(1)
    except DatabaseUnusableError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
