"""YAML files into a `Catalogue`, refusing wrong ones with line and repair.

The only module of `knowledge` that reads files. What a right catalogue is stands in `catalogue`, not here.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import yaml
from pydantic import ValidationError

from knowledge.catalogue import Catalogue

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_PACKAGED = Path(__file__).parent / "data" / "determinants.yaml"
_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times the pace where libyaml is there

_Position = tuple[int | str, ...]

# Each fault as pydantic names it, in words that say how to mend it.
_REPAIRS: dict[str, str] = {
    "missing": "is missing; add it",
    "extra_forbidden": "is no field here; correct its spelling or remove it",
    "string_type": "must be text; put it in quotes",
    "string_too_short": "is empty; write something",
    "string_pattern_mismatch": "has characters that are not allowed here; ids are lower case letters, digits and _,"
    " language codes two or three letters, texts one line",
    "dict_type": "must map language codes to texts; write {en: ..., de: ...}",
    "model_type": "must be a list of fields; write 'id: ...' and the other fields below it",
    "tuple_type": "must be a list; start each entry with '- '",
}


class CatalogueError(ValueError):
    """A catalogue file cannot be used. The message names file, line and repair; mend the file and load it again.

    `line` counts from 1 and is that of the first fault; None when the file could not be read at all.
    """

    retryable: Literal[False] = False

    def __init__(self, *, file: Path, faults: list[tuple[int | None, str]]) -> None:
        self.file = file
        self.line = faults[0][0]
        super().__init__("\n".join(_sentence(file, line, words) for line, words in faults))


def load_catalogue(path: Path | None = None) -> Catalogue:
    """The catalogue in the file at `path`; without it the packaged one, read once a process.

    Raises CatalogueError for a file that is not there, not UTF-8, not YAML, or not a catalogue.
    """
    return _load_packaged() if path is None else _load(path)


@cache
def _load_packaged() -> Catalogue:
    return _load(_PACKAGED)


def _load(file: Path) -> Catalogue:
    node, content = _parse(file, _read(file))
    try:
        return Catalogue.model_validate(content)
    except ValidationError as error:
        faults = [_describe(details, node) for details in error.errors(include_url=False)]
        raise CatalogueError(file=file, faults=sorted(faults)) from error


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CatalogueError(file=file, faults=[(line, "not UTF-8; save the file as UTF-8")]) from error
    except OSError as error:
        words = f"cannot be read ({error.strerror}); check the path and who may read it"
        raise CatalogueError(file=file, faults=[(None, words)]) from error


def _parse(file: Path, text: str) -> tuple[yaml.Node, object]:
    """The file as nodes, which know their lines, and as plain values, which pydantic reads."""
    loader = _SafeLoader(text)
    try:
        node = loader.get_single_node()
        repeats = list(_find_repeated_keys(node))
        content: object = None if node is None or repeats else loader.construct_document(node)
    except yaml.YAMLError as error:
        raise CatalogueError(file=file, faults=[_describe_yaml(error, text)]) from error
    except RecursionError as error:  # an alias inside its own anchor, or thousands of brackets
        raise CatalogueError(file=file, faults=[(1, "nested without end; remove the aliases (&, *)")]) from error
    finally:
        loader.dispose()
    if repeats:
        raise CatalogueError(file=file, faults=repeats)
    if not isinstance(node, yaml.MappingNode):
        words = "no catalogue; it needs 'sources:', 'themes:' and 'determinants:'"
        raise CatalogueError(file=file, faults=[(1, words)])
    return node, content


def _find_repeated_keys(node: yaml.Node | None) -> Iterator[tuple[int | None, str]]:
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


def _describe_yaml(error: yaml.YAMLError, text: str) -> tuple[int | None, str]:
    mark = getattr(error, "problem_mark", None)
    position = getattr(error, "position", 0)  # of a character that YAML does not take
    line = mark.line + 1 if mark is not None else text.encode().count(b"\n", 0, position) + 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    return line, f"not valid YAML ({problem}); check indentation, colons and quotes on this line and the one above"


def _describe(details: "ErrorDetails", node: yaml.Node) -> tuple[int, str]:
    path: _Position = details.get("ctx", {}).get("path", details["loc"])
    repair = _REPAIRS.get(details["type"])
    words = f"{_field(path)} {repair}" if repair else f"{_field(path)}: {details['msg']}"
    return _line_of(node, path), f"{_entry(node, path)}{words}"


def _field(path: _Position) -> str:
    named = [str(part) for part in path[2:] or path if part != "[key]"]
    return f"'{'.'.join(named)}'" if named else "this entry"


def _entry(node: yaml.Node, path: _Position) -> str:
    """The section and the id of the entry that `path` lies in, where they can be told."""
    if len(path) < 2:
        return ""
    entry_id = _child(_child(_child(node, path[0]), path[1]), "id")
    named = f" '{entry_id.value}'" if isinstance(entry_id, yaml.ScalarNode) else f" entry {path[1]}"
    return f"{path[0]}{named}: "


def _line_of(node: yaml.Node, path: _Position) -> int:
    """The line of the deepest part of `path` that is in the file."""
    line = node.start_mark.line + 1
    here: yaml.Node | None = node
    for part in path:
        line = _line_of_key(here, part) or line
        here = _child(here, part)
    return line


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


def _sentence(file: Path, line: int | None, words: str) -> str:
    return f"{file}: {words}" if line is None else f"{file}, line {line}: {words}"
