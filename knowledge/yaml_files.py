"""One YAML file as plain values that still know their lines. What the values should be is not known here."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import yaml

if TYPE_CHECKING:
    from collections.abc import Hashable

    from yaml import SafeLoader
else:
    SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times the pace where libyaml is there

_DEEPEST = 50  # libyaml recurses in C, where too many brackets end the process
_LARGEST = 5_000_000  # characters; the packaged files together have a tenth
_TEXT = "tag:yaml.org,2002:str"
_NUMBERS_AND_THE_LIKE = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int", "float"))
_BUILT = _NUMBERS_AND_THE_LIKE | {_TEXT, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_SYNTAX = "check indentation, colons and quotes on this line and the one above"

Position = tuple[int | str, ...]


class YamlError(ValueError):
    """A file cannot be used. The message names file, line and repair; mend the file and load it again.

    `line` counts from 1 and is that of the first fault; None when the file could not be read at all.
    """

    retryable: Literal[False] = False

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
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
    """A file that was read: its sections as plain values, and where each of them stands.

    Where things stand is found by parsing the text again, for only a file with faults is ever asked.
    """

    file: Path
    content: dict[str, object]
    _text: str

    @cached_property
    def _node(self) -> yaml.Node:
        node = yaml.compose(self._text, SafeLoader)
        assert node is not None  # it had content
        return node

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
    """The file's sections. Raises YamlError where it is not there, not UTF-8, not YAML, or no mapping."""
    text = _read(file)
    loader = _Loader(text)
    try:
        _refuse_aliases(text)
        content: object = loader.get_single_data()
    except yaml.YAMLError as error:
        raise YamlError(Fault(file, *_describe(error, text))) from error
    finally:
        loader.dispose()
    if loader.repeats:
        words = "'{}' stands twice in one entry; remove one of them"
        raise YamlError(*(Fault(file, line, words.format(key)) for line, key in sorted(loader.repeats)))
    if not isinstance(content, dict):
        raise YamlError(Fault(file, 1, "no catalogue; it needs sections such as 'determinants:'"))
    return YamlFile(file, {str(section): entries for section, entries in content.items()}, text)


def _refuse_aliases(text: str) -> None:
    """A few lines of them stand for more values than fit any memory."""
    for event in yaml.parse(text, SafeLoader) if "*" in text else ():
        if isinstance(event, yaml.AliasEvent):
            raise _wrong(f"*{event.anchor} stands for something else", "write it out", event)


def _wrong(problem: str, repair: str, at: yaml.Node | yaml.Event) -> yaml.MarkedYAMLError:
    mark = at.start_mark
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark, note=repair)  # type: ignore[arg-type]  # libyaml's own


class _Loader(SafeLoader):
    """PyYAML's own, which notes keys that stand twice (it would drop all but the last) and takes no endless nesting.

    It knows texts, numbers, yes and no, lists and mappings: a date is a text, and other tags are refused.
    """

    yaml_implicit_resolvers = {
        first: [each for each in forms if each[0] in _NUMBERS_AND_THE_LIKE]
        for first, forms in SafeLoader.yaml_implicit_resolvers.items()
    }

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.repeats: list[tuple[int, str]] = []
        self._depth = 0

    def descend_resolver(self, current_node: yaml.Node, current_index: object) -> None:  # noqa: ARG002  # PyYAML calls it so
        self._depth += 1
        if self._depth > _DEEPEST:
            raise yaml.MarkedYAMLError(problem="nested without end", problem_mark=current_node.start_mark)

    def ascend_resolver(self) -> None:
        self._depth -= 1

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        if node.tag == _TEXT and isinstance(node, yaml.ScalarNode):
            return node.value  # most of a catalogue; this saves a fifth of the time
        if node.tag not in _BUILT:
            raise _wrong(f"there is no {node.tag} here", "remove what begins with '!'", node)
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, LookupError) as error:  # `!!int abc`, or more digits than Python reads
            kind = node.tag.rpartition(":")[2]
            raise _wrong(f"this is no {kind} that can be read", "put it in quotes", node) from error

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if (name := str(key.value)) in seen:
                self.repeats.append((key.start_mark.line + 1, name))
            seen.add(name)
        return super().construct_mapping(node, deep=deep)


def _read(file: Path) -> str:
    if _is_endless(file):
        raise YamlError(Fault(file, None, "is a pipe or a device; name a file or a folder"))
    try:
        with file.open(encoding="utf-8") as stream:
            text = stream.read(_LARGEST + 1)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise YamlError(Fault(file, line, "not UTF-8; save the file as UTF-8")) from error
    except (OSError, ValueError) as error:  # the second: a path that no file can have
        words = f"cannot be read ({getattr(error, 'strerror', error)}); check the path and who may read it"
        raise YamlError(Fault(file, None, words)) from error
    if len(text) > _LARGEST:
        raise YamlError(Fault(file, None, f"has more than {_LARGEST:,} characters; make it a folder of smaller files"))
    return text


def _is_endless(file: Path) -> bool:
    """Whether reading it may never come to an end."""
    try:
        kind = file.stat().st_mode
    except (OSError, ValueError):  # reading says so
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


def _describe(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", 0)  # of a character that YAML does not take
    line = mark.line + 1 if mark is not None else text.encode().count(b"\n", 0, position) + 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    return line, f"not valid YAML ({problem}); {getattr(error, 'note', None) or _SYNTAX}"


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
