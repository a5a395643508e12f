"""Ana and Ben on Slack, Cara on Telegram: what they do, and what they are shown. Knows no service."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine, Sequence
from copy import copy
from functools import partial
from typing import Literal, NamedTuple

from tests.support.slack.person import Person as OnSlack
from tests.support.slack.places import Json, Message
from tests.support.slack.reading import Seen as SeenOnSlack
from tests.support.slack.reading import choices, read_blocks
from tests.support.slack.server import LoopbackSlack
from tests.support.telegram.person import Seen
from tests.support.telegram.server import LoopbackTelegram

_CODE = re.compile(r"(?:start=|join )([\w-]{16,})")
_LINK = re.compile(r"https://t\.me/\w+\?start=[\w-]+")

Way = Literal["says", "taps", "fills", "comes", "brings", "commands"]
"""`comes`: by the link that the lead was given. `brings`: somebody's words as a barrier, which opens a window.
`fills`: the fields of the open window, with " / " between them."""


Do = Callable[[], Coroutine[None, None, bool]]
"""Does it; whether that came through, or comes by itself."""


class Act(NamedTuple):
    """What somebody does. A tap on "[1]" is one on the first button of the newest message with buttons."""

    who: str
    way: Way
    what: str = ""


class Shown(NamedTuple):
    """A message as it was first shown."""

    text: str
    buttons: tuple[str, ...]


class People:
    """The three of them."""

    def __init__(self, slack: LoopbackSlack, telegram: LoopbackTelegram) -> None:
        self.slack, self.telegram = slack, telegram
        self.ana, self.ben = slack.person("Ana"), slack.person("Ben")
        self.cara = telegram.person("Cara")
        self._wall = slack.room("wall", members=(self.ana, self.ben))
        self._read = {"slack": 0, "telegram": 0}

    def prepare(self, act: Act) -> Do:
        """The act, ready to be done, and done again."""
        match act.way:
            case "says":
                return partial(self._say, act.who, act.what)
            case "taps":
                return self._prepare_tap(act.who, act.what)
            case "brings":
                return partial(self._bring, act.what)
            case "fills":
                return partial(self._fill, act.who, act.what)
            case "commands":
                return partial(self._command, act.who, act.what)
            case "comes":
                return self._come

    async def _say(self, who: str, words: str) -> bool:
        if who == "Cara":
            await self.cara.says(words)
        else:
            await self._on_slack(who).says(words.replace("@Ben", self.ben.mention))
        return True  # whatever was answered: the platform brings it again

    def _prepare_tap(self, who: str, label: str) -> Do:
        person = self.cara if who == "Cara" else self._on_slack(who)
        labels = [(message, _buttons_of(message)) for message in person.sees()]
        newest = next(message for message, found in reversed(labels) if (found if label == "[1]" else label in found))
        chosen = _buttons_of(newest)[0] if label == "[1]" else label
        if isinstance(newest, Seen):
            return partial(self._tap_on_telegram, chosen, newest)
        return partial(self._tap_on_slack, self._on_slack(who), chosen, copy(newest.message))

    async def _tap_on_telegram(self, label: str, message: Seen) -> bool:
        await self.cara.taps(label, message=message)
        return True

    async def _tap_on_slack(self, person: OnSlack, label: str, message: Message) -> bool:
        """On the message as they see it, also when it has just been changed."""
        return (await person.taps(label, message=message)).is_good

    async def _bring(self, words: str) -> bool:
        said = await self.ana.says(words, room=self._wall)
        return (await self.ben.shortcut("add_barrier", said)).is_good

    async def _fill(self, who: str, words: str) -> bool:
        person = self._on_slack(who)
        assert person.modal is not None
        assert await person.submits(dict(zip(person.modal.fields, words.split(" / "), strict=True))) == {}
        return person.answers[-1].is_good

    async def _command(self, who: str, line: str) -> bool:
        return (await self._on_slack(who).commands(line)).is_good

    async def _come(self) -> bool:
        await self.cara.opens(_LINK.findall(json.dumps(self.slack.calls.of("chat.postMessage")))[-1])
        return True

    def _on_slack(self, who: str) -> OnSlack:
        return {"Ana": self.ana, "Ben": self.ben}[who]

    def shown(self) -> dict[str, list[Shown]]:
        """Since the last look."""
        rooms = {each.direct.id: each.name for each in (self.ana, self.ben)}
        posted = self.slack.calls.of("chat.postMessage")[self._read["slack"] :]
        sent = self.telegram.find_calls("sendMessage")[self._read["telegram"] :]
        self._read["slack"] += len(posted)
        self._read["telegram"] += len(sent)
        shown: dict[str, list[Shown]] = {}
        for call in posted:
            text = read_blocks(call["blocks"], name_of=self.slack.name_of)
            shown.setdefault(rooms[call["channel"]], []).append(_shown(text, _labels(call["blocks"])))
        for told in sent:
            rows = (told.params.get("reply_markup") or {}).get("inline_keyboard", [])
            labels = [button["text"] for row in rows for button in row]
            shown.setdefault("Cara", []).append(_shown(told.params["text"], labels))
        return shown

    def standing(self) -> list[Shown]:
        """What stands in Slack now, answered or not: Ana's messages, then Ben's."""
        seen = [message for person in (self.ana, self.ben) for message in person.sees()]
        return [_shown(message.text, message.buttons) for message in seen]


def _labels(blocks: list[Json]) -> list[str]:
    return [label for label, _, _, _ in choices(blocks)]


def _buttons_of(message: Seen | SeenOnSlack) -> list[str]:
    return message.labels if isinstance(message, Seen) else list(message.buttons)


def _shown(text: str, labels: Sequence[str]) -> Shown:
    """The codes of links are drawn by chance: here all are the same."""
    for code in _CODE.findall(text):
        text = text.replace(code, "...")
    return Shown(text, tuple(labels))
