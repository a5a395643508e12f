"""One owed row: what it takes to deliver it, what became of it, and how that is noted. Knows no loop and no pace."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, assert_never

from adapters.delivery import (
    Delivery,
    DeliveryError,
    Opening,
    PersonGoneError,
    Sent,
    Settlement,
    TooLateError,
)
from bot.faults import name_fault
from bot.gone import close_room
from bot.ports import Channel, UnitOfWork
from dialogs.inbound import Room
from dialogs.phrases import LANGUAGES
from dialogs.prompt import Prompt
from storage.rows import Owed, SetAside

log = logging.getLogger(__name__)

SOON = timedelta(seconds=1)
"""No message is tried again earlier: a channel that says "at once" would be asked without end."""

PATIENCE = 60.0
"""Seconds between two tries of a send that nobody knows the fate of, at the most."""

FRESH = timedelta(seconds=3)
"""How long a window can be opened after the tap: Slack's triggers live so long."""

Task = Delivery | Settlement | Opening | None
"""What a channel is asked to do; None where there is nothing left to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """One owed row with what it takes to deliver it. `fault` is why that cannot even be said."""

    owed: Owed
    task: Task
    fault: str = ""


Outcome = Literal["sent", "again", "gone", "refused", "faulty", "late"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a job. `again` is when to try once more, `after` what the channel asked for, in seconds."""

    job: Job
    outcome: Outcome
    receipt: str | None = None
    again: datetime | None = None
    after: float = 0.0
    is_unknown: bool = False
    fault: str = ""


def claim(uow: UnitOfWork, channel: str, *, now: datetime, lease: timedelta, limit: int) -> list[Job]:
    """The jobs that are due and nobody else's."""
    return [make_job(uow, each, now=now) for each in uow.claim(channel, now=now, until=now + lease, limit=limit)]


def make_job(uow: UnitOfWork, owed: Owed, *, now: datetime) -> Job:
    """What to hand over. A row that makes no sense is a job of its own, so that it holds up nobody."""
    try:
        return Job(owed, _task(uow, owed, now=now))
    except (KeyError, ValueError) as error:
        return Job(owed, None, fault=name_fault(error))


def _task(uow: UnitOfWork, owed: Owed, *, now: datetime) -> Task:
    match owed.kind:
        case "settle":
            return _settlement(uow, owed)
        case "open":
            return _opening(uow, owed) if _is_fresh(owed, now=now) else _delivery(uow, owed)
        case "message":
            return _delivery(uow, owed)
        case _ as never:
            assert_never(never)


def _is_fresh(owed: Owed, *, now: datetime) -> bool:
    """Whether the window may still be opened: it is tried once, and its trigger dies soon."""
    is_first = not owed.tried and not owed.maybe_repeat
    return is_first and owed.trigger is not None and now - (owed.owed or owed.due) <= FRESH


def _opening(uow: UnitOfWork, owed: Owed) -> Task:
    if owed.form is None or owed.trigger is None:
        return _delivery(uow, owed)
    language = _language(uow, owed)
    return Opening(id=owed.id, conversation=owed.conversation, form=owed.form, trigger=owed.trigger, language=language)


def _delivery(uow: UnitOfWork, owed: Owed) -> Task:
    if owed.prompt is None:
        return None
    return Delivery(
        id=owed.id,
        conversation=owed.conversation,
        person=owed.person,
        name=uow.get_person(owed.person).name if owed.person else "",
        prompt=owed.prompt,
        language=_language(uow, owed),
        maybe_repeat=owed.maybe_repeat,
        owed=owed.owed,
        mentions=_mentions(uow, owed, owed.prompt),
    )


def _settlement(uow: UnitOfWork, owed: Owed) -> Task:
    if owed.session is None or owed.visit is None:
        return None
    asked = uow.find_asked(session=owed.session, visit=owed.visit)
    sent = tuple(
        Sent(receipt=each.receipt, prompt=each.prompt, mentions=_mentions(uow, each, each.prompt))
        for each in asked
        if each.conversation == owed.conversation and each.sent and each.receipt
    )
    if not sent:
        return None
    answer = owed.answer or ""
    return Settlement(conversation=owed.conversation, sent=sent, answer=answer, language=_language(uow, owed))


def _mentions(uow: UnitOfWork, owed: Owed, prompt: Prompt | None) -> dict[str, str]:
    """The platform's ids of the persons mentioned, as far as they are known where the message goes."""
    spans = prompt.body.spans if prompt else ()
    room = _room(owed)
    found: dict[str, str] = {}
    for person in dict.fromkeys(span.to for span in spans if span.kind == "mention" and span.to):
        here = (w for w in uow.identities_of(person) if (w.channel, w.workspace) == (room.channel, room.workspace))
        if who := next(here, None):
            found[person] = who.user
    return found


def _language(uow: UnitOfWork, owed: Owed) -> str:
    """The person's; in a shared room that of the project's lead."""
    if owed.person is not None:
        return uow.get_person(owed.person).language
    project = uow.project_in_room(_room(owed))
    found = uow.find_project(project) if project else None
    return uow.get_person(found.lead.person).language if found else LANGUAGES[0]


def _room(owed: Owed) -> Room:
    channel, workspace, room = owed.conversation.split(":", 2)
    return Room(channel=channel, workspace=workspace, room=room)


async def deliver(channel: Channel, job: Job, *, now: datetime) -> Fate:
    """Try once. OSError comes out: the way out is gone, and whoever calls knows what that means for the rest."""
    if job.fault:
        return _faulty(job, job.fault)
    try:
        return Fate(job, "sent", receipt=await _hand_over(channel, job.task))
    except TooLateError:
        return Fate(job, "late")
    except PersonGoneError:
        log.info("delivery.gone owed=%s", job.owed.id)
        return Fate(job, "gone")
    except DeliveryError as error:
        return _failed(job, error, now=now)
    except OSError:
        raise
    except Exception as error:  # a fault of ours in one message, which would hold up all others for ever
        return _faulty(job, name_fault(error))


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


def _failed(job: Job, error: DeliveryError, *, now: datetime) -> Fate:
    kind = type(error).__name__
    if not error.retryable:
        log.error("delivery.refused owed=%s kind=%s", job.owed.id, kind)
        return Fate(job, "refused", fault=kind)
    log.info("delivery.failed owed=%s kind=%s", job.owed.id, kind)
    return retried(job, now=now, after=error.after, is_unknown=error.unknown)


def retried(job: Job, *, now: datetime, after: float, is_unknown: bool) -> Fate:
    """It is tried again: after what the channel asked for, and ever later where nobody knows its fate."""
    growing = min(PATIENCE, 2.0 ** min(job.owed.tried, 10)) if is_unknown else 0.0
    again = now + max(SOON, timedelta(seconds=max(after, growing)))
    return Fate(job, "again", again=again, after=after, is_unknown=is_unknown)


def _faulty(job: Job, fault: str) -> Fate:
    log.error("delivery.faulty owed=%s fault=%s", job.owed.id, fault)
    return Fate(job, "faulty", fault=fault)


def plain(fate: Fate) -> Fate:
    """The same without what follows from it: that it is over, or when it is tried again."""
    return Fate(Job(fate.job.owed, None), "again" if fate.again else "sent", receipt=fate.receipt, again=fate.again)


def mark(uow: UnitOfWork, fate: Fate, *, now: datetime) -> None:
    """Note what became of a job."""
    owed = fate.job.owed
    match fate.outcome:
        case "sent":
            _mark_sent(uow, fate, now=now)
        case "again":
            uow.mark_tried(owed.id, due=fate.again or now, unknown=fate.is_unknown)
        case "late":
            uow.mark_tried(owed.id, due=owed.due)
        case "gone":
            close_room(uow, conversation=owed.conversation, at=now, key=owed.id)
            uow.mark_sent(owed.id, at=now, receipt=None)
        case "refused" | "faulty":
            uow.put_aside(SetAside(key=owed.id, at=now, channel=owed.channel, person=owed.person, fault=fate.fault))
            uow.mark_sent(owed.id, at=now, receipt=None)
        case _ as never:
            assert_never(never)


def _mark_sent(uow: UnitOfWork, fate: Fate, *, now: datetime) -> None:
    owed = fate.job.owed
    if isinstance(fate.job.task, Settlement) and owed.session is not None and owed.visit is not None:
        uow.mark_settled(conversation=owed.conversation, session=owed.session, visit=owed.visit)
    uow.mark_sent(owed.id, at=now, receipt=fate.receipt)
