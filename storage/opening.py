"""From what an operator wrote to an open store, or one sentence that says what to mend.

A driver is imported only when it is used: most stores need one of them.
"""

from __future__ import annotations

import re
from pathlib import Path

from storage.database import DatabaseStore
from storage.memory import MemoryStore
from storage.rows import StoreUnusableError

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_KINDS = "Write a path, sqlite:///path, postgresql://user@host/database, or memory: (forgets everything at the end)."


def open_store(url: str, *, writing: bool = True, alone: str | None = None) -> DatabaseStore | MemoryStore:
    """Open the store at a path or URL, made and brought up to date where `writing`.

    `alone` names a part that one process at a time may play on it: a file has one writing process anyway.
    StoreUnusableError, with nothing changed, where it cannot be used as it is.
    """
    if url in {"memory:", "memory://", ":memory:"}:
        return MemoryStore()
    found = _SCHEME.match(url)
    scheme = found[1].lower() if found else "sqlite"
    match scheme.partition("+")[0]:
        case "sqlite":
            return _open_file(url, writing=writing)
        case "postgresql" | "postgres":
            from storage.postgres import open_postgres

            return open_postgres(url, writing=writing, alone=alone)
        case _:
            raise StoreUnusableError(f"A store of the kind {scheme}:// is not known here. {_KINDS}")


def _open_file(url: str, *, writing: bool) -> DatabaseStore:
    from storage.files import open_file

    prefix = _SCHEME.match(url)
    path = url[prefix.end() :].removeprefix("/") if prefix else url
    if not path or path == ":memory:" or "\0" in path or (prefix and not url[prefix.end() :].startswith("/")):
        raise StoreUnusableError(f"The store {url!r} names no file. {_KINDS}")
    return open_file(Path(path), writing=writing)
