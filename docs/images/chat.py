"""A chat drawn as SVG: faces, words in lines, bubbles, buttons. Knows neither a platform nor an adapter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

Run = tuple[str, str]
"""Words, and how they stand: any of the letters b (bold), m (a little), i (italic), q (a quote), a (a link)."""

FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"
INK, PALE, EDGE, GREEN = "#1d2b2a", "#64736f", "#d5dedb", "#1f5c57"
WIDTHS = {
    222: "ijl'’",
    278: " !,./:;[]fIt",
    333: "-()r“”",
    500: "cksvxyzJ",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    944: "W…✓",
}
"""Thousandths of the size that a letter takes in most fonts of this kind; any other takes 556."""
WIDTH_OF = {letter: width for width, letters in WIDTHS.items() for letter in letters}
ROOM = 1.13
"""The widest of these fonts must fit too: nobody knows which one a reader has."""


def width_of(text: str, *, size: float, marks: str = "") -> float:
    """Pixels, about."""
    return sum(WIDTH_OF.get(letter, 556) for letter in text) * size / 1000 * ROOM * (1.08 if "b" in marks else 1)


def wrapped(runs: Sequence[Run], *, width: float, size: float) -> list[list[Run]]:
    """Lines that fit, broken between words."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for text, marks in runs:
        for piece in re.findall(r"\n|[^\s]+|[^\S\n]+", text):
            needed = width_of(piece, size=size, marks=marks)
            if piece == "\n" or (used + needed > width and piece.strip()):
                lines.append([])
                used = 0.0
            if piece.strip() or (used and piece != "\n"):
                lines[-1].append((piece, marks))
                used += needed
    return lines


class Page:
    """A picture that grows downwards. All measures in pixels."""

    def __init__(self, *, width: int, size: float) -> None:
        self.width = width
        self.size = size
        self.y = 0.0
        self.parts: list[str] = []

    def head(self, name: str, says: str, *, fill: str) -> None:
        """The bar above a chat."""
        self.parts.append(f'<rect width="{self.width}" height="64" fill="{fill}"/>')
        self.parts.append(f'<path d="M0 64H{self.width}" stroke="{EDGE}"/>')
        self.y = 14
        self.face(name, x=24, fill=GREEN)
        self.y = 12
        self.words([(name, "b")], x=72, width=300)
        self.words([(says, "")], x=72, width=self.width - 100, size=12.5, fill=PALE)
        self.y = 84

    def face(self, name: str, *, x: float, fill: str) -> None:
        """A square with a letter."""
        self.parts.append(f'<rect x="{x}" y="{self.y:.1f}" width="36" height="36" rx="9" fill="{fill}"/>')
        self._text([(name[0], "b")], x=x + 18, y=self.y + 24, size=17, fill="#ffffff", is_centred=True)

    def words(
        self,
        runs: Sequence[Run],
        *,
        x: float,
        width: float,
        size: float | None = None,
        fill: str = INK,
        bar: bool = False,
    ) -> None:
        """Words in lines; with a bar beside them where they are a quote."""
        size = size or self.size
        top = self.y
        for line in wrapped(runs, width=width, size=size):
            self._text(line, x=x, y=self.y + size * 1.06, size=size, fill=fill)
            self.y += size * 1.42
        if bar:
            self.parts.append(
                f'<rect x="{x - 14}" y="{top + 1:.1f}" width="4" height="{self.y - top:.1f}" rx="2" fill="{EDGE}"/>'
            )

    def buttons(self, labels: Sequence[str], *, x: float, width: float) -> None:
        """Buttons side by side as far as they fit."""
        self.y += 7
        at = x
        for label in labels:
            wide = width_of(label, size=14) + 26
            if at + wide > x + width:
                at, self.y = x, self.y + 42
            self._button(label, x=at, wide=wide, fill="#ffffff", ink=INK)
            at += wide + 8
        self.y += 36

    def keyboard(self, rows: Sequence[Sequence[str]]) -> None:
        """Buttons under a bubble, each row as wide as the bubble may be."""
        if rows:
            self.y -= 8
        for row in rows:
            wide = (372 - 6 * (len(row) - 1)) / len(row)
            for place, label in enumerate(row):
                self._button(label, x=20 + place * (wide + 6), wide=wide, fill="#f7faf9", ink=GREEN)
            self.y += 40
        self.y += 8 if rows else 0

    def bubble(self, runs: Sequence[Run], *, is_own: bool) -> None:
        """What somebody said, at their side."""
        lines = wrapped(runs, width=340, size=self.size)
        longest = max(sum(width_of(text, size=self.size, marks=marks) for text, marks in line) for line in lines)
        wide = 372.0 if not is_own else longest + 32
        x = self.width - 20 - wide if is_own else 20
        high = len(lines) * self.size * 1.42 + 18
        fill = "#cfe8dc" if is_own else "#ffffff"
        self.parts.append(
            f'<rect x="{x:.1f}" y="{self.y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="14" fill="{fill}"/>'
        )
        self.y += 8
        self.words(runs, x=x + 16, width=340)
        self.y += 20

    def closed(self, *, paper: str) -> str:
        """The whole picture."""
        high = self.y + 12
        frame = f'width="{self.width}" height="{high:.0f}" viewBox="0 0 {self.width} {high:.0f}"'
        card = f'<rect x="0.5" y="0.5" width="{self.width - 1}" height="{high - 1:.0f}" rx="12"'
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {frame} font-family="{FONT}">\n'
            f'<clipPath id="card">{card}/></clipPath>\n'
            f'<g clip-path="url(#card)">\n{card} fill="{paper}"/>\n{body}\n</g>\n'
            f'{card} fill="none" stroke="{EDGE}"/>\n</svg>\n'
        )

    def _button(self, label: str, *, x: float, wide: float, fill: str, ink: str) -> None:
        self.parts.append(
            f'<rect x="{x:.1f}" y="{self.y:.1f}" width="{wide:.1f}" height="34" rx="8" fill="{fill}" stroke="{EDGE}"/>'
        )
        self._text([(label, "m")], x=x + wide / 2, y=self.y + 22, size=14, fill=ink, is_centred=True)

    def _text(
        self, line: Sequence[Run], *, x: float, y: float, size: float, fill: str, is_centred: bool = False
    ) -> None:
        runs = list(line)
        while runs and not runs[-1][0].strip():
            runs.pop()
        anchor = ' text-anchor="middle"' if is_centred else ""
        spans = "".join(f"<tspan{_style(marks)}>{escape(text)}</tspan>" for text, marks in _joined(runs))
        if runs:
            self.parts.append(
                f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}"{anchor} '
                f'xml:space="preserve">{spans}</text>'
            )


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Neighbours that stand alike as one."""
    joined: list[Run] = []
    for text, marks in runs:
        if joined and joined[-1][1] == marks:
            joined[-1] = (joined[-1][0] + text, marks)
        else:
            joined.append((text, marks))
    return joined


def _style(marks: str) -> str:
    weight = 600 if "b" in marks else 500 if "m" in marks else 0
    bold = f' font-weight="{weight}"' if weight else ""
    italic = ' font-style="italic"' if "i" in marks or "q" in marks else ""
    return bold + italic + (f' fill="{GREEN}"' if "a" in marks else "")
