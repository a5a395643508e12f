"""Who may come in, what an operator should hear of, and who has installed the app: on a database."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from dialogs.inbound import Identity
from storage import service_statements as s
from storage.rows import Installation, SetAside, Sighting, Ticket, TicketKind
from storage.unit_rows import UnitRows


class UnitService(UnitRows):
    """The part of a unit of work that the service around the conversations needs."""

    def add_ticket(self, ticket: Ticket) -> None:
        """Keep a code's digest."""
        self.write(self.statements.add_ticket, vars(ticket))

    def find_ticket(self, digest: str) -> Ticket | None:
        """A code by its digest, used or not."""
        return next((Ticket.model_validate(row) for row in self.rows(s.FIND_TICKET, {"digest": digest})), None)

    def use_ticket(self, digest: str, *, at: datetime) -> None:
        """It cannot be used again."""
        self.write(s.USE_TICKET, {"which": digest, "at": at})

    def void_tickets(self, *, kind: TicketKind, person: str, at: datetime) -> None:
        """No unused code of this kind for that person can be used any more."""
        self.write(s.VOID_TICKETS, {"of_kind": kind, "of_person": person, "at": at})

    def count_guess(self, who: Identity, *, at: datetime, since: datetime) -> int:
        """Note that a code was tried; how many tries of this identity there were after `since`, this one counted."""
        by = {"channel": who.channel, "workspace": who.workspace, "user": who.user}
        self.write(self.statements.add_guess, {**by, "at": at})
        (row,) = self.rows(s.COUNT_GUESSES, {**by, "since": since})
        return cast(int, row["count"])

    def put_aside(self, aside: SetAside) -> None:
        """Keep that an inbound failed for good."""
        self.write(self.statements.put_aside, vars(aside))

    def all_aside(self) -> tuple[SetAside, ...]:
        """What was put aside, oldest first."""
        return tuple(SetAside.model_validate(row) for row in self.rows(s.ALL_ASIDE, {}))

    def sight(self, kind: str, *, at: datetime) -> None:
        """Something an operator should hear of happened (once more)."""
        self.write(self.statements.sight, {"kind": kind, "first": at, "last": at, "count": 1})

    def clear_sighting(self, kind: str) -> None:
        """It is over."""
        self.write(s.CLEAR_SIGHTING, {"which": kind})

    def sightings(self) -> tuple[Sighting, ...]:
        """All that is not over, oldest first."""
        return tuple(Sighting.model_validate(row) for row in self.rows(s.SIGHTINGS, {}))

    def save_installation(self, installation: Installation) -> None:
        """Insert or update, by channel and workspace."""
        self.write(self.statements.save_installation, vars(installation))

    def find_installation(self, channel: str, workspace: str) -> Installation | None:
        """How a workspace is installed."""
        rows = self.rows(s.FIND_INSTALLATION, {"channel": channel, "workspace": workspace})
        return next((Installation.model_validate(row) for row in rows), None)

    def delete_installation(self, channel: str, workspace: str) -> None:
        """It is installed no more."""
        self.write(s.DELETE_INSTALLATION, {"of_channel": channel, "of_workspace": workspace})

    def installations(self, channel: str) -> tuple[Installation, ...]:
        """All workspaces of a channel, oldest first."""
        return tuple(Installation.model_validate(row) for row in self.rows(s.INSTALLATIONS, {"channel": channel}))
