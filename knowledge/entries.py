"""What the catalogue is made of: one frozen value for each kind of entry, each with the source it rests on.

Numbers are those of the publication; names in English are as published; everything else is in our own words. Here are
no look-ups (`catalogue`), no files (`loading`), nothing that one project made (`project`).
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from knowledge.texts import (
    ButtonText,
    EntryId,
    Line,
    Lines,
    Localised,
    SourceId,
    ThemeName,
    UnderstoodLanguage,
)

Confidence = Literal["high", "medium", "low"]
Role = Literal["primary", "secondary"]
Basis = Literal["A", "B", "C", "D"]
Reach = Literal["team", "organisation", "beyond"]
Level = Literal["1", "2", "1or2", "unknown", "<20", "0"]
ComB = Literal[
    "physical_capability",
    "psychological_capability",
    "physical_opportunity",
    "social_opportunity",
    "reflective_motivation",
    "automatic_motivation",
]

OURS = "ours"
"""The source of what nobody published: judgement and words of those who made this catalogue."""

_Percent = Annotated[int, Field(ge=0, le=100)]
_Rating = Annotated[float, Field(ge=1, le=5)]
_Sources = Annotated[tuple[SourceId, ...], Field(min_length=1)]

# What share of the experts a level stands for, in percent; of those named without a figure there is none.
_SHARES: Mapping[Level, range] = {
    "1": range(50, 101),
    "2": range(20, 50),
    "1or2": range(20, 101),
    "unknown": range(0),
    "<20": range(1, 20),
    "0": range(1),
}


class Entry(BaseModel):
    """A value of the catalogue: it cannot be changed, nor built with a field nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Entry):
    """A publication that entries rest on: how to cite it, where it is (DOI), under which licence it came."""

    id: SourceId
    citation: Line
    identifier: Line
    licence: Line


class Theme(Entry):
    """A group of determinants as the ItFits platform shows them; `custom` is for people's own."""

    id: EntryId
    name: ThemeName
    definition: Localised
    source: SourceId


class Determinant(Entry):
    """A factor that may help or hinder.

    `theme` is where people find it; `review_theme` is where the review of Vis et al. 2018 has it, which differs for
    two. English names are the review's, definitions and examples are our own words.
    """

    id: EntryId
    theme: EntryId
    review_theme: EntryId = ""  # filled below
    name: ButtonText
    definition: Localised
    example: Localised | None = None
    source: SourceId

    @model_validator(mode="before")
    @classmethod
    def _review_theme_is_the_theme_unless_told(cls, given: object) -> object:
        if isinstance(given, dict) and "theme" in given:
            return {"review_theme": given["theme"], **given}
        return given


class SoundsLike(Entry):
    """How people say it: language to statements, one a line. Several entries about the same one add up."""

    about: EntryId
    said: Mapping[UnderstoodLanguage, Lines]
    source: SourceId = OURS

    def lines(self, language: str) -> tuple[str, ...]:
        """The statements in this language; none where there are none."""
        return tuple(self.said.get(language, "").splitlines())


class Construct(Entry):
    """A construct of CFIR (2009), shown as a barrier to the experts of CFIR-ERIC; `definition` says that barrier."""

    id: EntryId
    name: Localised
    definition: Localised
    domain: Line
    level1: int | None = None
    level2: int | None = None
    reviews: int | None = None
    name_2022: Line | None = None
    sources: _Sources


class Link(Entry):
    """How a determinant meets CFIR and COM-B, how sure that is, and the strategies we would add ourselves (basis D).

    No published crosswalk was found: each link is the judgement of one analyst. `prefers` and `unfit` are a second look
    at it, ours too: strategies that we would look at first here, and ones that do not belong here, though named.
    """

    determinant: EntryId
    primary: EntryId | None = None
    secondary: tuple[EntryId, ...] = ()
    confidence: Confidence
    com_b: tuple[ComB, ...]
    adds: tuple[EntryId, ...] = ()
    prefers: tuple[EntryId, ...] = ()
    unfit: tuple[EntryId, ...] = ()
    source: SourceId = OURS

    @property
    def roles(self) -> tuple[tuple[EntryId, Role], ...]:
        """The constructs that it leads to, each once, the primary one first."""
        first: tuple[tuple[EntryId, Role], ...] = () if self.primary is None else ((self.primary, "primary"),)
        return (*first, *((each, "secondary") for each in self.secondary if each != self.primary))


class Category(Entry):
    """One of the six groups of strategies of Powell et al. 2012, as the ItFits platform shows them."""

    id: EntryId
    name: ThemeName
    definition: Localised
    source: SourceId


class Cluster(Entry):
    """One of the nine clusters of ERIC; means of importance and feasibility (1 to 5) where they were seen."""

    id: EntryId
    number: int
    name: Localised
    size: int
    importance: _Rating | None = None
    feasibility: _Rating | None = None
    source: SourceId


class Rating(Entry):
    """What a panel of experts gave a strategy: importance and feasibility 1 to 5; `zone` I is high on both."""

    source: SourceId
    importance: _Rating | None = None
    feasibility: _Rating | None = None
    zone: Literal["I", "II", "III", "IV"] | None = None


class ImplementationStrategy(Entry):
    """A method that helps an innovation into practice. `name` is ERIC's, `title` what stands on a button.

    `acts_on` (COM-B), `changes_work`, `reach` and `rare` are our own judgement: what it changes, whether that is
    structure, resources or the work itself, who can do it, whether few teams would think of it.
    """

    id: EntryId
    eric: int | None = None
    name: Localised
    title: ThemeName
    category: EntryId
    cluster: EntryId | None = None
    definition: Localised
    example: Localised
    first_step: Localised
    acts_on: tuple[ComB, ...]
    changes_work: bool
    reach: Reach
    rare: bool = False
    ratings: tuple[Rating, ...] = ()
    source: SourceId


class Endorsement(Entry):
    """What experts said of a strategy for a construct, `cfir` (CFIR-ERIC).

    `share` is the percentage of those who answered, if seen.
    `level` 1: at least 50 % put it among their first seven; 2: 20 to 49 %; `1or2`: at least 20 %, share not seen;
    `unknown`: named by the tool, no figure; `<20` and `0` as they say. `experts` is how many answered, if printed.
    """

    cfir: EntryId
    strategy: EntryId
    level: Level
    share: _Percent | None = None
    experts: Annotated[int, Field(ge=1)] | None = None
    sources: _Sources

    @field_validator("share")
    @classmethod
    def _share_is_of_the_level(cls, share: int | None, info: ValidationInfo) -> int | None:
        level: Level | None = info.data.get("level")  # None where that is wrong itself
        if share is not None and level is not None and share not in _SHARES[level]:
            message = "{share} % is not what level {level} stands for, {meant}; correct the one or the other"
            raise PydanticCustomError("share", message, {"share": share, "level": level, "meant": _say(_SHARES[level])})
        return share

    @property
    def basis(self) -> Basis | None:
        """A: at least half of the experts; B: at least a fifth; C: named without a figure; None: fewer than a fifth."""
        by_level: Mapping[str, Basis] = {"1": "A", "2": "B", "1or2": "B", "unknown": "C"}
        return by_level.get(self.level)


def _say(shares: range) -> str:
    return f"{shares[0]} to {shares[-1]} %" if shares else "which has no figure"


class NptConstruct(Entry):
    """One of the four constructs of Normalization Process Theory."""

    id: EntryId
    name: Localised
    definition: Localised
    source: SourceId


class NptComponent(Entry):
    """One of the sixteen components, four to a construct."""

    id: EntryId
    npt: EntryId
    name: Localised
    definition: Localised
    source: SourceId


class PulseQuestion(Entry):
    """A question of the pulse, in our own words, for one construct of NPT. Not NoMAD; answers are never added up.

    `ask` holds the placeable `{innovation}`. It is answered 1 (not at all) to 5 (completely), or "does not apply".
    """

    npt: EntryId
    ask: Localised
    source: SourceId


class PlanField(Entry):
    """A field of a plan: of which scheme, what it is called there, and the question that a person reads."""

    id: EntryId
    scheme: Literal["proctor2013", "pdsa", "smart"]
    published: Line
    name: Localised
    ask: Localised
    source: SourceId


class KnownEffect(Entry):
    """What trials found of a kind of strategy, in one sentence, and why it promises nothing here."""

    id: EntryId
    published: Line
    strategies: tuple[EntryId, ...] = ()
    says: Localised
    caution: Localised
    source: SourceId
