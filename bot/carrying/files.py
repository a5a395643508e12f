"""Writing a file that only its owner may read, whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp


def write_privately(path: Path, text: str) -> None:
    """Put it there in one go, mode 0600. OSError where that cannot be done; what was there is there still."""
    path = path.resolve()  # what a link leads to is written anew, and the link stays
    handle, beside = mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise
