"""A project as lines for a person at a terminal: the same as in the JSON, and shorter. Reads, never writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.showing.project import project_as_json
from knowledge.catalogue import Catalogue
from knowledge.project import Project

Shown = dict[str, Any]


def project_as_lines(project: Project, catalogue: Catalogue) -> list[str]:
    """Where it stands, its goal, and under a title each what people wrote, chose and found."""
    shown = project_as_json(project, catalogue)
    lines = [project.name, "", *(_step(step) for step in shown["process"])]
    lines += ["", *(f"{field}: {value}" for field, value in shown["goal"].items() if value)]
    for title, found in _parts(shown):
        if listed := list(found):
            lines += ["", title, *(f"  {line}" for line in listed)]
    return lines


def _parts(shown: Shown) -> Iterable[tuple[str, Iterable[str]]]:
    plan = shown["plan"]
    yield "Team", _team(shown)
    yield "Around it", (f"{s['who']}  [{s['concern']}]{_after(': ', s['reach'])}" for s in shown["stakeholders"])
    yield "What makes it hard", (_barrier(b) for b in shown["barriers"] if b["hinders"])
    yield "What helps", (_barrier(b) for b in shown["barriers"] if not b["hinders"])
    yield "Heard", (_hearing(h) for h in shown["hearings"])
    yield "What matters most", (f"{p['place']}. {p['words']}" for p in shown["priorities"])
    yield "Chosen", (f"{s['name']}  against: {s['barrier']}" for s in shown["strategies"])
    yield f"Plan, version {plan['version'] if plan else ''}", _plan(plan) if plan else ()
    yield "The number", (f"{m['day']}  {_number(m['number'])}" for m in shown["measurements"])
    yield "What happened", (f"{e['day']}  {e['words']}" for e in shown["events"])
    yield "Reviews", (f"{r['day']}  version {r['version']}: {r['outcome']}, {r['reason']}" for r in shown["reviews"])
    yield "Looks at whether it still runs", (f"{c['due']}  {c['words'] or 'not yet'}" for c in shown["checks"])
    yield "Decisions", (_decision(d) for d in shown["decisions"])
    yield "Skipped", (f"{s['step']}{_after(': ', s['reason'])}" for s in shown["skipped"])
    yield "Parking list", (p["words"] for p in shown["parking"])
    yield "For management", (p["words"] for p in shown["management"])


def _step(step: Shown) -> str:
    owner = f"  {step['owner']}" if step["owner"] else ""
    due = f", by {step['due']}" if step["due"] else ""
    return f"  {step['module']:<9} {step['step']:<14} {step['state']:<8}{owner}{due}".rstrip()


def _team(shown: Shown) -> Iterable[str]:
    for member in shown["team"]:
        yield f"{member['name']}  {'left' if member['left'] else member['role']}"
    if shown["hours"] is not None:
        yield f"{shown['hours']} hours a month"
    if shown["sponsor"]:
        yield f"the time was agreed by {shown['sponsor']}"


def _barrier(barrier: Shown) -> str:
    who = f" ({barrier['by']})" if barrier["by"] else ""
    return f"{barrier['words']}{who}  [{barrier['determinant'] or barrier['theme'] or 'not matched yet'}]"


def _hearing(hearing: Shown) -> str:
    return f"{hearing['count']} x {hearing['role']}{_after(': ', '; '.join(hearing['said']))}  [{hearing['step']}]"


def _plan(plan: Shown) -> Iterable[str]:
    measure = plan["measure"]
    if measure["what"]:
        yield f"{measure['what']}: {_number(measure['baseline'])} to {_number(measure['prediction'])}"
    if plan["review"]:
        yield f"review on {plan['review']}"
    for activity in plan["activities"]:
        yield f"{activity['state']:<8}{activity['what']}  {activity['owner']}, by {activity['due']}"


def _decision(decision: Shown) -> str:
    dissent = _after("  against: ", "; ".join(decision["dissent"]))
    return f"{decision['step']}: {decision['what']}{_after(', because: ', decision['reasons'])}{dissent}"


def _after(mark: str, words: str | None) -> str:
    return f"{mark}{words}" if words else ""


def _number(number: float | None) -> str:
    return "?" if number is None else f"{number:g}"
