"""Prompts as lines of a terminal. Pure: nothing is written here.

No character that a terminal obeys gets through: people's words are shown, never carried out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from adapters.console.people import Speaker, is_same
from adapters.console.words import say
from dialogs.prompt import Option, Prompt
from dialogs.text import Span, Text

_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, other people's line breaks, what turns the direction of text around, and half characters."""


def visible(text: str) -> str:
    """The text on one line, with a sign (␛, �) for each character that a terminal would obey; a tab is a space."""
    return _OBEYED.sub(_sign, text)


def visible_lines(text: str) -> str:
    """The same for several lines; their ends stay."""
    return "\n".join(map(visible, text.split("\n")))


def visible_line(text: str) -> str:
    """The same with its white space collapsed: names and labels have no lines."""
    return visible(" ".join(text.split()))


def render_message(prompt: Prompt, *, name: str, language: str = "en", maybe_repeat: bool = False) -> list[str]:
    """A message, the addressee's name before every line of it, then its options on lines of their own."""
    body = render_lines(prompt, language=language, maybe_repeat=maybe_repeat)
    return [*render_said(body, name=name, language=language), *map(_numbered, prompt.options, _from_one(prompt))]


def render_said(lines: Iterable[str], *, name: str, language: str = "en") -> list[str]:
    """Lines with a name before each; somebody without a name is "You"."""
    prefix = render_name(name, language=language)
    return [f"{prefix} < {line}" for line in lines]


def render_lines(prompt: Prompt, *, language: str = "en", maybe_repeat: bool = False) -> list[str]:
    """Where we are, whether this may be a repeat, and the words, line by line."""
    where = [visible_line(prompt.where)] if prompt.where.strip() else []
    repeat = [say("repeat", language=language)] if maybe_repeat else []
    return [*where, *repeat, *visible_lines(flatten(prompt.body)).split("\n")]


def flatten(text: Text) -> str:
    """The plain characters; a link is followed by its address, which could not be clicked otherwise."""
    return "".join(map(flatten_span, text.spans))


def flatten_span(span: Span) -> str:
    """One span's characters."""
    return f"{span.text} ({span.to})" if span.kind == "link" and span.to and span.to != span.text else span.text


def render_name(name: str, *, language: str = "en") -> str:
    """A person's name on one line; "You" for somebody who has not said one."""
    return visible_line(name) or say("you", language=language)


def render_people(people: Sequence[Speaker], *, speaking: Speaker, language: str) -> list[str]:
    """Everybody known, one on a line, with their role, who speaks and who has a question waiting."""
    if not people:
        return [say("people.none", language=language)]
    lines = [_person(one, is_speaking=is_same(one, speaking), language=language) for one in people]
    return [say("people.heading", language=language), *lines]


def render_role(role: str, *, language: str) -> str:
    """A role in words; one that we do not know stands as it is."""
    known = {"lead", "member"}
    return say(f"role.{role or 'none'}", language=language) if role in known or not role else visible_line(role)


def render_speaker(speaker: Speaker) -> str:
    """A person's name and role, as a head line has them."""
    name = render_name(speaker.name, language=speaker.language)
    return f"{name} ({render_role(speaker.role, language=speaker.language)})" if speaker.role else name


def render_rows(options: Sequence[Option], *, width: int) -> list[list[int]]:
    """Which options, by index, stand side by side: short ones share a row, a long one has its own."""
    rows: list[list[int]] = []
    left = 0
    for index, option in enumerate(options):
        needed = len(visible_line(option.label)) + 6  # the number, the padding and the gap
        if needed > left:
            rows.append([])
            left = width
        rows[-1].append(index)
        left -= needed
    return rows


def _person(person: Speaker, *, is_speaking: bool, language: str) -> str:
    line = say(
        "people.one",
        language=language,
        name=render_name(person.name, language=language),
        role=render_role(person.role, language=language),
    )
    more = {"people.waiting": person.waiting, "people.speaking": is_speaking}
    return ", ".join([line, *(say(key, language=language) for key, holds in more.items() if holds)])


def _numbered(option: Option, number: int) -> str:
    return f"  [{number}] {visible_line(option.label)}"


def _from_one(prompt: Prompt) -> range:
    return range(1, len(prompt.options) + 1)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x09:
        return " "
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"
