"""The stakeholder map: reading whom and how to reach them, and the map in a few lines. Pure; no steps live here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import ceil

from dialogs.flow import Scene
from dialogs.phrases import listed
from dialogs.reading import UnreadableError, folded, means, read_number
from dialogs.text import Text, cut, joined
from knowledge.hearing import Concern, Stakeholder
from knowledge.project import Project

CONCERNS: tuple[Concern, ...] = ("gains", "loses", "decides", "unasked")
WEEKS = 4  # in a month, as people count
LONGEST_WHO = 80
MOST_WHO = 20
_MOST_SHOWN = 8
_NAME_SHOWN = 40
_PIECES = re.compile(r"[;\n\r]+|,\s*(?=[^,;:=\n]+[:=])")  # a comma parts only where another "who: how" follows
_HOW = re.compile(r"\s*(?::|=|\s[-–]\s)\s*")


def read_whom(words: str, *, language: str) -> tuple[str, ...]:
    """Names of people or groups, on lines, with commas or "and" between. UnreadableError where one is too long."""
    ands = "|".join(re.escape(each) for each in listed("read-and", language=language))
    pieces = re.split(rf"[,;\n\r]+|\s(?:{ands}|&)\s", words, flags=re.IGNORECASE)
    stripped = (re.sub(rf"^(?:[-*•]|(?:{ands})\b)\s*", "", " ".join(p.split()), flags=re.IGNORECASE) for p in pieces)
    names = tuple({folded(name): name.rstrip(" .") for name in stripped if folded(name)}.values())
    if not names or any(len(name) > LONGEST_WHO for name in names) or len(names) > MOST_WHO:
        raise UnreadableError("concerned-names")
    return names


def read_hours(words: str, *, language: str) -> int | None:
    """Hours a month, rounded up; hours a week are taken times four. None where there is no number."""
    number = read_number(words, language=language)
    if number is None:
        return None
    is_weekly = any(means(word, "concerned-hours-week", language=language) for word in words.split())
    return ceil(number * (WEEKS if is_weekly else 1))


def with_whom(scene: Scene, concern: Concern, names: tuple[str, ...]) -> Project:
    """The project with just these under a concern. Nobody is removed: whoever is not named is off the map."""
    project, wanted = scene.project, {folded(name): name for name in names}
    for row in scene.project.concerned:
        if row.concern == concern and folded(row.who) not in wanted:
            project = project.with_row("stakeholders", row.but(concern="gone"))
    there = {folded(row.who) for row in project.concerned if row.concern == concern}
    for key, name in wanted.items():
        if key not in there:
            project = project.with_row("stakeholders", _row(scene, concern, name))
    return project


def _row(scene: Scene, concern: Concern, name: str) -> Stakeholder:
    """Somebody new there; how to reach them may be known."""
    same = [row for row in scene.project.stakeholders if folded(row.who) == folded(name)]
    back = next((row for row in same if row.concern == "gone"), None)
    if back is not None:
        return back.but(concern=concern, who=name)
    reach = next((row.reach for row in same if row.reach), None)
    id_ = scene.new_id("stakeholder", concern, folded(name))
    return Stakeholder(id=id_, who=name, concern=concern, reach=reach)


def taken_off(before: Project, after: Project) -> list[str]:
    """Who was on the map under some concern and is not any more."""
    there = {row.id for row in after.concerned}
    return [shown_of(row) for row in before.concerned if row.id not in there]


def unreached(project: Project) -> tuple[Stakeholder, ...]:
    """Those of whom nobody has said how to reach them, each once."""
    found = {folded(row.who): row for row in reversed(project.concerned) if not row.reach}
    return tuple(reversed(found.values()))


def read_reaches(project: Project, words: str, *, language: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """How to reach whom, by the id of their row, and the names that are nobody's on the map.

    Words without any name go for all of whom nothing is known, else for all.
    """
    pieces = [piece.strip() for piece in _PIECES.split(words) if piece.strip()]
    first, _, rest = words.partition(" ")
    is_all = means(first, "concerned-all-words", language=language)
    if is_all or not any(how for _, how in (_parted(project, piece) for piece in pieces)):
        how = rest.strip() if is_all else words
        return {row.id: how for row in _alike(project, unreached(project) or project.concerned) if how}, ()
    found: dict[str, str] = {}
    strangers: list[str] = []
    for piece in pieces:
        who, how = _parted(project, piece)
        for name in read_whom(who, language=language) if how and len(who) <= LONGEST_WHO else (piece,):
            rows = _called(project, name)
            found |= {row.id: how for row in rows}
            strangers += [] if rows else [name]
    return found, tuple(strangers)


def _parted(project: Project, piece: str) -> tuple[str, str]:
    """Who, and how: with a mark between, or a name of the map in front."""
    if at := _HOW.search(piece):
        return piece[: at.start()], piece[at.end() :]
    names = sorted((row.who for row in project.concerned), key=len, reverse=True)
    name = next((each for each in names if piece.casefold().startswith(f"{each.casefold()} ")), piece)
    return name, piece[len(name) :].strip()


def _called(project: Project, name: str) -> tuple[Stakeholder, ...]:
    """Those of that name, else the ones of whose name it is a part, or the other way round."""
    said = folded(name)
    same = tuple(row for row in project.concerned if folded(row.who) == said)
    if same or not said:
        return same
    return tuple(
        r for r in project.concerned if f" {said} " in f" {folded(r.who)} " or f" {folded(r.who)} " in f" {said} "
    )


def _alike(project: Project, rows: tuple[Stakeholder, ...]) -> tuple[Stakeholder, ...]:
    """The rows, with the others of the same names."""
    names = {folded(row.who) for row in rows}
    return tuple(row for row in project.concerned if folded(row.who) in names)


def with_reach(project: Project, found: Mapping[str, str]) -> Project:
    """The project with how these are reached, by the id of their row."""
    for row in project.concerned:
        if row.id in found:
            project = project.with_row("stakeholders", row.but(reach=found[row.id]))
    return project


def lacks_patients(scene: Scene) -> bool:
    """Whether the goal is theirs too, and nobody of theirs is on the map."""
    if scene.project.goal.target not in ("patients", "both"):
        return False
    words = [folded(word) for word in scene.line("concerned-patients-words").split("|")]
    return not any(word in folded(row.who) for row in scene.project.concerned for word in words)


def shown_of(row: Stakeholder) -> str:
    """A name, short enough for a list."""
    return cut(row.who, length=_NAME_SHOWN)


def named_of(scene: Scene, concern: str) -> str:
    """Who stands under a concern, as a list; nothing where nobody does."""
    names = [shown_of(row) for row in scene.project.concerned if row.concern == concern]
    return scene.listed(names) if names else ""


def reached_text(scene: Scene) -> str:
    """How each is reached, as one would write it; nothing where nobody has said so."""
    reached = [
        f"{shown_of(each)}: {cut(each.reach, length=_NAME_SHOWN)}" for each in scene.project.concerned if each.reach
    ]
    return "; ".join(dict.fromkeys(reached))


def map_text(scene: Scene) -> Text:
    """The whole map, a line for each part of it that has something."""
    project = scene.project
    lines: list[Text] = []
    if project.hours is not None:
        lines.append(scene.say("concerned-map-hours", count=project.hours))
    lines.append(_sponsor_line(scene))
    for concern in CONCERNS:
        if rows := [row for row in project.concerned if row.concern == concern]:
            lines.append(scene.say(f"concerned-map-{concern}", names=_listed(scene, rows)))
    if not project.concerned:
        lines.append(scene.say("concerned-map-nobody"))
    return joined(lines)


def _sponsor_line(scene: Scene) -> Text:
    sponsor = scene.project.sponsor
    return scene.say("concerned-map-sponsor", name=sponsor) if sponsor else scene.say("concerned-map-no-sponsor")


def _listed(scene: Scene, rows: list[Stakeholder]) -> str:
    shown = [f"{shown_of(row)} ({cut(row.reach, length=_NAME_SHOWN)})" if row.reach else shown_of(row) for row in rows]
    if len(shown) <= _MOST_SHOWN:
        return scene.listed(shown)
    more = scene.line("concerned-map-more", count=len(shown) - _MOST_SHOWN)
    return scene.listed([*shown[:_MOST_SHOWN], more])
