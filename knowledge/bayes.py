"""Which of several things a text speaks of, learned from how people say each of them.

Complement naive Bayes (Rennie et al. 2003, "Tackling the poor assumptions of naive Bayes text classifiers", ICML), over
two views of a text that count alike: its words and pairs of neighbouring words, and the groups of four letters within
its words. The letters bridge inflection, compounds and misspelling. Nothing is trained: the tables are counts, made in
a fraction of a second from the catalogue as it stands, an operator's own entries among them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

_LETTERS = 4
# A word counts as one of another language where it is that many times as usual there; 3 to 30 measured alike.
_OWN_LANGUAGE = 10
_SMOOTHING = 1.0  # of Laplace; half and double measured alike
_READ_CHARACTERS = 4_000  # so that no text, however long, costs more than a few milliseconds
_READ_WORDS = 400
_LONGEST_WORD = 50
_TELLING = 0.4  # of the strongest word's weight: what weighs less is no reason
_WORDS_IN_A_REASON = 5
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "'": "", "’": ""})


@dataclass(frozen=True)
class Word:
    """A word as it was typed, and as it is compared."""

    typed: str
    folded: str


def read_words(text: str) -> tuple[Word, ...]:
    """The words of the first 4,000 characters of a text, in order; numbers are none."""
    typed = _WORD.findall(unicodedata.normalize("NFC", text[:_READ_CHARACTERS]))[:_READ_WORDS]
    words = (Word(each, fold(each)) for each in typed)
    return tuple(word for word in words if len(word.folded) <= _LONGEST_WORD and not word.folded.isnumeric())


def fold(text: str) -> str:
    """Small letters without accents; German ones as people write them without the keys: `ae`, `ss`."""
    plain = text.lower().translate(_PLAIN_LETTERS)
    if plain.isascii():
        return plain
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


@dataclass(frozen=True)
class Likeness:
    """How near a text is to one label. `score` compares labels for one text; `words` led there, in the order typed."""

    label: str
    score: float
    words: tuple[str, ...]


class Bayes:
    """Labels, and what was said of each in each language. Safe to use from several threads."""

    def __init__(self, said: Mapping[str, Iterable[tuple[str, str]]]) -> None:
        """Learn from language to pairs of a label and a text that speaks of it."""
        self._tables = {language: _Table(tuple(pairs)) for language, pairs in said.items()}

    def rank(self, text: str, *, language: str, most: int) -> tuple[Likeness, ...]:
        """The labels nearest to `text`, best first; none where nothing of it was ever said of any.

        What is hardly ever said in `language` is looked up in the others: people mix them, and type German where they
        are spoken to in English.
        """
        words = read_words(text)
        tables = [self._tables[own] for own in sorted(self._tables, key=lambda own: (own != language, own))]
        scores = _score(_look_up(words, tables))
        best = sorted(scores, key=lambda label: (-round(scores[label], 9), label))[:most]
        each = {word: _look_up((word,), tables) for word in _once(words)} if best else {}
        return tuple(Likeness(label, scores[label], _telling(each, label)) for label in best)


class _Gains(NamedTuple):
    """What a feature speaks for: label to gain where it was ever said of it; `mean` is over all labels.

    `often` is the feature's share of all that was said in this language, `rest` what each label gains by any feature.
    """

    of: Mapping[str, float]
    mean: float
    often: float
    rest: Mapping[str, float]


class _Table:
    """What was said in one language, as counts."""

    def __init__(self, said: tuple[tuple[str, str], ...]) -> None:
        often = Counter(label for label, _ in said)
        usual = len(said) / max(1, len(often))
        counts: defaultdict[str, dict[str, float]] = defaultdict(dict)
        totals = dict.fromkeys(often, 0.0)
        for label, text in said:
            for view in _views(read_words(text)):
                # Labels count alike, however much was said of each; and long texts as much as short ones.
                weight = _weight(view) * usual / often[label]
                totals[label] += weight * len(view)
                for feature in view:
                    of_feature = counts[feature]
                    of_feature[label] = of_feature.get(label, 0.0) + weight
        self._whole = sum(totals.values())
        everything = self._whole + _SMOOTHING * len(counts)
        self._rest = {label: math.log(everything - own) for label, own in totals.items()}
        self._counts = {feature: tuple(of_feature.items()) for feature, of_feature in counts.items()}
        self._gains: dict[str, _Gains] = {}

    def find_gains(self, feature: str) -> _Gains | None:
        """What this feature speaks for, worked out when first met; None if it was never said."""
        gains = self._gains.get(feature)
        if gains is None and feature in self._counts:  # what people type is not kept
            gains = self._gains[feature] = self._work_out(self._counts[feature])
        return gains

    def _work_out(self, counts: Sequence[tuple[str, float]]) -> _Gains:
        everywhere = sum(count for _, count in counts)
        of = {label: -math.log1p(-count / (everywhere + _SMOOTHING)) for label, count in counts}
        return _Gains(of, sum(of.values()) / len(self._rest), everywhere / self._whole, self._rest)


_Found = Sequence[tuple[float, _Gains]]
"""What the features of a text speak for, each with its weight in the text."""


def _look_up(words: tuple[Word, ...], tables: Sequence[_Table]) -> _Found:
    """Each feature in the language where it is usual; the first of the tables is the person's own and goes first."""
    own, *others = tables
    found = []
    for view in _views(words):
        weight = _weight(view)
        for feature in view:
            gains = own.find_gains(feature)
            for other in others:
                foreign = other.find_gains(feature)
                if foreign and (gains is None or foreign.often > _OWN_LANGUAGE * gains.often):
                    gains = foreign
            if gains:
                found.append((weight, gains))
    return found


def _score(found: _Found) -> Mapping[str, float]:
    """Label to how much more the features speak for it than for the others on the whole; empty for none."""
    scores: defaultdict[str, float] = defaultdict(float)
    masses: defaultdict[int, float] = defaultdict(float)
    rests = {}
    for weight, gains in found:
        rests[id(gains.rest)] = gains.rest
        masses[id(gains.rest)] += weight
        for label, gain in gains.of.items():
            scores[label] += weight * gain
    for at, mass in masses.items():
        for label, rest in rests[at].items():
            scores[label] += mass * rest
    middle = sum(scores.values()) / max(1, len(scores))
    return {label: score - middle for label, score in scores.items()}


def _once(words: tuple[Word, ...]) -> Iterable[Word]:
    """Each word once, as it was typed first."""
    once: dict[str, Word] = {}
    for word in words:
        once.setdefault(word.folded, word)
    return once.values()


def _telling(each: Mapping[Word, _Found], label: str) -> tuple[str, ...]:
    """Those words that speak for this label rather than for the others, in the order in which they were typed."""
    strengths = {
        word: sum(weight * (gains.of.get(label, 0.0) - gains.mean) for weight, gains in found)
        for word, found in each.items()
    }
    enough = max(strengths.values(), default=0.0) * _TELLING
    telling = (word.typed for word, strength in strengths.items() if strength >= enough > 0)
    return tuple(islice(telling, _WORDS_IN_A_REASON))


def _views(words: tuple[Word, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """A text as its words and pairs of neighbours, and as groups of letters."""
    folded = [word.folded for word in words]
    pairs = {f"{one} {other}" for one, other in pairwise(folded)}
    return frozenset(pairs.union(folded)), frozenset(group for word in folded for group in _groups(word))


@lru_cache(maxsize=20_000)
def _groups(word: str) -> tuple[str, ...]:
    """Four letters each, with the edges of the word; `^tim`, `time`, `ime$`."""
    edged = f"^{word}$"
    return tuple(edged[at : at + _LETTERS] for at in range(max(1, len(edged) - _LETTERS + 1)))


def _weight(view: frozenset[str]) -> float:
    """Long texts and short ones count alike: the length of a view, as a vector, is one."""
    return 1 / math.sqrt(len(view)) if view else 0.0
