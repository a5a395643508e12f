"""How people put things, as `speech/*.yaml` lists it, and finding that in a text.

Here live the reading of words, the little notation of the lists, and the search. Not here: what follows from a find
(`kinds`, `parting`), and anything about determinants (`matching`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from knowledge.words import Word, find_words, fold
from knowledge.yaml_files import read_yaml

_SPEECH = Path(__file__).parent / "speech"
_SHORTEST_STEM = 3
_LONGEST_KEY = 40
_ANY_WORD, _STEM, _GAP = "_", "*", "..."
_LONGEST_GAP = "_? _? _?"
_NO_MATTER = "no_matter"


@dataclass(frozen=True)
class Keyed(Word):
    """A word, and the keys that a list may have it under."""

    keys: tuple[str, ...]


def key_words(text: str) -> tuple[Keyed, ...]:
    """The words of the beginning of `text`, in order, ready to be looked for in lists."""
    return tuple(_key(word) for word in find_words(text))


@dataclass(eq=False)
class _Node:
    """A place inside idioms: what may follow, and the lists with an idiom that may end here."""

    follow: "dict[str, list[_Node]]" = field(default_factory=dict)
    ends: set[str] = field(default_factory=set)


class Idioms:
    """Many idioms at once. In the notation `a|b` is either, `a?` may be missing, `a*` is any word that begins so,
    `_` any word, `...` up to three of any. Idioms stand on lines, or have commas between them.
    """

    def __init__(self, lists: Iterable[tuple[str, str]]) -> None:
        self._root = _Node()
        for name, listed in lists:
            for idiom in re.split(r"[,\n]", fold(listed).replace(_GAP, _LONGEST_GAP)):
                self._add(idiom.split(), name)

    def find(self, words: Sequence[Keyed]) -> list[tuple[int, int]]:
        """First word and the one after the last, of the longest idiom at each place; finds do not overlap."""
        found: list[tuple[int, int]] = []
        place = 0
        while place < len(words):
            end = max(self.find_ends(words, place), default=place)
            if end > place:
                found.append((place, end))
            place = max(end, place + 1)
        return found

    def find_ends(self, words: Sequence[Keyed], start: int) -> dict[int, set[str]]:
        """The places after every idiom that begins with the word at `start`, and the lists that have it."""
        ends: dict[int, set[str]] = {}
        if self._root.follow.keys().isdisjoint(words[start].keys):  # nearly always, and quick to see
            return ends
        here = [self._root]
        for place in range(start, len(words)):
            here = list({node: None for old in here for key in words[place].keys for node in old.follow.get(key, ())})
            if not here:
                break
            names = {name for node in here for name in node.ends}
            if names:
                ends[place + 1] = names
        return ends

    def cover(self, words: Sequence[Keyed]) -> bool:
        """Whether the words are idioms one after another, and nothing else."""
        reached = {0}
        for place in range(len(words)):
            if place in reached:
                reached.update(self.find_ends(words, place))
        return len(words) in reached

    def _add(self, slots: Sequence[str], name: str) -> None:
        """One node after each slot; the slots that may be missing are stepped over."""
        nodes = [self._root, *(_Node() for _ in slots)]
        for place, slot in enumerate(slots):
            for before in range(place, -1, -1):
                for key in slot.removesuffix("?").split("|"):
                    nodes[before].follow.setdefault(key, []).append(nodes[place + 1])
                if before == 0 or not slots[before - 1].endswith("?"):
                    break
        for place in range(len(slots), 0, -1):
            nodes[place].ends.add(name)
            if not slots[place - 1].endswith("?"):
                break


@cache
def load_idioms(section: str) -> Idioms:
    """The idioms of `section` in all languages together, as people mix them."""
    return Idioms((section, lists[section]) for lists in _load_speech() if section in lists)


@cache
def load_words(section: str) -> frozenset[str]:
    """The single words of `section` in all languages together, folded."""
    return frozenset(word for lists in _load_speech() for word in fold(lists.get(section, "")).split())


def find_topics(words: Sequence[Keyed]) -> frozenset[str]:
    """What the words are about, roughly, by the names in `topics.yaml`."""
    topics, found, skipped = _load_topics(), set[str](), 0
    for place in range(len(words)):
        if place >= skipped:
            ends = topics.find_ends(words, place)
            skipped = max((end for end, names in ends.items() if _NO_MATTER in names), default=0)
            found |= {name for names in ends.values() for name in names}
    return frozenset(found - {_NO_MATTER})


@cache
def _load_topics() -> Idioms:
    return Idioms(_read_lists(_SPEECH / "topics.yaml").items())


@cache
def _load_speech() -> tuple[Mapping[str, str], ...]:
    return tuple(_read_lists(file) for file in sorted(_SPEECH.glob("*.yaml")))


def _read_lists(file: Path) -> Mapping[str, str]:
    return {name: str(listed) for name, listed in read_yaml(file).content.items()}


def _key(word: Word) -> Keyed:
    folded = word.folded[:_LONGEST_KEY]
    stems = (folded[:length] + _STEM for length in range(_SHORTEST_STEM, len(folded) + 1))
    return Keyed(word.typed, folded, word.start, word.end, (folded, *stems, _ANY_WORD))
