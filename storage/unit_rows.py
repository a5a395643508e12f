"""What every part of a unit of work on a database stands on: sending statements. It begins and commits nothing."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Executable

from storage.prepared import Book, Cursor, Values
from storage.rows import WriteRefusedError
from storage.statements import Statements

Lock = Callable[[Cursor, frozenset[str]], None]


class UnitRows:
    """Reads and writes rows of one transaction."""

    def __init__(self, cursor: Cursor, *, book: Book, statements: Statements, lock: Lock, writing: bool) -> None:
        self.statements = statements
        self._cursor = cursor
        self._book = book
        self._lock = lock
        self._writing = writing

    def rows(self, statement: Executable, values: Values) -> list[dict[str, object]]:
        """Read rows as mappings."""
        return self._book.look_up(statement).rows(self._cursor, values)

    def write(self, statement: Executable, values: Values) -> int:
        """Write one row; how many it touched."""
        self._refuse_unless_writing()
        return self._book.look_up(statement).write(self._cursor, values)

    def _refuse_unless_writing(self) -> None:
        if not self._writing:
            raise WriteRefusedError("this unit of work may only read")
