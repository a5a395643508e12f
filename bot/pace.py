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


class _Window:
    """At most so many in any rolling span; those under way are counted with those that have ended."""

    def __init__(self, most: int | None, *, span: float) -> None:
        self._most = most
        self._span = span
        self._ended: deque[float] = deque()
        self._under_way = 0

    def wait(self, *, now: float) -> float:
        """Seconds until one more may start; infinite where one must end first."""
        while self._ended and self._ended[0] <= now:
            self._ended.popleft()
        if self._most is None or self._under_way + len(self._ended) < self._most:
            return 0.0
        return self._ended[0] - now if self._ended else inf

    def start(self) -> None:
        """One starts."""
        self._under_way += 1

    def end(self, *, now: float) -> None:
        """One has ended."""
        self._under_way -= 1
        if self._most is not None:
            self._ended.append(now + self._span)

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

    def end(self, *, now: float) -> None:
        """It has ended."""
        self._is_busy = False
        self._full = max(self._full, now) + self._seconds

    def is_idle(self, *, now: float) -> bool:
        """Whether it would not be missed."""
        return not self._is_busy and self._full <= now


class Pace:
    """The pace of one channel."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._all = _Window(limits.sends, span=limits.span)
        self._rooms: dict[str, _Bucket] = {}
        self._shared: dict[str, _Window] = {}
        self._under_way = 0
        self._held_until = -inf
        self._tidied = -inf

    def wait(self, conversation: str, kind: Kind, *, now: float) -> float:
        """Seconds until this send may start: 0 at once, infinite where another one must end first."""
        return max(self.wait_any(kind, now=now), self._wait_there(conversation, kind, now=now))

    def wait_any(self, kind: Kind, *, now: float) -> float:
        """The same, as far as the whole channel goes. A window cannot wait for a free hand."""
        if self._under_way >= self._limits.at_once and kind != "window":
            return inf
        return max(0.0, self._held_until - now, self._all.wait(now=now))

    def start(self, conversation: str, kind: Kind) -> None:
        """A send starts."""
        self._under_way += 1
        self._all.start()
        if kind in {"message", "shared"}:
            self._room(conversation).start()
        if kind == "shared":
            self._minute(conversation).start()

    def end(self, conversation: str, kind: Kind, *, now: float) -> None:
        """It has ended, well or not: the platform counts it all the same."""
        self._under_way -= 1
        self._all.end(now=now)
        if kind in {"message", "shared"}:
            self._room(conversation).end(now=now)
        if kind == "shared":
            self._minute(conversation).end(now=now)
        self._tidy(now)

    def hold(self, *, until: float) -> None:
        """Nothing starts on this channel before."""
        self._held_until = max(self._held_until, until)

    def _wait_there(self, conversation: str, kind: Kind, *, now: float) -> float:
        if kind not in {"message", "shared"}:
            return 0.0
        room = self._rooms[conversation].wait(now=now) if conversation in self._rooms else 0.0
        if kind == "message" or conversation not in self._shared:
            return room
        return max(room, self._shared[conversation].wait(now=now))

    def _room(self, conversation: str) -> _Bucket:
        return self._rooms.setdefault(conversation, _Bucket(self._limits.burst, seconds=self._limits.seconds))

    def _minute(self, conversation: str) -> _Window:
        return self._shared.setdefault(conversation, _Window(self._limits.shared, span=MINUTE))

    def _tidy(self, now: float) -> None:
        """Forget rooms in which nothing is remembered: a channel has more of them than fit for ever."""
        if now < self._tidied + MINUTE:
            return
        self._tidied = now
        for minute in self._shared.values():
            minute.wait(now=now)
        self._rooms = {room: each for room, each in self._rooms.items() if not each.is_idle(now=now)}
        self._shared = {room: each for room, each in self._shared.items() if not each.is_idle}
