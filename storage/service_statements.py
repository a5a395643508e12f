"""The statements for tickets, guesses, installations and what an operator should hear of. No connection, no values."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, func, select, update

from storage.rows import Installation, SetAside, Sighting, Ticket
from storage.service_tables import guess, installation, put_aside, sighting, ticket
from storage.statements import pick

FIND_TICKET = pick(ticket, Ticket.model_fields, digest="digest")
USE_TICKET = (
    update(ticket).where(ticket.c.digest == bindparam("which"), ticket.c.used.is_(None)).values(used=bindparam("at"))
)
VOID_TICKETS = (
    update(ticket)
    .where(ticket.c.kind == bindparam("of_kind"), ticket.c.person == bindparam("of_person"), ticket.c.used.is_(None))
    .values(used=bindparam("at"))
)
COUNT_GUESSES = select(func.count().label("count")).where(
    *(guess.c[name] == bindparam(name) for name in ("channel", "workspace", "user")), guess.c.at > bindparam("since")
)
ALL_ASIDE = pick(put_aside, SetAside.model_fields)
SIGHTINGS = pick(sighting, Sighting.model_fields).order_by(sighting.c.first, sighting.c.kind)
CLEAR_SIGHTING = delete(sighting).where(sighting.c.kind == bindparam("which"))
FIND_INSTALLATION = pick(installation, Installation.model_fields, channel="channel", workspace="workspace")
INSTALLATIONS = pick(installation, Installation.model_fields, channel="channel")
DELETE_INSTALLATION = delete(installation).where(
    installation.c.channel == bindparam("of_channel"), installation.c.workspace == bindparam("of_workspace")
)
