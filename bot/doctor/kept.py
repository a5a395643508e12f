"""What the store tells: whether it can be used, what waits in it, what was put aside, what was sighted."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.bootstrap import opened
from bot.doctor.findings import Check, Finding
from bot.ports import UnitOfWork
from storage.rows import (
    Installation,
    SetAside,
    Sighting,
    StoreEmptyError,
    StoreFailedError,
    StoreOlderError,
    StoreUnusableError,
)

CHANNELS = ("slack", "telegram")

STUCK = timedelta(minutes=10)
"""What is due for longer is sent by nobody."""

RECENT = timedelta(days=7)
"""What was put aside before has been asked for again, or never will be."""

FRESH = timedelta(days=1)
"""A sighting of before says little of today."""

SHOWN = 3
"""What was put aside and is named one by one, of each kind."""

Fault = Literal["", "empty", "older", "unusable"]


@dataclass(frozen=True)
class Kept:
    """What was found in a store. `fault` and `said` where it could not be read; `due` is the earliest, by channel."""

    fault: Fault = ""
    said: str = ""
    aside: tuple[SetAside, ...] = ()
    sightings: Mapping[str, Sighting] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)
    due: Mapping[str, datetime] = field(default_factory=dict)
    installations: tuple[Installation, ...] = ()

    def seen_lately(self, kind: str, *, now: datetime) -> Sighting | None:
        """A sighting that still counts."""
        found = self.sightings.get(kind)
        return found if found is not None and now - found.last < FRESH else None


async def look_at_store(url: str) -> Kept:
    """Read it, beside whoever writes to it. In a thread of its own: a database that is silent holds up nothing else."""
    return await asyncio.to_thread(lambda: asyncio.run(_look(url)))


async def _look(url: str) -> Kept:
    try:
        async with opened(url, writing=False) as store:
            return await store.read(_read)
    except StoreEmptyError as error:
        return Kept(fault="empty", said=str(error))
    except StoreOlderError as error:
        return Kept(fault="older", said=str(error))
    except (StoreUnusableError, StoreFailedError) as error:
        return Kept(fault="unusable", said=str(error))


def _read(uow: UnitOfWork) -> Kept:
    due = {channel: uow.next_due(channel) for channel in CHANNELS}
    return Kept(
        aside=uow.all_aside(),
        sightings={each.kind: each for each in uow.sightings()},
        waiting=uow.count_owed(),
        due={channel: at for channel, at in due.items() if at is not None},
        installations=uow.installations("slack"),
    )


def check_store(kept: Kept, *, url: str) -> Check:
    """Whether it can be used."""
    check = Check(name="store", title="Store")
    said = kept.said[:1].upper() + kept.said[1:]
    if url.startswith("memory:") or url == ":memory:":
        return check.but(findings=(_FORGETS,))
    match kept.fault:
        case "empty":
            return check.but(skipped="nothing is kept there yet; `itfits run` makes it")
        case "older":
            return check.but(findings=(_OLDER.but(wrong=f"{said.partition('. ')[0]}: migrations are missing."),))
        case "unusable":
            return check.but(findings=(_UNUSABLE.but(wrong=said),))
    return check.but(note="answers, and is up to date")


_FORGETS = Finding(
    code="store.forgets",
    wrong="ITFITS_STORE names the memory.",
    effect="Everything is forgotten when the program ends.",
    mend="write a path or postgresql://user@host/database into ITFITS_STORE.",
)
_OLDER = Finding(
    code="store.migrations",
    wrong="",
    effect="Nothing can be read until they have run.",
    mend="keep a copy, then start `itfits run` once: it brings the store up to date.",
)
_UNUSABLE = Finding(
    code="store.unusable",
    wrong="",
    effect="Nothing is answered until then: what people send waits at the platforms.",
    mend="do what this says, or write another place into ITFITS_STORE.",
)


def check_waiting(kept: Kept, *, now: datetime) -> Check:
    """Whether what is owed is sent."""
    check = Check(name="waiting", title="Messages that wait")
    if kept.fault:
        return check.but(skipped="the store cannot be read" if kept.fault != "empty" else "none")
    late = {channel: at for channel, at in kept.due.items() if now - at > STUCK}
    total = sum(kept.waiting.get(channel, 0) for channel in CHANNELS)
    return check.but(
        findings=tuple(_late(kept, each, now=now) for each in late),
        note=f"{total}, none of them late" if total else "none",
    )


def _late(kept: Kept, channel: str, *, now: datetime) -> Finding:
    return Finding(
        code="waiting.stuck",
        wrong=f"Messages that wait for {channel.title()}: {kept.waiting.get(channel, 0)}, the first of them due "
        f"{span(now - kept.due[channel])} ago.",
        effect="Nobody sends them.",
        mend=f"see that `itfits run` is at work with this store and the settings of {channel.title()}; "
        "its log says what holds it up.",
    )


def check_aside(kept: Kept, *, now: datetime) -> Check:
    """What could not be taken, three times, and what no platform would take from us."""
    check = Check(name="aside", title="Put aside")
    if kept.fault:
        return check.but(skipped="the store cannot be read" if kept.fault != "empty" else "none")
    recent = [each for each in kept.aside if now - each.at < RECENT]
    old = len(kept.aside) - len(recent)
    if not recent:
        return check.but(note=f"none these seven days; {old} before" if old else "none")
    inbounds = [each for each in recent if each.kind == "inbound"]
    deliveries = [each for each in recent if each.kind == "delivery"]
    pairs = ((inbounds, _NOT_TAKEN), (deliveries, _NOT_DELIVERED))
    return check.but(findings=tuple(_aside(each, finding) for each, finding in pairs if each))


_NOT_TAKEN = Finding(
    code="aside.recent",
    wrong="What people did failed three times and was put aside",
    effect="Who sent them was asked to say it again.",
    mend="this is a mistake in the program: report it with these names. There is nothing to set.",
)
_NOT_DELIVERED = Finding(
    code="aside.messages",
    wrong="Messages of ours were refused for good and put aside",
    effect="Their persons never saw them; what they wrote themselves is kept.",
    mend="this is a mistake in the program: report it with these names. Whoever waits for a question gets it again "
    "when they write anything.",
)


def _aside(recent: list[SetAside], finding: Finding) -> Finding:
    named = "; ".join(f"{each.key} ({each.fault})" for each in recent[-SHOWN:])
    return finding.but(wrong=f"{finding.wrong}, these seven days: {len(recent)}, last {named}.")


def span(length: timedelta) -> str:
    """How long, in the largest unit of which there are at least two."""
    seconds = abs(round(length.total_seconds()))
    units = (("days", 86400), ("hours", 3600), ("minutes", 60))
    return next((f"{round(seconds / of)} {unit}" for unit, of in units if seconds >= 2 * of), f"{seconds} seconds")


def often(count: int) -> str:
    """How many times."""
    return "once" if count == 1 else f"{count} times"
