"""The pace of a channel: at most its limit in any rolling span at the platform, and nobody waits for ever."""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.delivery import Limits
from bot.pace import Kind, Pace

Send = tuple[str, Kind, float, float]
"""Conversation, kind, seconds until the platform counts it, seconds from there until it has ended."""

Counted = tuple[float, str, Kind]

ROOMS = st.sampled_from(["a", "b", "c"])
KINDS: st.SearchStrategy[Kind] = st.sampled_from(["message", "shared", "change", "window"])
KINDS_ALL: tuple[Kind, ...] = ("message", "change", "window")
SPANS = st.floats(0, 2, allow_nan=False)


def _play(limits: Limits, sends: list[Send]) -> list[Counted]:
    """Start each send as soon as the pace allows, whoever is first; when and where the platform counted them."""
    pace = Pace(limits)
    now, waiting, counted = 0.0, list(sends), list[Counted]()
    under_way: list[tuple[float, int, str, Kind]] = []
    while waiting or under_way:
        waits = [pace.wait(room, kind, now=now) for room, kind, _, _ in waiting]
        if 0.0 in waits:
            room, kind, there, back = waiting.pop(waits.index(0.0))
            pace.start(room, kind)
            counted.append((now + there, room, kind))
            heappush(under_way, (now + there + back, len(counted), room, kind))
            continue
        ends = under_way[0][0] if under_way else inf
        assert min([*waits, ends]) < inf, "somebody waits for nothing"
        now = max(now, min(ends, now + min([*waits, inf])))
        while under_way and under_way[0][0] <= now:
            _, _, room, kind = heappop(under_way)
            pace.end(room, kind, now=now)
    return sorted(counted)


def _most_in(times: list[float], *, span: float) -> int:
    """The largest number within one rolling span; a hair less than it, for sums of fractions."""
    return max((sum(start <= each < start + span - 1e-9 for each in times) for start in times), default=0)


@given(st.lists(st.tuples(ROOMS, KINDS, SPANS, SPANS), max_size=40), st.integers(1, 5), st.integers(1, 5))
def test_no_rolling_span_at_the_platform_holds_more_than_the_limit(sends: list[Send], most: int, at_once: int) -> None:
    counted = _play(Limits(sends=most, span=1.0, at_once=at_once), sends)

    assert len(counted) == len(sends)
    assert _most_in([at for at, _, _ in counted], span=1.0) <= most


@given(st.lists(st.tuples(ROOMS, KINDS, SPANS, SPANS), max_size=30), st.integers(1, 3))
def test_a_room_gets_its_burst_and_then_one_message_at_a_time(sends: list[Send], burst: int) -> None:
    counted = _play(Limits(burst=burst, seconds=1.0), sends)

    for room in "abc":
        times = [at for at, where, kind in counted if where == room and kind in {"message", "shared"}]
        for span in range(1, 6):
            assert _most_in(times, span=float(span)) <= burst + span - 1


@given(st.lists(st.tuples(ROOMS, KINDS, SPANS, SPANS), max_size=40), st.integers(1, 4))
def test_a_shared_room_gets_its_number_a_minute(sends: list[Send], shared: int) -> None:
    counted = _play(Limits(shared=shared), sends)

    for room in "abc":
        times = [at for at, where, kind in counted if where == room and kind == "shared"]
        assert _most_in(times, span=60.0) <= shared


@pytest.mark.parametrize("kind", ["change", "window"])
def test_what_changes_a_message_or_opens_a_window_does_not_wait_for_its_room(kind: Kind) -> None:
    pace = Pace(Limits(burst=1, seconds=10.0))
    pace.start("a", "message")
    pace.end("a", "message", now=0.0)

    assert pace.wait("a", "message", now=0.0) == 10.0
    assert pace.wait("a", kind, now=0.0) == 0.0


def test_a_slot_is_free_a_span_after_the_end_and_not_earlier() -> None:
    pace = Pace(Limits(sends=1, span=1.0))
    pace.start("a", "message")

    assert pace.wait("b", "message", now=0.5) == inf
    pace.end("a", "message", now=2.0)
    assert pace.wait("b", "message", now=2.25) == 0.75
    assert pace.wait("b", "message", now=3.0) == 0.0


def test_a_channel_on_hold_starts_nothing_until_then() -> None:
    pace = Pace(Limits())
    pace.hold(until=5.0)
    pace.hold(until=3.0)

    assert pace.wait("a", "message", now=1.0) == 4.0
    assert pace.wait("a", "message", now=5.0) == 0.0


def test_a_window_does_not_wait_for_a_free_hand() -> None:
    pace = Pace(Limits(at_once=1))
    pace.start("a", "message")

    assert pace.wait("b", "message", now=0.0) == inf
    assert pace.wait("b", "window", now=0.0) == 0.0


def test_a_thousand_messages_go_at_the_pace_that_the_round_trip_allows() -> None:
    sends: list[Send] = [(str(number), "message", 0.03, 0.03) for number in range(1000)]
    counted = _play(Limits(sends=30, span=1.0, burst=3, seconds=1.0, at_once=50), sends)
    took = counted[-1][0] - counted[0][0]

    assert _most_in([at for at, _, _ in counted], span=1.0) <= 30
    assert 1000 / took >= 30 / 1.06


def test_rooms_in_which_nothing_happens_any_more_are_forgotten() -> None:
    pace = Pace(Limits(burst=1, seconds=1.0, shared=20))
    for number in range(200):
        pace.start(str(number), "shared")
        pace.end(str(number), "shared", now=float(number))

    assert len(pace._rooms) < 200
    assert len(pace._shared) < 200


def test_a_send_of_several_calls_needs_a_place_for_each() -> None:
    pace = Pace(Limits(sends=5, span=1.0))
    pace.start("a", "message", 3)
    pace.end("a", "message", 3, now=0.0)
    pace.start("b", "message", 2)
    pace.end("b", "message", 2, now=0.5)

    assert [pace.wait("c", "message", calls, now=0.5) for calls in (1, 3, 4, 99)] == [0.5, 0.5, 1.0, 1.0]
    assert [pace.places(by=by) for by in (0.5, 1.0, 1.5)] == [0, 3, 5]


def test_a_send_of_several_calls_fills_its_room_by_as_many() -> None:
    pace = Pace(Limits(burst=1, seconds=1.0))
    pace.start("a", "message", 3)
    pace.end("a", "message", 3, now=0.0)

    assert pace.wait("a", "message", now=0.0) == 3.0


def test_a_conversation_on_hold_holds_up_no_other() -> None:
    pace = Pace(Limits())
    pace.hold(until=5.0, conversation="a")

    assert [pace.wait("a", kind, now=1.0) for kind in KINDS_ALL] == [4.0, 4.0, 4.0]
    assert pace.wait("b", "message", now=1.0) == 0.0
