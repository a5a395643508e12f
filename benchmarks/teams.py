"""Teams that talk: real conversations through start, goal and barriers, recorded once, taken again on any store.

Ids and tokens derive from the keys of the acts, so the same acts bring about the same rows wherever they are taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from adapters.delivery import Delivery, Limits, Opening, Settlement, TooLateError
from bot.dispatcher import Dispatcher
from bot.ports import Store
from bot.turns import CONSOLE, Turns
from dialogs.inbound import Identity, Inbound, Opened, Room, Said, Tapped
from dialogs.prompt import Prompt
from knowledge.catalogue import Catalogue
from storage.opening import open_store

Acts = tuple[Inbound, ...]
Place = tuple[str, str]
"""A flow and a step of it."""

LEAD = "Ana"
BEGINNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BETWEEN = timedelta(seconds=20)
MOST_ACTS = 200
AFTERWARDS = frozenset({"together", "home"})

WORDS: Mapping[Place, tuple[str, ...]] = {
    ("start", "name"): ("Online therapy with a coach",),
    ("goal", "innovation"): ("Online therapy with a coach, for people with depression.",),
    ("goal", "goal"): ("GPs mention online therapy to every patient with mild depression.",),
    ("goal", "patient"): ("The GP shows me how to log in.",),
    ("agree", "change"): ("Say which GPs you mean.",),
    ("barriers", "describe"): ("Nobody has time to explain it during a consultation.",),
    ("barriers", "more"): ("The log-in fails half of the time.", "Older patients do not trust it."),
    ("barriers", "helps"): ("Two of us are very keen on it.",),
}
OTHER_WORDS = "That is how it is here."
TAPS: Mapping[Place, str] = {("goal", "due"): "one_week"}
"""The option to tap, where it is not the first one."""
WAITS: frozenset[Place] = frozenset({("goal", "wait")})
"""Questions that people leave until nobody else has one."""


async def take_all(turns: Turns, acts: Acts) -> None:
    """Take acts one at a time."""
    for act in acts:
        await turns.take(act)


async def record(
    catalogue: Catalogue, workspace: str, *, others: tuple[str, ...] = (), stop: frozenset[Place] = frozenset()
) -> Acts:
    """What a lead and others do, from hello until their barriers are written; nobody answers a question of `stop`."""
    store = open_store("memory:")
    try:
        return await _Conversation(store, catalogue, workspace, others=others, stop=stop).hold()
    finally:
        await store.close()


async def record_teams(catalogue: Catalogue, count: int) -> list[Acts]:
    """What some teams of three do, each in a workspace of its own."""
    return [await record(catalogue, f"team-{number}", others=("Ben", "Cara")) for number in range(count)]


def said(workspace: str, name: str, text: str, *, key: str, at: datetime) -> Inbound:
    """Somebody writes something."""
    return _act(workspace, name, Said(text=text), key=key, at=at)


def _act(workspace: str, name: str, content: Said | Tapped | Opened, *, key: str, at: datetime) -> Inbound:
    user = name.casefold()
    return Inbound(
        key=key,
        who=Identity(channel=CONSOLE, workspace=workspace, user=user, name=name),
        room=Room(channel=CONSOLE, workspace=workspace, room=user),
        at=at,
        content=content,
        door="open",
    )


class Ears:
    """A channel that keeps each person's open question, newest last."""

    name = CONSOLE
    limits = Limits()

    def __init__(self) -> None:
        self.open: dict[str, Prompt] = {}

    async def deliver(self, delivery: Delivery) -> str:
        """Hear a message; what is not a question changes nothing."""
        if delivery.prompt.session is not None:
            self.open.pop(delivery.name, None)
            self.open[delivery.name] = delivery.prompt
        return delivery.id

    def calls_for(self, task: Delivery | Settlement | Opening) -> int:  # noqa: ARG002
        """One."""
        return 1

    async def settle(self, settlement: Settlement) -> None:
        """Nothing to see."""

    async def show(self, opening: Opening) -> None:
        """It has no windows."""
        raise TooLateError(f"no windows here: {opening.id}")


class _Conversation:
    def __init__(
        self, store: Store, catalogue: Catalogue, workspace: str, *, others: tuple[str, ...], stop: frozenset[Place]
    ) -> None:
        self._store = store
        self._turns = Turns(store, catalogue)
        self._ears = Ears()
        self._dispatcher = Dispatcher(store, {CONSOLE: self._ears})
        self._workspace = workspace
        self._stop = stop
        self._words = {**WORDS, ("start", "members"): (", ".join(others),) if others else ()}
        self._said: dict[tuple[str, Place], int] = {}
        self._acts: list[Inbound] = []

    async def hold(self) -> Acts:
        await self._take(LEAD, Opened())
        while (found := await self._next()) is not None:
            name, place, prompt = found
            del self._ears.open[name]
            await self._take(name, self._answer(name, place, prompt))
        return tuple(self._acts)

    async def _take(self, name: str, content: Said | Tapped | Opened) -> None:
        number = len(self._acts)
        if number >= MOST_ACTS:
            raise RuntimeError(f"the conversation of {self._workspace!r} does not come to its end")
        at = BEGINNING + BETWEEN * number
        act = _act(self._workspace, name, content, key=f"{self._workspace}:{number}", at=at)
        self._acts.append(act)
        await self._turns.take(act)
        await self._dispatcher.deliver_due(CONSOLE, clock=lambda: at)

    async def _next(self) -> tuple[str, Place, Prompt] | None:
        """Whose question is answered next: the one that is open longest, those worth waiting for last."""
        known = [(name, await self._place_of(prompt), prompt) for name, prompt in self._ears.open.items()]
        wanted = [each for each in known if each[1][0] not in AFTERWARDS and each[1] not in self._stop]
        return min(wanted, key=lambda each: each[1] in WAITS, default=None)

    async def _place_of(self, prompt: Prompt) -> Place:
        session = await self._store.read(lambda uow: uow.find_session(prompt.session or ""))
        if session is None:
            raise LookupError(f"no session asked {prompt.body.plain!r}")
        return session.flow, session.step

    def _answer(self, name: str, place: Place, prompt: Prompt) -> Said | Tapped:
        """The next of the words for this place; when there are none left, the option to tap."""
        number = self._said.get((name, place), 0)
        self._said[name, place] = number + 1
        words = self._words.get(place, ())
        if number < len(words):
            return Said(text=words[number])
        tap = next((o for o in prompt.options if o.key == TAPS.get(place)), next(iter(prompt.options), None))
        return Tapped(token=tap.token) if tap else Said(text=OTHER_WORDS)
