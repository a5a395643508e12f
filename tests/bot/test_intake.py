"""What comes in: taken to its end, or put aside so that its person hears of it and everybody else goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.intake import Intake
from bot.ports import UnitOfWork
from dialogs.inbound import Ack, Blocked, Content, Identity, Inbound, Room, Said
from storage.memory import MemoryStore, MemoryUnit
from storage.rows import Owed, SetAside, StoreFailedError
from tests.support.stores import NOW, begin
from tests.support.timeless import play

T = TypeVar("T")

SECRET = "my manager drinks"
WHO = Identity(channel="slack", workspace="T1", user="U1", name="Ana", language="de")
ROOM = Room(channel="slack", workspace="T1", room="U1")


def make_inbound(content: Content | None = None) -> Inbound:
    """An act with a secret in it."""
    return Inbound(
        key="slack:T1:Ev1", parts=("slack:T1:Ev2",), who=WHO, room=ROOM, at=NOW, content=content or Said(text=SECRET)
    )


class Numbers:
    """Numbers, as they come."""

    def __init__(self) -> None:
        self.counted: list[tuple[str, str]] = []
        self.timed: list[str] = []

    def count_inbound(self, channel: str, fate: str) -> None:
        """Keep it."""
        self.counted.append((channel, fate))

    def time_turn(self, channel: str, *, seconds: float) -> None:
        """Keep it."""
        self.timed.append(channel)


class Store(MemoryStore):
    """Fails as a test has it, one transaction after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Exception | None] = []

    async def run(self, work: Callable[[MemoryUnit], T], *, locks: frozenset[str] = frozenset()) -> T:
        """Fail, or run it."""
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        return await super().run(work, locks=locks)


class Ground:
    """An intake whose turns go wrong as a test has it."""

    def __init__(self, *faults: Exception, ack: Ack | None = None) -> None:
        self.faults = list(faults)
        self.ack = ack or Ack()
        self.store = Store()
        self.numbers = Numbers()
        self.tries = 0
        self.woken = 0
        self.intake = Intake(self.store, self._turn, wake=self._wake, counts=self.numbers)

    def take(self, inbound: Inbound | None = None) -> Ack:
        """Take it, without waiting."""
        return play(self.intake.take(inbound or make_inbound()))

    def aside(self) -> tuple[SetAside, ...]:
        """What was put aside."""
        return play(self.store.read(lambda uow: uow.all_aside()))

    def owed(self) -> list[Owed]:
        """What is owed."""
        return list(play(self.store.run(lambda uow: uow.claim("slack", now=NOW, until=NOW, limit=9))))

    async def _turn(self, inbound: Inbound) -> Ack:
        self.tries += 1
        if self.faults:
            raise self.faults.pop(0)
        return self.ack

    def _wake(self) -> None:
        self.woken += 1


def test_what_is_taken_wakes_whoever_sends() -> None:
    ground = Ground()

    assert ground.take() == Ack()
    assert (ground.tries, ground.woken, ground.numbers.counted) == (1, 1, [("slack", "taken")])
    assert ground.numbers.timed == ["slack"]


def test_a_repeat_is_counted_as_one() -> None:
    ground = Ground(ack=Ack(is_repeat=True))

    assert ground.take() == Ack(is_repeat=True)
    assert ground.numbers.counted == [("slack", "repeat")]


def test_the_errors_of_a_window_come_through() -> None:
    ack = Ack(errors={"what": "Too long."})

    assert Ground(ack=ack).take() == ack


def test_a_fault_of_the_moment_is_nobodys_business() -> None:
    ground = Ground(ValueError(SECRET), KeyError(SECRET))

    assert ground.take() == Ack()
    assert (ground.tries, ground.aside(), ground.owed()) == (3, (), [])


def test_what_fails_three_times_is_put_aside_and_its_person_is_asked_to_say_it_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ground = Ground(*(ValueError(SECRET) for _ in range(3)))
    with caplog.at_level(logging.DEBUG):
        ack = ground.take()
    (aside,), (sorry,) = ground.aside(), ground.owed()

    assert ack == Ack()
    assert (aside.key, aside.channel, aside.person) == ("slack:T1:Ev1", "slack", None)
    assert aside.fault.startswith("ValueError at _turn")
    assert sorry.conversation == ROOM.conversation
    assert sorry.prompt is not None
    assert sorry.prompt.body.plain.startswith("Bei mir ist etwas schiefgegangen")
    assert (ground.tries, ground.woken, ground.numbers.counted) == (3, 1, [("slack", "set_aside")])
    assert "inbound.set_aside key=slack:T1:Ev1" in caplog.text
    assert SECRET not in caplog.text + str(aside)


def test_what_was_put_aside_stays_there_when_it_comes_again() -> None:
    """Also each message that was one with it."""
    ground = Ground(*(ValueError() for _ in range(6)))
    ground.take()

    assert ground.take() == Ack(is_repeat=True)
    assert (len(ground.aside()), len(ground.owed())) == (1, 1)
    assert not play(ground.store.run(lambda uow: uow.receive("slack:T1:Ev2", at=NOW)))


def test_a_person_we_know_is_named_and_spoken_to_in_their_language() -> None:
    ground = Ground(*(ValueError() for _ in range(3)))

    def meet(uow: UnitOfWork) -> None:
        begin(uow)
        uow.link(WHO, person="ana", room=ROOM)

    play(ground.store.run(meet))
    ground.take()
    (sorry,) = ground.owed()

    assert (ground.aside()[0].person, sorry.person) == ("ana", "ana")
    assert sorry.prompt is not None
    assert sorry.prompt.body.plain.startswith("Something went wrong")


def test_somebody_who_does_not_want_to_hear_from_us_does_not() -> None:
    ground = Ground(*(ValueError() for _ in range(3)))
    ground.take(make_inbound(Blocked()))

    assert (len(ground.aside()), ground.owed()) == (1, [])


@pytest.mark.parametrize("error", [StoreFailedError("the disk is full"), OSError("gone")])
def test_when_the_store_is_away_nothing_is_taken_and_the_platform_brings_it_again(error: Exception) -> None:
    ground = Ground(error)
    ground.store.faults = [error]
    with pytest.raises(type(error)):
        ground.take()

    assert (ground.tries, ground.aside(), ground.numbers.counted) == (1, (), [("slack", "failed")])


@pytest.mark.parametrize("error", [StoreFailedError("program limit exceeded"), OSError("gone")])
def test_what_alone_fails_in_a_store_that_is_there_is_put_aside(error: Exception) -> None:
    """Else it would come again for ever, and hold up all that came after it."""
    ground = Ground(*(error for _ in range(3)))

    assert ground.take() == Ack()
    assert (ground.tries, len(ground.aside()), len(ground.owed())) == (3, 1, 1)


def test_a_store_that_goes_away_between_two_tries_puts_nothing_aside() -> None:
    ground = Ground(*(StoreFailedError("gone") for _ in range(3)))
    ground.store.faults = [None, StoreFailedError("gone")]
    with pytest.raises(StoreFailedError):
        ground.take()

    assert (ground.tries, ground.aside(), ground.owed()) == (2, (), [])


def test_a_store_that_fails_once_and_comes_back_takes_the_act() -> None:
    ground = Ground(StoreFailedError("restarted"))

    assert ground.take() == Ack()
    assert (ground.tries, ground.aside()) == (2, ())
