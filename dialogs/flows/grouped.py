"""Everything a team put together, grouped by theme, with how many named each. Pure."""

from __future__ import annotations

from dialogs.flow import Setting
from dialogs.flows.contributing import CUSTOM
from dialogs.phrases import line, say
from dialogs.status import name_of
from dialogs.text import Text, cut, joined, words
from knowledge.project import Barrier, Project

LINES_A_PAGE = 12
_QUOTES = 2  # shown of what was merged into one line; the rest is counted
_LINE = 90  # characters of each: a page of such lines and their heads stays within a message

Group = tuple[Barrier, ...]
"""Barriers that were made one line. The first of them stands for all: the root, as long as its own words stand."""


def everything(project: Project) -> tuple[Group, ...]:
    """The lines: what stands, each with what was merged into it, in the order in which they came."""
    standing, roots = {c.id for c in project.standing}, project.roots
    groups: dict[str, list[Barrier]] = {}
    for barrier in project.barriers:
        if barrier.contribution in standing:
            groups.setdefault(roots[barrier.id], []).append(barrier)
    return tuple(tuple(sorted(group, key=lambda b: b.id != root)) for root, group in groups.items())


def theme_of(group: Group, setting: Setting) -> str:
    """The theme under which a line shows: that of its determinant, else people's own."""
    determinant = setting.catalogue.find_determinant(group[0].determinant)
    return determinant.theme if determinant else CUSTOM


def shown(project: Project, setting: Setting) -> list[Group]:
    """In the order in which they are numbered: by theme as the catalogue has them, what hinders before what helps."""
    order = {theme.id: place for place, theme in enumerate(setting.catalogue.themes)}
    return sorted(everything(project), key=lambda group: (order[theme_of(group, setting)], not group[0].hinders))


def page_count(project: Project, setting: Setting) -> int:
    """How many pages it takes, at least one."""
    return max(1, -(-len(shown(project, setting)) // LINES_A_PAGE))


def grouped_text(project: Project, setting: Setting, *, page: int) -> Text:
    """One page, from 1: each theme with how many named it, each line with its number and what was merged into it."""
    lines = shown(project, setting)
    parts: list[Text] = []
    theme = None
    for number, group in list(enumerate(lines, start=1))[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE]:
        if (found := theme_of(group, setting)) != theme:
            theme = found
            same = [barrier for each in lines if theme_of(each, setting) == theme for barrier in each]
            parts.append(_head(project, setting, theme, same, is_first=not parts))
        parts.append(_line(project, setting, group, number))
    if (pages := page_count(project, setting)) > 1:
        parts.append(say("grouped-page", language=setting.language, page=page, pages=pages))
    return joined(parts)


def _head(project: Project, setting: Setting, theme: str, barriers: list[Barrier], *, is_first: bool) -> Text:
    """The theme, and how many of the team named it; how often, where nobody's name is kept."""
    name = setting.catalogue.get_theme(theme).name.to(setting.language)
    people = {project.get_contribution(b.contribution).author for b in barriers} - {None}
    if project.is_alone:
        head = say("grouped-head-alone", language=setting.language, theme=name)
    elif project.named:
        head = say("grouped-head", language=setting.language, theme=name, count=len(people), team=len(project.present))
    else:
        head = say("grouped-head-unnamed", language=setting.language, theme=name, count=len(barriers))
    return head if is_first else words("\n") + head


def _line(project: Project, setting: Setting, group: Group, number: int) -> Text:
    contributions = [project.get_contribution(b.contribution) for b in group]
    quotes = [line("quoted", language=setting.language, words=cut(c.words, length=_LINE)) for c in contributions]
    names = list(dict.fromkeys(name_of(project, c.author) for c in contributions if c.author))
    who = f" ({', '.join(names)})" if names and not project.is_alone else ""
    key = "grouped-line" if group[0].hinders else "grouped-line-helps"
    more = [line("grouped-more", language=setting.language, count=len(quotes) - _QUOTES)] if quotes[_QUOTES:] else []
    said = ", ".join((*quotes[:_QUOTES], *more))
    return say(key, language=setting.language, number=str(number), words=said, who=who)
