"""Texts in several languages, and what ids and lines may consist of. Pure; what they are texts of is in `entries`."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Annotated
from unicodedata import category

from pydantic import AfterValidator, PlainSerializer, RootModel, StringConstraints
from pydantic_core import PydanticCustomError

FALLBACK_LANGUAGE = "en"
UNDERSTOOD = ("en", "de")
"""The languages in which people's words are understood; texts may be in others, too."""

_FEW = 12  # ids that fit a sentence
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))  # control, format (also of direction), nobody's, line ends
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")  # of Hangul

EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,59}$")]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


def _require_readable(text: str) -> str:
    """The text, if it has letters or digits and nothing that hides, turns round or breaks what stands beside it."""
    looked_at = "" if text.isprintable() and _BLANK_LETTERS.isdisjoint(text) else text  # most need no second look
    for each in looked_at:
        if category(each) in _UNSEEN or each in _BLANK_LETTERS:
            message = "U+{code} is not allowed here, for nobody sees it; remove it"
            raise PydanticCustomError("unseen_character", message, {"code": f"{ord(each):04X}"})
    if not any(map(str.isalnum, text)):
        raise PydanticCustomError("nothing_to_read", "there is no letter and no digit; write something")
    return text


# One line that can be read: it goes into messages and tables as it is.
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_require_readable)]


def _lines_of(text: str) -> str:
    return "\n".join(_require_readable(line.strip()) for line in text.splitlines() if line.strip())


# Several such lines; empty ones are left out.
Lines = Annotated[str, AfterValidator(_lines_of), StringConstraints(min_length=1)]


def _require_understood(language: str) -> str:
    if language not in UNDERSTOOD:
        message = "'{language}' is not understood, only {known} are; remove it"
        raise PydanticCustomError("not_understood", message, {"language": language, "known": " and ".join(UNDERSTOOD)})
    return language


UnderstoodLanguage = Annotated[LanguageCode, AfterValidator(_require_understood)]


def main_language(language: str) -> str:
    """The language without its region, as the catalogue keys it: `de` for `de-AT` and `de_CH`."""
    return language.replace("_", "-").partition("-")[0].lower()


def name_the_known(wanted: str, *, known: Iterable[str]) -> str:
    """What to use instead of an id that there is not: all ids where they are few, else those most like it."""
    ids = tuple(known)
    if len(ids) <= _FEW:
        return f"use one of: {', '.join(ids)}"
    near = get_close_matches(wanted, ids, n=3, cutoff=0.6)
    return f"did you mean {' or '.join(near)}?" if near else f"use one of: {', '.join(ids)}"


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


def _fit_for(limit: int) -> AfterValidator:
    def fits(text: Localised) -> Localised:
        for language, words in text.root.items():
            if len(words) > limit:
                raise PydanticCustomError(
                    "text_too_long",
                    "the text in '{language}' has {length} characters; shorten it to {limit}, so that it fits a button",
                    {"language": language, "length": len(words), "limit": limit},
                )
        return text

    return AfterValidator(fits)


ThemeName = Annotated[Localised, _fit_for(40)]
"""What stands on a theme's button: at most 40 characters."""
ButtonText = Annotated[Localised, _fit_for(60)]
"""What stands on the button of any other entry: at most 60 characters."""
