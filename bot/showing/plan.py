"""The strategies a team chose, its plan, and what became of it. Reads, never writes."""

from __future__ import annotations

from typing import Any

from bot.showing.names import author_in, name_in, words_of_barriers
from dialogs.flows.contributing import CUSTOM
from knowledge.catalogue import Catalogue
from knowledge.plan import PROCTOR, ImplementationPlan, PlannedStrategy
from knowledge.project import Project


def plan_as_json(project: Project, catalogue: Catalogue) -> dict[str, Any]:
    """`strategies` as chosen last, the newest version of the `plan` (None where there is none), and what came of it.

    `name` of a strategy is the one published in ERIC, or the team's own words. A plan that nobody has committed to yet
    has no `committed` day.
    """
    version = max((each.version for each in project.strategies), default=0)
    newest = max(project.plans, key=lambda plan: plan.version, default=None)
    return {
        "strategies": _strategies(project, catalogue, version=version),
        "plan": _plan(project, catalogue, newest) if newest else None,
        "reviews": [_review(project, place) for place in range(len(project.reviews))],
        "measurements": [
            {"day": m.day.isoformat(), "number": m.number, "by": author_in(project, m.by)} for m in project.measurements
        ],
        "events": [
            {"day": e.day.isoformat(), "words": e.words, "by": author_in(project, e.by)} for e in project.events
        ],
        "checks": [c.model_dump(mode="json", include={"due", "done", "words"}) for c in project.checks],
    }


def _strategies(project: Project, catalogue: Catalogue, *, version: int) -> list[dict[str, Any]]:
    words = words_of_barriers(project)
    chosen = (each for each in project.strategies if each.version == version)
    return [{**_named(s, catalogue), "barrier": words[s.barrier], "mechanism": s.mechanism} for s in chosen]


def _named(planned: PlannedStrategy, catalogue: Catalogue) -> dict[str, Any]:
    # An operator may have taken out a pack that a project still speaks of.
    known = next((s for s in catalogue.strategies if s.id == planned.strategy), None)
    if known is None:
        return {"name": planned.words or planned.strategy, "eric": None, "category": CUSTOM}
    return {"name": known.name.to("en"), "eric": known.eric, "category": known.category}


def _plan(project: Project, catalogue: Catalogue, plan: ImplementationPlan) -> dict[str, Any]:
    strategies = _strategies(project, catalogue, version=plan.version)
    fields = [{field: getattr(s, field) for field in PROCTOR} for s in project.strategies if s.version == plan.version]
    return {
        "version": plan.version,
        "committed": plan.committed.date().isoformat() if plan.committed else None,
        "by": author_in(project, plan.by),
        "strategies": [{**shown, **proctor} for shown, proctor in zip(strategies, fields, strict=True)],
        "activities": _activities(project, version=plan.version),
        "measure": {
            "what": plan.measure,
            "baseline": plan.baseline,
            "prediction": plan.prediction,
            "keeper": name_in(project, plan.keeper),
        },
        "size": plan.size,
        "review": plan.review.isoformat() if plan.review else None,
        "failure": plan.failure,
    }


def _activities(project: Project, *, version: int) -> list[dict[str, Any]]:
    """Those of this version, and what is still to be done of earlier ones."""
    return [
        {"what": a.what, "owner": name_in(project, a.owner), "due": a.due.isoformat(), "state": a.state}
        for a in project.activities
        if a.version == version or (a.version < version and a.state == "open")
    ]


def _review(project: Project, place: int) -> dict[str, Any]:
    review = project.reviews[place]
    kept = {"version", "number", "learned", "outcome", "reason", "keeper", "holds", "ends"}
    return {**review.model_dump(include=kept), "day": review.at.date().isoformat()}
