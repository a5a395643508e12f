"""Words that say the same: a thesaurus for each language, so that a word nobody used before counts as its idea.

Here live reading the lists (`speech/ideas/*.yaml`, from an idea to its words) and finding a word in them, also with an
ending. Not here: what an idea speaks for (`bayes`). The languages share the names of ideas: what was learned of one in
English holds for German words as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from knowledge.words import fold
from knowledge.yaml_files import read_yaml

_LISTS = Path(__file__).parent / "speech" / "ideas"
_LONGEST_ENDING = 3
_SHORTEST_STEM = 4
_LOST = ("", "e", "y")  # what an ending took with it: `refus-ed`, `stud-ies`


class Ideas:
    """The ideas of one language's words."""

    def __init__(self, listed: Mapping[str, str]) -> None:
        """From an idea to its words, with commas; two words together may be one entry."""
        ideas: defaultdict[str, set[str]] = defaultdict(set)
        for idea, words in listed.items():
            for word in words.split(","):
                ideas[" ".join(fold(word).split())].add(idea)
        self._ideas = {word: frozenset(of) for word, of in ideas.items()}

    def find(self, words: Sequence[str], *, of: Callable[[str], frozenset[str]] | None = None) -> frozenset[str]:
        """The ideas of folded words, and of neighbours that are listed together; `of` may remember what it found."""
        pairs = (self._ideas.get(f"{one} {other}", frozenset()) for one, other in pairwise(words))
        return frozenset().union(*map(of or self.of, words), *pairs)

    def of(self, word: str) -> frozenset[str]:
        """The ideas of one word: as it is listed, else without an ending."""
        if word in self._ideas:
            return self._ideas[word]
        for length in range(len(word) - 1, max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING) - 1, -1):
            for lost in _LOST:
                if found := self._ideas.get(word[:length] + lost):
                    return found
        return frozenset()


@cache
def load_ideas(language: str) -> Ideas:
    """The ideas of this language's words; a language without a list has none."""
    file = _LISTS / f"{language}.yaml"
    return Ideas({idea: str(words) for idea, words in read_yaml(file).content.items()} if file.exists() else {})
