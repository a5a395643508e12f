"""What somebody contributes in their own words, and how it is matched. For every flow that gathers. Pure."""

from __future__ import annotations

from dialogs.flow import Offer, Question, Rejected, Reply, Scene, Taken
from dialogs.reading import split_lines
from dialogs.text import cut
from dialogs.token import OPTION_LIMIT
from knowledge.matching import suggest_determinants
from knowledge.project import Barrier, Contribution, ContributionKind, Project

MOST_AT_ONCE = 20
CUSTOM = "custom"


def own(scene: Scene) -> tuple[Contribution, ...]:
    """This person's standing contributions of this session, in the order in which they came."""
    ids = set(scene.session.slots.get("own", ()))
    return tuple(c for c in scene.project.standing if c.id in ids)


def own_of(scene: Scene, kind: ContributionKind) -> tuple[Contribution, ...]:
    """Those of one kind."""
    return tuple(c for c in own(scene) if c.kind == kind)


def contribute(scene: Scene, words: str, kind: ContributionKind, *, replaces: str | None = None) -> Taken | Rejected:
    """Take what somebody wrote, one contribution a line, as it was typed."""
    lines = split_lines(words) or (words,)
    if len(lines) > MOST_AT_ONCE:
        return Rejected(scene.say("barriers-many", most=MOST_AT_ONCE))
    project, ids = scene.project, list(scene.session.slots.get("own", ()))
    for number, line in enumerate(lines):
        contribution = _contribution(scene, line, kind, number=number, replaces=replaces if number == 0 else None)
        project = project.with_contribution(contribution).with_barrier(_barrier(scene, contribution))
        ids.append(contribution.id)
    return Taken(trigger="", project=project, slots={"own": tuple(dict.fromkeys(ids))})


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


def _barrier(scene: Scene, contribution: Contribution) -> Barrier:
    """Not yet looked at where the catalogue knows something like it; the person's own otherwise."""
    known = suggest_determinants(contribution.words, language=scene.setting.language, catalogue=scene.setting.catalogue)
    return Barrier(
        id=contribution.id, contribution=contribution.id, hinders=contribution.kind == "barrier", custom=not known
    )


def unmatched(scene: Scene) -> tuple[Contribution, ...]:
    """Own contributions for which the person has not said what they are."""
    waiting = {b.contribution for b in scene.project.barriers if b.determinant is None and not b.custom}
    return tuple(c for c in own(scene) if c.id in waiting)


def themes_without(scene: Scene, barriers: list[Barrier]) -> tuple[str, ...]:
    """Ids of the catalogue's themes of which none of these barriers speaks."""
    catalogue = scene.setting.catalogue
    touched = {catalogue.get_determinant(b.determinant).theme for b in barriers if b.determinant}
    return tuple(t.id for t in catalogue.themes if t.id not in touched and t.id != CUSTOM)


def theme_names(scene: Scene, themes: tuple[str, ...]) -> str:
    """The themes, as people read them."""
    catalogue = scene.setting.catalogue
    return scene.listed(
        [scene.line("quoted", words=catalogue.get_theme(t).name.to(scene.setting.language)) for t in themes]
    )


def ask_match(scene: Scene) -> Question:
    """What the next of one's own contributions is closest to; once all are done, which to look at again."""
    waiting = unmatched(scene)
    if not waiting:
        choices = tuple(Offer(key=c.id, label=scene.line("quoted", words=cut(c.words, length=66))) for c in own(scene))
        return Question(body=scene.say("match-again-ask"), choices=choices)
    now = waiting[0]
    key = "match-helps-ask" if now.kind == "facilitator" else "match-ask"
    body = scene.say(key, words=cut(now.words, length=300), count=len(waiting))
    rest = (Offer(key="rest", label=scene.line("match-rest")),) if len(waiting) > 1 else ()
    none = Offer(key="none", label=scene.line("match-none"))
    return Question(body=body, choices=(*_suggested(scene, now), none, *rest))


def kept_match(scene: Scene) -> str:
    """What each contribution was matched to; nothing while some still wait."""
    if unmatched(scene):
        return ""
    matched = {b.contribution: b.determinant for b in scene.project.barriers if b.determinant}
    names = [_name(scene, matched[c.id]) for c in own(scene) if c.id in matched]
    return scene.listed(list(dict.fromkeys(names))) if names else scene.line("match-kept-none")


def _name(scene: Scene, determinant: str) -> str:
    return scene.setting.catalogue.get_determinant(determinant).name.to(scene.setting.language)


def _suggested(scene: Scene, contribution: Contribution) -> tuple[Offer, ...]:
    found = suggest_determinants(contribution.words, language=scene.setting.language, catalogue=scene.setting.catalogue)
    return tuple(Offer(key=each.determinant[:OPTION_LIMIT], label=_name(scene, each.determinant)) for each in found)


def take_match(scene: Scene, reply: Reply) -> Project | Rejected:
    """The project with the next contribution matched, or kept as the person's own, or to be looked at again."""
    waiting = unmatched(scene)
    if reply.option == "rest":
        return _all_custom(scene, waiting)
    if not waiting:
        return scene.project.with_barrier(_barrier_of(scene, reply.option).but(determinant=None, custom=False))
    barrier = _barrier_of(scene, waiting[0].id)
    if reply.option == "none":
        return scene.project.with_barrier(barrier.but(determinant=None, custom=True))
    found = next((d.id for d in scene.setting.catalogue.determinants if d.id[:OPTION_LIMIT] == reply.option), None)
    if found is None:
        return Rejected(scene.say("bad-option"))
    return scene.project.with_barrier(barrier.but(determinant=found))


def _all_custom(scene: Scene, waiting: tuple[Contribution, ...]) -> Project:
    project = scene.project
    for contribution in waiting:
        project = project.with_barrier(_barrier_of(scene, contribution.id).but(custom=True))
    return project


def withdraw(scene: Scene, old: Contribution) -> Project:
    """The project without these words in sight: what is inserted takes them back."""
    gone = _contribution(scene, "", "withdrawal", number=0, replaces=old.id)
    return scene.project.with_contribution(gone)


def _barrier_of(scene: Scene, contribution: str | None) -> Barrier:
    return next(b for b in scene.project.barriers if b.contribution == contribution)
