"""What may be wrong between entries: two of one id, and references that point at nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from knowledge.texts import name_the_known

if TYPE_CHECKING:
    from knowledge.catalogue import Catalogue

# What tells the entries of a section apart. `sounds_like` has nothing of the kind: its entries add up.
KEYS: dict[str, tuple[str, ...]] = {
    "sources": ("id",),
    "themes": ("id",),
    "determinants": ("id",),
    "categories": ("id",),
    "clusters": ("id",),
    "strategies": ("id",),
    "constructs": ("id",),
    "links": ("determinant",),
    "endorsements": ("cfir", "strategy"),
    "npt_constructs": ("id",),
    "npt_components": ("id",),
    "pulse": ("npt",),
    "plan_fields": ("id",),
    "effects": ("id",),
}

# Which fields point at entries of which sections.
_REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "themes": {"source": ("sources",)},
    "determinants": {"theme": ("themes",), "review_theme": ("themes",), "source": ("sources",)},
    "sounds_like": {"about": ("determinants", "strategies")},
    "categories": {"source": ("sources",)},
    "clusters": {"source": ("sources",)},
    "strategies": {"category": ("categories",), "cluster": ("clusters",), "source": ("sources",)},
    "constructs": {"sources": ("sources",)},
    "links": {
        "determinant": ("determinants",),
        "primary": ("constructs",),
        "secondary": ("constructs",),
        "adds": ("strategies",),
        "prefers": ("strategies",),
        "unfit": ("strategies",),
    },
    "endorsements": {"cfir": ("constructs",), "strategy": ("strategies",), "sources": ("sources",)},
    "npt_constructs": {"source": ("sources",)},
    "npt_components": {"npt": ("npt_constructs",), "source": ("sources",)},
    "pulse": {"npt": ("npt_constructs",), "source": ("sources",)},
    "plan_fields": {"source": ("sources",)},
    "effects": {"strategies": ("strategies",), "source": ("sources",)},
}


def find_faults(catalogue: Catalogue) -> Iterator[PydanticCustomError]:
    """What is wrong between entries. Each carries `path`, from the catalogue's root to the value at fault."""
    for section, fields in KEYS.items():
        yield from _find_repeats(section, (_key(entry, fields) for entry in getattr(catalogue, section)))
    for section, references in _REFERENCES.items():
        for field, targets in references.items():
            known = {entry.id: None for target in targets for entry in getattr(catalogue, target)}
            for at, entry in enumerate(getattr(catalogue, section)):
                yield from _find_dangling((section, at, field), getattr(entry, field), known=known)
    for at, strategy in enumerate(catalogue.strategies):
        for place, rating in enumerate(strategy.ratings):
            known = {source.id: None for source in catalogue.sources}
            yield from _find_dangling(("strategies", at, "ratings", place, "source"), rating.source, known=known)


def _key(entry: object, fields: tuple[str, ...]) -> str:
    return ", ".join(str(getattr(entry, field)) for field in fields)


def _find_repeats(section: str, keys: Iterable[str]) -> Iterator[PydanticCustomError]:
    seen: set[str] = set()
    for at, key in enumerate(keys):
        if key in seen:
            message = "'{key}' stands here a second time; give one of the two another id or remove it"
            yield PydanticCustomError("duplicate", message, {"key": key, "path": (section, at, KEYS[section][0])})
        seen.add(key)


def _find_dangling(
    path: tuple[str | int, ...], value: object, *, known: dict[str, None]
) -> Iterator[PydanticCustomError]:
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    for each in values:
        if each not in known:
            yield PydanticCustomError(
                "unknown_reference",
                "there is no '{value}'; {repair}",
                {"value": each, "repair": name_the_known(each, known=known), "path": path},
            )
