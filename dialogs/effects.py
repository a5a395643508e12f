"""What a turn asks to be done, in the imperative. Pure values: the core does none of it."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime

from dialogs.prompt import Form, Prompt
from dialogs.session import DialogSession
from dialogs.text import Text
from knowledge.project import Frozen, Person, Project


class Say(Frozen):
    """Tell somebody something. `asked` is False where it comes unbidden and counts against their budget."""

    kind: Literal["say"] = "say"
    to: str
    body: Text
    asked: bool = True


class Ask(Frozen):
    """Put this question to the person whose turn it is."""

    kind: Literal["ask"] = "ask"
    to: str
    prompt: Prompt


class Begin(Frozen):
    """Begin a flow with somebody, or ask again the question at which they stand in it.

    `instead_of` is who was in that flow before: what they had answered is taken over. `project` is another one than
    the turn's own: there, what is open for the person comes first.
    """

    kind: Literal["begin"] = "begin"
    to: str
    flow: str
    number: int = 1
    instead_of: str | None = None
    project: str | None = None


class OpenForm(Frozen):
    """Show the acting person a window, while their `trigger` lives; after that the question, as a message."""

    kind: Literal["open"] = "open"
    to: str
    form: Form
    prompt: Prompt
    trigger: str


class Invite(Frozen):
    """Tell the acting person how `person` gets to us, unless we can reach them already. `afresh`: in any case."""

    kind: Literal["invite"] = "invite"
    person: str
    name: str
    afresh: bool = False


class Link(Frozen):
    """Give the acting person a code that joins another channel of theirs to this person."""

    kind: Literal["link"] = "link"


class Post(Frozen):
    """Tell the team's room, where it has one."""

    kind: Literal["post"] = "post"
    body: Text


class Settle(Frozen):
    """The question of this visit is answered: its buttons may go, the answer stands."""

    kind: Literal["settle"] = "settle"
    session: str
    visit: int
    answer: str


class Forget(Frozen):
    """A round without names is over: what the sessions of this flow knew of whose words are whose is forgotten."""

    kind: Literal["forget"] = "forget"
    flow: str
    number: int


Effect = Say | Ask | Begin | OpenForm | Invite | Link | Post | Settle | Forget


class Note(Frozen):
    """One line of the journal: who, when, at which step, which of its answers changed. Never words."""

    key: str
    at: AwareDatetime
    person: str
    project: str | None
    session: str
    flow: str
    step: str
    visit: int
    changed: tuple[str, ...] = ()


class Turn(Frozen):
    """One inbound taken to its end. `people` are the persons it made or changed.

    `errors` are sentences by the key of a form's field: nothing has changed then.
    """

    session: DialogSession
    project: Project | None
    people: tuple[Person, ...] = ()
    effects: tuple[Effect, ...] = ()
    errors: dict[str, str] = {}
    note: Note
