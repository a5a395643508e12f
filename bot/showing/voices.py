"""Who is on the team and who beside it, what was heard, what the team weighed and decided. Reads, never writes."""

from __future__ import annotations

from typing import Any

from bot.showing.names import author_in, words_of_barriers
from dialogs.flows.grouped import everything
from knowledge.choices import Priority, VoteQuestion
from knowledge.hearing import Hearing
from knowledge.project import Barrier, Decision, Project


def people_as_json(project: Project) -> dict[str, Any]:
    """`team` with `hours` a month and `sponsor`, `stakeholders`, and `hearings` in the order in which they were noted.

    `said` are the words of a hearing; who was heard is kept nowhere.
    """
    return {
        "team": [{"name": m.name, "role": m.role, "left": m.left} for m in project.members],
        "hours": project.hours,
        "sponsor": project.sponsor,
        "stakeholders": [s.model_dump(include={"who", "concern", "reach"}) for s in project.stakeholders],
        "hearings": [_hearing(project, hearing) for hearing in project.hearings],
    }


def choices_as_json(project: Project) -> dict[str, Any]:
    """`priorities` of the newest visit by place, `decisions` with whoever objects, `skipped` steps, `heedings`.

    `named` is how many named a priority: persons, or entries where the team works without names. `points` are sums.
    """
    return {
        "priorities": _priorities(project),
        "decisions": [_decision(project, decision) for decision in project.decisions],
        "skipped": [{"step": v.step, "reason": v.reason} for v in project.steps if v.state == "skipped"],
        "heedings": [h.model_dump(include={"principle", "step", "way", "reason"}) for h in project.heedings],
    }


def _hearing(project: Project, hearing: Hearing) -> dict[str, Any]:
    said = [c.words for c in project.standing if c.kind == "heard" and c.about == hearing.id]
    kept = {"step", "kind", "role", "count", "how", "source", "day", "acceptable", "doable"}
    return {**hearing.model_dump(mode="json", include=kept), "said": said}


def _priorities(project: Project) -> list[dict[str, Any]]:
    newest = max((p.visit for p in project.priorities), default=0)
    chosen = sorted((p for p in project.priorities if p.visit == newest), key=lambda p: p.place)
    words = words_of_barriers(project)
    return [{"words": words[p.barrier], "place": p.place, **_weighed(project, p)} for p in chosen]


def _weighed(project: Project, priority: Priority) -> dict[str, Any]:
    root = project.roots[priority.barrier]
    group = next((g for g in everything(project) if project.roots[g[0].id] == root), ())
    shown = group[0] if group else next(b for b in project.barriers if b.id == priority.barrier)
    merged = {barrier.id for barrier in project.barriers if project.roots[barrier.id] == root}
    questions: tuple[VoteQuestion, ...] = ("matters", "changeable")
    return {
        "determinant": shown.determinant,
        "named": _named(project, group),
        "points": {question: _points(project, merged, priority.visit, question=question) for question in questions},
    }


def _named(project: Project, group: tuple[Barrier, ...]) -> int:
    authors = [project.get_contribution(barrier.contribution).author for barrier in group]
    return len({author for author in authors if author}) if project.named else len(authors)


def _points(project: Project, barriers: set[str], visit: int, *, question: VoteQuestion) -> int:
    votes = (v for v in project.votes if (v.visit, v.question) == (visit, question) and v.about in barriers)
    return sum(vote.value for vote in votes)


def _decision(project: Project, decision: Decision) -> dict[str, Any]:
    return {
        "step": decision.step,
        "what": decision.what,
        "by": author_in(project, decision.by),
        "reasons": decision.reason,
        "dissent": _dissent(project, decision),
        "present": decision.present,
    }


def _dissent(project: Project, decision: Decision) -> list[str]:
    """The objections to this decision, or to what was decided in its visit of the step."""
    known = {each.id for each in project.decisions}
    at = (decision.step, decision.visit)
    objections = (c for c in project.standing if c.kind == "objection")
    return [c.words for c in objections if c.about == decision.id or (c.about not in known and (c.step, c.visit) == at)]
