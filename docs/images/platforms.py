"""Draws `slack.svg` and `telegram.svg`: what the adapters make of a real conversation, in the look of a chat.

Run from the top of the project: `.venv/bin/python docs/images/platforms.py`
Nothing is copied from either platform: the drawing is our own, the messages are what we would send.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from adapters.delivery import Delivery, Sent
from adapters.slack.render import render_message as slack_message
from adapters.slack.render import render_settled as slack_settled
from adapters.telegram.render import render_message as telegram_message
from adapters.telegram.render import render_settled as telegram_settled
from bot.codes import Links
from dialogs.inbound import Opened, Said
from docs.images.chat import GREEN, PALE, Page, Run
from tests.support.world import World

GOAL = ("Internet therapy with a coach", "GPs mention it to every patient with mild depression")
HARD = ("Nobody has time for one more thing", "The log-in fails half of the time")


@dataclass
class Shown:
    """A line of a chat: what somebody wrote, or what we sent and, once it is settled, its answer."""

    said: str = ""
    sent: Delivery | None = None
    answer: str | None = None


@dataclass
class Story:
    """Ana and Cara in Slack, Ben on Telegram, and what each of them sees."""

    world: World = field(default_factory=lambda: World(links=Links(telegram="itfits_leeds_bot", slack=True)))
    chats: dict[str, list[Shown]] = field(default_factory=dict)

    def says(self, name: str, text: str) -> None:
        """Somebody writes."""
        self.chats.setdefault(name, []).append(Shown(said=text))
        self._acts(name, lambda: self.world.takes(self.world.inbound(name, Said(text=text))))

    def taps(self, name: str, label: str) -> None:
        """Somebody taps a button."""
        self._acts(name, lambda: self.world.taps(name, label))

    def opens(self, name: str, code: str) -> None:
        """Somebody comes by a link."""
        self._acts(name, lambda: self.world.takes(self.world.inbound(name, Opened(ticket=code))))

    def _acts(self, name: str, act: Callable[[], Sequence[Delivery]]) -> None:
        if name == "Ben":
            self.world.goes_to("telegram", workspace="1", door="closed")
        else:
            self.world.goes_to("slack", workspace="T1", door="start")
        for sent in act():
            self.chats.setdefault(sent.name, []).append(Shown(sent=sent))
        settled = {each.receipt: one.answer for one in self.world.letterbox.settled for each in one.sent}
        for shown in (each for chat in self.chats.values() for each in chat if each.sent):
            shown.answer = settled.get(shown.sent.id if shown.sent else "", shown.answer)


def played() -> Story:
    """The start and the goal, quickly; then what stands in the way."""
    story = Story()
    for words in ("hello", "Online therapy in Leeds", "Ben, Cara"):
        story.says("Ana", words)
    story.taps("Ana", "Me for now")
    story.taps("Ana", "With names")
    told = "\n".join(sent.prompt.body.plain for sent in story.world.letterbox.delivered)
    ben, cara = re.findall(r"start=([\w-]+)", told)
    story.opens("Ben", ben)
    story.says("Cara", f"join {cara}")
    for words in GOAL:
        story.says("Ana", words)
    for label in ("The staff who deliver care", "More referrals"):
        story.taps("Ana", label)
    story.says("Ana", "The GP shows me how to log in")
    for label in ("Yes, that is it", "Me for now", "In a week"):
        story.taps("Ana", label)
    story.taps("Cara", "Yes")
    story.taps("Ben", "Yes")
    story.taps("Ana", "Go on with this goal")
    for words in HARD:
        story.says("Ana", words)
    story.taps("Ana", "That's all")
    story.taps("Ana", "Nothing yet")
    story.says("Ben", "GPs forget that it exists")
    story.taps("Ben", "That's all")
    story.says("Ben", "Our manager is keen on it")
    story.taps("Ben", "That's all")
    return story


def drawings() -> dict[str, str]:
    """Both pictures, by the names of their files."""
    story = played()
    return {"slack.svg": draw_slack(story.chats["Ana"]), "telegram.svg": draw_telegram(story.chats["Ben"])}


def newest(chat: Sequence[Shown]) -> list[Shown]:
    """What a picture has room for. Which step it is stands above the first question; below, it would say nothing."""
    lines: list[Shown] = []
    before = ""
    for shown in chat[-7:]:
        sent = shown.sent
        if sent is not None and sent.prompt.where == before:
            shown = replace(shown, sent=sent.but(prompt=sent.prompt.but(where="")))
        before = sent.prompt.where if sent else before
        lines.append(shown)
    return lines


def draw_slack(chat: Sequence[Shown]) -> str:
    """The newest of Ana's direct messages."""
    page = Page(width=760, size=15)
    page.head("ItFits", "Ana's direct messages in Slack", fill="#ffffff")
    before = ""
    for shown in newest(chat):
        name = "ItFits" if shown.sent else "Ana"
        if name != before:
            page.y += 6
            page.face(name, x=28, fill=GREEN if shown.sent else "#a9642d")
            page.words([(name, "b")], x=80, width=640)
        before = name
        for block in blocks_of(shown):
            draw_block(page, block)
        page.y += 12
    return page.closed(paper="#ffffff")


def blocks_of(shown: Shown) -> list[dict[str, Any]]:
    """Slack's blocks of a line; a person's words are a section."""
    if shown.sent is None:
        words = {"type": "text", "text": shown.said}
        return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [words]}]}]
    sent = Sent(receipt="", prompt=shown.sent.prompt, mentions=shown.sent.mentions)
    drawn = slack_message(shown.sent) if shown.answer is None else slack_settled(sent, answer=shown.answer)
    return list(drawn["blocks"])


def draw_block(page: Page, block: dict[str, Any]) -> None:
    """One block: a grey line, what is said, or a row of buttons."""
    match block["type"]:
        case "context":
            page.words([(block["elements"][0]["text"], "")], x=80, width=640, size=12.5, fill=PALE)
        case "rich_text":
            for part in block["elements"]:
                is_quote = part["type"] == "rich_text_quote"
                runs = [run_of(each) for each in part["elements"]]
                page.words(runs, x=94 if is_quote else 80, width=626 if is_quote else 640, bar=is_quote)
        case "actions":
            page.buttons([button["text"]["text"] for button in block["elements"]], x=80, width=640)


def run_of(element: dict[str, Any]) -> Run:
    """An element of a rich text as words and how they stand."""
    style = element.get("style", {})
    marks = ("b" if style.get("bold") else "") + ("i" if style.get("italic") else "")
    return str(element.get("text", "")), marks + ("a" if element["type"] in {"link", "user"} else "")


def draw_telegram(chat: Sequence[Shown]) -> str:
    """The newest of Ben's chat."""
    page = Page(width=460, size=15)
    page.head("ItFits", "Ben's chat on Telegram", fill="#ffffff")
    for shown in newest(chat):
        if shown.sent is None:
            page.bubble([(shown.said, "")], is_own=True)
            continue
        prompt, mentions = shown.sent.prompt, shown.sent.mentions
        if shown.answer is None or not prompt.options:  # nothing was there to be taken away: it stays as it is
            parts = telegram_message(prompt, mentions=mentions)
        else:
            parts = telegram_settled(prompt, answer=shown.answer, mentions=mentions)
        for part in parts:
            page.bubble(list(runs_of(part)), is_own=False)
            rows = part.get("reply_markup", {}).get("inline_keyboard", [])
            page.keyboard([[button["text"] for button in row] for row in rows])
    return page.closed(paper="#e4ecea")


def runs_of(payload: dict[str, Any]) -> Iterator[Run]:
    """A text with entities as words and how they stand. Telegram counts in UTF-16."""
    text = payload["text"].encode("utf-16-le")
    marks = {"bold": "b", "italic": "i", "blockquote": "q", "text_link": "a", "text_mention": "a"}
    done = 0
    for entity in payload.get("entities", []):
        start, stop = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        yield text[done:start].decode("utf-16-le"), ""
        yield text[start:stop].decode("utf-16-le"), marks[entity["type"]]
        done = stop
    yield text[done:].decode("utf-16-le"), ""


if __name__ == "__main__":
    for name, picture in drawings().items():
        (Path(__file__).parent / name).write_text(picture, encoding="utf-8")
