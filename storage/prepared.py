"""Core statements as a driver takes them: compiled once, then only values go through. Opens and commits nothing.

Going through SQLAlchemy's `Connection` costs 40 us a statement, more than SQLite itself; ten of them make a turn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Dialect, Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Values = Mapping[str, object]
Convert = Callable[[object], object]


class Cursor(Protocol):
    """What both drivers' cursors can do."""

    @property
    def rowcount(self) -> int:
        """Rows that the last statement wrote."""

    def execute(self, sql: str, values: Sequence[object] | dict[str, object], /) -> object:
        """Send one statement."""

    def fetchall(self) -> Sequence[Sequence[object]]:
        """All rows of the last statement."""


class Prepared:
    """One statement in one database's words."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]  # Executable does not say so
        assert isinstance(compiled, SQLCompiler)
        self._sql = str(compiled)
        self._is_positional = compiled.positional
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._order = tuple(compiled.positiontup or binds)
        self._constants = {name: bind.value for name, bind in binds.items() if not bind.required}
        writers = ((place, _writer(binds[name].type, dialect)) for place, name in enumerate(self._order))
        self._writers = tuple((place, write) for place, write in writers if write is not None)
        columns = getattr(statement, "selected_columns", ())
        self._names = tuple(column.name for column in columns)
        readers = ((name, _reader(column.type, dialect)) for name, column in zip(self._names, columns, strict=True))
        self._readers = tuple((name, read) for name, read in readers if read is not None)

    def rows(self, cursor: Cursor, values: Values) -> list[dict[str, object]]:
        """Send it, and give what came as values of ours."""
        cursor.execute(self._sql, self._arguments(values))
        rows = [dict(zip(self._names, row, strict=True)) for row in cursor.fetchall()]
        for name, read in self._readers:
            for row in rows:
                row[name] = read(row[name])
        return rows

    def write(self, cursor: Cursor, values: Values) -> int:
        """Send it; how many rows it wrote."""
        cursor.execute(self._sql, self._arguments(values))
        return cursor.rowcount

    def _arguments(self, values: Values) -> Sequence[object] | dict[str, object]:
        if self._constants:
            values = {**self._constants, **values}
        given = [values[name] for name in self._order]
        for place, write in self._writers:
            given[place] = write(given[place])
        return given if self._is_positional else dict(zip(self._order, given, strict=True))


class Book:
    """The statements that one database has been asked so far."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._prepared: dict[Executable, Prepared] = {}

    def look_up(self, statement: Executable) -> Prepared:
        """The statement, compiled when it is first needed. Two threads may both do it: they get the same."""
        found = self._prepared.get(statement)
        if found is None:
            found = self._prepared[statement] = Prepared(statement, self._dialect)
        return found


def _writer(kind: TypeEngine[object], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[object], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
