"""Where people write, and what they can press instead of writing. What it means is not known here."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static, TextArea

from adapters.console.people import Speaker
from adapters.console.render import render_speaker
from adapters.console.words import say


class Entry(TextArea):
    """Where people write. Enter sends; pasted lines stay lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "break_line", show=False),
        Binding("tab", "app.choose", show=False),
        Binding("pageup", "app.turn_back", show=False),
        Binding("pagedown", "app.turn_on", show=False),
    ]

    class Sent(Message):
        """This was written."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(
            id="entry",
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            show_line_numbers=False,
        )

    async def _on_key(self, event: events.Key) -> None:
        # Not a binding with priority: that would overtake the characters typed just before it.
        if event.key != "enter":
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.send()

    def send(self) -> None:
        """Send what stands here; empty is an answer too."""
        self.post_message(self.Sent(self.text))
        self.clear()

    def go_on(self, text: str) -> None:
        """Write on here what began elsewhere. At once, so that the characters keep their order."""
        self.screen.set_focus(self)
        self.insert(text)

    def action_break_line(self) -> None:
        """Go on in a new line."""
        self.insert("\n")

    def action_cursor_up(self, select: bool = False) -> None:
        """From an empty line up to the options."""
        if self.text:
            super().action_cursor_up(select)
        else:
            self.screen.focus_previous()


class Word(Static):
    """One of the words that count everywhere."""

    class Pressed(Message):
        """This word."""

        def __init__(self, word: str, *, label: str) -> None:
            super().__init__()
            self.word = word
            self.label = label

    def __init__(self, word: str) -> None:
        super().__init__(id=f"word-{word}", classes="word")
        self.word = word
        self.label = ""

    def speak(self, language: str) -> None:
        """Say the word in a language."""
        self.label = say(f"word.{self.word}", language=language)
        self.update(Content(self.label))

    def on_click(self) -> None:
        """Pressed by the mouse; with keys it is simply written."""
        self.post_message(self.Pressed(self.word, label=self.label))


class Switch(ModalScreen[str | None]):
    """Who speaks? Gives a name to speak as, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", show=False)]

    def __init__(self, people: tuple[Speaker, ...], *, language: str) -> None:
        super().__init__()
        self._people = people
        self._language = language

    def compose(self) -> ComposeResult:
        """The people known, and a line for somebody new."""
        with Vertical(id="switch"):
            yield Static(Content(say("screen.who", language=self._language)), classes="title")
            yield OptionList(*(Content(render_speaker(one)) for one in self._people))
            yield Input(placeholder=say("screen.new", language=self._language))

    @on(OptionList.OptionSelected)
    def take_known(self, event: OptionList.OptionSelected) -> None:
        """Somebody known."""
        one = self._people[event.option_index]
        self.dismiss(one.name or one.user)

    @on(Input.Submitted)
    def take_new(self, event: Input.Submitted) -> None:
        """Somebody new."""
        self.dismiss(event.value or None)
