"""First ideas on one page: which ones for what hinders, how they read, and what of them the project keeps. Pure.

Not here: what fits a barrier (`knowledge.choosing`), when the page is shown (`quick`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dialogs.flow import Scene
from dialogs.flows.contributing import barrier_of, own_of
from dialogs.suggesting import say_caution, say_together, say_why
from dialogs.text import Text, cut, joined
from knowledge.choices import Proposal
from knowledge.choosing import StrategySuggestion, suggest_strategies
from knowledge.ids import make_id
from knowledge.project import Barrier, Project

IDEAS_A_PAGE = 3
MOST_PAGES = 4
_MOST_BARRIERS = 2
_QUOTED = 120


class Page(NamedTuple):
    """A few ideas for one barrier."""

    barrier: Barrier
    ideas: tuple[StrategySuggestion, ...]


def idea_pages(scene: Scene) -> tuple[Page, ...]:
    """The pages there are: three ideas for each of the first barriers in turn, none twice; none without a barrier."""
    left = {barrier.id: list(_ideas_for(scene, barrier)) for barrier in _barriers(scene)}
    shown: set[str] = set()
    pages: list[Page] = []
    while any(left.values()) and len(pages) < MOST_PAGES:
        for barrier in _barriers(scene):
            new = [idea for idea in left[barrier.id] if idea.strategy not in shown]
            page, left[barrier.id] = tuple(new[:IDEAS_A_PAGE]), new[IDEAS_A_PAGE:]
            shown |= {idea.strategy for idea in page}
            pages += [Page(barrier, page)] if page else []
    return tuple(pages[:MOST_PAGES])


def page_text(scene: Scene, page: Page) -> Text:
    """One page: each idea with what it is, its first step and why; and that it is a first guess."""
    words = cut(scene.project.get_contribution(page.barrier.contribution).words, length=_QUOTED)
    head = scene.say("quick-page-head", count=len(page.ideas), words=words)
    ideas = (_idea_text(scene, page, idea, number) for number, idea in enumerate(page.ideas, start=1))
    together = joined(say_together(page.ideas, language=scene.setting.language), by=" ")
    return joined((head, *ideas, together), by="\n\n")


def with_proposals(scene: Scene, pages: tuple[Page, ...]) -> Project:
    """The project with just these ideas on its short list; what was shown for other words goes off it."""
    project, shown = scene.project, {made.id: made for page in pages for made in _proposals(scene, page)}
    for old in project.proposals:
        project = project.with_row("proposals", old.but(kept=old.id in shown))
    for made in shown.values():
        project = project.with_row("proposals", made)
    return project


def _barriers(scene: Scene) -> tuple[Barrier, ...]:
    hindering = (barrier_of(scene, said.id) for said in own_of(scene, "barrier"))
    return tuple(hindering)[:_MOST_BARRIERS]


def _ideas_for(scene: Scene, barrier: Barrier) -> tuple[StrategySuggestion, ...]:
    setting = scene.setting
    return suggest_strategies(barrier, scene.project, catalogue=setting.catalogue, language=setting.language)


def _idea_text(scene: Scene, page: Page, idea: StrategySuggestion, number: int) -> Text:
    catalogue, language = scene.setting.catalogue, scene.setting.language
    strategy = catalogue.get_strategy(idea.strategy)
    title, definition = strategy.title.to(language), strategy.definition.to(language)
    caution = say_caution(idea, language=language, among=page.ideas)
    why = (say_why(idea, catalogue=catalogue, language=language), *((caution,) if caution else ()))
    return joined(
        (
            scene.say("quick-page-idea", number=str(number), title=title, what=definition),
            scene.say("quick-page-step", step=strategy.first_step.to(language)),
            scene.say("quick-page-why", why=joined(why, by=" ")),
        )
    )


def _proposals(scene: Scene, page: Page) -> Iterator[Proposal]:
    for idea in page.ideas:
        id_ = make_id("proposal", scene.project.id, page.barrier.id, idea.strategy)
        yield Proposal(id=id_, visit=1, barrier=page.barrier.id, strategy=idea.strategy)
