"""Everything a team put together, grouped by theme, with how many named each. Pure."""

from __future__ import annotations

from dialogs.flow import Setting
from dialogs.flows.contributing import CUSTOM
from dialogs.phrases import line, say
from dialogs.status import name_of
from dialogs.text import Text, cut, joined, words
from knowledge.project import Barrier, Project

LINES_A_PAGE = 20
_LINE = 90  # characters: twenty lines and their heads stay within a message


def everything(project: Project) -> tuple[Barrier, ...]:
    """The barriers and facilitators that stand: not replaced, not withdrawn, not merged into another."""
    return tuple(b for b in standing_barriers(project) if b.merged_into is None)


def standing_barriers(project: Project) -> tuple[Barrier, ...]:
    """Those whose words stand, merged or not."""
    standing = {c.id for c in project.standing}
    return tuple(b for b in project.barriers if b.contribution in standing)


def theme_of(barrier: Barrier, setting: Setting) -> str:
    """The theme under which it shows: that of its determinant, else people's own."""
    return setting.catalogue.get_determinant(barrier.determinant).theme if barrier.determinant else CUSTOM


def shown(project: Project, setting: Setting) -> list[Barrier]:
    """In the order in which they are numbered: by theme as the catalogue has them, what hinders before what helps."""
    order = {theme.id: place for place, theme in enumerate(setting.catalogue.themes)}
    found = everything(project)
    place = {b.id: number for number, b in enumerate(found)}
    return sorted(found, key=lambda b: (order[theme_of(b, setting)], not b.hinders, place[b.id]))


def page_count(project: Project, setting: Setting) -> int:
    """How many pages it takes, at least one."""
    return max(1, -(-len(shown(project, setting)) // LINES_A_PAGE))


def grouped_text(project: Project, setting: Setting, *, page: int) -> Text:
    """One page, from 1: each theme with how many named it, each line with its number and what was merged into it."""
    lines = list(enumerate(shown(project, setting), start=1))
    pages = page_count(project, setting)
    here = lines[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE]
    parts: list[Text] = []
    theme = None
    for number, barrier in here:
        if (found := theme_of(barrier, setting)) != theme:
            theme = found
            parts.append(_head(project, setting, theme, is_first=not parts))
        parts.append(_line(project, setting, barrier, number))
    if pages > 1:
        parts.append(say("grouped-page", language=setting.language, page=page, pages=pages))
    return joined(parts)


def _head(project: Project, setting: Setting, theme: str, *, is_first: bool) -> Text:
    """The theme, and how many of the team named it; how often, where nobody's name is kept."""
    name = setting.catalogue.get_theme(theme).name.to(setting.language)
    by_id, roots = {b.id: b for b in project.barriers}, project.roots
    here = (b for b in standing_barriers(project) if theme_of(by_id[roots[b.id]], setting) == theme)
    mine = [b.contribution for b in here]
    people = {project.get_contribution(c).author for c in mine} - {None}
    if project.is_alone:
        head = say("grouped-head-alone", language=setting.language, theme=name)
    elif project.named:
        head = say("grouped-head", language=setting.language, theme=name, count=len(people), team=len(project.present))
    else:
        head = say("grouped-head-unnamed", language=setting.language, theme=name, count=len(mine))
    return head if is_first else words("\n") + head


def _line(project: Project, setting: Setting, barrier: Barrier, number: int) -> Text:
    merged = [b for b in standing_barriers(project) if b.id != barrier.id and project.roots[b.id] == barrier.id]
    quotes = [cut(_words(project, b), length=_LINE) for b in (barrier, *merged)]
    said = ", ".join(line("quoted", language=setting.language, words=each) for each in quotes)
    key = "grouped-line" if barrier.hinders else "grouped-line-helps"
    names = _authors(project, (barrier, *merged))
    who = f" ({', '.join(names)})" if names and not project.is_alone else ""
    return say(key, language=setting.language, number=str(number), words=cut(said, length=3 * _LINE), who=who)


def _words(project: Project, barrier: Barrier) -> str:
    return project.get_contribution(barrier.contribution).words


def _authors(project: Project, barriers: tuple[Barrier, ...]) -> list[str]:
    people = [project.get_contribution(b.contribution).author for b in barriers]
    return list(dict.fromkeys(name_of(project, person) for person in people if person))
