"""What kind of text somebody wrote: a barrier, something that helps, nothing to work with, or another language.

Here lives how finds in a text decide. Not here: how people put things (`speech/*.yaml`) and finding it (`idioms`),
where a text parts (`parting`), which determinant a text is about (`matching`).
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from knowledge.idioms import Keyed, key_words, load_idioms, load_words
from knowledge.parting import split_thoughts
from knowledge.texts import main_language

Kind = Literal["barrier", "facilitator", "nothing", "foreign"]

_READ_CHARACTERS = 1_000  # after so many it is clear
_OURS = ("en", "de")

_MOST_WORDS_OF_NOTHING = 20
_LAUGH_OR_MASH = re.compile(
    r"(?:ha|he|hi|ho|ah){2,}h?|lo+l|r?o+fl|lmao|xd|(.)\1{2,}|[bcdfghjklmnpqrstvwxz]*h*m{2,}"
    r"|(?:asd|qwe|qwert|sdf|dfg|fgh|jkl|yxc|zxc)[a-z]*"
)

_HELPS_ENOUGH, _OUTRIGHT = 2, 3  # points; what is good only a little has one, and a doubt takes one
_DOUBTS_ENOUGH = 2
_MOST_WORDS_OF_A_LITTLE = 15  # a long text has a few mild words in any case
_FOREIGN_ENOUGH = 2
_FEW_WORDS = 8  # for which one is enough where the others could be of that language too
_SHORTEST_SURE = 4
# Letters that neither English nor German writes, though é, à and the like stand in words both have borrowed.
_FOREIGN_LETTERS = frozenset("ñãõåæøłąęćńśźżğşıčřšžěůťďőűțșăîđëïìòùûœ¿¡")
_LATIN_END = 0x0250  # code points: what lies beyond is another script


def tell_kind(text: str, *, language: str) -> Kind:
    """What kind of text this is; a barrier wherever in doubt.

    `language` is the person's code (`de`), and a hint only: English and German are read in any case, as people mix
    them. Of a long text the first 1,000 characters decide.
    """
    read = text[:_READ_CHARACTERS]
    words = key_words(read)
    if _is_nothing(words):
        return "nothing"
    if _is_foreign(read, words, language=language):
        return "foreign"
    return "facilitator" if "?" not in read and _helps(words) else "barrier"


def is_clearly_hindering(text: str, *, language: str) -> bool:
    """Whether this could hardly be meant as something that helps; in doubt it could.

    `language` is a hint only, as above.
    """
    words = _after_turn(key_words(text[:_READ_CHARACTERS]))
    hinders = load_idioms("clearly_hinders").find(_leave_out(words, load_idioms("relieves").find(words)))
    return bool(hinders) and tell_kind(text, language=language) == "barrier"


def split_parts(text: str, *, language: str) -> tuple[str, ...]:
    """() for one thing, else two to four exact pieces of `text` in order, each a barrier of its own.

    Where a piece is something else than a barrier, the text is one thing: people say what works to say what does not.
    """
    parts = split_thoughts(text, language=language)
    return parts if all(tell_kind(part, language=language) == "barrier" for part in parts) else ()


def _is_nothing(words: Sequence[Keyed]) -> bool:
    said = [word for word in words if not _LAUGH_OR_MASH.fullmatch(word.folded) and not word.folded.isdigit()]
    return len(said) <= _MOST_WORDS_OF_NOTHING and load_idioms("nothing").cover(said) and not _says_something(said)


def _says_something(words: Sequence[Keyed]) -> bool:
    """Whether words that say nothing do so together, as `no idea` and `how it works` do; `no idea what to say` not."""
    to_answer = load_idioms("what_to_answer")
    return any(not to_answer.find_ends(words, end - 1) for _, end in load_idioms("something").find(words))


def _is_foreign(text: str, words: Sequence[Keyed], *, language: str) -> bool:
    """More words of other languages than of ours. Words on no list, such as names and misspellings, say neither."""
    letters = [letter for letter in text if letter.isalpha()]
    if 2 * sum(ord(letter) >= _LATIN_END for letter in letters) > len(letters):
        return True
    abroad = [word for word in words if _is_abroad(text, word)]
    ours = sum(word.folded in _list_ours() for word in words)
    enough = 1 if main_language(language) not in _OURS or _all_fit(abroad, words) else _FOREIGN_ENOUGH
    return len(abroad) >= enough and len(abroad) > ours


def _all_fit(abroad: Sequence[Keyed], words: Sequence[Keyed]) -> bool:
    """Whether the others of a few words are foreign or may be, beside one that is no mere abbreviation (`OP Team`)."""
    if len(words) > _FEW_WORDS or all(len(word.folded) < _SHORTEST_SURE for word in abroad):
        return False
    known = load_words("abroad") | load_words("shared")
    return len(words) > 1 and all(word in abroad or word.folded in known for word in words)


def _is_abroad(text: str, word: Keyed) -> bool:
    letters = text[word.start : word.end].casefold()
    return not _FOREIGN_LETTERS.isdisjoint(letters) or word.folded in _list_abroad()


@cache
def _list_abroad() -> frozenset[str]:
    return load_words("abroad") - load_words("home") - load_words("shared")


@cache
def _list_ours() -> frozenset[str]:
    return load_words("home") - load_words("abroad") - load_words("shared")  # `die` may be Dutch, and says neither


def _helps(words: Sequence[Keyed]) -> bool:
    """Whether the words after the last turn say something good, and nothing that hinders."""
    said = _after_turn(words)
    reliefs = load_idioms("relieves").find(said)
    rest = _leave_out(said, reliefs)
    if load_idioms("hinders").find(rest) or load_idioms("old_way").find(rest):
        return False
    outright = len(reliefs) + len(load_idioms("helps").find(rest))
    a_little, doubts = (len(load_idioms(section).find(rest)) for section in ("helps_a_little", "may_hinder"))
    if not outright and len(rest) > _MOST_WORDS_OF_A_LITTLE:
        return False
    return doubts < _DOUBTS_ENOUGH and _OUTRIGHT * outright + a_little - doubts >= _HELPS_ENOUGH


def _after_turn(words: Sequence[Keyed]) -> Sequence[Keyed]:
    turns = load_idioms("turns").find(words)
    return words[turns[-1][1] :] if turns else words


def _leave_out(words: Sequence[Keyed], finds: Sequence[tuple[int, int]]) -> list[Keyed]:
    out = {place for start, end in finds for place in range(start, end)}
    return [word for place, word in enumerate(words) if place not in out]
