"""What may be wrong between entries: two that cannot be told apart, and references that point at nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.texts import name_the_known

if TYPE_CHECKING:
    from knowledge.catalogue import Catalogue

DETERMINANT_LIMIT = 22
"""Characters of a determinant's id that fit the bytes of a button: those that tell it from the others."""
BUTTON_WORDS = frozenset(("none", "rest", "yes", "no"))
"""Options of ours beside determinants, where people choose one of these: no determinant can have such an id."""

# What people tell the entries of a section by.
_NAMES = {"themes": "name", "determinants": "name", "strategies": "title"}

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
    "sounds_like": {"about": ("determinants", "strategies"), "source": ("sources",)},
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
        "source": ("sources",),
    },
    "endorsements": {"cfir": ("constructs",), "strategy": ("strategies",), "sources": ("sources",)},
    "npt_constructs": {"source": ("sources",)},
    "npt_components": {"npt": ("npt_constructs",), "source": ("sources",)},
    "pulse": {"npt": ("npt_constructs",), "source": ("sources",)},
    "plan_fields": {"source": ("sources",)},
    "effects": {"strategies": ("strategies",), "source": ("sources",)},
}


@dataclass(frozen=True)
class Incoherence:
    """What is wrong between entries; `path` is from the catalogue's root to the value at fault."""

    path: tuple[int | str, ...]
    words: str


def find_faults(catalogue: Catalogue) -> Iterator[Incoherence]:
    """All that is wrong between entries."""
    for section, fields in KEYS.items():
        yield from _find_repeats(section, (_key(entry, fields) for entry in getattr(catalogue, section)))
    yield from _find_unfit_for_buttons(catalogue)
    for section, field in _NAMES.items():
        yield from _find_namesakes(section, field, catalogue)
    for section, references in _REFERENCES.items():
        for field, targets in references.items():
            known = {entry.id: None for target in targets for entry in getattr(catalogue, target)}
            for at, entry in enumerate(getattr(catalogue, section)):
                if field != "review_theme" or entry.review_theme != entry.theme:  # one fault is enough
                    yield from _find_dangling((section, at, field), getattr(entry, field), known=known)
    for at, strategy in enumerate(catalogue.strategies):
        for place, rating in enumerate(strategy.ratings):
            known = {source.id: None for source in catalogue.sources}
            yield from _find_dangling(("strategies", at, "ratings", place, "source"), rating.source, known=known)


def _key(entry: object, fields: tuple[str, ...]) -> str:
    return ", ".join(str(getattr(entry, field)) for field in fields)


def _find_repeats(section: str, keys: Iterable[str]) -> Iterator[Incoherence]:
    seen: set[str] = set()
    for at, key in enumerate(keys):
        if key in seen:
            words = f"'{key}' stands here a second time; give one of the two another id or remove it"
            yield Incoherence((section, at, KEYS[section][0]), words)
        seen.add(key)


def _find_unfit_for_buttons(catalogue: Catalogue) -> Iterator[Incoherence]:
    seen: dict[str, str] = {}
    for at, entry in enumerate(catalogue.determinants):
        if entry.id in BUTTON_WORDS:
            yield Incoherence(("determinants", at, "id"), f"'{entry.id}' is a button of ours; give it another id")
        first = seen.setdefault(entry.id[:DETERMINANT_LIMIT], entry.id)
        if first != entry.id:
            same = f"'{entry.id}' begins with the same {DETERMINANT_LIMIT} characters as '{first}'"
            words = f"{same}, and a button holds no more; give it an id that differs earlier"
            yield Incoherence(("determinants", at, "id"), words)


def _find_namesakes(section: str, field: str, catalogue: Catalogue) -> Iterator[Incoherence]:
    """Entries that people of one language would read as one, in each language that any of them is written in."""
    names = [(entry.id, getattr(entry, field)) for entry in getattr(catalogue, section)]
    told: set[int] = set()
    for language in sorted({each for _, name in names for each in name.languages}):
        seen: dict[str, str] = {}
        for at, (entry_id, name) in enumerate(names):
            text = name.to(language)
            first = seen.setdefault(text.casefold(), entry_id)
            if first != entry_id and at not in told:
                told.add(at)
                words = f"'{text}' is what '{first}' is called; call it something else, so that people can choose"
                yield Incoherence((section, at, field, language), words)


def _find_dangling(path: tuple[int | str, ...], value: object, *, known: dict[str, None]) -> Iterator[Incoherence]:
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    for each in values:
        if each not in known:
            yield Incoherence(path, f"there is no '{each}'; {name_the_known(each, known=known)}")
