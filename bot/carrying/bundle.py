"""One project as a file, and what a file has to be to be read as one. No store, no disk.

In the file persons are `p1`, `p2` ... and the project has no workspace: nothing in it leads to anybody's account on a
platform. So the same project makes the same file, wherever it is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Literal

from pydantic import ValidationError

from knowledge.frozen import Frozen
from knowledge.project import Contribution, Person, Project, StepVisit
from storage.merging import PEOPLE

VERSION = 1
LARGEST = 20_000_000
"""Bytes. Five hundred barriers take less than one million."""

_FORMAT: Literal["itfits-project"] = "itfits-project"
_OPEN_TO_ALL = frozenset({"members", "steps", "activities"})
"""Collections that say who does what. In all others a person is an author."""


class BundleRefusedError(Exception):
    """The file cannot be taken. The text tells the operator where and why, in one sentence; nothing was written."""


class Carried(Frozen):
    """Somebody who has to do with the project: an id within the file, a name, a language such as `en`."""

    id: str
    name: str
    language: str


class Bundle(Frozen):
    """All that the file holds."""

    format: Literal["itfits-project"] = _FORMAT
    version: Literal[1] = 1
    people: tuple[Carried, ...]
    project: Project


def make_bundle(project: Project, get_person: Callable[[str], Person]) -> Bundle:
    """A whole project (every collection loaded) as it leaves a store."""
    ids = {person: f"p{number}" for number, person in enumerate(people_of(project), start=1)}
    known = ((ids[person], get_person(person)) for person in ids)
    people = tuple(Carried(id=id_, name=person.name, language=person.language) for id_, person in known)
    leaving = without_names(_released(project)).but(id="project", workspace="")
    return Bundle(people=people, project=with_people(leaving, ids))


def write_bundle(bundle: Bundle) -> str:
    """As JSON that people can read too, with a line feed at its end."""
    return json.dumps(bundle.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def read_bundle(raw: bytes) -> Bundle:
    """The file, if it has the form of one; BundleRefusedError says where it has not."""
    if len(raw) > LARGEST:
        raise BundleRefusedError(f"the file is too large: a project takes at most {LARGEST // 1_000_000} MB")
    _check_kind(_parse(raw))
    try:
        return Bundle.model_validate_json(raw, strict=True)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = place(*first["loc"]) or "this is no JSON"  # half a character, for one
        raise BundleRefusedError(f"{where}: {first['msg'].lower()}") from None


def place(*parts: str | int) -> str:
    """Where in the file something stands: `project.steps[3].owner`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).removeprefix(".")


def people_of(project: Project) -> tuple[str, ...]:
    """Everybody who has to do with it, by id: the members first, in their order."""
    rows = ((field, row) for field in PEOPLE for row in getattr(project, field))
    named = [getattr(row, name) for field, row in rows for name in PEOPLE[field]]
    answered = [person for visit in project.steps for person in visit.answered]
    return tuple(person for person in dict.fromkeys((*named, *answered)) if person is not None)


def with_people(project: Project, ids: Mapping[str, str]) -> Project:
    """The project with other ids for its persons; KeyError where one is missing."""
    changed = {field: tuple(_renamed(field, row, ids) for row in getattr(project, field)) for field in PEOPLE}
    return project.but(**changed)


def without_names(project: Project) -> Project:
    """Where the team works without names: no author, and no time that could lead to one. Any other is as it was."""
    if project.named:
        return project
    authored = {field: names for field, names in PEOPLE.items() if field not in _OPEN_TO_ALL}
    bare = {field: tuple(_without(row, names) for row in getattr(project, field)) for field, names in authored.items()}
    return project.but(**bare)


def _without(row: Frozen, names: tuple[str, ...]) -> Frozen:
    """The row without authors. Whoever brings the number for a plan is none."""
    timed = ("at",) if isinstance(row, Contribution) else ()
    return row.but(**{name: None for name in (*names, *timed) if name != "keeper"})


def _released(project: Project) -> Project:
    """Of hearings what the team may see: nothing of a consultation that is not closed.

    No result of an anonymous one is kept in a project so far, so nothing of them leaves.
    """
    held = {hearing.id for hearing in project.hearings if hearing.kind == "anonymous"}
    return project.but(
        hearings=tuple(hearing for hearing in project.hearings if hearing.id not in held),
        contributions=tuple(c for c in project.contributions if not _speaks_of(c, held)),
    )


def _speaks_of(contribution: Contribution, hearings: set[str]) -> bool:
    return contribution.kind == "heard" and contribution.about in hearings


def _renamed(field: str, row: Frozen, ids: Mapping[str, str]) -> Frozen:
    named: dict[str, object] = {
        name: ids[person] for name in PEOPLE[field] if (person := getattr(row, name)) is not None
    }
    if isinstance(row, StepVisit):
        named |= {"answered": tuple(ids[person] for person in row.answered)}
    return row.but(**named)


def _parse(raw: bytes) -> object:
    try:
        return json.loads(raw.decode())
    except json.JSONDecodeError as error:
        raise BundleRefusedError(f"this is no JSON: {error.msg.lower()} in line {error.lineno}") from None
    except (ValueError, RecursionError):
        raise BundleRefusedError("this is no JSON that can be read") from None


def _check_kind(found: object) -> None:
    """Before its content is looked at: a file of another program, or of a later version of ours, has other faults."""
    if not isinstance(found, dict) or found.get("format") != _FORMAT:
        raise BundleRefusedError(f'this is no project of ours: "format" has to be "{_FORMAT}"')
    version = found.get("version")
    if type(version) is int and version > VERSION:
        raise BundleRefusedError(f"version: {version} was written by a newer version of this program; update it first")
    if type(version) is not int or version != VERSION:
        raise BundleRefusedError(f"version: this program reads version {VERSION}")
