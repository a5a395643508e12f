"""Messages and their buttons. They draw and say what was pressed; what that means is not known here.

Every word goes in as `Content`, which is never read as markup.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from adapters.console.limits import BUBBLE_WIDTH, OWN_WIDTH, ROW_WIDTH, SHOWN_LENGTH
from adapters.console.people import Speaker
from adapters.console.render import flatten_span, render_name, render_rows, visible_line, visible_lines
from adapters.console.words import say
from adapters.console.writing import Entry
from dialogs.prompt import Option, Prompt
from dialogs.text import SpanKind, Text

STYLES: dict[SpanKind, str] = {
    "plain": "",
    "bold": "bold",
    "italic": "italic",
    "quote": "italic",
    "link": "underline",
    "mention": "bold",
}


def content_of(text: Text) -> Content:
    """Spans as the screen draws them."""
    return Content.assemble(*((visible_lines(flatten_span(span)), STYLES[span.kind]) for span in text.spans))


class Choice(Static, can_focus=True):
    """One option of a question. It can be pressed for as long as it is seen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left", "app.focus_previous", show=False),
        Binding("down,right", "app.focus_next", show=False),
        Binding("escape", "app.write", show=False),
    ]

    class Pressed(Message):
        """This option, by whoever was asked."""

        def __init__(self, option: Option, *, by: Speaker) -> None:
            super().__init__()
            self.option = option
            self.by = by

    class Numbered(Message):
        """A number was typed on a button: it means one of the buttons beside it."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, option: Option, *, number: int, by: Speaker) -> None:
        words = Content.assemble((str(number), "bold"), " ", visible_line(option.label))
        super().__init__(words)
        self.option = option
        self.by = by
        self.columns = words.cell_length + 3  # the padding and the gap

    def settle(self, answer: str) -> None:
        """The question is answered: this button becomes quiet, and marked where it was the answer."""
        self.add_class("settled")
        if answer in (self.option.label, self.option.key):
            self.add_class("chosen")
            self.update(Content.assemble(("✓", "bold"), " ", visible_line(self.option.label)))

    def press(self) -> None:
        """Pressed, by the mouse or by a key."""
        self.post_message(self.Pressed(self.option, by=self.by))

    def on_click(self) -> None:
        """By the mouse."""
        self.press()

    def on_key(self, event: events.Key) -> None:
        """Enter presses, a number picks, and anything else that writes goes on where people write."""
        is_here = (
            self.screen.focused is self
        )  # False: writing began just before, and these keys were still on their way
        entry = self.screen.query_one(Entry)
        if event.key == "enter":
            event.stop()
            self.press() if is_here else entry.send()
        elif event.character and event.is_printable:
            event.stop()
            is_number = is_here and event.character in "123456789"
            self.post_message(self.Numbered(int(event.character))) if is_number else entry.go_on(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted on a button is text too."""
        event.stop()
        self.screen.query_one(Entry).go_on(event.text)


class Asked(Vertical):
    """A message of the assistant's to somebody, with its options. `width` is what a row of buttons may take."""

    def __init__(self, prompt: Prompt, *, to: Speaker, note: str = "", width: int = ROW_WIDTH) -> None:
        super().__init__(classes="asked")
        self._note = Content(note)
        self._body = content_of(prompt.body)
        self._choices = [Choice(option, number=n, by=to) for n, option in enumerate(prompt.options, start=1)]
        self._rows = [[self._choices[index] for index in row] for row in render_rows(prompt.options, width=width)]
        widest = max(_width(self._note), _width(self._body), *map(_row_width, self._rows), 0)
        self.styles.width = min(4 + widest, BUBBLE_WIDTH)

    def compose(self) -> ComposeResult:
        """A note where there is one, the words, the options in rows."""
        if self._note:
            yield Static(self._note, classes="note")
        yield Static(self._body)
        for row in self._rows:
            yield Horizontal(*row, classes="row")

    def focus_first(self) -> None:
        """To the first option, where there is one."""
        for choice in self._choices[:1]:
            choice.focus()

    @on(Choice.Numbered)
    def pick(self, event: Choice.Numbered) -> None:
        """The button of that number, where there is one; elsewhere a number is text."""
        event.stop()
        if event.number <= len(self._choices):
            picked = self._choices[event.number - 1]  # posted from here: what we made a child post would end with us
            self.post_message(Choice.Pressed(picked.option, by=picked.by))
        else:
            self.screen.query_one(Entry).go_on(str(event.number))

    def rest(self) -> None:
        """A newer question took this one's place: its buttons become quiet."""
        for choice in self._choices:
            choice.add_class("settled")

    def settle(self, answer: str) -> None:
        """The question is answered."""
        for choice in self._choices:
            choice.settle(answer)


class Own(Vertical):
    """What somebody here said, as they said it; very long words are cut here, never on their way."""

    def __init__(self, text: str, *, note: str = "") -> None:
        super().__init__(classes="own")
        self._text = Content(visible_lines(text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"))
        self._note = Content(note)

    def compose(self) -> ComposeResult:
        """The words, on the right; whose they are where that is not clear."""
        with Vertical(classes="said") as said:
            said.styles.width = min(4 + max(_width(self._note), _width(self._text)), OWN_WIDTH)
            if self._note:
                yield Static(self._note, classes="note")
            yield Static(self._text)


class Aside(Static):
    """What the console itself says, apart from the conversation."""

    def __init__(self, text: str) -> None:
        super().__init__(Content(text), classes="aside")


def name_note(speaker: Speaker) -> str:
    """Whose message this is, to stand above it."""
    return say("screen.for", language=speaker.language, name=render_name(speaker.name, language=speaker.language))


def _width(content: Content) -> int:
    return max((line.cell_length for line in content.split(allow_blank=True)), default=0)


def _row_width(choices: list[Choice]) -> int:
    return sum(choice.columns for choice in choices)
