"""`make match-report`: how often people's words find the determinant they are about, beside a plain look-up.

Measured on statements of our own that the catalogue never quotes (`benchmarks/statements/`), written before what it
learns from. A statement has one determinant, and `also` one more where that is as defensible; hits count the first
only.
"theme" is a hit where one of the suggestions is of the right theme. `--misses` prints what was not found.
"""

from __future__ import annotations

import argparse
import csv
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.catalogue import Catalogue
from knowledge.entries import Determinant
from knowledge.kinds import split_parts, tell_kind
from knowledge.loading import load_catalogue
from knowledge.matching import suggest_determinants

STATEMENTS = Path(__file__).parent / "statements"
EVIDENCE = Path(__file__).resolve().parents[2] / "shared" / "evidence" / "vis2018.csv"

Find = Callable[[str], Sequence[str]]
"""From a text to ids of determinants, best first."""


@dataclass(frozen=True)
class Statement:
    """What somebody said, the determinant it is about, and others that it may as well be about."""

    words: str
    determinant: str
    also: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hits:
    """Shares, 0 to 1: the right theme first and among three, the right determinant first and among three."""

    theme_first: float
    theme: float
    first: float
    among_three: float
    statements: int


def read_statements(name: str) -> tuple[Statement, ...]:
    """The statements of one file of the development set."""
    entries = yaml.safe_load((STATEMENTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return tuple(Statement(entry["words"], entry["determinant"], frozenset(entry.get("also", ()))) for entry in entries)


def measure(statements: Sequence[Statement], find: Find, *, catalogue: Catalogue) -> Hits:
    """How often `find` hits."""
    found = [(statement, find(statement.words)[:3]) for statement in statements]
    themes = {entry.id: entry.theme for entry in catalogue.determinants}
    return Hits(
        theme_first=_share(themes[said.determinant] in {themes[each] for each in three[:1]} for said, three in found),
        theme=_share(themes[said.determinant] in {themes[each] for each in three} for said, three in found),
        among_three=_share(said.determinant in three for said, three in found),
        first=_share(three[:1] == [said.determinant] for said, three in found),
        statements=len(found),
    )


def _share(hits: Iterator[bool]) -> float:
    counted = list(hits)
    return sum(counted) / max(1, len(counted))


def find_by_matching(catalogue: Catalogue, *, language: str) -> Find:
    """What the product does."""
    return lambda text: [
        found.determinant for found in suggest_determinants(text, language=language, catalogue=catalogue)
    ]


def find_by_plain_look_up(entries: Sequence[tuple[str, str, str]]) -> Find:
    """What somebody would use instead: SQLite's FTS5 over id, title and definition, ranked by bm25."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE entries USING fts5(id UNINDEXED, title, definition, tokenize='porter unicode61')")
    db.executemany("INSERT INTO entries VALUES (?, ?, ?)", entries)

    def find(text: str) -> list[str]:
        words = dict.fromkeys(re.findall(r"\w+", text))
        query = " OR ".join(f'"{word}"' for word in words) or '""'
        rows = db.execute("SELECT id FROM entries WHERE entries MATCH ? ORDER BY bm25(entries) LIMIT 3", (query,))
        return [row[0] for row in rows]

    return find


def _plain_entries(catalogue: Catalogue, *, language: str) -> tuple[str, Sequence[tuple[str, str, str]]]:
    """Titles and definitions: those of the evidence file where it is at hand, else the catalogue's."""
    if language == "en" and EVIDENCE.exists():
        with EVIDENCE.open(encoding="utf-8", newline="") as file:
            rows = [
                (row["determinant_id"], row["determinant_as_printed"], row["working_description_ours"])
                for row in csv.DictReader(file)
            ]
        return "plain FTS5 over the evidence file", rows
    entries = [(e.id, e.name.to(language), e.definition.to(language)) for e in catalogue.determinants]
    return "plain FTS5 over the catalogue", entries


def _learned_entries(catalogue: Catalogue, language: str) -> Sequence[tuple[str, str, str]]:
    """Each determinant with its definition, its example and how people say it."""
    return [
        (
            entry.id,
            entry.name.to(language),
            "\n".join((entry.definition.to(language), *_said_of(entry, catalogue, language))),
        )
        for entry in catalogue.determinants
    ]


def _said_of(entry: Determinant, catalogue: Catalogue, language: str) -> Iterator[str]:
    if entry.example is not None:
        yield entry.example.to(language)
    yield from catalogue.sounds(entry.id, language)


@dataclass(frozen=True)
class _File:
    """One file of statements. What is `held_out` is only counted: whoever reads its misses writes lines for them."""

    name: str
    language: str
    title: str
    held_out: bool = False


_FILES = (
    _File("en_interviews", "en", "As printed in interviews and surveys"),
    _File("en_chat", "en", "As typed in a break"),
    _File("en_papers", "en", "After published findings, in our words"),
    _File("en_unseen", "en", "By writers who had seen nothing of ours", held_out=True),
    _File("de", "de", "German"),
)


def main() -> int:
    """Print the figures; with `--misses` also what was not found."""
    parser = argparse.ArgumentParser(prog="make match-report", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print each statement whose determinant was not found")
    asked = parser.parse_args()
    catalogue = load_catalogue()
    print(f"{'':<44}{'':>10}{'theme':>18}{'determinant':>18}")
    print(f"{'':<44}{'statements':>10}{'first':>9}{'among 3':>9}{'first':>9}{'among 3':>9}")
    for file in _FILES:
        _report(file, catalogue)
    _report_kinds()
    if asked.misses:
        _print_misses(catalogue)
    return 0


def _report(file: _File, catalogue: Catalogue) -> None:
    statements = read_statements(file.name)
    name, entries = _plain_entries(catalogue, language=file.language)
    print(file.title)
    for who, find in (
        ("the assistant", find_by_matching(catalogue, language=file.language)),
        ("FTS5 over all that it learns from", find_by_plain_look_up(_learned_entries(catalogue, file.language))),
        (name, find_by_plain_look_up(entries)),
    ):
        hits = measure(statements, find, catalogue=catalogue)
        shares = (hits.theme_first, hits.theme, hits.first, hits.among_three)
        print(f"  {who:<42}{hits.statements:>10}" + "".join(f"{share:>9.0%}" for share in shares))


def _report_kinds() -> None:
    """How well kinds of texts are told apart: of each kind, how many were taken for what they are."""
    entries = yaml.safe_load((STATEMENTS / "kinds.yaml").read_text(encoding="utf-8"))
    print("Kinds of texts (how many were taken for what they are)")
    for kind in ("barrier", "facilitator", "nothing", "foreign"):
        told = [_tell(entry) == kind for entry in entries if entry["kind"] == kind]
        print(f"  {kind:<42}{len(told):>10}{_share(iter(told)):>9.0%}")
    for kind, title in (("several", "several in one, offered to be split"), ("single", "one long one, left whole")):
        split = [bool(_split(entry)) == (kind == "several") for entry in entries if entry["kind"] == kind]
        print(f"  {title:<42}{len(split):>10}{_share(iter(split)):>9.0%}")


def _language_of(entry: dict[str, str]) -> str:
    return entry["language"] if entry["language"] in ("en", "de") else "en"


def _tell(entry: dict[str, str]) -> str:
    return tell_kind(entry["words"], language=_language_of(entry))


def _split(entry: dict[str, str]) -> tuple[str, ...]:
    return split_parts(entry["words"], language=_language_of(entry))


def _print_misses(catalogue: Catalogue) -> None:
    for file in _FILES:
        find = find_by_matching(catalogue, language=file.language)
        print(f"\n{file.title}: not among three")
        for said in read_statements(file.name):
            found = find(said.words)
            if said.determinant not in found:
                also = f" (or {', '.join(sorted(said.also))})" if said.also else ""
                print(f"  {said.determinant}{also}: {said.words}\n      found {', '.join(found) or 'nothing'}")


if __name__ == "__main__":
    sys.exit(main())
