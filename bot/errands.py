"""One owed row as an errand: what it takes to deliver it, in its person's language. Reads the store, writes a lease."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from adapters.delivery import Delivery, Opening, Sent, Settlement
from bot.faults import name_fault
from bot.pace import Kind
from bot.ports import Channel, UnitOfWork
from dialogs.inbound import Room
from dialogs.phrases import LANGUAGES
from dialogs.prompt import Prompt
from storage.rows import Owed

SILENCES = 5
"""Tries that end in silence, before a message may only be sent again by a channel that can look whether it is there."""

FRESH = timedelta(seconds=3)
"""How long a window can be opened after the tap: Slack's triggers live so long."""

UNREADABLE = "UnreadableRow"
"""The fault of a row that the store could not read."""

Task = Delivery | Settlement | Opening | None
"""What a channel is asked to do; None where there is nothing left to do."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One owed row with what it takes to deliver it. `fault` is why that cannot even be said; `calls` is its price."""

    owed: Owed
    task: Task
    fault: str = ""
    calls: int = 1


def claim(uow: UnitOfWork, channel: str, *, now: datetime, lease: timedelta, limit: int) -> list[Errand]:
    """The errands that are due and nobody else's."""
    return [make_errand(uow, each, now=now) for each in uow.claim(channel, now=now, until=now + lease, limit=limit)]


def make_errand(uow: UnitOfWork, owed: Owed, *, now: datetime) -> Errand:
    """What to hand over. A row that makes no sense is an errand of its own, so that it holds up nobody."""
    if not owed.is_readable:
        return Errand(owed, None, fault=UNREADABLE)
    try:
        return Errand(owed, _task(uow, owed, now=now))
    except (KeyError, ValueError) as error:
        return Errand(owed, None, fault=name_fault(error))


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
        must_look=owed.silent >= SILENCES,
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
        if each.conversation == owed.conversation and each.sent and each.receipt and _is_kept(each)
    )
    if not sent:
        return None
    answer = owed.answer or ""
    return Settlement(conversation=owed.conversation, sent=sent, answer=answer, language=_language(uow, owed))


def _is_kept(asked: Owed) -> bool:
    """Whether it has buttons still: its words are kept until then, but those of a window that came as a message."""
    return asked.prompt is not None or asked.kind == "open"


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


def kind_of(errand: Errand) -> Kind:
    """How the pace counts it. A settling and a window keep no pace in their room, but count with the rest."""
    match errand.task:
        case Opening():
            return "window"
        case Delivery(person=None):
            return "shared"
        case Delivery():
            return "message"
        case _:
            return "change"


def priced(errand: Errand, channel: Channel) -> Errand:
    """With how many calls it takes, as far as that can be said: where it cannot, sending it will say why."""
    if errand.task is None:
        return errand
    with suppress(Exception):
        return replace(errand, calls=max(1, channel.calls_for(errand.task)))
    return errand
