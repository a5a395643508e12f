"""The terminal's good-looking side. Holds what is seen; who speaks and what a line means is the floor's to say.

Imported only when the screen is really wanted: loading textual takes longer than a plain first question.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from adapters.console.floor import Act, Floor
from adapters.console.limits import MESSAGES_KEPT, REFRESH_SECONDS, ROW_MARGIN, ROW_WIDTH, TERMINAL_SECONDS
from adapters.console.parse import user_of
from adapters.console.people import Desk, Speaker, is_same
from adapters.console.render import render_name, render_speaker, visible_line
from adapters.console.send import ConsoleChannel
from adapters.console.widgets import Aside, Asked, Choice, Own, name_note
from adapters.console.words import EVERYWHERE, say
from adapters.console.writing import Entry, Switch, Word
from adapters.delivery import Delivery, Settlement
from dialogs.inbound import Said, Tapped
from dialogs.prompt import Option


class Delivered(Message):
    """Handed over by the channel, to be drawn in the screen's own time."""

    def __init__(self, what: Delivery | Settlement) -> None:
        super().__init__()
        self.what = what


def _has_terminal() -> bool:
    return sys.__stdin__ is not None and sys.__stdin__.isatty()


class ScreenClosedError(OSError):
    """Nobody sees what is drawn any more: keep it for the next time."""


class ConsoleScreen(App[None]):
    """The conversation to look at. `failure` is what the desk raised, once the terminal is put back."""

    TITLE = "ItFits"
    CSS_PATH = "screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "quit", priority=True, show=False),
        Binding("ctrl+p", "switch", priority=True, show=False),
        *(Binding(f"alt+{number}", f"pick({number})", priority=True, show=False) for number in range(1, 10)),
    ]

    def __init__(self, desk: Desk, *, channel: ConsoleChannel, floor: Floor, speaker: str | None) -> None:
        super().__init__()
        self.failure: Exception | None = None
        self._desk = desk
        self._channel = channel
        self._floor = floor
        self._given = speaker
        self._jobs: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        self._where: dict[str, str] = {}
        self._asked: dict[str, Asked] = {}
        self._newest: dict[str, Asked] = {}
        self._last_heard = ""

    def compose(self) -> ComposeResult:
        """Where we are and who speaks, the conversation, the line to write on, the words that count everywhere."""
        with Horizontal(id="top"):
            yield Static(id="where")
            yield Static(id="who")
        yield VerticalScroll(id="talk", can_focus=False)
        yield Entry()
        with Horizontal(id="words"):
            yield from map(Word, EVERYWHERE)

    def on_mount(self) -> None:
        """Begin."""
        self._channel.open(self)
        self.query_one("#talk").anchor()
        self._dress()
        self.action_write()
        self.run_worker(self._serve())
        self.set_interval(REFRESH_SECONDS, partial(self._jobs.put_nowait, self._desk.refresh))
        if _has_terminal():
            self.set_interval(TERMINAL_SECONDS, self._end_without_terminal)

    def _end_without_terminal(self) -> None:
        """The window was closed, and whoever started us kept its SIGHUP: we would hold the store for ever."""
        if not _has_terminal():
            self.exit()

    # what the channel hands over

    def show(self, delivery: Delivery) -> None:
        """Draw a message."""
        self._hand_over(delivery)

    def settle(self, settlement: Settlement) -> None:
        """Draw an answered question as answered."""
        self._hand_over(settlement)

    def _hand_over(self, what: Delivery | Settlement) -> None:
        if not self.post_message(Delivered(what)):
            raise ScreenClosedError("the screen is closed")

    @on(Delivered)
    async def draw(self, event: Delivered) -> None:
        """Now is the time."""
        match event.what:
            case Delivery() as delivery:
                await self._draw_message(delivery)
            case Settlement(sent=sent, answer=answer):
                for asked in filter(None, (self._asked.get(each.receipt) for each in sent)):
                    asked.settle(answer)

    async def _draw_message(self, delivery: Delivery) -> None:
        to = self._addressee(delivery)
        notes = [
            name_note(to) if not self._is_speaking(to) else "",
            say("repeat", language=delivery.language) if delivery.maybe_repeat else "",
        ]
        width = min(ROW_WIDTH, self.size.width - ROW_MARGIN)
        asked = Asked(delivery.prompt, to=to, note=" ".join(filter(None, notes)), width=width)
        self._asked[delivery.id] = asked
        if delivery.prompt.where:
            self._where[to.user] = self._where[user_of(to.name)] = delivery.prompt.where
        if delivery.prompt.options:
            self._replace_newest(asked, user=to.user)
        await self._add(asked)
        self._dress()
        self.action_write()

    def _replace_newest(self, asked: Asked, *, user: str) -> None:
        if user in self._newest:
            self._newest[user].rest()
        self._newest[user] = asked

    # what people do

    @on(Entry.Sent)
    def hear(self, event: Entry.Sent) -> None:
        """Something was written."""
        self._jobs.put_nowait(partial(self._hear, event.text))

    @on(Choice.Pressed)
    def press(self, event: Choice.Pressed) -> None:
        """A button was pressed: an act of the person it was drawn for."""
        self._jobs.put_nowait(partial(self._press, event.option, event.by))

    @on(Word.Pressed)
    def press_word(self, event: Word.Pressed) -> None:
        """One of the everywhere words: with its slash it is the command, also where words are wanted."""
        self._jobs.put_nowait(partial(self._hear, f"/{event.word}", shown=event.label))

    def action_write(self) -> None:
        """To the line to write on."""
        self.query_one(Entry).focus()

    def action_choose(self) -> None:
        """To the first option of the newest question."""
        newest = self._newest.get(self._floor.speaker.user)
        if newest is not None:
            newest.focus_first()

    def action_pick(self, number: int) -> None:
        """An option of the speaker's newest question, by its number."""
        by = self._floor.speaker
        options = self._floor.offered(by)
        if number <= len(options):
            self._jobs.put_nowait(partial(self._press, options[number - 1], by))

    def action_switch(self) -> None:
        """Ask who speaks."""
        self._jobs.put_nowait(self._ask_who)

    def action_turn_back(self) -> None:
        """A page up."""
        self.query_one("#talk").scroll_page_up()

    def action_turn_on(self) -> None:
        """A page down."""
        self.query_one("#talk").scroll_page_down()

    # one after the other

    async def _serve(self) -> None:
        try:
            await self._take(await self._floor.begin(self._given))
            while True:
                await (await self._jobs.get())()
        except ScreenClosedError:  # what was on its way is owed, and comes first the next time
            return
        except Exception as error:  # whatever it is: the terminal first, then whoever started us
            self.failure = error
            self.exit()

    async def _hear(self, text: str, *, shown: str = "") -> None:
        act = await self._floor.understand(text, by=self._floor.speaker)
        await self._take(act, shown=shown or text)

    async def _press(self, option: Option, by: Speaker) -> None:
        await self._take(self._floor.act(Tapped(token=option.token), by=by), shown=option.label)

    async def _take(self, act: Act, *, shown: str = "") -> None:
        if act.reply:
            await self._add(Aside("\n".join(act.reply)))
        if act.inbound is None:
            return
        await self._draw_own(act, shown=shown)
        await self._desk.take(act.inbound)
        await self._floor.look_again()
        self._dress()

    async def _draw_own(self, act: Act, *, shown: str) -> None:
        speaker, language = act.speaker, self._language
        name = render_name(speaker.name, language=language)
        if act.inbound is not None and isinstance(act.inbound.content, Said | Tapped):
            await self._add(Own(shown, note="" if self._is_speaking(speaker) else name))
        elif self._last_heard not in ("", speaker.user):
            await self._add(Aside(say("screen.speaks", language=language, name=name)))
        self._last_heard = self._floor.speaker.user

    async def _ask_who(self) -> None:
        people = await self._floor.look_again()
        await self.push_screen(Switch(people, language=self._language), self._speak_as)

    def _speak_as(self, name: str | None) -> None:
        if name:
            self._jobs.put_nowait(partial(self._hear, f"/as {name}"))

    # what is seen

    async def _add(self, widget: Widget) -> None:
        talk = self.query_one("#talk")
        await talk.mount(widget)
        if len(talk.children) > MESSAGES_KEPT:
            await talk.children[0].remove()
            self._asked = {key: asked for key, asked in self._asked.items() if asked.is_attached}
        talk.anchor()

    def _dress(self) -> None:
        speaker, language = self._floor.speaker, self._language
        where = self._where.get(user_of(speaker.name)) or self._where.get(speaker.user)
        self.query_one("#where", Static).update(Content(visible_line(where or say("screen.title", language=language))))
        self.query_one("#who", Static).update(Content(render_speaker(speaker)))
        entry = self.query_one(Entry)
        entry.placeholder = Content(say("screen.entry", language=language))
        entry.border_subtitle = say("screen.keys", language=language)
        words = self.query(Word)
        for word in words:
            word.speak(language)
        self.query_one("#words").set_class(sum(len(word.label) + 2 for word in words) <= self.size.width, "wide")

    @property
    def _language(self) -> str:
        return self._floor.speaker.language

    def _addressee(self, delivery: Delivery) -> Speaker:
        user, speaker = delivery.conversation.rpartition(":")[2], self._floor.speaker
        to = Speaker(user=user, name=delivery.name, language=speaker.language)
        return speaker if is_same(to, speaker) else to

    def _is_speaking(self, somebody: Speaker) -> bool:
        return is_same(somebody, self._floor.speaker)
