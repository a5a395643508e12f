"""`itfits catalogue`: what the field knows, looked up and matched from the command line. Keeps nothing.

Not here: how an entry is shown (`entries`, `matches`), what suits what (`knowledge`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import BinaryIO

import click

from bot.packs import catalogue_of
from bot.settings import Settings
from bot.stopping import stop
from dialogs.phrases import LANGUAGES

READ = 4_000
"""Characters of one text that are looked at."""
_LONGEST = 4 * READ  # bytes that so many characters may take

_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")
_LANGUAGE = click.option(
    "--language", type=click.Choice(LANGUAGES), help="Of the text and of the answer; that of the settings without it."
)


class _Told(click.Group):
    """Its commands say so in a sentence where nobody takes what they print; a reader that has left needs none."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except OSError as error:
            stop(f"what is written here goes nowhere ({error.strerror}).", status=2)


@click.group("catalogue", cls=_Told)
def lookup() -> None:
    """Look things up: what may stand in the way, and what helps."""


@lookup.command()
@click.argument("text")
@_LANGUAGE
@_JSON
@click.pass_obj
def match(settings: Settings, text: str, language: str | None, as_json: bool) -> None:
    """What TEXT may mean: up to three determinants.

    With - instead of TEXT, one text a line is read and one JSON object a line printed.
    """
    from bot.lookup.matches import match_as_json, match_as_lines

    known, spoken = catalogue_of(settings), language or settings.language
    if text == "-":
        for at, line in enumerate(_lines_of(sys.stdin.buffer if sys.stdin else BytesIO()), start=1):
            _say_what_is_read(line, of=f"line {at}")
            _print_line(match_as_json(line, known, language=spoken))
        return
    words = _readable(text)
    _say_what_is_read(words, of="this text")
    if as_json:
        _print(match_as_json(words, known, language=spoken))
    else:
        _show(match_as_lines(words, known, language=spoken))


@lookup.command()
@click.argument("determinant")
@_LANGUAGE
@_JSON
@click.pass_obj
def strategies(settings: Settings, determinant: str, language: str | None, as_json: bool) -> None:
    """What may help with DETERMINANT, such as "time"."""
    from bot.lookup.matches import strategies_as_json, strategies_as_lines

    known, spoken = catalogue_of(settings), language or settings.language
    wanted = _known_id(determinant, [each.id for each in known.determinants], kind="determinant")
    if as_json:
        _print(strategies_as_json(wanted, known, language=spoken))
    else:
        _show(strategies_as_lines(wanted, known, language=spoken))


@lookup.command()
@click.argument("entry", metavar="[ID]", required=False)
@_LANGUAGE
@_JSON
@click.pass_obj
def show(settings: Settings, entry: str | None, language: str | None, as_json: bool) -> None:
    """All about one entry; without ID, what there is."""
    from bot.lookup.entries import contents_as_json, contents_as_lines, entry_as_json, entry_as_lines, ids_of

    known, spoken = catalogue_of(settings), language or settings.language
    if entry is None:
        if as_json:
            _print(contents_as_json(known))
        else:
            _show(contents_as_lines(known, language=spoken))
        return
    wanted = _known_id(entry, ids_of(known), kind="entry")
    if as_json:
        _print(entry_as_json(wanted, known))
    else:
        _show(entry_as_lines(wanted, known, language=spoken))


def _lines_of(stream: BinaryIO) -> Iterator[str]:
    """One text a line. Bytes that are no UTF-8 become a mark; of a line without end, the beginning is kept."""
    while raw := _read(stream):
        line = raw
        while raw and not raw.endswith(b"\n"):
            raw = _read(stream)
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _read(stream: BinaryIO) -> bytes:
    try:
        return stream.readline(_LONGEST)
    except OSError as error:
        stop(f"the texts cannot be read ({error.strerror}).", status=2)


def _say_what_is_read(text: str, *, of: str) -> None:
    if len(text) > READ:
        click.echo(f"itfits: of {of}, the first {READ:,} characters are read.", err=True)


def _readable(text: str) -> str:
    """An argument whose bytes are no UTF-8 as far as it can be read and printed."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _known_id(wanted: str, known: Sequence[str], *, kind: str) -> str:
    """The id as the catalogue writes it; ends with status 1 and those most like it where there is none."""
    exact = next((each for each in known if each.casefold() == wanted.casefold()), None)
    if exact is None:
        from knowledge.texts import name_the_known

        hint = name_the_known(wanted.casefold(), known=known)
        stop(f"there is no {kind} {_readable(wanted)!r}; {hint}", status=1)
    return exact


def _print(shown: object) -> None:
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2))


def _print_line(shown: object) -> None:
    click.echo(json.dumps(shown, ensure_ascii=False).encode())


def _show(lines: Iterator[str]) -> None:
    click.echo("\n".join(lines))
