"""The field's closed lists: what helps or hinders, in themes, in the languages people read.

Here live frozen values and looking things up in them. Not here: files and YAML (`loading`), matching people's
words (`matching`), anything that one project made (`project`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Protocol, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    PlainSerializer,
    RootModel,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

FALLBACK_LANGUAGE = "en"
THEME_NAME_LIMIT = 40  # characters; a theme's name stands on a button
DETERMINANT_NAME_LIMIT = 60

EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,59}$")]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
# One line without control characters: it goes into messages and tables as it is.
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\x00-\x1f\x7f]*$")]


class UnknownEntryError(KeyError):
    """Nothing in the catalogue has this id. Use one of `known`; an id kept in a store may need moving to a new one."""

    def __init__(self, *, kind: str, entry_id: str, known: tuple[str, ...]) -> None:
        super().__init__(entry_id)
        self.kind, self.entry_id, self.known = kind, entry_id, known

    def __str__(self) -> str:
        return f"no {self.kind} {self.entry_id!r} in the catalogue; there are: {', '.join(self.known)}"


def main_language(language: str) -> str:
    """The language without its region, as the catalogue keys it: `de` for `de-AT` and `de_CH`."""
    return language.replace("_", "-").partition("-")[0].lower()


def _require_english(texts: Mapping[str, str]) -> Mapping[str, str]:
    if FALLBACK_LANGUAGE not in texts:
        raise PydanticCustomError("english_missing", "there is no English text; add 'en'")
    return MappingProxyType(dict(texts))


Texts = Annotated[
    Mapping[LanguageCode, Line],
    AfterValidator(_require_english),
    PlainSerializer(dict, return_type=dict[str, str]),
]


class Localised(RootModel[Texts], frozen=True):
    """One text in several languages: language code (`en`, `de`) to text of one line. English is always there."""

    def __hash__(self) -> int:
        return hash(frozenset(self.root.items()))

    @property
    def languages(self) -> frozenset[str]:
        """The codes of the languages it is written in."""
        return frozenset(self.root)

    def to(self, language: str) -> str:
        """The text in `language` (`de`, also `de-AT`), in English where it is not written in that."""
        return self.root.get(main_language(language), self.root[FALLBACK_LANGUAGE])


class Source(BaseModel, frozen=True, extra="forbid"):
    """A publication that entries rest on: how to cite it, where it is (DOI), under which licence it came."""

    id: SourceId
    citation: Line
    identifier: Line
    licence: Line


class Theme(BaseModel, frozen=True, extra="forbid"):
    """A group of determinants as the ItFits platform shows them; `custom` is for people's own."""

    id: EntryId
    name: Localised
    definition: Localised
    source: SourceId

    @field_validator("name")
    @classmethod
    def _name_fits(cls, name: Localised) -> Localised:
        return _require_fit(name, limit=THEME_NAME_LIMIT)


class Determinant(BaseModel, frozen=True, extra="forbid"):
    """A factor that may help or hinder.

    `theme` is where people find it; `review_theme` is where the review of Vis et al. 2018 has it, which differs for
    two. English names are the review's, definitions are our own words.
    """

    id: EntryId
    theme: EntryId
    review_theme: EntryId = ""  # filled below
    name: Localised
    definition: Localised
    source: SourceId

    @model_validator(mode="before")
    @classmethod
    def _review_theme_is_the_theme_unless_told(cls, given: object) -> object:
        if isinstance(given, dict) and "theme" in given:
            return {"review_theme": given["theme"], **given}
        return given

    @field_validator("name")
    @classmethod
    def _name_fits(cls, name: Localised) -> Localised:
        return _require_fit(name, limit=DETERMINANT_NAME_LIMIT)


class Catalogue(BaseModel, frozen=True, extra="forbid"):
    """All entries, in the order people see them. One that points at nothing or stands twice cannot be built."""

    sources: tuple[Source, ...]
    themes: tuple[Theme, ...]
    determinants: tuple[Determinant, ...]

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for fault in _find_faults(self):
            raise fault
        return self

    def get_source(self, source_id: str) -> Source:
        """The source with this id. Raises UnknownEntryError."""
        return _get(self.sources, source_id, kind="source")

    def get_theme(self, theme_id: str) -> Theme:
        """The theme with this id. Raises UnknownEntryError."""
        return _get(self.themes, theme_id, kind="theme")

    def get_determinant(self, determinant_id: str) -> Determinant:
        """The determinant with this id. Raises UnknownEntryError."""
        return _get(self.determinants, determinant_id, kind="determinant")

    def of_theme(self, theme_id: str) -> tuple[Determinant, ...]:
        """The determinants that people find in this theme, in order; `custom` has none. Raises UnknownEntryError."""
        theme = self.get_theme(theme_id)
        return tuple(determinant for determinant in self.determinants if determinant.theme == theme.id)


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


_E = TypeVar("_E", bound=_Entry)


def _get(entries: tuple[_E, ...], entry_id: str, *, kind: str) -> _E:
    for entry in entries:
        if entry.id == entry_id:
            return entry
    raise UnknownEntryError(kind=kind, entry_id=entry_id, known=tuple(entry.id for entry in entries))


def _require_fit(name: Localised, *, limit: int) -> Localised:
    for language, text in name.root.items():
        if len(text) > limit:
            raise PydanticCustomError(
                "name_too_long",
                "the name in '{language}' has {length} characters; shorten it to {limit}, so that it fits a button",
                {"language": language, "length": len(text), "limit": limit},
            )
    return name


def _find_faults(catalogue: Catalogue) -> Iterator[PydanticCustomError]:
    """What is wrong between entries. Each carries `path`, from the catalogue's root to the value at fault."""
    sources = tuple(source.id for source in catalogue.sources)
    themes = tuple(theme.id for theme in catalogue.themes)
    yield from _find_repeats("sources", sources)
    yield from _find_repeats("themes", themes)
    yield from _find_repeats("determinants", (determinant.id for determinant in catalogue.determinants))
    for at, theme in enumerate(catalogue.themes):
        yield from _find_dangling(("themes", at, "source"), theme.source, known=sources)
    for at, determinant in enumerate(catalogue.determinants):
        yield from _find_dangling(("determinants", at, "theme"), determinant.theme, known=themes)
        yield from _find_dangling(("determinants", at, "review_theme"), determinant.review_theme, known=themes)
        yield from _find_dangling(("determinants", at, "source"), determinant.source, known=sources)


def _find_repeats(section: str, ids: Iterable[str]) -> Iterator[PydanticCustomError]:
    seen: Counter[str] = Counter()
    for at, entry_id in enumerate(ids):
        seen[entry_id] += 1
        if seen[entry_id] > 1:
            message = "the id '{id}' stands here a second time; give one of the two another id or remove it"
            yield PydanticCustomError("duplicate_id", message, {"id": entry_id, "path": (section, at, "id")})


def _find_dangling(path: tuple[str | int, ...], value: str, *, known: tuple[str, ...]) -> Iterator[PydanticCustomError]:
    if value not in known:
        yield PydanticCustomError(
            "unknown_reference",
            "unknown {field} '{value}'; use one of: {known}",
            {"field": path[-1], "value": value, "known": ", ".join(known), "path": path},
        )
