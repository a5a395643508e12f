"""A project as JSON for programs. Reads, never writes."""

from __future__ import annotations

from typing import Any

from bot.showing.names import author_in, name_in
from bot.showing.plan import plan_as_json
from bot.showing.voices import choices_as_json, people_as_json
from dialogs.flows.contributing import CUSTOM
from dialogs.process import STEPS
from knowledge.catalogue import Catalogue
from knowledge.project import Barrier, ParkedKind, Project


def project_as_json(project: Project, catalogue: Catalogue) -> dict[str, Any]:
    """What a program may read of a project: exactly what people typed, in the order in which it came.

    `barriers` has an item for each standing contribution; `merged` lists those that the team made into one. `parking`
    waits for the review, `management` is out of the team's reach. Days are ISO 8601.
    """
    return {
        "name": project.name,
        "process": [_step(project, step.key, step.module) for step in STEPS],
        "goal": project.goal.model_dump(mode="json"),
        "barriers": [_barrier(project, b, catalogue) for b in _standing(project)],
        "merged": _merged(project),
        "parking": _parked(project, "parking"),
        "management": _parked(project, "management"),
        **people_as_json(project),
        **choices_as_json(project),
        **plan_as_json(project, catalogue),
    }


def _step(project: Project, key: str, module: str) -> dict[str, Any]:
    visit = project.find_step(key)
    return {
        "module": module,
        "step": key,
        "state": visit.state if visit else "waiting",
        "owner": name_in(project, visit.owner) if visit else None,
        "due": visit.due.isoformat() if visit and visit.due else None,
    }


def _standing(project: Project) -> list[Barrier]:
    standing = {c.id for c in project.standing}
    return [b for b in project.barriers if b.contribution in standing]


def _barrier(project: Project, barrier: Barrier, catalogue: Catalogue) -> dict[str, Any]:
    contribution = project.get_contribution(barrier.contribution)
    return {
        "words": contribution.words,
        "by": author_in(project, contribution.author),
        "theme": _theme(barrier, catalogue),
        "determinant": barrier.determinant,
        "hinders": barrier.hinders,
    }


def _theme(barrier: Barrier, catalogue: Catalogue) -> str | None:
    if barrier.determinant:
        # An operator may have taken out a pack that a project still speaks of.
        return next((d.theme for d in catalogue.determinants if d.id == barrier.determinant), None)
    return CUSTOM if barrier.custom else None


def _merged(project: Project) -> list[list[str]]:
    """The words of those that became one, for each line that is more than one."""
    groups: dict[str, list[str]] = {}
    for barrier in _standing(project):
        words = project.get_contribution(barrier.contribution).words
        groups.setdefault(project.roots[barrier.id], []).append(words)
    return [group for group in groups.values() if len(group) > 1]


def _parked(project: Project, kind: ParkedKind) -> list[dict[str, Any]]:
    kept = (p for p in project.parking if p.kind == kind)
    return [{"words": p.words, "by": author_in(project, p.author), "step": p.step} for p in kept]
