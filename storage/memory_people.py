"""Who people are and where they are reached, in memory."""

from __future__ import annotations

from datetime import datetime

from dialogs.inbound import Identity, Room
from knowledge.project import Person
from storage.memory_outbox import MemoryOutbox
from storage.rows import Owed
from storage.shelves import Link, TeamRoom, User


class MemoryPeople(MemoryOutbox):
    """The part of a unit of work that knows persons, identities and rooms."""

    def find_person(self, who: Identity) -> Person | None:
        """The person behind an identity."""
        link = self._all.links.get(user_of(who))
        return self._all.people.get(link.person) if link else None

    def get_person(self, person: str) -> Person:
        """A person by id; KeyError where there is none."""
        if person not in self._all.people:
            raise KeyError(f"no person {person!r}")
        return self._all.people[person]

    def people(self, workspace: str) -> tuple[Person, ...]:
        """All persons of a workspace, in the order in which they came."""
        return tuple(each for each in self._all.people.values() if each.workspace == workspace)

    def save_person(self, person: Person) -> None:
        """Insert or update."""
        self._put(self._all.people, person.id, person)

    def link(self, who: Identity, *, person: str, room: Room) -> None:
        """This identity is that person, and is reached in that room."""
        self._put(self._all.links, user_of(who), Link(person, room, self._last_link() + 1))
        self._people.add(person)

    def unlink(self, who: Identity) -> None:
        """This identity is nobody any more."""
        self._refuse_unless_writing()
        self._drop(self._all.links, user_of(who))

    def rooms_of(self, person: str) -> tuple[Room, ...]:
        """Where a person can be reached, the newest link first, each room once."""
        return tuple(dict.fromkeys(link.room for _, link in self._links_of(person) if link.closed is None))

    def identities_of(self, person: str) -> tuple[Identity, ...]:
        """Who a person is on each channel, the newest link first."""
        keys = (key for key, _ in self._links_of(person))
        return tuple(Identity(channel=channel, workspace=workspace, user=user) for channel, workspace, user in keys)

    def close_room(self, conversation: str, *, at: datetime) -> tuple[Owed, ...]:
        """Nobody can be reached there any more; what was still owed there is given back."""
        self._refuse_unless_writing()
        for key, link in list(self._all.links.items()):
            if link.room.conversation == conversation and link.closed is None:
                self._put(self._all.links, key, link._replace(closed=at))
        shared = self._all.team_rooms.get(conversation)
        if shared is not None and shared.closed is None:
            self._put(self._all.team_rooms, conversation, shared._replace(closed=at))
        return self._take_unsent(conversation)

    def attach_room(self, room: Room, *, project: str) -> None:
        """This shared room is the team's. Again: the newest one is."""
        last = max((each.number for each in self._all.team_rooms.values()), default=0)
        self._put(self._all.team_rooms, room.conversation, TeamRoom(room, project, last + 1))
        self._projects.add(project)

    def room_of_project(self, project: str) -> Room | None:
        """The shared room of a project's team, unless it was closed."""
        rooms = [each for each in self._all.team_rooms.values() if each.project == project and each.closed is None]
        return max(rooms, key=lambda each: each.number).room if rooms else None

    def project_in_room(self, room: Room) -> str | None:
        """The project whose team meets in that room."""
        found = self._all.team_rooms.get(room.conversation)
        return found.project if found is not None and found.closed is None else None

    def _links_of(self, person: str) -> list[tuple[User, Link]]:
        own = (each for each in self._all.links.items() if each[1].person == person)
        return sorted(own, key=lambda each: -each[1].number)

    def _last_link(self) -> int:
        return max((link.number for link in self._all.links.values()), default=0)


def user_of(who: Identity) -> User:
    """What tells an identity from others."""
    return who.channel, who.workspace, who.user
