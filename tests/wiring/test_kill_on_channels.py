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
from tests.support.crashing_service import Point
from tests.wiring.channel_stories import (
    BARRIERS_OF_BEN,
    BARRIERS_OF_CARA,
    BEGINNING,
    BY_A_WINDOW,
    DYING,
    DYING_BESIDE,
    DYING_BY_REQUESTS,
    DYING_IN_A_WINDOW,
    WHOLE,
    Fated,
    barriers_beside,
    barriers_with_two_deaths,
    count_points,
    dying_at_random,
    dying_once_at_each_point,
    undying,
)
from tests.wiring.playing import shown_in

SOCKETS = Modes("socket", "polling")
REQUESTS = Modes("http", "webhook")
REPEAT = f"{say('repeat', language='en')}\n"

AFTER_COMMIT: tuple[Point, ...] = ("after commit",)

OPENING: dict[Point, bool] = {"before commit": True, "after commit": True, "opening": False, "opened": True}
"""Where a service dies that was to open a window: whether the person has one afterwards.

Slack tells them where their act was not acknowledged, and then they do it again.
"""

BARRIERS = {"Ben on Slack": BARRIERS_OF_BEN, "Cara on Telegram": BARRIERS_OF_CARA}


@dataclass(frozen=True)
class Played:
    """What a story came to: what each act showed to whom, what stands in Slack at the end, and the project."""

    shown: list[dict[str, list[Shown]]]
    standing: list[Shown]
    project: dict[str, Any]
    errors: list[str]


_undisturbed: dict[tuple[Act, ...], Played] = {}


async def play_on(clinic: Clinic, fated: Sequence[Fated], *, beside: int = 0) -> list[dict[str, list[Shown]]]:
    """Let the story happen, with its deaths. From the first one on so many services stand by."""
    shown: list[dict[str, list[Shown]]] = []
    for act, points in fated:
        if points:
            await clinic.has_beside(beside)
        shown.append(await clinic.plays(act, dying=points))
    return shown


async def play(clinic: Clinic, fated: Sequence[Fated], *, beside: int = 0) -> Played:
    """The same to the end, and what it came to."""
    shown = await play_on(clinic, fated, beside=beside)
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


async def assert_nothing_is_lost(clinic: Clinic, fated: Sequence[Fated], *, beside: int = 0) -> None:
    undisturbed = await play_undisturbed(tuple(act for act, _ in fated), clinic.home)
    played = await play(clinic, fated, beside=beside)

    for (act, points), shown, wanted in zip(fated, played.shown, undisturbed.shown, strict=True):
        assert _shown_first(shown) == wanted, f"{act}, killed at {points}"
        assert len(_labelled(shown.get("Cara", []))) <= len(points), f"{act}, killed at {points}"
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
    fated = [*undying(BEGINNING), *dying_once_at_each_point(BARRIERS[who], DYING_BY_REQUESTS)]
    async with open_clinic(postgres_url, home=tmp_path, modes=REQUESTS) as clinic:
        await assert_nothing_is_lost(clinic, fated)


async def test_a_window_that_was_kept_and_not_acknowledged_adds_its_barrier_once(tmp_path: Path) -> None:
    """Slack tells whoever sent it that it did not work, and they send it again."""
    barrier = Act("Ben", "fills", "the log-in fails")
    fated = [*undying((*BEGINNING, Act("Ben", "brings", "the log-in fails"))), (barrier, AFTER_COMMIT)]
    async with open_clinic(f"sqlite:///{tmp_path}/store.db", home=tmp_path, modes=SOCKETS) as clinic:
        await assert_nothing_is_lost(clinic, fated)


async def test_a_last_tap_that_was_kept_and_not_acknowledged_says_nothing_more(tmp_path: Path) -> None:
    """Slack tells whoever tapped that it did not work, and they tap again: the same option twice is a repeat."""
    *before, last = (*BEGINNING[:15], Act("Ben", "taps", "Yes"))
    async with open_clinic(f"sqlite:///{tmp_path}/store.db", home=tmp_path, modes=SOCKETS) as clinic:
        await assert_nothing_is_lost(clinic, [*undying(before), (last, AFTER_COMMIT)])


async def test_a_window_of_several_answers_that_was_kept_and_not_acknowledged_counts_once(tmp_path: Path) -> None:
    *before, window = BY_A_WINDOW
    async with open_clinic(f"sqlite:///{tmp_path}/store.db", home=tmp_path, modes=SOCKETS) as clinic:
        await assert_nothing_is_lost(clinic, [*undying(before), (window, AFTER_COMMIT)])


@pytest.mark.parametrize("point", OPENING)
async def test_where_a_window_cannot_come_any_more_its_question_does(point: Point, tmp_path: Path) -> None:
    async with open_clinic(f"sqlite:///{tmp_path}/store.db", home=tmp_path, modes=SOCKETS) as clinic:
        await play_on(clinic, undying(BEGINNING))
        shown = await clinic.plays(Act("Ben", "brings", "the log-in fails"), dying=(point,))
        has_window = clinic.people.ben.modal is not None
        await clinic.plays(Act("Ben", "fills" if has_window else "says", "the log-in fails"))
        played = await play(clinic, [])

    assert has_window == OPENING[point]
    assert has_window or "Ben" in shown
    assert [each["words"] for each in played.project["barriers"]] == ["the log-in fails"]
    assert played.errors == []


@pytest.mark.parametrize("seed", range(4))
async def test_dying_at_random_ends_with_the_undisturbed_project(
    seed: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """With three people from the start to the end of `barriers`; each seed is another way to and fro."""
    url = request.getfixturevalue("postgres_url") if seed == 1 else f"sqlite:///{tmp_path}/store.db"
    modes = (SOCKETS, REQUESTS, Modes("http", "polling"), Modes("socket", "webhook"))[seed]
    async with open_clinic(url, home=tmp_path, modes=modes) as clinic:
        await assert_nothing_is_lost(clinic, dying_at_random(WHOLE, seed=seed))


async def test_dying_twice_in_one_act_loses_nothing(tmp_path: Path) -> None:
    fated = [*undying(BEGINNING), *barriers_with_two_deaths()]
    async with open_clinic(f"sqlite:///{tmp_path}/store.db", home=tmp_path, modes=SOCKETS) as clinic:
        await assert_nothing_is_lost(clinic, fated)


async def test_another_service_goes_on_where_the_one_that_died_stood(tmp_path: Path, postgres_url: str) -> None:
    fated = [*undying(BEGINNING), *barriers_beside(DYING_BESIDE)]
    async with open_clinic(postgres_url, home=tmp_path, modes=SOCKETS) as clinic:
        await assert_nothing_is_lost(clinic, fated, beside=1)
