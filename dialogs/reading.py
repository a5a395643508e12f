"""Reading what people write: options, numbers, dates, names, several things in one. Pure: today is an argument."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache

from rapidfuzz.distance import OSA

from dialogs.phrases import LANGUAGES, listed

WORDS_LIMIT = 2000
"""Characters of one answer in words: it must fit a message of the narrowest channel together with the question."""

LONGEST_NAME = 40
_SHORTEST_FUZZY = 4
_LONG_LABEL = 9  # characters from which on two slips are forgiven instead of one
_ORDINAL = re.compile(r"\[\s*(\d{1,3})\s*\]|(\d{1,3})[.)]?")
_PATH = re.compile(
    r"(~|\.{1,2})?/?([\w .~-]+/)+[\w.~-]*\.\w{1,5}|[A-Za-z]:\\\S.*|(~|\.{1,2})?(/[\w.~-]+){2,}/?|file://\S+"
)
_ADDRESS = re.compile(r"://|\bwww\.|\w\.[^\W\d_]{2,}/|\w{2}\.[a-z]{2,}(?![\w.])", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|\s)(?:\d{1,2}[.)]|[-*•])\s+")
_LISTED = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)](?!.*\s\d{1,2}[.)]\s))\s+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\w)|[;\n\r]+")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,' ]\d{3})+|[+-]?\d+(?:[.,]\d+)?")
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069\ufffd]")  # turns other people's text around; was no text at all
_DAY_AND_MONTH = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.?(?![\d.])")
_LONGEST_DATE = 60
_LONGEST_NUMBER = 15
_FAR = 3
_FEW = 3
_SHORT = 5
_SPEECH = re.compile(r"[\w\s.,!?'’-]{1,60}")  # short, and nothing in it that only machines write


class UnreadableError(Exception):
    """Words we cannot keep. The text is the key of the phrase that tells the person what to do."""


_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()}


def folded(text: str) -> str:
    """For comparing: no case, accents, punctuation or doubled spaces."""
    if text.isascii():  # most of what is compared, several times a turn
        return " ".join(text.lower().translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.split())


def read_words(text: str) -> str:
    """The person's words without outer space, otherwise as typed; UnreadableError where there are none."""
    if len(text) > WORDS_LIMIT:
        raise UnreadableError("bad-long")
    words = text.strip().strip("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f").strip()
    if _TURNED.search(words) or any(_is_control(c) for c in words):
        raise UnreadableError("bad-control")
    if not any(c.isprintable() and not c.isspace() and unicodedata.category(c) != "Cf" for c in words):
        raise UnreadableError("bad-empty")
    return words


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Co") and char not in "\n\t\r"


def read_prose(words: str) -> str:
    """Words fit to stand as an answer; UnreadableError where they are only signs, or a file's path."""
    if not any(c.isalpha() for c in words):
        raise UnreadableError("bad-no-letters")
    if _PATH.fullmatch(words):
        raise UnreadableError("bad-path")
    return words


def read_ordinal(words: str, *, bare: bool) -> int | None:
    """The number of "[2]", and where `bare` also of "2", "2." and "2)"."""
    found = _ORDINAL.fullmatch(words)
    if found is None or (found.group(1) is None and not bare):
        return None
    return int(found.group(1) or found.group(2))


def read_choice(words: str, labels: Sequence[str], *, strict: bool) -> int | None:
    """Which label is meant: the same but for case and accents, with a small typo, or (unless `strict`) a clear part.

    None where no label is meant, or more than one could be.
    """
    said = folded(words)
    if not said:
        return None
    plain = [folded(label) for label in labels]
    if said in plain:
        return plain.index(said)
    slips = [_slips(said, label) for label in plain]
    if (fewest := min(slips, default=None)) is not None and fewest < _FAR and slips.count(fewest) == 1:
        return slips.index(fewest)
    if strict:
        return None
    is_speech = _SPEECH.fullmatch(words) is not None
    parts = [n for n, label in enumerate(plain) if _is_part(said, label) or (is_speech and _is_part(label, said))]
    return parts[0] if len(parts) == 1 else None


def _slips(said: str, label: str) -> int:
    """How many letters are wrong, missing, too many or swapped; `_FAR` where that is more than a slip of the finger."""
    shorter = min(len(said), len(label))
    if shorter < _SHORTEST_FUZZY:
        return _FAR
    allowed = 2 if shorter >= _LONG_LABEL else 1
    slips = OSA.distance(said, label, score_cutoff=allowed)
    return slips if slips <= allowed else _FAR


def _is_part(said: str, label: str) -> bool:
    """All the words of the one stand in the other, one after the other."""
    return len(said) >= _SHORTEST_FUZZY and f" {said} " in f" {label} "


def means(words: str, key: str, *, language: str) -> bool:
    """Whether the whole message is one of the words listed under `key`, in the person's language or in English."""
    return folded(words) in _folded_list(key, language)


def nearly_means(words: str, key: str, *, language: str) -> bool:
    """The same for a few short words with one slip each ("yess", "yep ok"); those that mean a no are none of them."""
    said = folded(words).split()
    if not 0 < len(said) <= _FEW or any(means(word, "read-no", language=language) for word in said):
        return False
    known = [each for each in _folded_list(key, language) if len(each) <= _SHORT]
    return all(word in known or (len(word) > 2 and any(_is_slip(word, each) for each in known)) for word in said)


def _is_slip(said: str, word: str) -> bool:
    return len(word) > 1 and said[0] == word[0] and OSA.distance(said, word, score_cutoff=1) <= 1


@cache
def _folded_list(key: str, language: str) -> frozenset[str]:
    return frozenset(folded(each) for code in (language, LANGUAGES[0]) for each in listed(key, language=code))


@cache
def _number_words(language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in (LANGUAGES[0], language):
        for each in listed("read-numbers", language=code):
            word, _, value = each.partition("=")
            found[folded(word)] = int(value)
    return found


def read_number(words: str, *, language: str) -> float | None:
    """A number as people write it ("3", "1,500", "2.5", "ten", "about 40"); None where there is none or several.

    Separators of thousands are told from decimals by what follows them: three digits are thousands.
    """
    found = _NUMBER.findall(words)
    if len(found) > 1 or any(len(digits) > _LONGEST_NUMBER for digits in found):
        return None
    if found:
        return _value_of(found[0])
    named = [value for word in folded(words).split() if (value := _number_words(language).get(word)) is not None]
    return float(named[0]) if len(named) == 1 else None


def _value_of(digits: str) -> float:
    if re.fullmatch(r"[+-]?\d{1,3}(?:[.,' ]\d{3})+", digits):
        return float(re.sub(r"[.,' ]", "", digits))
    return float(digits.replace(",", "."))


def read_places(words: str, *, language: str) -> tuple[int, ...]:
    """Several counting numbers, as in "2 and 5", "2,5", "two and five" or "2-4"; each once, in the order given."""
    spread = re.sub(r"(\d+)\s*[-–]\s*(\d+)", _spread, words)
    named = _number_words(language)
    found = [int(w) if w.isdecimal() else named.get(w, 0) for w in folded(spread).split()]
    return tuple(dict.fromkeys(n for n in found if n > 0))


def _spread(found: re.Match[str]) -> str:
    first, last = int(found.group(1)), int(found.group(2))
    return " ".join(str(n) for n in range(first, min(last, first + 50) + 1))


def read_dates(words: str, *, today: date, language: str) -> tuple[date, ...]:
    """The days that this could mean, in the calendar of `today`: none, one, or two where "3/4" is not clear.

    A day without a year is the next one to come. A bare number is no date.
    """
    if len(words) > _LONGEST_DATE or not any(c.isalnum() for c in words) or folded(words).isdecimal():
        return ()
    orders = ("DMY", "MDY") if language == "en" and not _DAY_AND_MONTH.search(words) else ("DMY",)
    said = _without_fillers(words, language)
    days = [day for order in orders if (day := _parse_date(said, order, today, language)) is not None]
    return tuple(dict.fromkeys(days))


def _without_fillers(words: str, language: str) -> str:
    """Only what a date is made of, and "15.12." as "15/12": with dots it would be taken for a time of day."""
    words = _DAY_AND_MONTH.sub(r"\1/\2", words)
    fillers = {folded(each) for each in listed("read-date-fillers", language=language)}
    return " ".join(w for w in words.casefold().split() if folded(w) not in fillers) or words


def _parse_date(words: str, order: str, today: date, language: str) -> date | None:
    import dateparser  # 0.1 s that most conversations never need

    settings = {
        "RELATIVE_BASE": datetime.combine(today, time(12)),  # a day, not a moment
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": order,
    }
    try:
        found = dateparser.parse(words, languages=list(dict.fromkeys((language, "en"))), settings=settings)
    except (ValueError, OverflowError):
        return None
    return found.date() if found else None


def read_names(words: str, *, language: str) -> tuple[str, ...]:
    """Names separated by commas, lines or "and", each once; UnreadableError where one of them is no name."""
    ands = "|".join(re.escape(each) for each in listed("read-and", language=language))
    parts = re.split(rf"\s*(?:[,;&\n]|\s(?:{ands})\s)\s*", words, flags=re.IGNORECASE)
    names = [" ".join(part.split()).strip(" .") for part in parts]
    names = [name for name in names if name]
    if not names or not all(is_name(name) for name in names):
        raise UnreadableError("bad-names")
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(folded(name), name)
    return tuple(first.values())


def read_own_name(words: str, *, language: str) -> str:
    """The name in "I am Ana", "my name is Ana" or "Ana"."""
    name = " ".join(words.split()).strip(" .!")
    for code in (language, LANGUAGES[0]):
        for lead in listed("read-i-am", language=code):
            if name.casefold().startswith(f"{lead.casefold()} "):
                return name[len(lead) :].strip(" :,")
    return name


def reads_as_invitation(words: str, *, language: str) -> bool:
    """Whether this reads "invite Ben and Cara": the word, and after it nothing but names, written as names are."""
    head, _, rest = words.strip().partition(" ")
    if not means(head, "word-invite", language=language):
        return False
    try:
        names = read_names(rest, language=language)
    except UnreadableError:
        return False
    return all(word[0].isupper() for name in names for word in name.split())


def has_address(text: str) -> bool:
    """Whether a channel would make a link of something in it: then it is no name that other people should read."""
    return _ADDRESS.search(text) is not None


def is_name(text: str) -> bool:
    """Whether this could be what somebody is called: short, a few words, no signs that names do not have."""
    if not 0 < len(text) <= LONGEST_NAME or len(text.split()) > 5 or has_address(text):
        return False
    return any(c.isalpha() for c in text) and all(
        c.isalnum() or c in " .'’-()" or unicodedata.combining(c) for c in text
    )


def split_points(words: str, *, language: str) -> tuple[str, ...]:
    """What reads like several points in one: lines, list items, sentences, or longer clauses joined by "and"."""
    pieces = [p for line in _NUMBERED.split(words) for p in _SENTENCE.split(line)]
    joins = "|".join(re.escape(each) for each in listed("read-joins", language=language))
    clauses = [c for piece in pieces for c in _split_long(piece, rf",?\s+(?:{joins})\s+")]
    return tuple(c for c in (clause.strip(" .,;\t") for clause in clauses) if any(x.isalpha() for x in c))


def _split_long(piece: str, pattern: str) -> list[str]:
    """Split at a joining word only where each part could stand as a goal of its own."""
    parts = re.split(pattern, piece, flags=re.IGNORECASE)
    return parts if len(parts) > 1 and all(len(part.split()) >= 3 for part in parts) else [piece]


def split_lines(words: str) -> tuple[str, ...]:
    """Several short texts sent in one go: one a line, without the signs of a list, but for a list within the line."""
    lines = (_LISTED.sub("", line).strip() for line in words.splitlines())
    return tuple(line for line in lines if any(c.isalpha() for c in line))
