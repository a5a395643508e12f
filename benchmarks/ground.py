"""Where a run measures: a folder on a disk, the catalogue, and empty stores that are up to date."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from shutil import copyfile

from knowledge.catalogue import Catalogue
from knowledge.loading import load_catalogue
from storage.opening import open_store


@dataclass(frozen=True)
class Ground:
    """`folder` must lie on a disk: where memory plays the disk, a durable turn costs too little."""

    folder: Path

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue, read once."""
        return load_catalogue()

    @cached_property
    def _numbers(self) -> count[int]:
        return count()

    async def new_file(self) -> Path:
        """An empty store that is up to date."""
        made = self.folder / "empty.db"
        if not made.exists():
            await open_store(str(made)).close()
        return self.copy(made)

    def copy(self, store: Path) -> Path:
        """The same store once more; it must be closed."""
        path = self.folder / f"{next(self._numbers)}.db"
        copyfile(store, path)
        return path
