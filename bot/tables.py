"""The commands about the conversations as tables: check, record, draw, and move those that are open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.command import STORE, run_to_end
from bot.settings import Settings, default_store
from bot.stopping import stop

if TYPE_CHECKING:
    from bot.migrating import Fate


@click.group()
def flows() -> None:
    """The conversations as tables."""


@flows.command()
def check() -> None:
    """Find faults of flows, phrases and limits; exit status 1 where there are any."""
    from dialogs.checker import find_faults

    faults = find_faults()
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(faults)} faults" if faults else "No faults.", err=bool(faults))
    raise SystemExit(1 if faults else 0)


@flows.command()
def record() -> None:
    """Record the tables as they are released. Exit status 1 where a version is recorded with another table."""
    from dialogs.flows import FLOWS
    from dialogs.recorded import VERSIONS, unrecorded, version_faults

    if faults := list(version_faults(FLOWS.values())):
        stop(". ".join(faults), status=1)
    for name, text in unrecorded(FLOWS.values()).items():
        (VERSIONS / name).write_text(text, encoding="utf-8")
        click.echo(VERSIONS / name)


@flows.command()
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("docs/flows"))
def draw(folder: Path) -> None:
    """Draw the process and every flow as Mermaid, into docs/flows."""
    from dialogs.drawing import drawings

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in drawings().items():
        (folder / name).write_text(text, encoding="utf-8")
        click.echo(folder / name)


@flows.command()
@click.option("--dry-run", is_flag=True, help="Change nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@STORE
@click.pass_obj
def migrate(settings: Settings, dry_run: bool, as_json: bool, store: str | None) -> None:
    """Move open conversations into today's tables, as every start does; say what becomes of each."""
    from bot.migrating import fates_as_json, fates_as_lines

    fates = run_to_end(_fates(store or settings.store or default_store(), is_dry=dry_run))
    if as_json:
        click.echo(json.dumps(fates_as_json(fates), indent=2))
        return
    for line in fates_as_lines(fates):
        click.echo(line)
    if not fates:
        click.echo("No conversation is open.", err=True)


async def _fates(url: str, *, is_dry: bool) -> tuple[Fate, ...]:
    from bot.bootstrap import now, opened
    from bot.migrating import move_all, survey

    async with opened(url, writing=not is_dry, older=is_dry) as kept:  # dry: what the next start will do to it
        return await kept.read(survey) if is_dry else await move_all(kept, at=now())
