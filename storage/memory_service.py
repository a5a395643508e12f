"""Who may come in, what an operator should hear of, and who has installed the app: in memory."""

from __future__ import annotations

from datetime import datetime

from dialogs.inbound import Identity
from storage.memory_people import user_of
from storage.rows import Installation, RowRefusedError, SetAside, Sighting, Ticket, TicketKind
from storage.shelves import Undoable


class MemoryService(Undoable):
    """The part of a unit of work that the service around the conversations needs."""

    def add_ticket(self, ticket: Ticket) -> None:
        """Keep a code's digest."""
        if ticket.digest in self._all.tickets:
            raise RowRefusedError("this ticket is there already")
        self._put(self._all.tickets, ticket.digest, ticket)
        self._people |= {ticket.person, ticket.by}
        self._projects.add(ticket.project)

    def find_ticket(self, digest: str) -> Ticket | None:
        """A code by its digest, used or not."""
        return self._all.tickets.get(digest)

    def use_ticket(self, digest: str, *, at: datetime) -> None:
        """It cannot be used again."""
        self._refuse_unless_writing()
        ticket = self._all.tickets.get(digest)
        if ticket is not None and ticket.used is None:
            self._put(self._all.tickets, digest, ticket.but(used=at))

    def void_tickets(self, *, kind: TicketKind, person: str, at: datetime) -> None:
        """No unused code of this kind for that person can be used any more."""
        self._refuse_unless_writing()
        for each in tuple(self._all.tickets.values()):
            if (each.kind, each.person, each.used) == (kind, person, None):
                self._put(self._all.tickets, each.digest, each.but(used=at))

    def count_guess(self, who: Identity, *, at: datetime, since: datetime) -> int:
        """Note that a code was tried; how many tries of this identity there were after `since`, this one counted."""
        guesses = (*self._all.guesses.get(user_of(who), ()), at)
        self._put(self._all.guesses, user_of(who), guesses)
        return sum(each > since for each in guesses)

    def put_aside(self, aside: SetAside) -> None:
        """Keep that an inbound failed for good."""
        self._put(self._all.aside, aside.key, self._all.aside.get(aside.key, aside))

    def all_aside(self) -> tuple[SetAside, ...]:
        """What was put aside, oldest first."""
        return tuple(self._all.aside.values())

    def sight(self, kind: str, *, at: datetime) -> None:
        """Something an operator should hear of happened (once more)."""
        seen = self._all.sightings.get(kind) or Sighting(kind=kind, first=at, last=at, count=0)
        self._put(self._all.sightings, kind, seen.but(last=at, count=seen.count + 1))

    def clear_sighting(self, kind: str) -> None:
        """It is over."""
        self._drop(self._all.sightings, kind)

    def sightings(self) -> tuple[Sighting, ...]:
        """All that is not over, oldest first."""
        return tuple(sorted(self._all.sightings.values(), key=lambda each: (each.first, each.kind)))

    def save_installation(self, installation: Installation) -> None:
        """Insert or update, by channel and workspace."""
        self._put(self._all.installations, (installation.channel, installation.workspace), installation)

    def find_installation(self, channel: str, workspace: str) -> Installation | None:
        """How a workspace is installed."""
        return self._all.installations.get((channel, workspace))

    def delete_installation(self, channel: str, workspace: str) -> None:
        """It is installed no more."""
        others = {key: each for key, each in self._all.installations.items() if key != (channel, workspace)}
        self._replace(self._all.installations, others)

    def installations(self, channel: str) -> tuple[Installation, ...]:
        """All workspaces of a channel, oldest first."""
        return tuple(each for each in self._all.installations.values() if each.channel == channel)
