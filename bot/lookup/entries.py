"""Entries of the catalogue as JSON for programs and as lines for people. Reads only; matching is in `matches`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.lookup.lines import aligned, wrapped
from dialogs.phrases import line
from knowledge.catalogue import Catalogue, Crossing
from knowledge.entries import (
    Category,
    Cluster,
    Construct,
    Determinant,
    Entry,
    ImplementationStrategy,
    KnownEffect,
    Level,
    NptConstruct,
    Source,
    Theme,
)
from knowledge.texts import Localised

SECTIONS = (
    "themes",
    "determinants",
    "categories",
    "clusters",
    "strategies",
    "constructs",
    "npt_constructs",
    "npt_components",
    "plan_fields",
    "effects",
    "sources",
)
"""Those whose entries have an id of their own. The others are shown with these."""

_LEVELS: Mapping[Level, str] = {
    "1": "half",
    "2": "fifth",
    "1or2": "fifth-or-more",
    "<20": "fewer",
    "0": "none",
    "unknown": "unseen",
}
# Fields whose names have digits, which no phrase's key has.
_SPELLED = {"level1": "level_one", "level2": "level_two", "name_2022": "name_today"}


def ids_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Every id that can be asked for, each once."""
    return tuple(dict.fromkeys(entry.id for section in SECTIONS for entry in getattr(catalogue, section)))


def contents_as_json(catalogue: Catalogue) -> dict[str, Any]:
    """`{"counts": {section: number}, "ids": {section: [id, ...]}}`; sections without ids are only counted."""
    return {
        "counts": {section: len(getattr(catalogue, section)) for section in Catalogue.model_fields},
        "ids": {section: [entry.id for entry in getattr(catalogue, section)] for section in SECTIONS},
    }


def contents_as_lines(catalogue: Catalogue, *, language: str) -> Iterator[str]:
    """How many there are of each kind, and each with its id and its name."""
    counts = contents_as_json(catalogue)["counts"]
    named = [(str(number), _all(section, language=language)) for section, number in counts.items()]
    yield from aligned(named, right=True)
    for section in SECTIONS:
        heading = _all(section, language=language)
        yield from ("", heading[:1].upper() + heading[1:])
        yield from aligned([(e.id, _title(e, language=language)) for e in getattr(catalogue, section)])


def entry_as_json(entry_id: str, catalogue: Catalogue) -> dict[str, Any]:
    """`{"entries": [...]}`: each entry of that id with its section, all it holds, what hangs on it, and its sources.

    A few ids stand in two sections. An id that nothing has gives no entry.
    """
    found = [
        {"section": section, **entry.model_dump(mode="json"), **_beside(entry, catalogue)}
        for section, entry in _find(entry_id, catalogue)
    ]
    return {"entries": [{**shown, "cites": _cited(shown, catalogue)} for shown in found]}


def entry_as_lines(entry_id: str, catalogue: Catalogue, *, language: str) -> Iterator[str]:
    """The same for a person at a terminal."""
    shown = zip(_find(entry_id, catalogue), entry_as_json(entry_id, catalogue)["entries"], strict=True)
    for at, ((section, entry), fields) in enumerate(shown):
        if at:
            yield ""
        yield from wrapped(_title(entry, language=language))
        kind = line(f"lookup-one-{_key(section)}", language=language)
        yield f"{kind} {entry_id}"
        yield ""
        for label, value in fields.items():
            if label not in {"section", "id", "title" if "title" in fields else "name", "source", "sources"}:
                yield from _field_lines(label, value, language=language)
        if any("basis" in row for label in ("strategies", "determinants") for row in fields.get(label, ())):
            yield from ("", *wrapped(line("lookup-bases", language=language)))


def _find(entry_id: str, catalogue: Catalogue) -> list[tuple[str, Entry]]:
    return [(s, entry) for s in SECTIONS for entry in getattr(catalogue, s) if entry.id == entry_id]


def _title(entry: Entry, *, language: str) -> str:
    if isinstance(entry, Source):
        return entry.citation
    if isinstance(entry, KnownEffect):
        return entry.published
    name: Localised = entry.title if isinstance(entry, ImplementationStrategy) else getattr(entry, "name")  # noqa: B009
    return name.to(language)


def _beside(entry: Entry, catalogue: Catalogue) -> dict[str, Any]:
    """What other sections say of it."""
    match entry:
        case Theme():
            return {"determinants": [each.id for each in catalogue.of_theme(entry.id)]}
        case Determinant():
            return _of_determinant(entry, catalogue)
        case ImplementationStrategy():
            return _of_strategy(entry, catalogue)
        case Construct():
            return {
                "determinants": [link.determinant for link in catalogue.links if entry.id in dict(link.roles)],
                "endorsements": [e.model_dump(mode="json") for e in catalogue.endorsements if e.cfir == entry.id],
            }
        case Category():
            return {"strategies": [each.id for each in catalogue.strategies if each.category == entry.id]}
        case Cluster():
            return {"strategies": [each.id for each in catalogue.strategies if each.cluster == entry.id]}
        case NptConstruct():
            return {
                "components": [each.id for each in catalogue.npt_components if each.npt == entry.id],
                "pulse": [each.ask.model_dump(mode="json") for each in catalogue.pulse if each.npt == entry.id],
            }
        case Source():
            return {"carries": _carried(entry.id, catalogue)}
        case _:
            return {}


def _of_determinant(entry: Determinant, catalogue: Catalogue) -> dict[str, Any]:
    link = catalogue.find_link(entry.id)
    return {
        "cfir": None
        if link is None
        else link.model_dump(mode="json", include={"primary", "secondary", "confidence", "source"}),
        "com_b": [] if link is None else list(link.com_b),
        "prefers": [] if link is None else list(link.prefers),
        "unfit": [] if link is None else list(link.unfit),
        "strategies": [_crossed(c, catalogue.get_strategy(c.strategy)) for c in catalogue.crossings(entry.id)],
        "sounds_like": _said(entry.id, catalogue),
    }


def _of_strategy(entry: ImplementationStrategy, catalogue: Catalogue) -> dict[str, Any]:
    crossings = ((each, crossing) for each in catalogue.determinants for crossing in catalogue.crossings(each.id))
    return {
        "determinants": [_crossed(crossing, each) for each, crossing in crossings if crossing.strategy == entry.id],
        "effects": [effect.model_dump(mode="json") for effect in catalogue.effects_of(entry.id)],
        "sounds_like": _said(entry.id, catalogue),
    }


def _crossed(crossing: Crossing, other: Determinant | ImplementationStrategy) -> dict[str, Any]:
    """A row of the crosswalk with the name of the entry at its other end."""
    return {"name": other.name.model_dump(), **crossing.model_dump(mode="json")}


def _said(about: str, catalogue: Catalogue) -> dict[str, int]:
    """How many statements there are in each language."""
    languages = {language for entry in catalogue.sounds_like if entry.about == about for language in entry.said}
    return {language: len(catalogue.sounds(about, language)) for language in sorted(languages)}


def _carried(source: str, catalogue: Catalogue) -> dict[str, int]:
    """How many entries of each section rest on this source."""
    rest = Counter(
        section
        for section in Catalogue.model_fields
        for entry in getattr(catalogue, section)
        if source in _named(entry.model_dump())
    )
    return dict(rest)


def _cited(shown: Mapping[str, Any], catalogue: Catalogue) -> list[dict[str, str]]:
    """The sources that it and what hangs on it name, in the order in which they come."""
    found = dict.fromkeys(_named(shown))
    return [catalogue.get_source(each).model_dump() for each in found]


def _named(shown: object) -> Iterator[str]:
    if isinstance(shown, Mapping):
        for label, value in shown.items():
            if label == "source":
                yield value
            elif label == "sources":
                yield from value
            else:
                yield from _named(value)
    elif isinstance(shown, Sequence) and not isinstance(shown, str):
        for each in shown:
            yield from _named(each)


def _field_lines(label: str, value: object, *, language: str) -> Iterator[str]:
    """One field as people read it; several lines where it holds several things. None where it holds nothing."""
    rows = _rows(label, value, language=language)
    for at, row in enumerate(rows):
        yield from wrapped(row, label="" if at else _named_field(label, language=language))


def _rows(label: str, value: object, *, language: str) -> list[str]:
    if value is None or value in ("", [], {}):
        return []
    if isinstance(value, bool):
        return [line("lookup-yes" if value else "lookup-no", language=language)]
    if isinstance(value, list) and not isinstance(value[0], str):
        return [row for each in value for row in _rows(label, each, language=language)]
    if isinstance(value, list):
        return [", ".join(value)]
    return [_row(label, value, language=language) if isinstance(value, dict) else str(value)]


def _row(label: str, value: Mapping[str, Any], *, language: str) -> str:
    if isinstance(value.get("en"), str):
        return str(value.get(language, value["en"]))
    if "citation" in value:
        return f"{value['citation']} ({value['identifier']}, {value['licence']})"
    if "caution" in value:
        return " ".join(str(value[part].get(language, value[part]["en"])) for part in ("says", "caution"))
    if "strategy" in value:
        return _endorsed(value, of="determinant" if label == "determinants" else "strategy", language=language)
    named = {"carries": _all, "sounds_like": _as_it_is}.get(label, _named_field)
    held = ((each, _plain(inner)) for each, inner in value.items() if inner not in (None, []))
    return ", ".join(f"{named(each, language=language)} {inner}" for each, inner in held)


def _endorsed(row: Mapping[str, Any], *, of: str, language: str) -> str:
    """What experts, or we, said of a strategy: `B  Conduct small tests [id], 38 % of the experts, for complexity`."""
    name = f"{row['name'].get(language, row['name']['en'])} [{row[of]}]" if "name" in row else row[of]
    share = _share(row["level"], row["share"], language=language)
    experts = "" if row["experts"] is None else line("lookup-experts", language=language, experts=row["experts"])
    through = (
        line("lookup-through", language=language, construct=row["cfir"]) if row.get("cfir") and "name" in row else ""
    )
    return f"{row.get('basis', '')}  {', '.join(filter(None, (name, share, experts, through)))}".strip()


def _share(level: Level | None, share: int | None, *, language: str) -> str:
    if share is not None:
        return line("lookup-share", language=language, share=share)
    return "" if level is None else line(f"lookup-level-{_LEVELS[level]}", language=language)


def _all(section: str, *, language: str) -> str:
    return line(f"lookup-all-{_key(section)}", language=language)


def _named_field(field: str, *, language: str) -> str:
    return line(f"lookup-field-{_key(_SPELLED.get(field, field))}", language=language)


def _as_it_is(name: str, *, language: str) -> str:  # noqa: ARG001  # as the two above
    return name


def _key(name: str) -> str:
    return name.replace("_", "-")


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
