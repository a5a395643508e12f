"""Whether a bundle that has the right form makes sense: everything before anything is written. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from bot.carrying.bundle import Bundle, BundleRefusedError, place
from dialogs.process import STEPS, current_step
from knowledge.frozen import Frozen
from knowledge.project import KEYS, Project, StepVisit
from storage.merging import PEOPLE, ROWS

LONGEST = 50_000
"""Characters of one text."""

_YEARS = range(1900, 2200)
_NUMBERS = range(-(2**31), 2**31)  # what a column takes

_Placed = tuple[str, Frozen]


def check_bundle(bundle: Bundle) -> None:
    """BundleRefusedError with the first fault."""
    for fault in chain(_values(bundle), _persons(bundle), _steps(bundle.project), _rows(bundle.project)):
        raise BundleRefusedError(fault)


def _values(bundle: Bundle) -> Iterator[str]:
    """Texts and numbers that no store takes, or no screen."""
    project = bundle.project
    people = ((place("people", number), row) for number, row in enumerate(bundle.people))
    for where, row in chain(people, [("project", project), ("project.goal", project.goal)], _all_rows(project)):
        for name, value in vars(row).items():
            if fault := _fault_of(value):
                yield f"{where}.{name}: {fault}"


def _fault_of(value: object) -> str | None:
    match value:
        case str() if "\0" in value:
            return "a character that is none"
        case str() if len(value) > LONGEST:
            return f"longer than {LONGEST} characters"
        case int() if value not in _NUMBERS:
            return "a number that is too large"
        case date() if value.year not in _YEARS:
            return "a year that cannot be meant"
        case _:
            return None


def _persons(bundle: Bundle) -> Iterator[str]:
    ids = [person.id for person in bundle.people]
    if len(set(ids)) < len(ids):
        yield "people: two have the same id"
    for where, person in _references(bundle.project):
        if person not in ids:
            yield f'{where}: nobody in "people" is "{person}"'
    project = bundle.project
    if not any(member.role == "lead" for member in project.members):
        yield "project.members: nobody is the lead"
    if not project.present:
        yield "project.members: everybody has left"


def _references(project: Project) -> Iterator[tuple[str, str]]:
    """Everything that names a person: where it stands, and whom."""
    for field, names in PEOPLE.items():
        for where, row in _placed(project, field):
            yield from ((f"{where}.{name}", getattr(row, name)) for name in names if getattr(row, name) is not None)
            if isinstance(row, StepVisit):
                yield from ((f"{where}.answered", person) for person in row.answered)


def _steps(project: Project) -> Iterator[str]:
    known = {step.key for step in STEPS}
    for where, row in _all_rows(project):
        if (step := getattr(row, "step", None)) is not None and step not in known:
            yield f'{where}.step: there is no step "{step}"'
    for where, row in _placed(project, "steps"):
        if isinstance(row, StepVisit) and row.state == "open" and row.owner is None:
            yield f"{where}.owner: an open step has one"
    if not project.steps or current_step(project).step == "team":
        yield "project.steps: it has only just begun, and nothing can be carried yet"


def _rows(project: Project) -> Iterator[str]:
    for field, names in KEYS.items():
        keys = [tuple(getattr(row, name) for name in names) for row in getattr(project, field)]
        if len(set(keys)) < len(keys):
            yield f"project.{field}: two have the same {' and '.join(names)}"
    for field, refers in ROWS.items():
        for name, other in refers:
            yield from _dangling(project, field, name, _ids(project, other))
    yield from _dangling(project, "votes", "about", _ids(project, "barriers") | _ids(project, "proposals"))
    yield from _circles(project)


def _dangling(project: Project, field: str, name: str, known: set[str]) -> Iterator[str]:
    for where, row in _placed(project, field):
        key = getattr(row, name)
        if key is not None and key not in known:
            yield f'{where}.{name}: nothing in the file is "{key}"'


def _circles(project: Project) -> Iterator[str]:
    """Barriers merged into each other have no line under which they show."""
    into = {barrier.id: barrier.merged_into for barrier in project.barriers}
    for where, row in _placed(project, "barriers"):
        seen: set[str] = set()
        at: str | None = getattr(row, "id", None)
        while at is not None and at not in seen:
            seen.add(at)
            at = into.get(at)
        if at is not None:
            yield f"{where}.merged_into: it leads in a circle"


def _ids(project: Project, field: str) -> set[str]:
    return {row.id for row in getattr(project, field)}


def _all_rows(project: Project) -> Iterator[_Placed]:
    return chain.from_iterable(_placed(project, field) for field in KEYS)


def _placed(project: Project, field: str) -> list[_Placed]:
    rows: Sequence[Frozen] = getattr(project, field)
    return [(place("project", field, number), row) for number, row in enumerate(rows)]
