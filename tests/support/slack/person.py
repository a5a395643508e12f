"""A person in Slack, as a test drives them: what they do. Payloads are built elsewhere, and eyes are elsewhere."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.support.slack import modal, payloads
from tests.support.slack.filling import Filled
from tests.support.slack.onlooker import Onlooker
from tests.support.slack.places import Account, Json, Message, ResponseUrl, Room, Trigger, View, Workspace
from tests.support.slack.post import Act, Answer, Kind
from tests.support.slack.reading import Seen
from tests.support.slack.rich_text import typed

if TYPE_CHECKING:
    from tests.support.slack.server import LoopbackSlack


class Person(Onlooker):
    """One person in one workspace: what they do. `answers` are those of the app, `troubles` what Slack said failed."""

    def __init__(self, slack: LoopbackSlack, workspace: Workspace, account: Account) -> None:
        super().__init__(slack, workspace, account)
        self.troubles: list[str] = []
        self.answers: list[Answer] = []

    # ------------------------------------------------------------------ words

    async def says(
        self, words: str, *, room: Room | None = None, thread_ts: str | None = None, wait: bool = True
    ) -> Message:
        """Write in the direct messages, or in a room, where the bot hears only its name.

        Comes back when the app answered the first delivery, whatever the answer; with `wait=False` at once.
        """
        message = self._write(words, room or self.direct, thread_ts=thread_ts)
        if room is None:
            await self._tell(payloads.message_event(message, self.direct), scope="im:history", wait=wait)
        return message

    async def mentions(self, words: str, *, room: Room, thread_ts: str | None = None, wait: bool = True) -> Message:
        """Write in a room, to the bot by its name. It hears when it is in the room."""
        bot = f"<@{self.workspace.bot_user_id}>"
        message = self._write(words if bot in words else f"{bot} {words}", room, thread_ts=thread_ts)
        if self.workspace.bot_user_id in room.members:
            await self._tell(payloads.mention_event(message, room), scope="app_mentions:read", wait=wait)
        return message

    async def edits(self, message: Message, words: str) -> None:
        """Change their own message."""
        before = message.as_json()
        message.text, message.blocks = typed(words, is_known=self.slack.is_account)
        message.edited_ts = self.slack.clock.stamp()
        message.updates += 1
        changed = {"subtype": "message_changed", "message": message.as_json(), "previous_message": before}
        await self._tell_of_change(message, changed)

    async def deletes(self, message: Message) -> None:
        """Take their own message away."""
        self.slack.places.rooms[message.room_id].messages.remove(message)
        gone = {"subtype": "message_deleted", "previous_message": message.as_json(), "deleted_ts": message.ts}
        await self._tell_of_change(message, gone)

    async def sends_file(
        self, name: str = "plan.pdf", *, words: str = "", mimetype: str = "application/pdf", size: int = 1000
    ) -> Message:
        """Send a file in the direct messages; `audio/...` as the kind makes it a voice message."""
        message = self._write(words, self.direct)
        file_id = self.slack.places.make_id("F")
        message.subtype = "file_share"
        message.files = [payloads.file_json(name, mimetype=mimetype, size=size, file_id=file_id, user_id=self.id)]
        await self._tell(payloads.message_event(message, self.direct), scope="im:history")
        return message

    async def joins(self, room: Room) -> None:
        """Come into a room."""
        room.members.add(self.id)
        await self._tell_of_membership("member_joined_channel", room)

    async def leaves(self, room: Room) -> None:
        """Go out of a room."""
        room.members.discard(self.id)
        await self._tell_of_membership("member_left_channel", room)

    def leaves_workspace(self) -> None:
        """Their account is closed: nobody can write to them any more."""
        self.account.is_deleted = True

    # ------------------------------------------------------------------- taps

    async def taps(self, label: str, *, message: Seen | Message | None = None, at_home: bool = False) -> Answer:
        """Tap a button or an option by its label.

        Looked for in the open modal; else in the message given; else in what they see, newest message first, then the
        home (`at_home`: only there).
        """
        where, block, element, chosen = self.find_choice(label, message=message, at_home=at_home)
        act = payloads.action(block, element, chosen, at=self.slack.clock.stamp())
        body = payloads.interaction("block_actions", self.workspace, self.account) | {"actions": [act]}
        body["trigger_id"] = self.make_trigger()
        if isinstance(where, View):
            return await self.interacts(body | payloads.in_view(where))
        room = self.slack.places.rooms[where.room_id]
        return await self.interacts(
            body | payloads.in_message(where, room) | {"response_url": self._response_url(room, where)}
        )

    async def commands(self, line: str, *, room: Room | None = None) -> Answer:
        """Send a slash command, such as `/itfits status`; its answer is seen in that room."""
        place = room or self.direct
        command, _, text = line.partition(" ")
        body = payloads.command_payload(self.workspace, self.account, place, command=command, text=text)
        body |= {"trigger_id": self.make_trigger(), "response_url": self._response_url(place, None)}
        answer = await self._act("slash_commands", body)
        if answer.body and answer.body.get("text"):
            self.slack.answer_command(self.workspace, place, self.id, answer.body)
        return answer

    async def shortcut(self, callback_id: str, message: Seen | Message | None = None) -> Answer:
        """Use a shortcut of a message, or without one a global shortcut."""
        kind = "shortcut" if message is None else "message_action"
        body = payloads.interaction(kind, self.workspace, self.account)
        body |= {"callback_id": callback_id, "trigger_id": self.make_trigger(), "action_ts": self.slack.clock.stamp()}
        if message is not None:
            found = message.message if isinstance(message, Seen) else message
            room = self.slack.places.rooms[found.room_id]
            placed = payloads.in_message(found, room)
            body |= {"channel": placed["channel"], "message": placed["message"], "message_ts": found.ts}
            body["response_url"] = self._response_url(room, found)
        return await self.interacts(body)

    async def opens_home(self, *, tab: str = "home") -> None:
        """Open the app's home."""
        event = {"type": "app_home_opened", "user": self.id, "channel": self.direct.id, "tab": tab}
        home = self.slack.places.homes.get(self.id)
        shown = {"view": home.as_json()} if home else {}
        await self._tell({**event, "event_ts": self.slack.clock.stamp(), **shown}, scope=None)

    # ------------------------------------------------------------------ modal

    async def submits(self, fields: Mapping[str, Filled] | None = None) -> dict[str, str]:
        """Fill the open modal in and send it; the errors at its fields by block id, empty when it was taken."""
        return await modal.submit(self, fields or {})

    async def closes(self) -> None:
        """Close the open modal. The app hears of it when the modal asked for that."""
        await modal.close(self)

    # ------------------------------------------------------------------ inner

    async def interacts(self, body: Json) -> Answer:
        """Send an interaction as it stands."""
        return await self._act("interactive", body)

    def make_trigger(self) -> str:
        """A new trigger of theirs, as each act has one."""
        trigger_id = f"{self.slack.places.number()}.{self.slack.places.number()}.{secrets.token_hex(16)}"
        made_at = self.slack.clock.passed
        self.slack.places.triggers[trigger_id] = Trigger(trigger_id, self.workspace.id, self.id, made_at)
        return trigger_id

    async def _act(self, kind: Kind, body: Json) -> Answer:
        answer = await self.slack.post.send(Act(kind, body))
        self.answers.append(answer)
        if answer.fault:
            self.troubles.append(answer.fault)
        return answer

    async def _tell(self, event: Json, *, scope: str | None, wait: bool = True) -> None:
        if scope is not None and scope not in self.workspace.scopes:
            return
        act = Act("events_api", payloads.event_payload(self.workspace, event))
        if wait:
            await self.slack.post.send(act)
        else:
            self.slack.post.announce(act)

    async def _tell_of_change(self, message: Message, changed: Json) -> None:
        room = self.slack.places.rooms[message.room_id]
        if room.kind == "im":
            at = self.slack.clock.stamp()
            event = {"type": "message", "hidden": True, "channel": room.id, "channel_type": "im", "ts": at}
            await self._tell({**event, "event_ts": at, **changed}, scope="im:history")

    async def _tell_of_membership(self, kind: str, room: Room) -> None:
        if self.workspace.bot_user_id in room.members:
            letter = "C" if room.kind == "channel" else "G"
            event = {"type": kind, "user": self.id, "channel": room.id, "channel_type": letter, "team": room.team_id}
            scope = "channels:read" if room.kind == "channel" else "groups:read"
            await self._tell({**event, "event_ts": self.slack.clock.stamp()}, scope=scope)

    def _write(self, words: str, room: Room, *, thread_ts: str | None = None) -> Message:
        text, blocks = typed(words, is_known=self.slack.is_account)
        message = Message(
            ts=self.slack.clock.stamp(),
            room_id=room.id,
            team_id=self.account.team_id,
            user_id=self.id,
            text=text,
            blocks=blocks if words else [],
            bot_id=f"B{self.id[1:]}" if self.account.is_bot else None,
            thread_ts=thread_ts,
            client_msg_id=None if self.account.is_bot else secrets.token_hex(16),
        )
        room.messages.append(message)
        return message

    def _response_url(self, room: Room, message: Message | None) -> str:
        url_id = secrets.token_hex(8)
        self.slack.places.response_urls[url_id] = ResponseUrl(url_id, room, self.id, message)
        return f"{self.slack.url}/actions/{url_id}"
