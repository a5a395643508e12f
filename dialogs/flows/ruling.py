"""How a rule speaks in a flow: its question, the way round, the reason that is kept. Steps for any flow; pure.

Which rules there are, and what they check, stands in `dialogs.rules`.
"""

from __future__ import annotations

from functools import partial

from dialogs.flow import Offer, Question, Rejected, Reply, Scene, Step, Taken, Verdict
from dialogs.rules import GO_ON, Rule, speaks
from dialogs.table import Edge
from knowledge.project import Heeding, Project

WHY = "reason"
"""The slot that names the rule for which a reason is asked."""


def rule_steps(rule: Rule) -> tuple[Step, Step]:
    """The rule's question, and the one for the reason. Words of one's own at the first are the reason, too."""
    stem = f"rule-{rule.key.replace('_', '-')}"
    return (
        Step(
            key=rule.key,
            stem=stem,
            ask=partial(_ask, rule, stem),
            take=partial(_take, rule),
            choices=(*rule.ways, GO_ON),
            wants_words=True,
            loops=True,
            passing=True,
            yes=rule.ways[:1],
            no=(GO_ON,),
        ),
        Step(
            key=f"{rule.key}_why",
            stem="rule-why",
            take=partial(_take_why, rule),
            wants_words=True,
            loops=True,
            passing=True,
        ),
    )


def rule_edges(rule: Rule, *, then: str) -> tuple[Edge, ...]:
    """`then` is where one goes on with a reason; the edges of its other ways belong to the flow."""
    why = f"{rule.key}_why"
    return (Edge(rule.key, "why", why), Edge(rule.key, "reason", then), Edge(why, "reason", then))


def ruled(scene: Scene, rule: Rule, *, otherwise: str) -> str:
    """The trigger to fire: the rule's own key where it has something to say, `otherwise` where it has not."""
    return rule.key if speaks(rule, scene) else otherwise


def heeded(scene: Scene, rule: Rule, *, way: str, reason: str | None = None) -> Project:
    """The project with what came of the rule."""
    visit = scene.project.get_step(rule.step).number
    heeding = Heeding(
        id=scene.new_id("heeding", rule.key),
        principle=rule.principle,
        step=rule.step,
        visit=visit,
        way=way,
        reason=reason,
    )
    return scene.project.with_row("heedings", heeding)


def _ask(rule: Rule, stem: str, scene: Scene) -> Question:
    keys = (*rule.ways, GO_ON)
    choices = tuple(Offer(key=key, label=scene.line(f"{stem}-{key.replace('_', '-')}")) for key in keys)
    name = scene.line(f"principle-{rule.principle}")
    return Question(body=scene.say(f"{stem}-ask", principle=name), choices=choices)


def _take(rule: Rule, scene: Scene, reply: Reply) -> Verdict:
    if reply.option is None:
        return _with_reason(rule, scene, reply.words)
    if reply.option == GO_ON:
        return Taken(trigger="why", changed=False)
    return Taken(trigger=reply.option, project=heeded(scene, rule, way=reply.option))


def _take_why(rule: Rule, scene: Scene, reply: Reply) -> Verdict:
    return _with_reason(rule, scene, reply.words)


def _with_reason(rule: Rule, scene: Scene, words: str) -> Verdict:
    if not any(letter.isalpha() for letter in words):
        return Rejected(scene.say("rule-why-ask"))
    project = heeded(scene, rule, way=GO_ON, reason=words)
    return Taken(trigger="reason", project=project, ack=scene.say("rule-noted"))
