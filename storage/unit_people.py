"""Who people are, where they are reached and where teams meet, on a database. It begins and commits nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from dialogs.inbound import Identity, Room
from knowledge.project import Person
from storage import statements as s
from storage.rows import Owed
from storage.unit_outbox import UnitOutbox


class UnitPeople(UnitOutbox):
    """The part of a unit of work that knows persons, identities and rooms."""

    def find_person(self, who: Identity) -> Person | None:
        """The person behind an identity."""
        by = {"channel": who.channel, "workspace": who.workspace, "user": who.user}
        return next((Person.model_validate(row) for row in self.rows(s.FIND_PERSON, by)), None)

    def get_person(self, person: str) -> Person:
        """A person by id; KeyError where there is none."""
        for row in self.rows(s.GET_PERSON, {"id": person}):
            return Person.model_validate(row)
        raise KeyError(f"no person {person!r}")

    def people(self, workspace: str) -> tuple[Person, ...]:
        """All persons of a workspace, in the order in which they came."""
        return tuple(Person.model_validate(row) for row in self.rows(s.PEOPLE, {"workspace": workspace}))

    def save_person(self, person: Person) -> None:
        """Insert or update."""
        self.write(self.statements.keep_workspace, {"id": person.workspace})
        self.write(self.statements.save_person, vars(person))

    def link(self, who: Identity, *, person: str, room: Room) -> None:
        """This identity is that person, and is reached in that room."""
        values = {"channel": who.channel, "workspace": who.workspace, "user": who.user, "person": person, "of": person}
        place = {"room_channel": room.channel, "room_workspace": room.workspace, "room": room.room}
        self.write(self.statements.link, {**values, **place, "closed": None})

    def unlink(self, who: Identity) -> None:
        """This identity is nobody any more."""
        self.write(s.UNLINK, {"of_channel": who.channel, "of_workspace": who.workspace, "of_user": who.user})

    def rooms_of(self, person: str) -> tuple[Room, ...]:
        """Where a person can be reached, the newest link first, each room once."""
        return tuple(dict.fromkeys(_read_rooms(self.rows(s.ROOMS, {"person": person}))))

    def identities_of(self, person: str) -> tuple[Identity, ...]:
        """Who a person is on each channel, the newest link first."""
        return tuple(Identity.model_validate(row) for row in self.rows(s.IDENTITIES, {"person": person}))

    def close_room(self, conversation: str, *, at: datetime) -> tuple[Owed, ...]:
        """Nobody can be reached there any more; what was still owed there is given back."""
        self.write(s.CLOSE_IDENTITIES, {"which": conversation, "at": at})
        self.write(s.CLOSE_TEAM_ROOM, {"which": conversation, "at": at})
        return self._take_unsent(conversation)

    def attach_room(self, room: Room, *, project: str) -> None:
        """This shared room is the team's. Again: the newest one is."""
        values = {"conversation": room.conversation, "project": project, "of": project, "closed": None}
        self.write(self.statements.attach_room, {**vars(room), **values})

    def room_of_project(self, project: str) -> Room | None:
        """The shared room of a project's team, unless it was closed."""
        return next(_read_rooms(self.rows(s.ROOM_OF_PROJECT, {"project": project})), None)

    def project_in_room(self, room: Room) -> str | None:
        """The project whose team meets in that room."""
        rows = self.rows(s.PROJECT_IN_ROOM, {"conversation": room.conversation})
        return next((str(row["project"]) for row in rows), None)


def _read_rooms(rows: Iterable[dict[str, object]]) -> Iterator[Room]:
    """Rows of channel, workspace and room, whatever their columns are called."""
    return (Room.model_validate(dict(zip(Room.model_fields, row.values(), strict=True))) for row in rows)
