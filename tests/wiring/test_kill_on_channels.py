"""kill -9 at every point between an act on a channel and its reply, for each kind of act, on both stores.

After every death another service comes, the platform brings again what it brings again, and the conversation goes on.
Then everybody has been shown what they are shown when nobody dies, in the same order; what came twice says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adapters.telegram.words import say
from bot.bootstrap import opened
from tests.support.clinic import Clinic, Modes, open_clinic
from tests.support.clinic_people import Act, Shown
from tests.wiring.channel_stories import (
    BARRIERS_OF_BEN,
    BARRIERS_OF_CARA,
    BEGINNING,
    DYING,
    DYING_IN_A_WINDOW,
    WHOLE,
    Fated,
    count_points,
    dying_at_random,
    dying_once_at_each_point,
    undying,
)
from tests.wiring.playing import shown_in

SOCKETS = Modes("socket", "polling")
REQUESTS = Modes("http", "webhook")
REPEAT = f"{say('repeat', language='en')}\n"

BARRIERS = {"Ben on Slack": BARRIERS_OF_BEN, "Cara on Telegram": BARRIERS_OF_CARA}


@dataclass(frozen=True)
class Played:
    """What a story came to: what each act showed to whom, what stands in Slack at the end, and the project."""

    shown: list[dict[str, list[Shown]]]
    standing: list[Shown]
    project: dict[str, Any]
    errors: list[str]


_undisturbed: dict[tuple[Act, ...], Played] = {}


async def play(clinic: Clinic, fated: Sequence[Fated]) -> Played:
    """Let the story happen, with its deaths."""
    shown = [await clinic.plays(act, dying=point) for act, point in fated]
    clinic.end()
    async with opened(clinic.url, writing=False) as store:
        return Played(shown, clinic.people.standing(), await shown_in(store), clinic.errors())


async def play_undisturbed(acts: tuple[Act, ...], home: Path) -> Played:
    """The same story without a death: once, for all tests of it."""
    if acts not in _undisturbed:
        own = home / "undisturbed"
        own.mkdir()
        async with open_clinic(f"sqlite:///{own}/store.db", home=own, modes=SOCKETS) as clinic:
            _undisturbed[acts] = await play(clinic, undying(acts))
    return _undisturbed[acts]


async def assert_nothing_is_lost(clinic: Clinic, fated: Sequence[Fated]) -> None:
    undisturbed = await play_undisturbed(tuple(act for act, _ in fated), clinic.home)
    played = await play(clinic, fated)

    for (act, point), shown, wanted in zip(fated, played.shown, undisturbed.shown, strict=True):
        assert _shown_first(shown) == wanted, f"{act}, killed at {point}"
        assert len(_labelled(shown.get("Cara", []))) <= (point is not None), f"{act}, killed at {point}"
    assert played.standing == undisturbed.standing
    assert played.project == undisturbed.project
    assert (played.errors, undisturbed.errors) == ([], [])


def _shown_first(shown: dict[str, list[Shown]]) -> dict[str, list[Shown]]:
    """Without what says that it may be a repeat, where it is one. Slack is looked into first: nothing says so there."""
    return {name: _once(messages) if name == "Cara" else messages for name, messages in shown.items()}


def _once(messages: Sequence[Shown]) -> list[Shown]:
    first: list[Shown] = []
    for each in messages:
        message = each._replace(text=each.text.removeprefix(REPEAT))
        if message == each or message not in first[-1:]:
            first.append(message)
    return first


def _labelled(messages: Sequence[Shown]) -> list[Shown]:
    return [each for each in messages if each.text.startswith(REPEAT)]


def test_the_stories_bring_every_point_to_every_kind_of_act() -> None:
    ben, cara = (count_points(dying_once_at_each_point(acts)) for acts in BARRIERS.values())

    assert ben == Counter(
        {(way, point): 1 for way in ("says", "taps") for point in DYING}
        | {("fills", point): 1 for point in DYING_IN_A_WINDOW}
    )
    assert cara == Counter({(way, point): 1 for way in ("says", "taps") for point in DYING})


@pytest.mark.parametrize("who", BARRIERS)
async def test_dying_at_any_point_loses_nothing_by_sockets_and_polling(who: str, tmp_path: Path) -> None:
    fated = [*undying(BEGINNING), *dying_once_at_each_point(BARRIERS[who])]
    async with open_clinic(f"sqlite:///{tmp_path}/store.db", home=tmp_path, modes=SOCKETS) as clinic:
        await assert_nothing_is_lost(clinic, fated)


@pytest.mark.parametrize("who", BARRIERS)
async def test_dying_at_any_point_loses_nothing_by_requests(who: str, tmp_path: Path, postgres_url: str) -> None:
    fated = [*undying(BEGINNING), *dying_once_at_each_point(BARRIERS[who])]
    async with open_clinic(postgres_url, home=tmp_path, modes=REQUESTS) as clinic:
        await assert_nothing_is_lost(clinic, fated)


@pytest.mark.xfail(
    strict=True, reason="A window sent again after its commit adds the barrier once more: dialogs/windows.py"
)
async def test_a_window_that_was_kept_and_not_acknowledged_adds_its_barrier_once(tmp_path: Path) -> None:
    """Slack tells whoever sent it that it did not work, and they send it again."""
    barrier = Act("Ben", "fills", "the log-in fails")
    fated: list[Fated] = [*undying((*BEGINNING, Act("Ben", "brings", "the log-in fails"))), (barrier, "after commit")]
    async with open_clinic(f"sqlite:///{tmp_path}/store.db", home=tmp_path, modes=SOCKETS) as clinic:
        await assert_nothing_is_lost(clinic, fated)


@pytest.mark.parametrize("seed", range(4))
async def test_dying_at_random_ends_with_the_undisturbed_project(
    seed: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """With three people from the start to the end of `barriers`; each seed is another mode or another store."""
    url = request.getfixturevalue("postgres_url") if seed % 2 else f"sqlite:///{tmp_path}/store.db"
    modes = (SOCKETS, REQUESTS, Modes("http", "polling"), Modes("socket", "webhook"))[seed]
    async with open_clinic(url, home=tmp_path, modes=modes) as clinic:
        await assert_nothing_is_lost(clinic, dying_at_random(WHOLE, seed=seed))
