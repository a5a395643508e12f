"""The use case itself, on the store in memory: who an act belongs to, and what is owed to whom afterwards."""

from __future__ import annotations

import logging
from functools import partial

import pytest

from bot.ports import UnitOfWork
from bot.turns import CONSOLE, Turns
from dialogs.inbound import Said
from knowledge.loading import load_catalogue
from storage.rows import Owed
from tests.support.scripts import ENGLISH
from tests.support.world import World, done

GOAL_WRITTEN = 12
"""Lines of the script after which the lead has one answer left before the others are asked."""


def _taken(world: World, name: str, text: str) -> list[Owed]:
    """Take a turn without delivering; what it owes."""
    turns = Turns(world.store, load_catalogue())
    done(turns.take(world.inbound(name, Said(text=text))))
    owed: list[Owed] = []
    while new := done(world.store.run(partial(_send, world))):
        owed += new
    return owed


def _send(world: World, uow: UnitOfWork) -> tuple[Owed, ...]:
    claimed = uow.claim(CONSOLE, now=world.at, until=world.at, limit=20)
    for each in claimed:
        uow.mark_sent(each.id, at=world.at, receipt=each.id)
    return claimed


def _world(lines: int) -> World:
    world = World()
    for name, text in ENGLISH[:lines]:
        world.says(name, text)
    return world


def test_a_repeated_key_is_told_and_changes_nothing() -> None:
    world = _world(GOAL_WRITTEN)
    again = world.inbound("Ana", Said(text="yes"), key=f"{CONSOLE}:{GOAL_WRITTEN}")
    before = world.projects()

    assert done(Turns(world.store, load_catalogue()).take(again)).is_repeat
    assert world.projects() == before


def test_what_others_are_asked_because_of_a_turn_is_unbidden_and_the_reply_is_not() -> None:
    world = _world(GOAL_WRITTEN)

    owed = _taken(world, "Ana", "yes")

    messages = {each.conversation.rpartition(":")[2]: each.asked for each in owed if each.kind == "message"}
    assert messages == {"ana": True, "ben": False, "cara": False}


def test_the_answered_question_is_settled_first() -> None:
    world = _world(GOAL_WRITTEN)

    mine = [each for each in _taken(world, "Ana", "yes") if each.conversation == "console:local:ana"]

    assert [(each.kind, each.answer) for each in mine] == [("settle", "Yes"), ("message", None)]


def test_who_paused_is_sent_nothing_unbidden() -> None:
    world = _world(GOAL_WRITTEN + 1)
    world.says("Cara", "pause")

    heard = world.says("Ana", "Go on with this goal")

    assert {each.name for each in heard} == {"Ana", "Ben"}


def test_who_comes_back_from_a_pause_has_a_question_and_hears_from_us_again() -> None:
    world = _world(GOAL_WRITTEN + 1)
    world.says("Cara", "pause")
    world.says("Ana", "Go on with this goal")

    world.opens("Cara")
    cara = next(each for each in done(world.store.read(lambda uow: uow.people("local"))) if each.name == "Cara")

    assert not cara.muted
    assert world.step("Cara") == ("barriers", "describe")
    assert "What makes it hard" in world.text("Cara")


def test_who_leaves_is_asked_nothing_until_they_come_back() -> None:
    world = _world(GOAL_WRITTEN + 1)
    world.says("Cara", "stop")

    goodbye = [each.prompt for each in world.taps("Cara", "Leave the project") if each.name == "Cara"]
    world.opens("Cara")

    assert [(prompt.visit, prompt.options) for prompt in goodbye] == [(None, ())]
    assert world.labels("Cara") == ["Yes, join", "No, start my own"]


def test_the_log_has_no_words_of_people(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    _world(len(ENGLISH))

    said = {text for _, text in ENGLISH if len(text) > 10}
    assert caplog.messages != []
    assert [line for line in caplog.messages if any(text in line for text in said)] == []
