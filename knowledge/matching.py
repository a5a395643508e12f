"""People's words to determinants: a plain look-up over names and definitions.

Here live the reading of words and the in-memory FTS5 tables. Not here: what the determinants are (`catalogue`), what
the person decides about a suggestion (the flow), anything kept beyond the process.
"""

import re
import sqlite3
import threading
import unicodedata
import weakref
from collections.abc import Mapping
from typing import NamedTuple

from pydantic import BaseModel

from knowledge.catalogue import Catalogue
from knowledge.texts import FALLBACK_LANGUAGE, main_language

MOST_SUGGESTIONS = 3

# So that no text, however long, costs more than a few milliseconds.
_READ_CHARACTERS = 4_000
_READ_WORDS = 60
_LONGEST_WORD = 50

_NAME_WEIGHT, _DEFINITION_WEIGHT = 4.0, 1.0
_SHORTEST_STEM = 4  # a shorter beginning of a word stands in too many others
_SHORTEST_TAIL = 5  # `einfach` is not about a `fach`
_WORDS_IN_A_REASON = 5
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "'": "", "’": ""})
# Longest first. English has porter instead; a language without a line here is searched by whole beginnings.
_ENDINGS: Mapping[str, tuple[str, ...]] = {"de": ("ungen", "innen", "ern", "en", "er", "em", "es", "e", "n", "s")}

# Words that say nothing about which determinant is meant, folded as `_fold` does it.
_ENGLISH_STOP_WORDS = """
    a about all also always am an and any anybody anyone anything are arent around as at be because been before
    being big but by can cannot cant care cares could day did didnt do does doesnt doing dont down each else even
    ever every everybody everyone everything few fine first for from get gets getting go goes going good got had
    hard hardly has have havent having he her here him his how i id idk if im in into is isnt it its itself ive just
    keep little lot lots make makes many may maybe me might more most much must my never no nobody none nor not
    nothing now of off ok okay on one ones only or other others our out over own people put really right s said say
    see seem seems service she should so some somebody someone something still such t than that thats the their them
    then there theres these they theyre things this those to too under up upon us use used uses using very want
    wants was wasnt way we well were werent what when where whether which while who whole whom whose why will with
    wont work working works would yes yet you your
"""
_GERMAN_STOP_WORDS = """
    ab aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes angebot auch auf aus
    bei beim bin bis bist bleibt da dabei dadurch dafuer damit dann daran darauf daraus darin das dass dauernd dazu
    dein dem den denn der des deshalb die diejenigen dies diese diesem diesen dieser dieses doch dort du durch eben
    eigentlich ein eine einem einen einer eines er es etwas euch euer fuer ganz gar geben geht gerade gibt gut hab
    habe haben haette halt hat hatte hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede
    jedem jeden jeder jedes jemand kann kaum kein keine keinem keinen keiner keines koennen kommt machen macht mal
    man manche mehr mein meine meist mich mir mit muessen muss nach nein nicht nichts nie niemand noch nun nur ob
    oder ohne schon sehr sein seine seit sich sie sind so soll sollen sonst stehen steht ueber um und uns unser
    unsere unserem unseren unserer unter viel viele vielen vieles vom von vor war waren was wegen weil wenn wer
    werden wie wieder will wir wird wirklich wo wollen worden wuerde wurde zu zum zur zwischen
"""
_STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH_STOP_WORDS.split()),
    "de": frozenset(_GERMAN_STOP_WORDS.split()),
}


class Suggestion(BaseModel, frozen=True, extra="forbid"):
    """A determinant that a person's words may mean; `why` are those of the words that led there, as they typed them."""

    determinant: str
    why: str


class _Word(NamedTuple):
    typed: str
    folded: str


def suggest_determinants(text: str, *, language: str, catalogue: Catalogue) -> tuple[Suggestion, ...]:
    """The determinants nearest to `text`, best first: none to three, always the same for the same arguments.

    `language` is the person's code (`de`); words that it does not know are looked up in English. A text of any length
    and content is taken as words, never as a query; of a long one the first 4,000 characters are read.
    """
    return _index_of(catalogue).suggest(_read_words(text), language=main_language(language))


class _Table:
    """Names and definitions in one language, searched word by word."""

    def __init__(self, db: sqlite3.Connection, *, catalogue: Catalogue, language: str) -> None:
        self._db = db
        self._name = f"words_{language}"  # two or three letters, the catalogue sees to that
        self._language = language
        self._make(catalogue)
        self._vocabulary = tuple(sorted(term for (term,) in db.execute(f"SELECT term FROM vocabulary_{language}")))

    def score(self, word: _Word) -> dict[int, float]:
        """Place in the catalogue to score, for all determinants that `word` is found in."""
        if word.folded in _STOP_WORDS.get(self._language, ()):
            return {}
        rank = f"bm25({self._name}, {_NAME_WEIGHT}, {_DEFINITION_WEIGHT})"
        query = f"SELECT rowid, -{rank} FROM {self._name} WHERE {self._name} MATCH ?"
        return dict(self._db.execute(query, (self._query(word.folded),)))

    def _make(self, catalogue: Catalogue) -> None:
        stems = "porter unicode61" if self._language == FALLBACK_LANGUAGE else "unicode61"
        self._db.execute(f"CREATE VIRTUAL TABLE {self._name} USING fts5(name, definition, tokenize='{stems}')")
        self._db.execute(f"CREATE VIRTUAL TABLE vocabulary_{self._language} USING fts5vocab({self._name}, 'row')")
        self._db.executemany(
            f"INSERT INTO {self._name} (rowid, name, definition) VALUES (?, ?, ?)",
            (
                (place, _fold(entry.name.to(self._language)), _fold(entry.definition.to(self._language)))
                for place, entry in enumerate(catalogue.determinants)
            ),
        )

    def _query(self, folded: str) -> str:
        """One word as FTS5 reads it. Every part is quoted, so that AND, NEAR or * in it stay words."""
        if self._language == FALLBACK_LANGUAGE:  # porter finds the stem
            return f'"{folded}"'
        stem = _stem(folded, endings=_ENDINGS.get(self._language, ()))
        inflected = [f'"{stem}"*'] if len(stem) >= _SHORTEST_STEM else []
        return " OR ".join([f'"{folded}"', *inflected, *(f'"{part}"' for part in self._find_parts(folded))])

    def _find_parts(self, folded: str) -> list[str]:
        """Words of the table that a compound begins or ends with: `zeit` in `zeitmangel`."""
        stop_words = _STOP_WORDS.get(self._language, frozenset())
        return [term for term in self._vocabulary if term not in stop_words and _is_part(term, folded)]


class _Index:
    """One catalogue's tables over one connection, which closes with it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        # May be closed from another thread, at the end of the process; it is used in one only.
        db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, db.close)
        self._tables = {
            language: _Table(db, catalogue=catalogue, language=language) for language in _languages(catalogue)
        }

    def suggest(self, words: list[_Word], *, language: str) -> tuple[Suggestion, ...]:
        scores: dict[int, float] = {}
        reasons: dict[int, list[str]] = {}
        for word in words:
            for place, score in self._score(word, language=language).items():
                scores[place] = scores.get(place, 0.0) + score
                reasons.setdefault(place, []).append(word.typed)
        best = sorted(scores, key=lambda place: (-round(scores[place], 6), place))[:MOST_SUGGESTIONS]
        return tuple(
            Suggestion(
                determinant=self.catalogue.determinants[place].id, why=", ".join(reasons[place][:_WORDS_IN_A_REASON])
            )
            for place in best
        )

    def _score(self, word: _Word, *, language: str) -> dict[int, float]:
        own = self._tables.get(language)
        found = {} if own is None else own.score(word)
        if found or own is self._tables[FALLBACK_LANGUAGE] or word.folded in _STOP_WORDS.get(language, ()):
            return found
        return self._tables[FALLBACK_LANGUAGE].score(word)


class _ThreadIndex(threading.local):
    """This thread's index: the last catalogue's only, so that reloading a catalogue leaves nothing behind."""

    index: _Index | None = None


_here = _ThreadIndex()


def _index_of(catalogue: Catalogue) -> _Index:
    if _here.index is None or _here.index.catalogue is not catalogue:
        _here.index = _Index(catalogue)
    return _here.index


def _languages(catalogue: Catalogue) -> list[str]:
    written = (entry.name.languages | entry.definition.languages for entry in catalogue.determinants)
    return sorted({FALLBACK_LANGUAGE}.union(*written))


def _read_words(text: str) -> list[_Word]:
    """The different words of a text, in order, without numbers and single letters."""
    words: dict[str, _Word] = {}
    for typed in _WORD.findall(unicodedata.normalize("NFC", text[:_READ_CHARACTERS])):
        folded = _fold(typed)
        if 1 < len(folded) <= _LONGEST_WORD and not folded.isnumeric():
            words.setdefault(folded, _Word(typed, folded))
    return list(words.values())[:_READ_WORDS]


def _fold(text: str) -> str:
    """Small letters without accents; German ones as people write them without the keys: `ae`, `ss`."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_PLAIN_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


def _is_part(term: str, folded: str) -> bool:
    if not _SHORTEST_STEM <= len(term) < len(folded):
        return False
    return folded.startswith(term) or (len(term) >= _SHORTEST_TAIL and folded.endswith(term))


def _stem(folded: str, *, endings: tuple[str, ...]) -> str:
    """The word without its ending, as long as enough of it stays."""
    for ending in endings:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            return folded.removesuffix(ending)
    return folded
