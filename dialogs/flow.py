"""How a flow is written: a table of edges, and for each step what it asks, takes, reads and writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from dialogs import phrases
from dialogs.effects import Effect
from dialogs.everywhere import COMMAND_PREFIX
from dialogs.heard import Heard
from dialogs.inbound import Door, Inbound
from dialogs.session import DialogSession, Slots
from dialogs.table import Edge, Table
from dialogs.text import Text
from knowledge.catalogue import Catalogue
from knowledge.ids import make_id
from knowledge.project import Person, Project


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


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a step may look at, in one hand."""

    flow: Flow
    session: DialogSession
    setting: Setting
    inbound: Inbound | None = None
    held: Project | None = None

    @property
    def project(self) -> Project:
        """The project; LookupError in the one flow that begins without."""
        if self.held is None:
            raise LookupError(f"session {self.session.id} has no project yet")
        return self.held

    @property
    def person(self) -> Person:
        """Whose conversation it is."""
        return self.setting.person

    def say(self, key: str, **arguments: phrases.Argument) -> Text:
        """A phrase in the person's language."""
        return phrases.say(key, language=self.setting.language, **arguments)

    def line(self, key: str, **arguments: phrases.Argument) -> str:
        """A phrase in the person's language, characters alone."""
        return phrases.line(key, language=self.setting.language, **arguments)

    def listed(self, items: tuple[str, ...] | list[str]) -> str:
        """ "Ben and Cara", in the person's language."""
        return phrases.say_list(items, language=self.setting.language)

    def new_id(self, *parts: str) -> str:
        """An id that the same inbound makes again."""
        return make_id(self.inbound.key if self.inbound else "", *parts)

    def new_contribution_id(self, *parts: str) -> str:
        """The same; but where no names are kept, one that nothing we keep can make again, so it leads to nobody."""
        chance = self.inbound.chance if self.inbound and not self.project.named else ""
        return self.new_id("contribution", chance, *parts)

    @property
    def at(self) -> datetime:
        """The time of this turn."""
        return self.setting.at

    def but(self, *, session: DialogSession | None = None, project: Project | None = None) -> Scene:
        """The same scene after something changed."""
        return replace(self, session=session or self.session, held=project or self.held)

    def after(self, taken: Taken) -> Scene:
        """The same scene with what an answer changed."""
        slots = self.session.slots | taken.slots
        return self.but(session=self.session.but(slots=slots), project=taken.project)


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer offered: its key within the question, and what people read."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a step asks, in the person's language, before it has tokens."""

    body: Text
    choices: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as the engine understood it: the option picked, with what it reads, or words."""

    option: str | None = None
    words: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """An accepted answer: which edge to follow, what changed, and what to say before the next question.

    `stands_as` is the trigger to follow when the answer is kept later, where that is another one. `undo` are the steps
    whose answers do not stand after all.
    """

    trigger: str
    project: Project | None = None
    slots: Slots = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    effects: tuple[Effect, ...] = ()
    ack: Text | None = None
    changed: bool = True
    stands_as: str | None = None
    undo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """An answer that cannot be taken: one sentence saying what is wanted. Nothing changes."""

    reason: Text


Verdict = Taken | Rejected


@dataclass(frozen=True, kw_only=True)
class Step:
    """One question of a flow.

    `reads` and `writes` name values ("goal.target"): when one is changed, the answers to the steps that read it are
    asked again. `choices` are the keys of its fixed options. `skip` is the trigger that `skip` fires, or `skips` the
    options that it stands for; where there is neither, an answer is needed. `yes` and `no` are the options that a bare
    yes or no stands for. `kept` shows the answer as it stands. A step that `loops` is asked each time it is reached;
    any other is passed by while its answer stands. A `passing` one is not gone back to. `otherwise` is said to words
    that are none of its options. `unsure` says that not knowing is an answer too. `why` has more to say on why it is
    asked, of what stands there just now. One that `listens` offers options, and may make something of other words too.
    `back` is how one goes back within the step: what changes, its trigger the step that is asked then; None where one
    goes on to the step before. What is asked only of words of some kind is `noted_as` another step in the journal,
    and its answer forgotten, where no names are kept.
    """

    key: str
    take: Callable[[Scene, Reply], Verdict]
    ask: Callable[[Scene], Question] | None = None
    choices: tuple[str, ...] = ()
    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    wants_words: bool = False
    wants_number: bool = False
    loops: bool = False
    passing: bool = False
    otherwise: str = "bad-option"
    skip: str | None = None
    skips: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    kept: Callable[[Scene], str] | None = None
    unsure: bool = False
    why: Callable[[Scene], tuple[Text, ...]] | None = None
    listens: bool = False
    noted_as: str = ""
    back: Callable[[Scene], Taken | None] | None = None

    @property
    def can_return(self) -> bool:
        """Whether `back` may come here: to an answer that stands, or to a question that is asked again and again."""
        return not self.passing and (self.loops or self.kept is not None)


@dataclass(frozen=True, slots=True)
class Bring:
    """How a flow takes words from outside its questions: as an answer to `to`, after which it stands at `then`."""

    to: str
    then: str
    take: Callable[[Scene, str], Verdict]


@dataclass(frozen=True, kw_only=True)
class Flow:
    """One person's way through one step of the process. `at` names that step; `is_owners` that only its owner goes it.

    `forms` are steps that can be answered together, in a window. `bring` takes somebody else's words as this person's.
    A `closed` flow hears no words: its question comes again, whatever is said.

    `loads` are the larger collections of the project that its steps read; `outside` the values it reads that come from
    elsewhere; `enter` gives the step to begin at, the first or one of `enters`; `finish` is what happens at its end.
    """

    name: str
    steps: tuple[Step, ...]
    edges: tuple[Edge, ...]
    finals: tuple[str, ...]
    at: str | None = None
    is_owners: bool = False
    loads: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    enter: Callable[[Project], str] | None = None
    enters: tuple[str, ...] = ()
    finish: Callable[[Scene], Taken] | None = None
    forms: tuple[tuple[str, ...], ...] = ()
    bring: Bring | None = None
    closed: bool = False

    @cached_property
    def table(self) -> Table:
        """The steps and edges alone."""
        return Table(
            name=self.name, steps=(*(s.key for s in self.steps), *self.finals), edges=self.edges, finals=self.finals
        )

    @cached_property
    def _by_key(self) -> dict[str, Step]:
        return {step.key: step for step in self.steps}

    def get_step(self, key: str) -> Step:
        """A step by key; KeyError where the flow has none, or where it is an end."""
        return self._by_key[key]

    def is_open(self, project: Project, *, number: int, person: str) -> bool:
        """Whether this visit of the step is open, and this flow of it still this person's."""
        if self.at is None:
            return True
        visit = next((v for v in project.steps if (v.step, v.number) == (self.at, number)), None)
        return visit is not None and visit.state == "open" and (not self.is_owners or visit.owner == person)

    def depending(self, on: frozenset[str]) -> tuple[str, ...]:
        """The steps that read what is named, and those that read what these write, in the flow's order."""
        touched, found = set(on), set[str]()
        for _ in self.steps:
            for step in self.steps:
                if step.reads & touched and step.key not in found:
                    found.add(step.key)
                    touched |= step.writes
        return tuple(step.key for step in self.steps if step.key in found)


def offers(scene: Scene, step: str, *keys: str) -> tuple[Offer, ...]:
    """Fixed options of a step."""
    return tuple(Offer(key=key, label=label_of(scene, step, key)) for key in keys)


def label_of(scene: Scene, step: str, key: str, *, flow: str | None = None) -> str:
    """What people read on a fixed option: the phrase `<flow>-<step>-<key>`; of this flow, unless another is named."""
    shown = key.removeprefix(COMMAND_PREFIX).replace("_", "-")
    return scene.line(f"{flow or scene.flow.name}-{step}-{shown}")
