"""Which of several things a text speaks of, learned from how people say each of them.

Complement naive Bayes (Rennie et al. 2003, "Tackling the poor assumptions of naive Bayes text classifiers", ICML), over
three views of a text: its words and pairs of neighbouring words, the groups of four letters within its words, and the
ideas that its words stand for. Letters bridge inflection, compounds and misspelling; ideas bridge synonyms. Nothing is
trained: the tables are counts, made in a fraction of a second from the catalogue as it stands, an operator's own
entries among them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from knowledge.ideas import load_ideas
from knowledge.words import LONGEST_WORD, Word, find_words, fold_words

_LETTERS = 4
# A word counts as one of another language where it is that many times as usual there; 3 to 30 measured alike.
_OWN_LANGUAGE = 10
_IDEAS = 0.5  # of the weight of words; a third to all of it measured alike
_A_SENTENCE = 30  # features; 16 to 70 measured alike, none and it is worse
_SMOOTHING = 1.0  # of Laplace; half and double measured alike
_READ_WORDS = 400
_TELLING = 0.4  # of the strongest word's weight: what weighs less is no reason
_WORDS_IN_A_REASON = 5


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
        self._tables = {language: _Table(tuple(pairs), language=language) for language, pairs in said.items()}

    def rank(self, text: str, *, language: str, most: int) -> tuple[Likeness, ...]:
        """The labels nearest to `text`, best first; none where nothing of it was ever said of any.

        A text is read in the language in which more of its words were ever said, in `language` where that is even.
        What is hardly ever said in that is looked up in the others: people mix them.
        """
        words = [word for word in find_words(text) if _says_something(word)][:_READ_WORDS]
        tables = self._in_order(words, language=language)
        scores = _score(_look_up(words, tables))
        best = sorted(scores, key=lambda label: (-round(scores[label], 9), label))[:most]
        each = {word: _look_up([word], tables) for word in _once(words)} if best else {}
        return tuple(Likeness(label, scores[label], _telling(each, label)) for label in best)

    def _in_order(self, words: Sequence[Word], *, language: str) -> list[_Table]:
        known = {own: sum(table.knows(word.folded) for word in words) for own, table in self._tables.items()}
        return [self._tables[own] for own in sorted(known, key=lambda own: (-known[own], own != language, own))]


class _Gains(NamedTuple):
    """What a feature speaks for: label to gain where it was ever said of it; `mean` is over all labels.

    `often` is the feature's share of all that was said in this language, `rest` what each label gains by any feature.
    """

    of: Mapping[str, float]
    mean: float
    often: float
    rest: Mapping[str, float]


_Counts = tuple[tuple[str, ...], tuple[float, ...]]
"""Labels, and how often something was said of each."""


class _Table:
    """What was said in one language, as counts."""

    def __init__(self, said: tuple[tuple[str, str], ...], *, language: str) -> None:
        self.ideas = load_ideas(language)
        groups, ideas = cache(_groups), cache(self.ideas.of)  # for learning only: what people type is kept nowhere
        often = Counter(label for label, _ in said)
        usual = len(said) / max(1, len(often))
        counts: defaultdict[str, dict[str, float]] = defaultdict(dict)
        totals = dict.fromkeys(often, 0.0)
        for label, text in said:
            words = fold_words(text)
            for weight, view in _views(words, self.ideas.find(words, of=ideas), groups=groups):
                # Labels count alike, however much was said of each; a word or two count less than a sentence.
                weight *= usual / often[label] * math.sqrt(min(1, len(view) / _A_SENTENCE))
                totals[label] += weight * len(view)
                for feature in view:
                    of_feature = counts[feature]
                    of_feature[label] = of_feature.get(label, 0.0) + weight
        self._whole = sum(totals.values())
        everything = self._whole + _SMOOTHING * len(counts)
        self._rest = {label: math.log(everything - own) for label, own in totals.items()}
        once: dict[_Counts, _Counts] = {}
        pairs = ((feature, (tuple(of), tuple(of.values()))) for feature, of in counts.items())
        self._counts = {feature: once.setdefault(pair, pair) for feature, pair in pairs}  # most were said once
        self._gains: dict[str, _Gains] = {}

    def knows(self, word: str) -> bool:
        """Whether anybody ever said this very word."""
        return word in self._counts

    def find_gains(self, feature: str) -> _Gains | None:
        """What this feature speaks for, worked out when first met; None if it was never said."""
        gains = self._gains.get(feature)
        if gains is None and feature in self._counts:
            gains = self._gains[feature] = self._work_out(*self._counts[feature])
        return gains

    def _work_out(self, labels: Sequence[str], counts: Sequence[float]) -> _Gains:
        everywhere = sum(counts)
        gains = (-math.log1p(-count / (everywhere + _SMOOTHING)) for count in counts)
        of = dict(zip(labels, gains, strict=True))
        return _Gains(of, sum(of.values()) / len(self._rest), everywhere / self._whole, self._rest)


_Found = Sequence[tuple[float, _Gains]]
"""What the features of a text speak for, each with its weight in the text."""


def _look_up(words: Sequence[Word], tables: Sequence[_Table]) -> _Found:
    """Each feature in the language where it is usual; the first of the tables is that of the text and goes first."""
    own, *others = tables
    folded = [word.folded for word in words]
    found = []
    for weight, view in _views(folded, _find_ideas(folded, tables), groups=_groups):
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


def _once(words: Sequence[Word]) -> Iterable[Word]:
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


def _find_ideas(words: Sequence[str], tables: Sequence[_Table]) -> frozenset[str]:
    """The ideas of words, as the text's language has them; in the others, those of words that it never heard of."""
    own, *others = tables
    strange = [word for word in words if not own.knows(word)]
    return own.ideas.find(words).union(*(other.ideas.find(strange) for other in others if strange))


def _views(
    words: Sequence[str], ideas: frozenset[str], *, groups: Callable[[str], Iterable[str]]
) -> Iterator[tuple[float, Collection[str]]]:
    """A text as its words and pairs of neighbours, as groups of letters, and as ideas; each with a feature's weight.

    Long texts and short ones count alike: the length of a view, as a vector, is the same.
    """
    pairs = {f"{one} {other}" for one, other in pairwise(words)}
    letters = {group for word in words for group in groups(word)}
    for share, view in ((1.0, pairs.union(words)), (1.0, letters), (_IDEAS, {f"@{idea}" for idea in ideas})):
        if view:
            yield share / math.sqrt(len(view)), view


def _groups(word: str) -> Iterable[str]:
    """Four letters each, with the edges of the word, marked so that none is taken for a word: `~^tim`, `~time`."""
    edged = f"^{word}$"
    return [f"~{edged[at : at + _LETTERS]}" for at in range(max(1, len(edged) - _LETTERS + 1))]


def _says_something(word: Word) -> bool:
    return 1 < len(word.folded) <= LONGEST_WORD and not word.folded.isnumeric()
