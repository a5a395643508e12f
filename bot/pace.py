"""When the next send may start, so that a channel never has a reason to refuse one. Pure: every time comes in.

Times are seconds on any clock that only goes forward. The platform counts a send somewhere between its start and its
end, so one that is under way counts, and one that has ended counts for a span from its end: then no rolling span at
the platform ever holds more than are allowed, however long each took.
"""

from __future__ import annotations

from collections import deque
from math import inf
from typing import Literal

from adapters.delivery import Limits

MINUTE = 60.0

Kind = Literal["message", "shared", "change", "window"]
"""`shared` is a message to a shared room. A `change` (of what was sent) and a `window` keep no pace in their room."""


class _Rolling:
    """At most so many in any rolling span; those under way are counted with those that have ended."""

    def __init__(self, most: int | None, *, span: float) -> None:
        self._most = most
        self._span = span
        self._ended: deque[float] = deque()
        self._under_way = 0

    def wait(self, calls: int = 1, *, now: float) -> float:
        """Seconds until so many more may start; infinite where one must end first. More than fit count as all."""
        while self._ended and self._ended[0] <= now:
            self._ended.popleft()
        if self._most is None:
            return 0.0
        too_many = self._under_way + len(self._ended) + min(calls, self._most) - self._most
        if too_many <= 0:
            return 0.0
        return self._ended[too_many - 1] - now if too_many <= len(self._ended) else inf

    def places(self, *, by: float) -> float:
        """How many may start then, if nothing starts or ends before."""
        if self._most is None:
            return inf
        return self._most - self._under_way - sum(each > by for each in self._ended)

    def start(self, calls: int = 1) -> None:
        """So many start."""
        self._under_way += calls

    def end(self, calls: int = 1, *, now: float) -> None:
        """So many have ended."""
        self._under_way -= calls
        if self._most is not None:
            self._ended.extend([now + self._span] * calls)

    @property
    def is_idle(self) -> bool:
        """Whether it would not be missed."""
        return not self._under_way and not self._ended


class _Bucket:
    """A few at once, then one every so many seconds; one at a time, counted from its end."""

    def __init__(self, burst: int, *, seconds: float) -> None:
        self._ahead = (burst - 1) * seconds
        self._seconds = seconds
        self._full = -inf
        self._is_busy = False

    def wait(self, *, now: float) -> float:
        """Seconds until one more may start."""
        return inf if self._is_busy else max(0.0, self._full - self._ahead - now)

    def start(self) -> None:
        """One starts."""
        self._is_busy = True

    def end(self, calls: int, *, now: float) -> None:
        """It has ended, after so many calls."""
        self._is_busy = False
        self._full = max(self._full, now) + self._seconds * calls

    def is_idle(self, *, now: float) -> bool:
        """Whether it would not be missed."""
        return not self._is_busy and self._full <= now


class Pace:
    """The pace of one channel."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._all = _Rolling(limits.sends, span=limits.span)
        self._rooms: dict[str, _Bucket] = {}
        self._shared: dict[str, _Rolling] = {}
        self._under_way = 0
        self._held_until = -inf
        self._held: dict[str, float] = {}
        self._tidied = -inf

    def wait(self, conversation: str, kind: Kind, calls: int = 1, *, now: float) -> float:
        """Seconds until this send may start: 0 at once, infinite where another one must end first."""
        return max(self.wait_any(kind, calls, now=now), self.wait_there(conversation, kind, now=now))

    def wait_any(self, kind: Kind, calls: int = 1, *, now: float) -> float:
        """The same, as far as the whole channel goes. A window cannot wait for a free hand."""
        if self._under_way >= self._limits.at_once and kind != "window":
            return inf
        return max(self.held(now=now), self._all.wait(calls, now=now))

    def wait_there(self, conversation: str, kind: Kind, *, now: float) -> float:
        """The same, as far as its conversation goes."""
        held = max(0.0, self._held.get(conversation, -inf) - now)
        if kind not in {"message", "shared"}:
            return held
        room = self._rooms[conversation].wait(now=now) if conversation in self._rooms else 0.0
        if kind == "message" or conversation not in self._shared:
            return max(held, room)
        return max(held, room, self._shared[conversation].wait(now=now))

    def held(self, *, now: float) -> float:
        """Seconds for which nothing starts at all."""
        return max(0.0, self._held_until - now)

    def hands(self) -> int:
        """How many sends more may be under way."""
        return self._limits.at_once - self._under_way

    def places(self, *, by: float) -> int:
        """How many calls may start then, if nothing starts or ends before."""
        return 0 if by < self._held_until else max(0, int(min(self.hands(), self._all.places(by=by))))

    def start(self, conversation: str, kind: Kind, calls: int = 1) -> None:
        """A send of so many calls starts."""
        self._under_way += 1
        self._all.start(calls)
        if kind in {"message", "shared"}:
            self._room(conversation).start()
        if kind == "shared":
            self._minute(conversation).start(calls)

    def end(self, conversation: str, kind: Kind, calls: int = 1, *, now: float) -> None:
        """It has ended, well or not: the platform counts it all the same."""
        self._under_way -= 1
        self._all.end(calls, now=now)
        if kind in {"message", "shared"}:
            self._room(conversation).end(calls, now=now)
        if kind == "shared":
            self._minute(conversation).end(calls, now=now)
        self._tidy(now)

    def hold(self, *, until: float, conversation: str | None = None) -> None:
        """Nothing starts before, in this conversation, or on the whole channel."""
        if conversation is None:
            self._held_until = max(self._held_until, until)
        else:
            self._held[conversation] = max(self._held.get(conversation, -inf), until)

    def _room(self, conversation: str) -> _Bucket:
        return self._rooms.setdefault(conversation, _Bucket(self._limits.burst, seconds=self._limits.seconds))

    def _minute(self, conversation: str) -> _Rolling:
        return self._shared.setdefault(conversation, _Rolling(self._limits.shared, span=MINUTE))

    def _tidy(self, now: float) -> None:
        """Forget rooms in which nothing is remembered: a channel has more of them than fit for ever."""
        if now < self._tidied + MINUTE:
            return
        self._tidied = now
        for minute in self._shared.values():
            minute.wait(now=now)
        self._held = {room: until for room, until in self._held.items() if until > now}
        self._rooms = {room: each for room, each in self._rooms.items() if not each.is_idle(now=now)}
        self._shared = {room: each for room, each in self._shared.items() if not each.is_idle}
