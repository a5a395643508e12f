"""What files tell: `.env` beside the settings in it, and the operator's own entries of the catalogue."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

from bot.doctor.findings import Check, Finding
from bot.packs import tell_faults
from bot.settings import PREFIX, Settings
from knowledge.loading import CatalogueError, load_catalogue

_ANYBODY_ELSE = 0o077
_NOT_ITS_GROUP = 0o037


def check_file(file: Path, environment: Mapping[str, str]) -> Check:
    """Nobody needs one; but whoever stands in the wrong folder should hear that there is none."""
    check = Check(name="file", title=f"File {file.name}")
    try:
        seen = file.stat()
    except OSError:
        return check.but(skipped=_missing(environment))
    if not stat.S_IMODE(seen.st_mode) & _closed_to(owner=seen.st_uid):
        return check
    found = Finding(
        code="file.open",
        wrong=f"Others on this machine may read or change {file.name} (mode {stat.S_IMODE(seen.st_mode):o}).",
        effect="Whoever reads it can speak as your bot.",
        mend=f"chmod 600 {file.name}",
    )
    return check.but(findings=(found,))


def check_catalogue(settings: Settings) -> Check:
    """Whether the operator's own entries make a catalogue together with ours."""
    check = Check(name="catalogue", title="Catalogue")
    if settings.pack is None:
        return check.but(skipped="no entries of your own")
    try:
        catalogue = load_catalogue(settings.pack)
    except CatalogueError as error:
        return check.but(findings=tuple(_UNFIT.but(wrong=f"{fault}.") for fault in tell_faults(error)))
    return check.but(note=f"{len(catalogue.determinants)} determinants, {len(catalogue.strategies)} strategies")


_UNFIT = Finding(
    code="catalogue.unfit",
    wrong="",
    effect="`itfits run` does not start.",
    mend="correct this, or take ITFITS_CATALOGUE out to go on with our own entries alone.",
)


def _closed_to(*, owner: int) -> int:
    """Root's own file may be read by the group of the service, and by nobody else: so it is under systemd."""
    return _ANYBODY_ELSE if owner else _NOT_ITS_GROUP


def _missing(environment: Mapping[str, str]) -> str:
    if any(name.startswith(PREFIX) for name in environment):
        return "none in this folder; the environment has the settings"
    return (
        "none in this folder, and no setting in the environment. Go to the folder that has yours, or make one: "
        "cp deploy/env.example .env"
    )
