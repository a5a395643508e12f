"""Who somebody means when they name people: persons marked in what they wrote, or names. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dialogs.flow import Reply, Scene
from dialogs.inbound import Said
from dialogs.phrases import LANGUAGES, listed
from dialogs.reading import folded, means, read_names
from knowledge.project import Member, Person, Project


def read_people(scene: Scene, reply: Reply) -> tuple[Person, ...]:
    """Everybody named, the person who writes left out. UnreadableError where there is something else than names."""
    marked = {shown: found for shown, found in scene.setting.mentioned.items() if f"@{shown}" in reply.words}
    rest = _without(reply.words, marked, language=scene.setting.language)
    names = read_names(rest, language=scene.setting.language) if rest or not marked else ()
    named = (_called(scene, name) for name in names if not _is_self(scene, name))
    everybody = (*(person for found in marked.values() for person in found), *named)
    people = {p.id: p for p in everybody if p.id != scene.person.id}
    return tuple(people.values())


def read_invited(said: Said, *, language: str) -> Said | None:
    """What follows in `invite @Ben, Dora`; None where this is no such command. Without a slash it takes a mark."""
    head, _, rest = said.text.strip().partition(" ")
    spelled = {each for code in (LANGUAGES[0], language) for each in listed("word-invite", language=code)}
    is_command = folded(head) in spelled and (head.startswith("/") or bool(said.mentions))
    return Said(text=rest.strip(), mentions=said.mentions) if is_command and rest.strip() else None


def _without(words: str, marked: Collection[str], *, language: str) -> str:
    """The words without the marks, which are no names that somebody typed."""
    for shown in sorted(marked, key=len, reverse=True):
        words = words.replace(f"@{shown}", ",")
    ands = "|".join(re.escape(each) for each in listed("read-and", language=language))
    pieces = (re.sub(rf"^(?:{ands})\b\s*", "", piece.strip(), flags=re.IGNORECASE) for piece in words.split(","))
    return ", ".join(piece for piece in pieces if piece)


def _is_self(scene: Scene, name: str) -> bool:
    return folded(name) == folded(scene.person.name) or means(name, "read-me", language=scene.setting.language)


def _called(scene: Scene, name: str) -> Person:
    """Somebody we know by that name, or somebody new. Only where names are how people are met is that everybody."""
    team = {m.person for m in scene.held.members} if scene.held else set()
    known = (p for p in scene.setting.people.values() if scene.setting.door == "open" or p.id in team)
    found = next((p for p in known if folded(p.name) == folded(name)), None)
    if found is not None:
        return found
    return Person(
        id=scene.new_id("person", folded(name)),
        workspace=scene.person.workspace,
        name=name,
        language=scene.person.language,
    )


def with_people(project: Project, people: Sequence[Person]) -> Project:
    """The project with these on its team too; whoever had left is back."""
    ids = {p.id for p in people}
    there = tuple(m.but(left=False) if m.person in ids else m for m in project.members)
    known = {m.person for m in project.members}
    came = tuple(Member(person=p.id, name=p.name) for p in people if p.id not in known)
    return project.but(members=(*there, *came))
