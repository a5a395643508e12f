"""From the outbox to the channels: claims what is owed, delivers it in order, keeps the receipts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from adapters.delivery import Delivery, DeliveryError, Sent, Settlement
from bot.faults import name_fault
from bot.ports import Channel, Store, UnitOfWork
from storage.rows import Owed

log = logging.getLogger(__name__)

AT_ONCE = 20

SOON = timedelta(seconds=1)
"""No message is tried again earlier: a channel that says "at once" would be asked without end."""


class _Job:
    """One owed row with what it takes to deliver it."""

    def __init__(self, owed: Owed, *, name: str, sent: tuple[Sent, ...]) -> None:
        self.owed = owed
        self.name = name
        self.sent = sent


class Dispatcher:
    """Delivers what is due. `lease` is how long a claimed row is nobody else's: none where one process serves alone."""

    def __init__(self, store: Store, channels: Mapping[str, Channel], *, lease: timedelta = timedelta()) -> None:
        self._store = store
        self._channels = channels
        self._lease = lease

    async def deliver_due(self, channel: str, *, clock: Callable[[], datetime]) -> None:
        """Deliver all that a channel is owed by now. What fails stays owed, with the time of its next try."""
        jobs = await self._store.run(lambda uow: self._claim(uow, channel, clock()))
        while jobs:
            done = [(job.owed, *(await self._deliver(job, clock()))) for job in jobs]
            jobs = await self._store.run(partial(self._mark, channel=channel, done=done, now=clock()))

    def _claim(self, uow: UnitOfWork, channel: str, now: datetime) -> list[_Job]:
        claimed = uow.claim(channel, now=now, until=now + self._lease, limit=AT_ONCE)
        return [_job(uow, owed) for owed in claimed]

    def _mark(
        self, uow: UnitOfWork, *, channel: str, done: list[tuple[Owed, str | None, datetime | None]], now: datetime
    ) -> list[_Job]:
        """Note what became of each, and take what follows in the same transaction."""
        for owed, receipt, again in done:
            if again is None:
                uow.mark_sent(owed.id, at=now, receipt=receipt)
            else:
                uow.mark_tried(owed.id, due=again)
        return self._claim(uow, channel, now)

    async def _deliver(self, job: _Job, now: datetime) -> tuple[str | None, datetime | None]:
        """The receipt, or the time at which to try again."""
        try:
            return await self._hand_over(job), None
        except DeliveryError as error:
            level = logging.INFO if error.retryable else logging.WARNING
            log.log(level, "delivery.failed owed=%s kind=%s", job.owed.id, type(error).__name__)
            return None, now + max(timedelta(seconds=error.after), SOON) if error.retryable else None
        except OSError:  # the way out is gone, for every message: this one may have been seen, and comes again
            raise
        except Exception as error:  # a fault of ours in one message, which would hold up all others for ever
            log.error("delivery.faulty owed=%s fault=%s", job.owed.id, name_fault(error))
            return None, None

    async def _hand_over(self, job: _Job) -> str | None:
        owed, channel = job.owed, self._channels[job.owed.channel]
        if owed.kind == "settle":
            if job.sent:
                settlement = Settlement(conversation=owed.conversation, sent=job.sent, answer=owed.answer or "")
                await channel.settle(settlement)
            return None
        if owed.prompt is None:
            return None
        return await channel.deliver(
            Delivery(
                id=owed.id,
                conversation=owed.conversation,
                person=owed.person,
                name=job.name,
                prompt=owed.prompt,
                maybe_repeat=owed.maybe_repeat,
            )
        )


def _job(uow: UnitOfWork, owed: Owed) -> _Job:
    sent: tuple[Sent, ...] = ()
    if owed.kind == "settle" and owed.session is not None and owed.visit is not None:
        asked = uow.find_asked(session=owed.session, visit=owed.visit)
        there = (each for each in asked if each.sent and each.conversation == owed.conversation)
        sent = tuple(Sent(receipt=each.receipt, prompt=each.prompt) for each in there if each.receipt)
    name = uow.get_person(owed.person).name if owed.person is not None else ""
    return _Job(owed, name=name, sent=sent)
