"""An operator's own part of the catalogue at the command line: loaded, or the reasons why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stopping import stop

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge.catalogue import Catalogue
    from knowledge.loading import CatalogueError

SHOWN = 10
"""Faults of a catalogue that are told at once; whoever has more mends these first."""


def catalogue_of(settings: Settings) -> Catalogue:
    """The catalogue of these settings; ends with status 2 where the operator's part of it cannot be used."""
    from knowledge.loading import CatalogueError, load_catalogue

    try:
        return load_catalogue(settings.pack)
    except CatalogueError as error:
        stop("\n".join(tell_faults(error)), status=2)


def tell_faults(error: CatalogueError) -> list[str]:
    """The first of them, and how many more there are."""
    more = len(error.faults) - SHOWN
    return [str(fault) for fault in error.faults[:SHOWN]] + ([f"and {more} more"] if more > 0 else [])
