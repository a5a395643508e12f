"""What somebody contributes in their own words, and what there is to ask about it. For every flow that gathers. Pure.

Not here: how it is asked (`looking`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, get_args

from dialogs.flow import Rejected, Scene, Taken
from dialogs.reading import means, split_lines
from dialogs.session import Slots
from knowledge.kinds import Kind
from knowledge.matching import Suggestion
from knowledge.project import Barrier, Contribution, ContributionKind, Project

MOST_AT_ONCE = 20
CUSTOM = "custom"
_LEFT_OUT = ("resources", "leadership", "healthcare_system")  # in 31 projects, none chose a barrier on the first two
_MOST_THEMES = 4
_CLEARLY = 1.5  # times as near as the next one

Look = Literal["split", "side", "match"]
"""What can be asked about a contribution: whether it is several things, whether it helps, what it is closest to."""
LOOKS: tuple[Look, ...] = get_args(Look)


def own(scene: Scene) -> tuple[Contribution, ...]:
    """This person's standing contributions of this session in order, parts in the place of the whole."""
    mine = scene.session.slots.get("own", ())
    standing = {c.id: c for c in scene.project.standing if c.id in mine} if mine else {}
    return tuple(standing[each] for each in mine if each in standing)


def own_of(scene: Scene, kind: ContributionKind) -> tuple[Contribution, ...]:
    """Those of one kind."""
    return tuple(c for c in own(scene) if c.kind == kind)


def contribute(scene: Scene, words: str, kind: ContributionKind, *, replaces: str | None = None) -> Taken | Rejected:
    """Take what somebody wrote, one contribution a line, as it was typed."""
    lines = split_lines(words) or (words,)
    if len(lines) > MOST_AT_ONCE:
        return Rejected(scene.say("barriers-many", most=MOST_AT_ONCE))
    taken = note(scene, lines, kind, replaces=replaces)
    foreign = [each for each in lines if _kind(scene, each) == "foreign"]
    if not foreign or "foreign" in scene.session.slots:
        return taken
    ack = scene.say("contributed-foreign", count=len(foreign), of=len(lines))
    return replace(taken, slots=taken.slots | {"foreign": "told"}, ack=ack)


def note(
    scene: Scene,
    lines: Sequence[str],
    kind: ContributionKind,
    *,
    replaces: str | None = None,
    asked: tuple[Look, ...] = (),
) -> Taken:
    """These lines as this person's, in the place of what the first of them replaces; `asked` is not asked of them."""
    project = scene.project
    new: list[str] = []
    for number, line in enumerate(lines):
        contribution = _contribution(scene, line, kind, number=number, replaces=None if number else replaces)
        project = project.with_contribution(contribution)
        project = project.with_barrier(_barrier(scene, contribution, asked=asked))
        new.append(contribution.id)
    slots: Slots = {"own": _in_place(scene.session.slots.get("own", ()), new, of=replaces)}
    return Taken(trigger="", project=project, slots=slots | _with_asked(scene, new, asked))


def _in_place(own_ids: str | Sequence[str], new: list[str], *, of: str | None) -> tuple[str, ...]:
    """All ids in order, the new ones after the one that they replace, else at the end."""
    ids = list(own_ids)
    place = ids.index(of) + 1 if of in ids else len(ids)
    return tuple(dict.fromkeys((*ids[:place], *new, *ids[place:])))


def _with_asked(scene: Scene, ids: list[str], asked: tuple[Look, ...]) -> Slots:
    return {look: (*scene.session.slots.get(look, ()), *ids) for look in asked}


def settle(scene: Scene, contribution: Contribution, look: Look) -> Taken:
    """A question about it is answered, and it stays as it is: never asked again, and custom where no other is open."""
    asked = (*_asked(scene, contribution), look)
    barrier = barrier_of(scene, contribution.id).but(custom=_look_at(scene, contribution, asked=asked) is None)
    slots = _with_asked(scene, [contribution.id], (look,))
    return Taken(trigger="", project=scene.project.with_barrier(barrier), slots=slots)


def flip(scene: Scene, contribution: Contribution) -> Taken:
    """The same words for the other side: what was said to hinder helps, or the other way round."""
    other: ContributionKind = "barrier" if contribution.kind == "facilitator" else "facilitator"
    taken = note(scene, (contribution.words,), other, replaces=contribution.id, asked=("split", "side"))
    old, new = barrier_of(scene, contribution.id), scene.new_contribution_id("0")
    if old.determinant is None or taken.project is None:
        return taken
    flipped = barrier_of(scene.after(taken), new).but(determinant=old.determinant, custom=False)
    return replace(taken, project=taken.project.with_barrier(flipped))


def is_nothing(scene: Scene, words: str) -> bool:
    """Whether there is nothing in it to work with: not knowing, all is well. Of several lines, all of them."""
    return is_enough(scene, words) or all(_kind(scene, line) == "nothing" for line in split_lines(words) or (words,))


def is_enough(scene: Scene, words: str) -> bool:
    """Whether somebody says that this is all, or that they know of nothing more."""
    return any(means(words, key, language=scene.setting.language) for key in ("read-enough", "read-unsure"))


def _kind(scene: Scene, words: str) -> Kind:
    return scene.setting.hear(words).kind


def is_fresh(scene: Scene) -> bool:
    """Whether one of this person's contributions came with this very act; else whatever is asked comes unawares."""
    first = scene.new_contribution_id("0")
    return any(c.id == first for c in own(scene))


def _contribution(
    scene: Scene, words: str, kind: ContributionKind, *, number: int, replaces: str | None
) -> Contribution:
    named = scene.project.named
    return Contribution(
        id=scene.new_contribution_id(str(number)),
        step="barriers",
        visit=scene.session.number,
        kind=kind,
        words=words,
        author=scene.person.id if named else None,
        at=scene.at if named else None,
        replaces=replaces,
    )


def _barrier(scene: Scene, contribution: Contribution, *, asked: tuple[Look, ...]) -> Barrier:
    """Not yet looked at where there is something to ask about it; the person's own otherwise."""
    return Barrier(
        id=contribution.id,
        contribution=contribution.id,
        hinders=contribution.kind == "barrier",
        custom=_look_at(scene, contribution, asked=asked) is None,
    )


def unmatched(scene: Scene) -> tuple[Contribution, ...]:
    """Own contributions for which the person has not said what they are."""
    waiting = {b.contribution for b in scene.project.barriers if b.determinant is None and not b.custom}
    return tuple(c for c in own(scene) if c.id in waiting)


def next_look(scene: Scene) -> Look | None:
    """What to ask about the first that waits; None where none does."""
    waiting = unmatched(scene)
    if not waiting:
        return None
    return _look_at(scene, waiting[0], asked=_asked(scene, waiting[0])) or "match"


def _asked(scene: Scene, contribution: Contribution) -> tuple[Look, ...]:
    return tuple(look for look in LOOKS if contribution.id in scene.session.slots.get(look, ()))


def _look_at(scene: Scene, contribution: Contribution, *, asked: tuple[Look, ...]) -> Look | None:
    """What to ask about it first; None where nothing is open, so that it is the person's own."""
    kind = _kind(scene, contribution.words)
    if kind in ("nothing", "foreign"):
        return None
    if "split" not in asked and parts_of(scene, contribution):
        return "split"
    if "side" not in asked and _reads_otherwise(scene, contribution, kind):
        return "side"
    return "match" if suggested(scene, contribution) else None


def parts_of(scene: Scene, contribution: Contribution) -> tuple[str, ...]:
    """The several things of which it speaks; none where it speaks of one."""
    return scene.setting.hear(contribution.words).parts


def _reads_otherwise(scene: Scene, contribution: Contribution, kind: Kind) -> bool:
    """Whether what was said to hinder sounds like something that helps, or clearly the other way round."""
    if contribution.kind == "barrier":
        return kind == "facilitator"
    return kind == "barrier" and scene.setting.hear(contribution.words).is_hindering


def suggested(scene: Scene, contribution: Contribution) -> tuple[Suggestion, ...]:
    """What the catalogue knows that is like it."""
    return scene.setting.hear(contribution.words).suggestions


def themes_without(scene: Scene, barriers: list[Barrier]) -> tuple[str, ...]:
    """Ids of themes of which none of these barriers speaks, at most four: those first that most teams leave out."""
    catalogue = scene.setting.catalogue
    spoken = (catalogue.find_determinant(_clearly_like(scene, b) if b.custom else b.determinant) for b in barriers)
    touched = {CUSTOM, *(found.theme for found in spoken if found)}
    left = [theme.id for theme in catalogue.themes if theme.id not in touched]
    return tuple(sorted(left, key=lambda theme: theme not in _LEFT_OUT)[:_MOST_THEMES])


def _clearly_like(scene: Scene, barrier: Barrier) -> str | None:
    """What people's own words come nearest to, where nothing else is about as near."""
    found = scene.setting.hear(scene.project.get_contribution(barrier.contribution).words).suggestions
    is_clear = len(found) == 1 or (len(found) > 1 and found[0].score >= _CLEARLY * found[1].score)
    return found[0].determinant if is_clear else None


def theme_names(scene: Scene, themes: tuple[str, ...]) -> str:
    """The themes, as people read them."""
    catalogue = scene.setting.catalogue
    return scene.listed(
        [scene.line("quoted", words=catalogue.get_theme(t).name.to(scene.setting.language)) for t in themes]
    )


def withdraw(scene: Scene, old: Contribution) -> Project:
    """The project without these words in sight: what is inserted takes them back."""
    gone = _contribution(scene, "", "withdrawal", number=0, replaces=old.id)
    return scene.project.with_contribution(gone)


def barrier_of(scene: Scene, contribution: str | None) -> Barrier:
    """The barrier that stands for a contribution."""
    return next(b for b in scene.project.barriers if b.contribution == contribution)
