"""What was read of one text in one turn: its kind, its parts, what it is like. Each at most once, when first asked.

Not here: how a text is read (`knowledge.kinds`, `knowledge.matching`), what follows from it (the flows).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from knowledge.catalogue import Catalogue
from knowledge.kinds import Kind, is_clearly_hindering, split_parts, tell_kind
from knowledge.matching import Suggestion, suggest_determinants


@dataclass(frozen=True)
class Heard:
    """Words that somebody wrote, in whose language, and the catalogue they are held against."""

    words: str
    language: str
    catalogue: Catalogue

    @cached_property
    def kind(self) -> Kind:
        """What kind of text it is."""
        return tell_kind(self.words, language=self.language)

    @cached_property
    def is_hindering(self) -> bool:
        """Whether it could hardly be meant as something that helps."""
        return is_clearly_hindering(self.words, language=self.language)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The several things of which it speaks; none where it speaks of one."""
        return split_parts(self.words, language=self.language)

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What the catalogue knows that is like it."""
        return suggest_determinants(self.words, language=self.language, catalogue=self.catalogue)
