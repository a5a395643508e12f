"""A fault of ours in the middle of a conversation: a sentence for the person, a place for the operator, no words."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from typing import TypeVar

import pytest

from adapters.console.app import run_plain
from adapters.console.send import ConsoleChannel
from bot.bootstrap import ConsoleDesk, fresh_key, now
from bot.ports import UnitOfWork
from dialogs.effects import Note
from knowledge.loading import load_catalogue
from storage.memory import MemoryStore, MemoryUnit

T = TypeVar("T")


class ForgetfulStore(MemoryStore):
    """Fails to keep the journal from a turn on, with the person's words in the error, as a library would."""

    def __init__(self, *, failing: int) -> None:
        super().__init__()
        self.turns = 0
        self.failing = failing

    async def run(self, work: Callable[[MemoryUnit], T], *, locks: frozenset[str] = frozenset()) -> T:
        """The store's own, with a unit that fails once."""

        def failing(unit: MemoryUnit) -> T:
            real = unit.note

            def note(entry: Note) -> None:
                self.turns += 1
                if self.turns == self.failing:
                    raise ValueError("nobody may read: my manager drinks")
                real(entry)

            unit.note = note  # type: ignore[method-assign, assignment]  # only here
            return work(unit)

        return await super().run(failing, locks=locks)


async def test_a_fault_of_ours_ends_the_turn_and_not_the_conversation(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing was kept of it, the next words are heard, and the log has the place only."""
    out = io.StringIO()
    channel = ConsoleChannel()
    store = ForgetfulStore(failing=2)
    desk = ConsoleDesk(store, channel, catalogue=load_catalogue(), language="en")
    lines = io.StringIO("my manager drinks\nPain group\n")
    with caplog.at_level(logging.DEBUG):
        await run_plain(desk, channel=channel, speaker="Ana", lines=lines, out=out, clock=now, fresh_key=fresh_key)

    def names(uow: UnitOfWork) -> list[str]:
        return [found.name for each in uow.projects() if (found := uow.find_project(each))]

    assert "Something went wrong on my side" in out.getvalue()
    assert "Traceback" not in out.getvalue()
    assert await store.read(names) == ["Pain group"]
    assert "ValueError at note" in caplog.text
    assert "manager drinks" not in caplog.text


async def test_what_takes_long_begins_once_the_first_question_is_there() -> None:
    out, begun = io.StringIO(), []
    channel = ConsoleChannel()

    def begin() -> None:
        begun.append(out.getvalue())

    desk = ConsoleDesk(MemoryStore(), channel, catalogue=load_catalogue(), language="en", asked=begin)
    lines = io.StringIO("Pain group\njust me\n")
    await run_plain(desk, channel=channel, speaker="Ana", lines=lines, out=out, clock=now, fresh_key=fresh_key)

    assert len(begun) == 1
    assert "?" in begun[0]
    assert out.getvalue().startswith(begun[0])
    assert len(begun[0]) < len(out.getvalue())
