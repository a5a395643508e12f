"""What the commands have in common: where the store is, and how a command ends that cannot go on."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import click

from bot.stopping import stop
from storage.rows import StoreFailedError, StoreUnusableError

T = TypeVar("T")

STORE = click.option(
    "--store", metavar="URL", help="Where everything is kept: a path, sqlite:///path or postgresql://..."
)


def run_to_end(work: Coroutine[Any, Any, T]) -> T:
    """What it gives; ends the process with one sentence and status 2 where the store or the terminal fails."""
    try:
        return asyncio.run(work)
    except (StoreUnusableError, StoreFailedError) as error:
        stop(str(error), status=2)
    except OSError as error:
        stop(f"what is written here goes nowhere ({error.strerror}). What was answered is kept.", status=2)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
