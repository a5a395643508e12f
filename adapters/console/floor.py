"""Who has the floor at this terminal, and what a line of theirs asks for. Draws nothing and reads no terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from adapters.console.limits import CHANNEL, NEWCOMER, WORKSPACE
from adapters.console.parse import ListPeople, SpeakAs, parse_command, parse_content, parse_prefix, read_name, user_of
from adapters.console.people import Desk, Speaker, find_speaker, first_speaker, is_same
from adapters.console.render import render_people
from adapters.console.send import ConsoleChannel
from adapters.console.words import say
from dialogs.inbound import Identity, Inbound, Opened, Room, Said, Tapped
from dialogs.prompt import Option


@dataclass(frozen=True)
class Act:
    """What a line came to: something for the desk to take, or something the console says itself (or neither)."""

    speaker: Speaker
    inbound: Inbound | None = None
    reply: tuple[str, ...] = ()


class Floor:
    """Everybody at one terminal. `speaker` is who speaks unless a line says otherwise."""

    def __init__(
        self,
        desk: Desk,
        *,
        channel: ConsoleChannel,
        clock: Callable[[], datetime],
        fresh_key: Callable[[], str],
        language: str = "en",
    ) -> None:
        self._language = language
        self._desk = desk
        self._channel = channel
        self._clock = clock
        self._fresh_key = fresh_key
        self._is_first = True
        self._is_given = False
        self.speaker = Speaker(user=NEWCOMER, language=language)

    async def begin(self, given: str | None) -> Act:
        """Somebody sits down: the one given by name, else the newcomer, else whoever came first."""
        self._is_given = given is not None
        people = await self._desk.people()
        self.speaker = (
            first_speaker(people, language=self._language) if given is None else self._called(given, people=people)
        )
        return self.open()

    def open(self) -> Act:
        """The speaker wants to know where we are."""
        return self.act(Opened(), by=self.speaker)

    def act(self, content: Said | Tapped | Opened, *, by: Speaker, key: str | None = None) -> Act:
        """One act of a speaker, for the desk. `key` is the person's own; without it comes a fresh one."""
        inbound = Inbound(
            key=f"{CHANNEL}:#{key}" if key else self._fresh_key(),
            who=Identity(channel=CHANNEL, workspace=WORKSPACE, user=by.user, name=by.name),
            room=Room(channel=CHANNEL, workspace=WORKSPACE, room=by.user),
            at=self._clock(),
            content=content,
            door="open",
        )
        return Act(speaker=by, inbound=inbound)

    async def address(self, text: str) -> tuple[Speaker, str]:
        """Whose line this is, and what is left of it: `Name: text` counts where Name is known or on the first line."""
        is_first, self._is_first = self._is_first, False
        prefix = parse_prefix(text)
        if prefix is None:
            return self.speaker, text
        speaker = await self._find(prefix[0]) or (self._newly(prefix[0]) if is_first else None)
        return (speaker, prefix[1]) if speaker else (self.speaker, text)

    async def understand(self, text: str, *, by: Speaker, key: str | None = None) -> Act:
        """What somebody's text asks for: a command of the console's, an option by its number, or words."""
        match parse_command(text):
            case SpeakAs(name=name):
                return await self._speak_as(name, key=key)
            case ListPeople():
                return await self._list_people()
        return self.act(parse_content(text, options=self.offered(by)), by=by, key=key)

    def offered(self, speaker: Speaker) -> tuple[Option, ...]:
        """The options last shown to somebody in this process."""
        return self._channel.offered(conversation=_conversation(speaker), name=speaker.name)

    async def look_again(self) -> tuple[Speaker, ...]:
        """Everybody known, the speaker brought up to date; a name they said here holds until they have another."""
        before, people = self.speaker, await self._desk.people()
        known = next((one for one in people if is_same(one, before)), before)
        self.speaker = known.but(user=before.user, name=known.name or before.name)
        return tuple(self.speaker if one is known else one for one in people)

    async def _speak_as(self, name: str, *, key: str | None) -> Act:
        people = await self.look_again()
        known = find_speaker(people, user=user_of(name)) if name else None
        read = read_name(name)
        if known is None and read is None:
            return Act(speaker=self.speaker, reply=(say("as.how", language=self.speaker.language),))
        self.speaker = known or self._called(read or name, people=people)
        return self.act(Opened(), by=self.speaker, key=key)

    async def _list_people(self) -> Act:
        people = await self.look_again()
        lines = render_people(people, speaking=self.speaker, language=self.speaker.language)
        return Act(speaker=self.speaker, reply=tuple(lines))

    def _called(self, name: str, *, people: tuple[Speaker, ...]) -> Speaker:
        user = user_of(name)
        known = find_speaker(people, user=user)
        return known or Speaker(user=user, name=read_name(name) or name, language=self._language)

    async def _find(self, name: str) -> Speaker | None:
        user = user_of(name)
        return find_speaker(await self.look_again(), user=user) if user else None

    def _newly(self, text: str) -> Speaker | None:
        name = read_name(text)
        if name is None:
            return None
        if self._is_given or self.speaker.user != NEWCOMER or self.speaker.name:
            return Speaker(user=user_of(name), name=name, language=self._language)
        self.speaker = self.speaker.but(name=name)  # the newcomer has said who they are, and stays the same user
        return self.speaker


def _conversation(speaker: Speaker) -> str:
    return Room(channel=CHANNEL, workspace=WORKSPACE, room=speaker.user).conversation
