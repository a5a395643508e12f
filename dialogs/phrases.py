"""Words that people read, by key, in each language. Fluent files in `words/`; text comes out as spans.

In a phrase `*so*` is bold. What people wrote goes in as an argument and stays as it is: it is put into place only
after the phrase has been read, so nothing in it is ever interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource

from dialogs.text import Span, SpanKind, Text

WORDS = Path(__file__).parent / "words"
LANGUAGES: tuple[str, ...] = ("en", "de")
"""The languages we speak, English first: what a language lacks is said in English."""

_LOCALES = {"en": "en_GB", "de": "de_DE"}
_MARKS = re.compile("([\ue000-\uf8ff]|\\*)")
_FIRST_MARK = 0xE000  # private use: stands for an argument until the phrase is cut into spans

Argument = str | int | date | Text


class PhraseError(Exception):
    """A phrase is missing or wrong: a fault of ours, found by the checker before it ships."""


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
    for file in sorted((WORDS / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


@lru_cache(maxsize=4096)  # arguments are numbers or marks that stand for words: few, and never what people wrote
def _raw(key: str, language: str, given: tuple[tuple[str, str | int], ...]) -> str:
    arguments = dict(given)
    bundle = _bundle(language)
    if not bundle.has_message(key):
        if language == LANGUAGES[0]:
            raise PhraseError(f"no phrase {key!r} in {language!r}")
        return _raw(key, LANGUAGES[0], given)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise PhraseError(f"phrase {key!r} in {language!r} is empty")
    text, errors = bundle.format_pattern(pattern, arguments)
    if errors:
        raise PhraseError(f"phrase {key!r} in {language!r}: {errors[0]}")
    return str(text)


def _spans_of(argument: str | date | Text, language: str, kind: SpanKind) -> tuple[Span, ...]:
    if isinstance(argument, Text):
        return argument.spans
    text = say_date(argument, language=language) if isinstance(argument, date) else argument
    return (Span(text=text, kind=kind),)


def say(key: str, *, language: str, **arguments: Argument) -> Text:
    """The phrase as spans. Arguments: numbers choose plural forms, dates are written out, the rest stays as it is."""
    if not arguments:
        return _fixed(key, language)
    places: list[str | date | Text] = []
    plain: dict[str, str | int] = {}
    for name, value in arguments.items():
        if isinstance(value, int):
            plain[name] = value
            continue
        plain[name] = chr(_FIRST_MARK + len(places))
        places.append(value)
    return _cut(_raw(key, language, tuple(plain.items())), places, language)


@cache
def _fixed(key: str, language: str) -> Text:
    return _cut(_raw(key, language, ()), [], language)


@lru_cache(maxsize=4096)
def _pieces(raw: str) -> tuple[str, ...]:
    return tuple(_MARKS.split(raw))


def _cut(raw: str, places: list[str | date | Text], language: str) -> Text:
    if not places and "*" not in raw:
        return Text(spans=(Span(text=raw),))
    spans: list[Span] = []
    kind: SpanKind = "plain"
    for piece in _pieces(raw):
        if piece == "*":
            kind = "bold" if kind == "plain" else "plain"
        elif len(piece) == 1 and _FIRST_MARK <= ord(piece) < _FIRST_MARK + len(places):
            spans.extend(_spans_of(places[ord(piece) - _FIRST_MARK], language, kind))
        elif piece:
            spans.append(Span(text=piece, kind=kind))
    return Text(spans=tuple(spans))


def line(key: str, *, language: str, **arguments: Argument) -> str:
    """The phrase as characters alone, for labels and lists."""
    if not arguments:
        return _line(key, language)
    return say(key, language=language, **arguments).plain


@cache
def _line(key: str, language: str) -> str:
    return _fixed(key, language).plain


@cache
def listed(key: str, *, language: str) -> tuple[str, ...]:
    """A phrase that holds words separated by `|`, for reading what people write."""
    return tuple(word.strip() for word in line(key, language=language).split("|") if word.strip())


def say_date(day: date, *, language: str) -> str:
    """A day written out, so that nobody can misread it: "Friday 30 June 2027"."""
    return format_date(day, format="full", locale=_LOCALES[language])


def say_list(items: Iterable[str], *, language: str) -> str:
    """ "Ben, Cara and Dora", as the language writes it."""
    return format_list(list(items), locale=_LOCALES[language])
