"""When the lead chose no names, the file itself does not say who wrote what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import opened
from knowledge.ids import make_id
from storage import tables
from storage.service_tables import complete_metadata
from tests.support.scripts import ENGLISH, ENGLISH_BARRIERS, Line, changed
from tests.wiring.playing import play, rows_at

UNNAMED = changed(ENGLISH, "With names", "Without names")
OWN_WORDS = (*(words for _, words in ENGLISH_BARRIERS), "say mild to moderate")
"""What members wrote as their own, each alone."""

AGREED = ""
"""What is kept of Ben's yes: that somebody agreed, in no words. Its id can be searched for."""


@pytest.fixture
async def played(tmp_path: Path) -> str:
    """A file in which such a conversation has come to its end."""
    return await _played(UNNAMED, folder=tmp_path)


async def _played(script: tuple[Line, ...], *, folder: Path) -> str:
    url = f"sqlite:///{folder}/store.db"
    async with opened(url) as store:
        await play(store, script)
    return url


def _people(url: str) -> set[str]:
    """By what a row can say who somebody is: ids of persons and of their sessions, names, rooms."""
    people = {value for row in rows_at(url, tables.person) for value in (row["id"], row["name"])}
    sessions = {row["id"] for row in rows_at(url, tables.session)}
    return people | sessions | {row["room"] for row in rows_at(url, tables.identity)} - {"you"}


def _joining(url: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of any table that hold somebody, and words of a member or the id of such words."""
    contributions = {row["id"] for row in rows_at(url, tables.contribution)}
    people = _people(url)
    for table in complete_metadata().sorted_tables:
        for row in rows_at(url, table):
            text = json.dumps(row, ensure_ascii=False, default=str)
            holds_words = any(words in text for words in (*OWN_WORDS, *contributions))
            if holds_words and any(f'"{who}"' in text.replace("\\", "") for who in people):
                yield table.name, row


def test_no_row_joins_somebody_to_their_words(played: str) -> None:
    assert list(_joining(played)) == []


async def test_with_names_the_same_search_finds_them(tmp_path: Path) -> None:
    """The search is tried on what it must find, so that it cannot pass by looking at nothing."""
    named = await _played(ENGLISH, folder=tmp_path)

    found = {(table, row["words"]) for table, row in _joining(named) if table == "contribution"}

    assert found == {("contribution", words) for words in (*OWN_WORDS, AGREED)}


def test_contributions_have_neither_author_nor_time(played: str) -> None:
    kept = rows_at(played, tables.contribution)

    assert {row["words"] for row in kept} == {*OWN_WORDS, AGREED}
    assert {(row["author"], row["at"]) for row in kept} == {(None, None)}
    assert {row["by"] for row in rows_at(played, tables.decision)} == {None}


def test_sessions_hold_neither_words_nor_contributions(played: str) -> None:
    contributions = {row["id"] for row in rows_at(played, tables.contribution)}
    bodies = [row["body"] for row in rows_at(played, tables.session)]

    assert len(bodies) > 3
    assert [b for b in bodies if any(each in b for each in (*OWN_WORDS, *contributions))] == []


def test_the_outbox_keeps_no_words_but_those_of_questions_that_wait(played: str) -> None:
    rows = rows_at(played, tables.outbox)

    assert len(rows) > len(UNNAMED)
    kept = [row["prompt"] for row in rows if row["prompt"] is not None]
    assert {row["answer"] for row in rows} == {None}
    assert all(json.loads(prompt)["options"] or json.loads(prompt)["window"] for prompt in kept)
    assert [prompt for prompt in kept if any(words in prompt for words in OWN_WORDS)] == []
    assert None not in {row["sent"] for row in rows}


def _led_to(url: str) -> set[str]:
    """Words whose id can be made again from the key of an act, which the journal keeps beside its person."""
    contributions = {row["id"]: row["words"] for row in rows_at(url, tables.contribution)}
    return {
        contributions[again]
        for row in rows_at(url, tables.journal)
        for parts in (("contribution", ""), *(("contribution", "", str(number)) for number in range(10)))
        if (again := make_id(row["key"], *parts)) in contributions
    }


def test_what_the_journal_keeps_does_not_lead_from_a_person_to_their_words(played: str) -> None:
    assert _led_to(played) == set()


async def test_with_names_the_same_way_leads_to_them(tmp_path: Path) -> None:
    """Tried on what it must find. The goal's own decision is made in another way."""
    named = await _played(ENGLISH, folder=tmp_path)

    assert _led_to(named) >= {words for _, words in ENGLISH_BARRIERS}


async def test_a_question_that_quotes_somebody_is_forgotten_when_the_step_is_closed(tmp_path: Path) -> None:
    """Cara never answers what her words are closest to, and Ana closes the step all the same."""
    stops = UNNAMED.index(("Cara", "[1]"))
    closing = (("Ana", "hello"), ("Ana", "Look now"), ("Ana", "All are different"), ("Ana", "no"))

    url = await _played((*UNNAMED[:stops], *closing, ("Ana", "Yes, close it")), folder=tmp_path)

    kept = [row["prompt"] or "" for row in rows_at(url, tables.outbox)]
    assert ("barriers", "decided") in {(row["step"], row["state"]) for row in rows_at(url, tables.step_visit)}
    assert [prompt for prompt in kept if "patients do not want a computer" in prompt] == []
