"""YAML files into a `Catalogue`: the packaged ones, and an operator's own laid over them.

Every file may hold any of the sections. An entry of a pack replaces the packaged one of the same id, or is added
after them; how people say it adds up. What a right catalogue is stands in `entries` and `coherence`, not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pydantic import ValidationError

from knowledge.catalogue import Catalogue
from knowledge.coherence import KEYS, Incoherence
from knowledge.yaml_files import Fault, Position, YamlError, YamlFile, read_yaml

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["CatalogueError", "load_catalogue"]

CatalogueError = YamlError
"""What callers know: the catalogue cannot be read. Its `faults` name file, line and repair."""

_PACKAGED = Path(__file__).parent / "data"

_PACKS = 4  # a process has one; whoever tries several out does not keep them all
_one_at_a_time = Lock()  # so that threads that ask at once share one catalogue

# Each fault as pydantic names it, in words that say how to mend it.
_REPAIRS: dict[str, str] = {
    "missing": "is missing; add it",
    "extra_forbidden": "is no field here; correct its spelling or remove it",
    "string_type": "must be text; put it in quotes",
    "string_too_short": "is empty; write something",
    "too_short": "is empty; write something",
    "string_pattern_mismatch": "has characters that are not allowed here; ids are lower case letters, digits and _,"
    " language codes two or three letters, texts one line",
    "dict_type": "must map language codes to texts; write {en: ..., de: ...}",
    "mapping_type": "must map language codes to texts; write {en: ..., de: ...}",
    "model_type": "must be a list of fields; write 'id: ...' and the other fields below it",
    "tuple_type": "must be a list; start each entry with '- '",
}


def load_catalogue(pack: Path | None = None) -> Catalogue:
    """The packaged catalogue, with the entries of `pack` (a YAML file, or a folder of them) over it.

    Read once a process; of packs, the last few are kept. Raises CatalogueError for a file that is not there, not
    UTF-8, not YAML, or does not make a catalogue together with the others; the message names file, line and repair.
    """
    with _one_at_a_time:
        return _load_packaged() if pack is None else _load_with(pack)


@cache
def _load_packaged() -> Catalogue:
    return _load(None)


@lru_cache(maxsize=_PACKS)
def _load_with(pack: Path) -> Catalogue:
    return _load(pack)


def _load(pack: Path | None) -> Catalogue:
    merged = _Merged()
    merged.lay([read_yaml(file) for file in sorted(_PACKAGED.rglob("*.yaml"))])
    if pack is not None:
        merged.lay([read_yaml(file) for file in _files_of(pack)])
    try:
        return Catalogue.model_validate(merged.sections)
    except ValidationError as error:
        faults = [fault for details in error.errors(include_url=False) for fault in merged.describe(details)]
        raise CatalogueError(*sorted(faults)) from error


def _files_of(pack: Path) -> Sequence[Path]:
    if not _is_folder(pack):
        return (pack,)
    files = sorted(pack.glob("*.yaml"))
    if not files:
        raise CatalogueError(Fault(pack, None, "holds no file that ends in .yaml; add one, or name the file itself"))
    return files


def _is_folder(pack: Path) -> bool:
    try:
        return pack.is_dir()
    except OSError:  # a folder above it may not be looked into: reading says so
        return False


@dataclass(frozen=True)
class _Origin:
    """Where an entry stands: the file, and its place in the file's own list."""

    file: YamlFile
    place: Position


@dataclass
class _Merged:
    """The sections of several files as one, each entry with where it came from."""

    sections: dict[str, list[object]] = field(default_factory=dict)
    _origins: dict[str, list[_Origin]] = field(default_factory=dict)

    def lay(self, files: Iterable[YamlFile]) -> None:
        """These files over what is there already. Two of one id within them stay two, and are found later."""
        before = {section: _places(section, entries) for section, entries in self.sections.items()}
        for file in files:
            for section, entries in file.content.items():
                if section not in Catalogue.model_fields or not isinstance(entries, list):
                    raise CatalogueError(Fault(file.file, file.line_of((section,)), _no_section(section)))
                for at, entry in enumerate(entries):
                    place = before.get(section, {}).pop(_key(section, entry), None)
                    self._put(section, entry, _Origin(file, (section, at)), place=place)

    def _put(self, section: str, entry: object, origin: _Origin, *, place: int | None) -> None:
        entries, origins = self.sections.setdefault(section, []), self._origins.setdefault(section, [])
        if place is None:
            entries.append(entry)
            origins.append(origin)
        else:
            entries[place], origins[place] = entry, origin

    def describe(self, details: ErrorDetails) -> Iterator[Fault]:
        """What is wrong with the whole, in the file and on the line where it can be mended."""
        between: Sequence[Incoherence] = details.get("ctx", {}).get("faults", ())
        for each in between:
            yield self._locate(each.path, f": {each.words}")
        if not between:
            repair = _REPAIRS.get(details["type"])
            yield self._locate(details["loc"], f" {repair}" if repair else f": {details['msg']}")

    def _locate(self, path: Position, words: str) -> Fault:
        origin = self._origin(path)
        line = origin.file.line_of((*origin.place, *path[2:]))
        return Fault(origin.file.file, line, f"{_name(origin)}{_field(path)}{words}")

    def _origin(self, path: Position) -> _Origin:
        section = str(path[0])
        origins = self._origins.get(section, [])
        if len(path) > 1 and isinstance(path[1], int) and origins:
            return origins[path[1]]
        return _Origin(origins[0].file if origins else next(self._files()), (section,))

    def _files(self) -> Iterator[YamlFile]:
        return (origin.file for origins in self._origins.values() for origin in origins)


def _no_section(section: str) -> str:
    if section not in Catalogue.model_fields:
        return f"'{section}' is no section; use one of: {', '.join(Catalogue.model_fields)}"
    return f"'{section}' must be a list; start each entry with '- '"


def _places(section: str, entries: Sequence[object]) -> dict[tuple[str, ...] | None, int]:
    return {key: at for at, entry in enumerate(entries) if (key := _key(section, entry)) is not None}


def _key(section: str, entry: object) -> tuple[str, ...] | None:
    """What tells this entry from others of its section; None where it has nothing of the kind."""
    fields = KEYS.get(section)
    if fields is None or not isinstance(entry, dict) or not all(isinstance(entry.get(name), str) for name in fields):
        return None
    return tuple(entry[name] for name in fields)


def _field(path: Position) -> str:
    named = [str(part) for part in path[2:] or path if part != "[key]"]
    return f"'{'.'.join(named)}'" if named else "this entry"


def _name(origin: _Origin) -> str:
    """The section and the id of the entry, where they can be told."""
    if len(origin.place) < 2:
        return ""
    section, at = origin.place
    key = origin.file.find_text((*origin.place, KEYS.get(str(section), ("about",))[0]))
    return f"{section} '{key}': " if key else f"{section} entry {at}: "
