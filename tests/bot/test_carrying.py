"""What a file has to be to be taken for a project, and where it says that it is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.carrying.bundle import LARGEST, BundleRefusedError, make_bundle, read_bundle, write_bundle
from bot.carrying.checking import check_bundle
from knowledge.hearing import Hearing
from tests.support.carried import CARRIED
from tests.support.stores import PEOPLE, make_contribution

Spoil = Callable[[dict[str, Any]], object]

_BY_ID = {person.id: person for person in PEOPLE}


def _file() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_bundle(make_bundle(CARRIED, _BY_ID.__getitem__)))
    return found


def _refused(raw: bytes) -> str:
    with pytest.raises(BundleRefusedError) as error:
        check_bundle(read_bundle(raw))
    return str(error.value)


def test_the_file_leads_to_nobody_on_a_platform() -> None:
    text = write_bundle(make_bundle(CARRIED, _BY_ID.__getitem__))
    found = json.loads(text)

    assert found["people"] == [
        {"id": "p1", "name": "Ana", "language": "en"},
        {"id": "p2", "name": "Ben", "language": "de"},
    ]
    assert (found["project"]["id"], found["project"]["workspace"]) == ("project", "")
    assert not any(f'"{id_}"' in text for id_ in _BY_ID)


def test_it_is_read_as_it_was_written() -> None:
    bundle = make_bundle(CARRIED, _BY_ID.__getitem__)
    check_bundle(bundle)

    assert read_bundle(write_bundle(bundle).encode()) == bundle


def test_of_an_anonymous_hearing_nothing_leaves() -> None:
    hearing = Hearing(id="h9", step="hear_plan", visit=1, kind="anonymous", role="GPs", count=5)
    said = make_contribution("c9").but(kind="heard", about="h9", words="no time at all")

    text = write_bundle(make_bundle(CARRIED.with_row("hearings", hearing).with_contribution(said), _BY_ID.__getitem__))

    assert text == write_bundle(make_bundle(CARRIED, _BY_ID.__getitem__))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "this is no JSON: expecting value in line 1"),
        (b'{\n"format": "itfits-project",\n', "this is no JSON: expecting property name"),
        (b"\xff\xfe\x00", "this is no JSON that can be read"),
        (b"[" * 200_000, "this is no JSON that can be read"),
        (b"7", 'this is no project of ours: "format" has to be "itfits-project"'),
        (b'{"format": "something-else"}', "this is no project of ours"),
        (b'{"format": "itfits-project"}', "version: this program reads version 1"),
        (b'{"format": "itfits-project", "version": "1"}', "version: this program reads version 1"),
        (b'{"format": "itfits-project", "version": 2}', "version: 2 was written by a newer version of this program"),
        (b'{"format": "itfits-project", "version": 1, "people": []}', "project: field required"),
        (b" " * (LARGEST + 1), "the file is too large: a project takes at most 20 MB"),
    ],
)
def test_what_is_no_project_is_refused_in_a_sentence(raw: bytes, said: str) -> None:
    assert _refused(raw).startswith(said)


def _set(*path: str | int, to: object) -> Spoil:
    def spoil(file: dict[str, Any]) -> None:
        at: Any = file
        for part in path[:-1]:
            at = at[part]
        at[path[-1]] = to

    return spoil


def _twice(field: str) -> Spoil:
    return lambda file: file["project"][field].append(file["project"][field][0])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_set("project", "steps", 2, "state", to="done"), "project.steps[2].state: input should be 'waiting'"),
        (_set("project", "steps", 2, "step", to="lunch"), 'project.steps[2].step: there is no step "lunch"'),
        (_set("project", "steps", 2, "owner", to=None), "project.steps[2].owner: an open step has one"),
        (_set("project", "steps", to=[]), "project.steps: it has only just begun"),
        (_set("project", "votes", 0, "step", to="lunch"), 'project.votes[0].step: there is no step "lunch"'),
        (_set("project", "colour", to="red"), "project.colour: extra inputs are not permitted"),
        (_set("project", "hours", to="12"), "project.hours: input should be a valid integer"),
        (_set("project", "hours", to=2**31), "project.hours: a number that is too large"),
        (_set("project", "name", to="a\0b"), "project.name: a character that is none"),
        (_set("project", "goal", "goal", to="a\ud800"), "this is no JSON: "),
        (_set("project", "name", to="x" * 50_001), "project.name: longer than 50000 characters"),
        (_set("project", "created", to="0001-01-01T00:00:00+14:00"), "project.created: a year that cannot be meant"),
        (_set("project", "created", to="2026-01-01T00:00:00"), "project.created: input should have timezone info"),
        (_set("project", "activities", 0, "owner", to="p9"), 'project.activities[0].owner: nobody in "people" is "p9"'),
        (_set("project", "steps", 0, "answered", to=["p9"]), 'project.steps[0].answered: nobody in "people" is "p9"'),
        (_set("people", to=[]), 'project.members[0].person: nobody in "people" is "p1"'),
        (_set("people", 1, "id", to="p1"), "people: two have the same id"),
        (_set("project", "members", 0, "role", to="member"), "project.members: nobody is the lead"),
        (_set("project", "members", 0, "left", to=True), "project.members: everybody has left"),
        (_set("project", "barriers", 0, "contribution", to="c9"), "project.barriers[0].contribution: nothing in the"),
        (_set("project", "contributions", 2, "replaces", to="c9"), "project.contributions[2].replaces: nothing in the"),
        (_set("project", "votes", 1, "about", to="b9"), 'project.votes[1].about: nothing in the file is "b9"'),
        (_set("project", "strategies", 1, "barrier", to="b9"), "project.strategies[1].barrier: nothing in the file"),
        (_set("project", "barriers", 1, "merged_into", to="b1"), "project.barriers[0].merged_into: it leads in a"),
        (_twice("decisions"), "project.decisions: two have the same id"),
        (_twice("priorities"), "project.priorities: two have the same visit and barrier"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(spoil: Spoil, said: str) -> None:
    file = _file()
    spoil(file)

    assert _refused(json.dumps(file).encode()).startswith(said)
