"""Several barriers in one text, taken apart where a person marked them off or where the matter changes.

Here lives where a text may part, and when it does. Not here: reading words (`idioms`), what kind of text a part is.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice

from knowledge.idioms import Keyed, find_topics, key_words, load_idioms, load_words
from knowledge.texts import main_language
from knowledge.words import find_words

_READ_CHARACTERS = 2_000
_MOST_PARTS = 4
# So much is looked at, so that no text costs the square of its length.
_MOST_MARKS = 24
_MOST_WORDS_OF_A_START = 10

Span = tuple[int, int]  # characters of the text; the second is not in it any more

# Marks that a person sets only to count: lines with dashes, `1.` and `2.`, `a)` and `b)`, first and second.
_COUNTS = (
    re.compile(r"(?:^|\n)[ \t]*[-*•–][ \t]+"),
    re.compile(r"(?:^|(?<=\s))\(?[1-9][.)]\s+"),
    re.compile(r"(?:^|(?<=\s))\(?[a-f]\)\s+"),
    re.compile(
        r"\b(?:(?:and|und) )?(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|erstens|zweitens|drittens|viertens)\b,? ",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:on the one hand|(?:and |but )?on the other(?: hand)?|for one thing|(?:and )?for another"
        r"|zum einen|(?:und )?zum ander(?:e)?n|einerseits|(?:und )?ander(?:er)?seits)\b,? ",
        re.IGNORECASE,
    ),
)
_FIRST_COUNTS = re.compile(
    r"\W*(?:(?:1|a)[.)]|first|erstens|on the one|for one|zum einen|einerseits|[-*•–])", re.IGNORECASE
)

# Words and marks that open a further matter.
_ADDS = re.compile(
    r"(?:[,.;]|\s)\s?(?:(?:and|und) )?"
    r"(?:on top of that|in addition(?! to)|besides|moreover|furthermore|another (?:thing|problem)(?: is)?|what's more"
    r"|au(?:ß|ss)erdem|zudem|dar(?:ü|ue)ber hinaus|dazu noch|dazu kommt|hinzu kommt|weiters)\b[,:]? "
    r"|[.;,] (?:and )?also\b,? (?!,)| and also "
    r"|, auch (?=haben|hat|ist|sind|gibt|fehlt|kann|wird)"
    r"| / ",
    re.IGNORECASE,
)
# Here only what is said can tell whether a new matter begins.
_MAY_ADD = re.compile(
    r"[.!?;]\s(?:(?:and|und) )?(?:(?:then|dann) )?|, (?:(?:and|und|plus) )?(?:(?:then|dann) )?"
    r"| (?:and|und|plus|&|\+) (?:(?:then|dann) )?",
    re.IGNORECASE,
)
_EDGE = " \t\r\n,;.:/&+-*•–"


def split_thoughts(text: str, *, language: str) -> tuple[str, ...]:
    """() for one thought, else two to four exact pieces of `text` in order, each a thought of whatever kind.

    `language` is a hint only. Of a long text the first 2,000 characters are read; what is beyond stays with the last
    part, and what is more than four parts with the fourth.
    """
    read = text[:_READ_CHARACTERS]
    spans = _split_counted(read) or _split_said(read, language=main_language(language))
    if spans:
        spans[-1] = (spans[-1][0], len(text))
    parts = [part for part in (_trim(text, span) for span in spans) if any(find_words(text[slice(*part)]))]
    if len(parts) > _MOST_PARTS:
        parts[_MOST_PARTS - 1 :] = [(parts[_MOST_PARTS - 1][0], parts[-1][1])]
    return tuple(text[start:end] for start, end in parts) if len(parts) > 1 else ()


def _split_counted(text: str) -> list[Span]:
    """Between marks of one sort, where the text begins with the first of them."""
    for mark in _COUNTS:
        marks = list(mark.finditer(text))
        if len({found[0] for found in marks}) < len(marks) and mark is not _COUNTS[0]:
            continue  # two times the same number counts nothing
        if len(marks) > 1 and _FIRST_COUNTS.match(text) and not text[: marks[0].start()].strip():
            return _between(text, [found.span() for found in marks])[1:]
    return []


def _split_said(text: str, *, language: str) -> list[Span]:
    words = key_words(text)
    german = _is_german(words, language=language)
    added = [
        found.span() for found in islice(_ADDS.finditer(text), _MOST_MARKS) if _adds(text, found, words, german=german)
    ]
    return [part for span in _between(text, added) for part in _split_by_matter(text, span, words)]


def _is_german(words: Sequence[Keyed], *, language: str) -> bool:
    """By the commonest words; the person's language decides only where these do not."""
    said = [word.folded for word in words]
    german, english = (sum(word in common for word in said) for common in map(load_words, ("german", "english")))
    return german > english or (german == english and language == "de")


def _adds(text: str, found: re.Match[str], words: Sequence[Keyed], *, german: bool) -> bool:
    """Whether `also` opens a sentence here: in German it means `so`, and it may just prolong a list."""
    if "also" not in found[0].casefold():
        return True
    stop = text.find(",", found.end())
    said = _within(words, (found.end(), stop if stop > 0 else len(text)))
    return not german and _stands_alone(said[:_MOST_WORDS_OF_A_START])


def _split_by_matter(text: str, span: Span, words: Sequence[Keyed]) -> list[Span]:
    """Apart where both sides speak of a matter, of different ones, and each could stand alone."""
    if load_idioms("binds").find(_within(words, span)):
        return [span]
    marks = [found.span() for found in islice(_MAY_ADD.finditer(text, *span), _MOST_MARKS)]
    ends = [*(start for start, _ in marks[1:]), span[1]]
    parts: list[Span] = []
    start = span[0]
    for (end, following), after in zip(marks, ends, strict=False):  # without a mark there is still one end
        marked = text.startswith(";", end)
        if _is_apart(_within(words, (start, end)), _within(words, (following, after)), marked=marked):
            parts.append((start, end))
            start = following
    return [*parts, (start, span[1])]


def _is_apart(left: Sequence[Keyed], right: Sequence[Keyed], *, marked: bool) -> bool:
    """`marked` where a mark parts them already, so that their matters need not be known."""
    if not _stands_alone(left) or not _stands_alone(right) or _leans(right):
        return False
    matters, others = find_topics(left), find_topics(right)
    known = bool(matters and others) or (marked and _hinders(left) and _hinders(right))
    return known and matters.isdisjoint(others)


def _hinders(words: Sequence[Keyed]) -> bool:
    return bool(load_idioms("clearly_hinders").find(words))


def _leans(words: Sequence[Keyed]) -> bool:
    return bool(load_idioms("leans").find_ends(words, 0)) and not load_idioms("opens").find_ends(words, 0)


def _within(words: Sequence[Keyed], span: Span) -> Sequence[Keyed]:
    first, last = (bisect_left(words, edge, key=lambda word: word.start) for edge in span)
    return words[first:last]


def _stands_alone(words: Sequence[Keyed]) -> bool:
    if len(words) < 2:
        return False
    return bool(load_idioms("opens").find_ends(words, 0) or load_idioms("verbs").find(words))


def _between(text: str, marks: Iterable[Span]) -> list[Span]:
    """What lies before, between and after the marks."""
    edges = [0, *(edge for mark in marks for edge in mark), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _trim(text: str, span: Span) -> Span:
    """Without the marks at both ends; a question keeps its mark."""
    piece = text[slice(*span)]
    start = span[0] + len(piece) - len(piece.lstrip(_EDGE))
    return start, max(start, span[0] + len(piece.rstrip(_EDGE)))
