"""One YAML file as plain values that still know their lines. What the values should be is not known here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times the pace where libyaml is there

Position = tuple[int | str, ...]


class CatalogueError(ValueError):
    """A catalogue file cannot be used. The message names file, line and repair; mend the file and load it again.

    `line` counts from 1 and is that of the first fault; None when the file could not be read at all.
    """

    retryable: Literal[False] = False

    def __init__(self, *faults: Fault) -> None:
        self.file, self.line = faults[0].file, faults[0].line
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong in a file, on which line (from 1; None for the file itself), and how to mend it."""

    file: Path
    line: int | None
    words: str

    def __str__(self) -> str:
        return f"{self.file}: {self.words}" if self.line is None else f"{self.file}, line {self.line}: {self.words}"


@dataclass(frozen=True)
class YamlFile:
    """A file that was read: its sections as plain values, and where each of them stands."""

    file: Path
    content: dict[str, object]
    _node: yaml.Node

    def line_of(self, path: Position) -> int:
        """The line of the deepest part of `path` that is in the file."""
        line = self._node.start_mark.line + 1
        here: yaml.Node | None = self._node
        for part in path:
            line = _line_of_key(here, part) or line
            here = _child(here, part)
        return line

    def find_text(self, path: Position) -> str | None:
        """What stands at `path`, if it is a plain value."""
        here: yaml.Node | None = self._node
        for part in path:
            here = _child(here, part)
        return str(here.value) if isinstance(here, yaml.ScalarNode) else None


def read_yaml(file: Path) -> YamlFile:
    """The file's sections. Raises CatalogueError where it is not there, not UTF-8, not YAML, or no mapping."""
    text = _read(file)
    loader = _SafeLoader(text)
    try:
        node = loader.get_single_node()
        repeats = [Fault(file, line, words) for line, words in _find_repeated_keys(node)]
        content: object = None if node is None or repeats else loader.construct_document(node)
    except yaml.YAMLError as error:
        raise CatalogueError(Fault(file, *_describe(error, text))) from error
    except RecursionError as error:  # an alias inside its own anchor, or thousands of brackets
        raise CatalogueError(Fault(file, 1, "nested without end; remove the aliases (&, *)")) from error
    finally:
        loader.dispose()
    if repeats:
        raise CatalogueError(*repeats)
    if node is None or not isinstance(content, dict):
        raise CatalogueError(Fault(file, 1, "no catalogue; it needs sections such as 'determinants:'"))
    return YamlFile(file, {str(section): entries for section, entries in content.items()}, node)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CatalogueError(Fault(file, line, "not UTF-8; save the file as UTF-8")) from error
    except OSError as error:
        words = f"cannot be read ({error.strerror}); check the path and who may read it"
        raise CatalogueError(Fault(file, None, words)) from error


def _find_repeated_keys(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """YAML would keep the last of two equal keys and drop the other without a word."""
    if isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _find_repeated_keys(entry)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line + 1, f"'{key.value}' stands twice in one entry; remove one of them"
            seen.add(str(key.value))
            yield from _find_repeated_keys(value)


def _describe(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", 0)  # of a character that YAML does not take
    line = mark.line + 1 if mark is not None else text.encode().count(b"\n", 0, position) + 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    return line, f"not valid YAML ({problem}); check indentation, colons and quotes on this line and the one above"


def _line_of_key(node: yaml.Node | None, part: int | str) -> int | None:
    if isinstance(node, yaml.MappingNode):
        return next((key.start_mark.line + 1 for key, _ in node.value if key.value == part), None)
    child = _child(node, part)
    return None if child is None else child.start_mark.line + 1


def _child(node: yaml.Node | None, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]  # type: ignore[no-any-return]  # the stubs leave a node's value untyped
    return None
