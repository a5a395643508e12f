"""The six working principles at work: where each speaks, what it checks, what may be done instead. A table; pure.

A rule speaks once a visit of its step, to whoever looks after it. It names its principle, says why in one sentence, and
never traps anyone: `go_on`, with a reason, is always a way. What came of it is a `Heeding` of the project.
Source of the principles: ItFits-toolkit (be pragmatic, focused, different, open, organised, flexible). The rules are
ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dialogs.flow import Scene
from knowledge.project import Principle

GO_ON = "go_on"
"""The way round every rule: as it is, with a reason."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One principle at one step of the process.

    `key` is the question of a flow at which it speaks, and `rule-<key>` how its phrases begin. `breaks` says whether
    what the team is about to do asks for it. `ways` are what it offers beside going on, each the trigger of an edge.
    """

    principle: Principle
    step: str
    key: str
    breaks: Callable[[Scene], bool]
    ways: tuple[str, ...] = ()


def speaks(rule: Rule, scene: Scene) -> bool:
    """Whether the rule has something to say now: what it asks for is missing, and it has not spoken at this visit."""
    visit = scene.project.get_step(rule.step).number
    spoken = ((each.principle, each.step, each.visit) for each in scene.project.heedings)
    return (rule.principle, rule.step, visit) not in spoken and rule.breaks(scene)
