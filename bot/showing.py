"""A project as JSON for programs, and as lines for people. Reads, never writes."""

from __future__ import annotations

from typing import Any

from dialogs.flows.contributing import CUSTOM
from dialogs.process import STEPS
from knowledge.catalogue import Catalogue
from knowledge.project import Barrier, Project


def project_as_json(project: Project, catalogue: Catalogue) -> dict[str, Any]:
    """What a program may read of a project: exactly what people typed, in the order in which it came.

    `barriers` has an item for each standing contribution; `merged` lists those that the team made into one.
    """
    return {
        "name": project.name,
        "process": [_step(project, step.key, step.module) for step in STEPS],
        "goal": project.goal.model_dump(mode="json"),
        "barriers": [_barrier(project, b, catalogue) for b in _standing(project)],
        "merged": _merged(project),
        "parking": [
            {"words": p.words, "by": _name(project, p.author) if project.named else None, "step": p.step}
            for p in project.parking
        ],
    }


def _step(project: Project, key: str, module: str) -> dict[str, Any]:
    visit = project.find_step(key)
    return {
        "module": module,
        "step": key,
        "state": visit.state if visit else "waiting",
        "owner": _name(project, visit.owner) if visit else None,
        "due": visit.due.isoformat() if visit and visit.due else None,
    }


def _standing(project: Project) -> list[Barrier]:
    standing = {c.id for c in project.standing}
    return [b for b in project.barriers if b.contribution in standing]


def _barrier(project: Project, barrier: Barrier, catalogue: Catalogue) -> dict[str, Any]:
    contribution = project.get_contribution(barrier.contribution)
    return {
        "words": contribution.words,
        "by": _name(project, contribution.author) if project.named else None,
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


def _name(project: Project, person: str | None) -> str | None:
    member = project.find_member(person) if person else None
    return member.name if member else None


def project_as_lines(project: Project, catalogue: Catalogue) -> list[str]:
    """The same for a person at a terminal."""
    shown = project_as_json(project, catalogue)
    lines = [project.name, ""]
    lines += [_step_line(step) for step in shown["process"]]
    lines += ["", *(f"{field}: {value}" for field, value in shown["goal"].items() if value)]
    for title, hinders in (("What makes it hard", True), ("What helps", False)):
        found = [b for b in shown["barriers"] if b["hinders"] is hinders]
        lines += ["", title, *(_barrier_line(b) for b in found)] if found else []
    lines += ["", "Parking list", *(f"  {p['words']}" for p in shown["parking"])] if shown["parking"] else []
    return lines


def _step_line(step: dict[str, Any]) -> str:
    owner = f"  {step['owner']}" if step["owner"] else ""
    due = f", by {step['due']}" if step["due"] else ""
    return f"  {step['module']:<9} {step['step']:<14} {step['state']:<8}{owner}{due}".rstrip()


def _barrier_line(barrier: dict[str, Any]) -> str:
    who = f" ({barrier['by']})" if barrier["by"] else ""
    return f"  {barrier['words']}{who}  [{barrier['determinant'] or barrier['theme'] or 'not matched yet'}]"
