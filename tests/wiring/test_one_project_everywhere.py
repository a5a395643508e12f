"""The same conversation in memory, in a file and on PostgreSQL, in both languages, with names and without."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.bootstrap import opened
from tests.support.scripts import ENGLISH, ENGLISH_BARRIERS, GERMAN, GERMAN_BARRIERS, Line, changed
from tests.wiring.playing import barriers_of, play, shown_in


class Told(NamedTuple):
    """A script, and what of it the project shows."""

    script: tuple[Line, ...]
    name: str
    goal: dict[str, str | None]
    barriers: tuple[Line, ...]
    merged: list[list[str]]


TOLD = {
    "english": Told(
        script=ENGLISH,
        name="Online therapy in Leeds",
        goal={
            "innovation": "Internet therapy with a coach",
            "goal": "GPs mention it to every patient with mild depression",
            "target": "staff",
            "emphasis": "referrals",
            "emphasis_words": None,
            "patient_view": "The GP shows me how to log in",
        },
        barriers=ENGLISH_BARRIERS,
        merged=[["nobody has time", "no time for it"]],
    ),
    "german": Told(
        script=GERMAN,
        name="Online-Therapie in Münster",
        goal={
            "innovation": "Online-Therapie mit persönlicher Begleitung",
            "goal": "Die Praxen erzählen allen mit einer leichten Depression davon",
            "target": "staff",
            "emphasis": "referrals",
            "emphasis_words": None,
            "patient_view": "In der Praxis zeigt man mir, wie ich mich anmelde",
        },
        barriers=GERMAN_BARRIERS,
        merged=[["niemand hat Zeit", "keine Zeit dafür"]],
    ),
}
NAMES = {"english": ("With names", "Without names"), "german": ("Mit Namen", "Ohne Namen")}


async def show(url: str, script: tuple[Line, ...]) -> dict[str, Any]:
    async with opened(url) as store:
        await play(store, script)
        return await shown_in(store)


@pytest.mark.parametrize("language", TOLD)
async def test_the_project_shows_exactly_what_they_typed(language: str, url: str) -> None:
    told = TOLD[language]

    shown = await show(url, told.script)

    assert (shown["name"], shown["goal"], barriers_of(shown)) == (told.name, told.goal, list(told.barriers))
    assert (shown["merged"], shown["parking"]) == (told.merged, [])
    assert [step["state"] for step in shown["process"]] == ["decided"] * 3 + ["waiting"] * 10
    assert [step["owner"] for step in shown["process"][:3]] == ["Ana"] * 3
    assert shown["process"][2]["due"] == "2026-11-27"


@pytest.mark.parametrize("language", TOLD)
async def test_without_names_the_words_are_the_same_and_nobody_stands_beside_them(language: str, url: str) -> None:
    told = TOLD[language]

    shown = await show(url, changed(told.script, *NAMES[language]))

    assert (shown["name"], shown["goal"], shown["merged"]) == (told.name, told.goal, told.merged)
    assert barriers_of(shown) == [(None, words) for _, words in told.barriers]


@pytest.mark.parametrize("is_named", [True, False])
@pytest.mark.parametrize("language", TOLD)
async def test_a_conversation_is_the_same_project_on_every_store(
    language: str, is_named: bool, tmp_path: Path, postgres_url: str
) -> None:
    script = TOLD[language].script if is_named else changed(TOLD[language].script, *NAMES[language])

    in_memory, in_file, on_postgres = [
        await show(url, script) for url in ("memory:", f"sqlite:///{tmp_path}/store.db", postgres_url)
    ]

    assert in_memory == in_file == on_postgres
