"""A question for a day, as steps that any flow can take in: which day, which of several, right? Pure.

What was typed is read back before it is kept. Not here: how a day is read (`dialogs.reading`), what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dialogs import phrases
from dialogs.flow import Offer, Question, Rejected, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.reading import read_dates, read_number
from dialogs.session import Slots
from dialogs.table import Edge
from dialogs.text import Text

HALF_A_YEAR = 180  # days

Chosen = Callable[[Scene, str, Slots], Taken]
"""What follows once the day is clear: the trigger to fire and the drafts to keep are given."""


def _just(_: Scene, trigger: str, slots: Slots) -> Taken:
    return Taken(trigger=trigger, slots=slots)


@dataclass(frozen=True, kw_only=True)
class DayQuestion:
    """A question for a day.

    `key` is its first step and the slot of the draft; `weeks` are its options, each that many weeks from today, and
    `none` the option for no day. A day counts from `first` to `last` days from today. `which` and `sure` are the keys
    of the two steps that follow where words are not clear. `stem` begins the phrases of the first step, where it is not
    the flow's own; those of the other two are shared by all. `writes` is the value that is answered.
    """

    key: str
    weeks: Mapping[str, int]
    writes: str
    none: str | None = None
    first: int = 1
    last: int = HALF_A_YEAR
    which: str = "which"
    sure: str = "day"
    stem: str = ""
    chosen: Chosen = _just
    ask: Callable[[Scene], Question] | None = None

    def steps(self) -> tuple[Step, Step, Step]:
        """The question; which of the days it could mean; whether what was read is right."""
        reads = frozenset({self.writes})
        keys = (*self.weeks, *((self.none,) if self.none else ()))
        return (
            Step(
                key=self.key,
                stem=self.stem,
                ask=self.ask,
                take=self._take,
                choices=keys,
                wants_words=True,
                wants_number=True,
                skips=(self.none,) if self.none else (),
                writes=reads,
                kept=self.kept,
            ),
            Step(
                key=self.which,
                stem="date-which",
                ask=self._ask_which,
                take=self._take_which,
                wants_words=True,
                wants_number=True,
                passing=True,
                reads=reads,
            ),
            Step(
                key=self.sure,
                stem="date-day",
                ask=self._ask_sure,
                take=self._take_sure,
                choices=("yes", "no"),
                wants_words=True,
                wants_number=True,
                passing=True,
                reads=reads,
            ),
        )

    def edges(self, then: str, *, trigger: str = "clear") -> tuple[Edge, ...]:
        """From its steps to each other, and `then` once the day is clear."""
        between = (
            (self.key, "typed", self.sure),
            (self.key, "unclear", self.which),
            (self.which, "typed", self.sure),
            (self.which, "unclear", self.which),
            (self.sure, "no", self.key),
            (self.sure, "typed", self.sure),
            (self.sure, "unclear", self.which),
        )
        ends = (Edge(each, trigger, then) for each in (self.key, self.which, self.sure))
        return (*(Edge(*edge) for edge in between), *ends)

    def day(self, scene: Scene) -> date | None:
        """The day chosen, if any."""
        kept = str(scene.session.slots.get(self.key, ""))
        return date.fromisoformat(kept) if kept else None

    def kept(self, scene: Scene) -> str:
        """The day, written out."""
        day = self.day(scene)
        return phrases.say_date(day, language=scene.setting.language) if day else scene.line("date-none")

    def _take(self, scene: Scene, reply: Reply) -> Verdict:
        weeks = self.weeks.get(reply.option or "")
        if weeks is not None:
            return self._with(scene, scene.setting.today + timedelta(weeks=weeks))
        if reply.option is not None:
            return self.chosen(scene, "clear", {self.key: ""})
        return self._typed(scene, reply.words)

    def _typed(self, scene: Scene, words: str) -> Verdict:
        days = self._days(scene, words)
        if not days:
            return Rejected(scene.say("bad-date", day=scene.setting.today + timedelta(weeks=3)))
        in_time = [day for day in days if self.first <= (day - scene.setting.today).days <= self.last]
        if not in_time:
            return Rejected(self._out_of_time(scene, days))
        if len(in_time) > 1:
            return Taken(trigger="unclear", slots={"days": tuple(day.isoformat() for day in in_time)})
        return Taken(trigger="typed", slots={self.key: in_time[0].isoformat()})

    def _out_of_time(self, scene: Scene, days: tuple[date, ...]) -> Text:
        last = scene.setting.today + timedelta(days=self.last)
        if max(days) > last:
            return scene.say("bad-date-far", day=days[0], last=last)
        return scene.say("bad-date-past", day=days[0])

    def _days(self, scene: Scene, words: str) -> tuple[date, ...]:
        """The days meant: a date, or a plain number of days from now."""
        language = scene.setting.language
        if days := read_dates(words, today=scene.setting.today, language=language):
            return days
        number = read_number(words, language=language) if len(words.split()) == 1 else None
        if number is None or number != int(number) or abs(number) > 10 * HALF_A_YEAR:
            return ()
        return (scene.setting.today + timedelta(days=int(number)),)

    def _with(self, scene: Scene, day: date) -> Taken:
        return self.chosen(scene, "clear", {self.key: day.isoformat()})

    def _ask_which(self, scene: Scene) -> Question:
        """The days that "3/4" could mean."""
        days, language = scene.session.slots.get("days", ()), scene.setting.language
        choices = [Offer(key=day, label=phrases.say_date(date.fromisoformat(day), language=language)) for day in days]
        return Question(body=scene.say("date-which-ask"), choices=tuple(choices))

    def _take_which(self, scene: Scene, reply: Reply) -> Verdict:
        """One of them, or another day in words."""
        if reply.option is None:
            return self._typed(scene, reply.words)
        return self._with(scene, date.fromisoformat(reply.option))

    def _ask_sure(self, scene: Scene) -> Question:
        """The day read back, before it is kept."""
        day = self.day(scene) or scene.setting.today
        return Question(body=scene.say("date-day-ask", day=day), choices=offers(scene, self.sure, "yes", "no"))

    def _take_sure(self, scene: Scene, reply: Reply) -> Verdict:
        """Right, or another one: by its button, or just written."""
        if reply.option is None:
            return self._typed(scene, reply.words)
        if reply.option == "no":
            return Taken(trigger="no", changed=False, undo=(self.key, self.sure))
        return self.chosen(scene, "clear", {})
