"""The whole project once more, as one that can be carried: at steps that there are, with an owner."""

from __future__ import annotations

from knowledge.frozen import Frozen
from knowledge.project import KEYS, Project, StepVisit
from tests.support.full_project import FULL

_KNOWN = {"hearing": "hear_barriers", "x": "plan", "stakeholders": "commit"}


def _known(row: Frozen) -> Frozen:
    """The row at a step that there is."""
    step = getattr(row, "step", None)
    return row.but(step=_KNOWN[step]) if step in _KNOWN else row


def _placed(project: Project) -> Project:
    placed = {field: tuple(map(_known, getattr(project, field))) for field in KEYS}
    return project.but(**placed).with_step(StepVisit(step="goal", number=2, state="open", owner="ana"))


CARRIED = _placed(FULL)
"""`ana` leads it, `ben` has left; the goal is open for the second time."""
