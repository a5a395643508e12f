"""How a command ends that cannot go on: a sentence on standard error and a status, never a traceback."""

from __future__ import annotations

import sys
from typing import NoReturn

import click


def stop(reason: str, *, status: int) -> NoReturn:
    """Say why, and end. `reason` is one sentence, or several lines that each are one."""
    for line in reason.splitlines():
        click.echo(f"itfits: {line}", err=True)
    sys.exit(status)
