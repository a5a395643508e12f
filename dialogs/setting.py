"""What a turn may look at beside session and project: who acts, when, what the field knows. Reads nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from dialogs.heard import Heard
from dialogs.inbound import Door
from knowledge.catalogue import Catalogue
from knowledge.project import Person


@dataclass(frozen=True, slots=True)
class Setting:
    """What a turn may look at beside session and project.

    `people` is by id: the team, or everybody where a flow says so. `projects` are the person's own, as (id, name),
    where a flow asks for them. `door` is what the channel lets people do whom nobody knows; where it is open, people
    are met by the names they give. `mentioned` are the persons marked in what was just written, by the name shown,
    which two may share. `heard` is what was read in this turn, by language and words.
    """

    at: datetime
    person: Person
    catalogue: Catalogue
    people: dict[str, Person] = field(default_factory=dict)
    projects: tuple[tuple[str, str], ...] = ()
    door: Door = "open"
    mentioned: dict[str, tuple[Person, ...]] = field(default_factory=dict)
    heard: dict[tuple[str, str], Heard] = field(default_factory=dict, compare=False)

    @property
    def today(self) -> date:
        """The day of this turn."""
        return self.at.date()

    @property
    def language(self) -> str:
        """The language of the person who acts, or who is asked."""
        return self.person.language

    def hear(self, words: str) -> Heard:
        """What there is to read of these words, read once a turn."""
        fresh = Heard(words=words, language=self.language, catalogue=self.catalogue)
        return self.heard.setdefault((self.language, words), fresh)
