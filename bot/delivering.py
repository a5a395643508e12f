"""What becomes of an errand, and how that is noted. Knows no loop and no pace."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, assert_never

from adapters.delivery import Delivery, DeliveryError, Opening, PersonGoneError, Settlement, TooLateError
from bot.errands import SILENCES, Errand, Task
from bot.faults import name_fault
from bot.gone import close_room
from bot.ports import Channel, UnitOfWork
from storage.rows import Owed, SetAside, StoreFailedError, StoreUnusableError

log = logging.getLogger(__name__)

SOON = timedelta(seconds=1)
"""No message is tried again earlier: a channel that says "at once" would be asked without end."""

PATIENCE = (3.0, 60.0, 300.0, 1200.0)
"""Seconds until the next try after each silence: together longer than most outages, with few repeats."""

STORE_AWAY = (StoreFailedError, StoreUnusableError)
"""The store cannot be used now. A channel asks it for tokens, always before its call."""

FateKind = Literal["sent", "again", "gone", "refused", "faulty", "unknown", "late"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an errand. `again` is when to try once more, `after` what the channel asked for, in seconds.

    `unknown`: it was tried so often in silence that it is not tried again. `late`: its window goes as a message.
    """

    errand: Errand
    kind: FateKind
    receipt: str | None = None
    again: datetime | None = None
    after: float = 0.0
    is_unknown: bool = False
    fault: str = ""


async def deliver(channel: Channel, errand: Errand, *, clock: Callable[[], datetime]) -> Fate:
    """Try once. OSError comes out: the way out is gone, and whoever calls knows what that means for the rest."""
    if errand.fault:
        return _faulty(errand, errand.fault)
    try:
        return Fate(errand, "sent", receipt=await _hand_over(channel, errand.task))
    except TooLateError:
        return Fate(errand, "late")
    except PersonGoneError:
        log.info("delivery.gone owed=%s", errand.owed.id)
        return Fate(errand, "gone")
    except DeliveryError as error:
        return _failed(channel, errand, error, now=clock())
    except STORE_AWAY as error:
        log.warning("delivery.store_away owed=%s fault=%s", errand.owed.id, name_fault(error))
        return _later(errand, now=clock(), after=0.0)
    except OSError:
        raise
    except Exception as error:  # a fault of ours in one message, which would hold up all others for ever
        return _faulty(errand, name_fault(error))


async def _hand_over(channel: Channel, task: Task) -> str | None:
    match task:
        case Delivery():
            return await channel.deliver(task)
        case Settlement():
            await channel.settle(task)
        case Opening():
            await channel.show(task)
        case None:
            pass
        case _ as never:
            assert_never(never)
    return None


def _failed(channel: Channel, errand: Errand, error: DeliveryError, *, now: datetime) -> Fate:
    kind = type(error).__name__
    if not error.retryable:
        log.error("delivery.refused owed=%s kind=%s", errand.owed.id, kind)
        return Fate(errand, "refused", fault=kind)
    log.info("delivery.failed owed=%s kind=%s", errand.owed.id, kind)
    if error.unknown:
        return silenced(channel, errand, now=now, after=error.after)
    return _later(errand, now=now, after=error.after)


def _later(errand: Errand, *, now: datetime, after: float) -> Fate:
    """It did not arrive for certain, and is tried again after what the channel asked for."""
    return Fate(errand, "again", again=now + max(SOON, timedelta(seconds=after)), after=after)


def silenced(channel: Channel, errand: Errand, *, now: datetime, after: float = 0.0) -> Fate:
    """Nobody knows whether it arrived: it is tried ever later, and a message that cannot be looked for only so often.

    To change a message once more harms nobody.
    """
    before = errand.owed.silent
    if before + 1 >= SILENCES and isinstance(errand.task, Delivery) and not channel.limits.looks_up:
        log.error("delivery.unknown owed=%s", errand.owed.id)
        return Fate(errand, "unknown", fault="UnknownFate")
    wait = timedelta(seconds=max(after, PATIENCE[min(before, len(PATIENCE) - 1)]))
    return Fate(errand, "again", again=now + wait, after=after, is_unknown=True)


def _faulty(errand: Errand, fault: str) -> Fate:
    log.error("delivery.faulty owed=%s fault=%s", errand.owed.id, fault)
    return Fate(errand, "faulty", fault=fault)


def plain(fate: Fate) -> Fate:
    """The same without what follows from it: that it is over, or when it is tried again. A window is a message then."""
    errand = replace(fate.errand, task=None)
    again = errand.owed.due if fate.kind == "late" else fate.again
    return Fate(errand, "again" if again else "sent", receipt=fate.receipt, again=again, is_unknown=fate.is_unknown)


def mark(uow: UnitOfWork, fate: Fate, *, now: datetime) -> None:
    """Note what became of an errand."""
    owed = fate.errand.owed
    match fate.kind:
        case "sent":
            _mark_sent(uow, fate, now=now)
        case "again":
            uow.mark_tried(owed.id, due=fate.again or now, unknown=fate.is_unknown)
        case "late":
            uow.mark_tried(owed.id, due=owed.due)
        case "gone":
            close_room(uow, conversation=owed.conversation, at=now, key=owed.id)
            uow.mark_sent(owed.id, at=now, receipt=None)
        case "refused" | "faulty" | "unknown":
            uow.put_aside(_aside(owed, fault=fate.fault, at=now))
            uow.mark_sent(owed.id, at=now, receipt=None)
        case _ as never:
            assert_never(never)


def _aside(owed: Owed, *, fault: str, at: datetime) -> SetAside:
    return SetAside(key=owed.id, kind="delivery", at=at, channel=owed.channel, person=owed.person, fault=fault)


def _mark_sent(uow: UnitOfWork, fate: Fate, *, now: datetime) -> None:
    owed = fate.errand.owed
    if isinstance(fate.errand.task, Settlement) and owed.session is not None and owed.visit is not None:
        uow.mark_settled(conversation=owed.conversation, session=owed.session, visit=owed.visit)
    uow.mark_sent(owed.id, at=now, receipt=fate.receipt)
