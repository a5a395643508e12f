"""How a command ends that cannot go on: a sentence on standard error and a status, never a traceback."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge.catalogue import Catalogue

SHOWN = 10
"""Faults of a catalogue that are told at once; whoever has more mends these first."""


def stop(reason: str, *, status: int) -> NoReturn:
    """Say why, and end. `reason` is one sentence, or several lines that each are one."""
    for line in reason.splitlines():
        click.echo(f"itfits: {line}", err=True)
    sys.exit(status)


def catalogue_of(settings: Settings) -> Catalogue:
    """The catalogue of these settings; ends with status 2 where the operator's part of it cannot be used."""
    from knowledge.loading import CatalogueError, load_catalogue

    try:
        return load_catalogue(settings.pack)
    except CatalogueError as error:
        more = len(error.faults) - SHOWN
        told = [str(fault) for fault in error.faults[:SHOWN]] + ([f"and {more} more"] if more > 0 else [])
        stop("\n".join(told), status=2)
