"""Where one person is in one flow. Goes through JSON between every two turns; holds no copy of people's words."""

from __future__ import annotations

from collections.abc import Container
from typing import Literal

from pydantic import AwareDatetime

from knowledge.ids import make_id
from knowledge.project import Frozen

HELD_BACK = "held"
"""The slot of words that are no answer yet: they stand nowhere else, so they go where the person says."""

AsideKind = Literal["add", "edit", "language", "stop", "word"]


class Answer(Frozen):
    """That a question was answered: at which visit, by which option (None: in words), firing which trigger."""

    visit: int
    option: str | None
    trigger: str
    at: AwareDatetime


class Aside(Frozen):
    """A small question laid over the current one, which waits. `about` is an everywhere word, `said` as typed."""

    kind: AsideKind
    about: str = ""
    said: str = ""


Slots = dict[str, str | tuple[str, ...]]
"""Drafts by name: ids, dates, never words that stand elsewhere."""


class DialogSession(Frozen):
    """One person's conversation in one step visit of a project.

    `visit` numbers the asking of the current question and grows only when a question is answered or left.
    `answers` is by step, the newest answer each. `behind` is the way back, nearest last. `redo` are the steps that
    must be answered again because something they read was changed. `slots` are drafts: ids, dates, never words that
    stand elsewhere.
    """

    id: str
    person: str
    workspace: str
    project: str | None
    flow: str
    number: int = 1
    step: str
    visit: int = 1
    answers: dict[str, Answer] = {}
    behind: tuple[str, ...] = ()
    redo: tuple[str, ...] = ()
    slots: Slots = {}
    aside: Aside | None = None
    finished: bool = False
    touched: AwareDatetime


def session_id(*, person: str, scope: str, flow: str, number: int) -> str:
    """The one session of a person in a flow of a step visit. `scope` is the project, or what made it begin."""
    return make_id("session", person, scope, flow, str(number))


def forgetful(session: DialogSession, *, keeping: Container[str] = ()) -> DialogSession:
    """The session without anything that leads to its person's words: no drafts, no option picked, nothing said.

    Of the steps in `keeping` it stays that they were answered, and when; of all others not even that.
    """
    answers = {step: given.but(option=None) for step, given in session.answers.items() if step in keeping}
    behind = tuple(step for step in session.behind if step in keeping)
    return session.but(slots={}, answers=answers, behind=behind, redo=(), aside=None)
