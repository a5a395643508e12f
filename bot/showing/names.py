"""What the parts of a shown project have in common: who somebody is, what a barrier is called. Reads, never writes."""

from __future__ import annotations

from dialogs.flows.grouped import everything
from knowledge.project import Project


def name_in(project: Project, person: str | None) -> str | None:
    """The name of somebody who has something to do: an owner, a keeper. It stands also where no names are kept."""
    member = project.find_member(person) if person else None
    return member.name if member else None


def author_in(project: Project, person: str | None) -> str | None:
    """The name of whoever wrote, gave or decided something; None where the team works without names."""
    return name_in(project, person) if project.named else None


def words_of_barriers(project: Project) -> dict[str, str]:
    """Of each barrier, by id, the words under which it shows: those of the line it was merged into."""
    shown = {barrier.id: group[0].contribution for group in everything(project) for barrier in group}
    words = {contribution.id: contribution.words for contribution in project.contributions}
    return {barrier.id: words[shown.get(barrier.id, barrier.contribution)] for barrier in project.barriers}
