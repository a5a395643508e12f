"""Where we are, in words: the project's map in a few lines, and the line with which somebody is welcomed back. Pure."""

from __future__ import annotations

from dialogs.flow import Flow, Scene, Setting
from dialogs.process import PROCESS, STEPS, current_step, missing
from dialogs.session import DialogSession
from dialogs.text import Text, cut, joined
from knowledge.project import Project, StepVisit

_NAME_SHOWN = 60


def step_name(scene: Scene, step: str) -> str:
    """What a step of the process is called."""
    return scene.line(f"step-{step.replace('_', '-')}")


def status(scene: Scene, *, names: bool = True) -> Text:
    """What is done, what is open and whose it is, what comes next. Without `names` nobody is named."""
    if scene.held is None or not scene.held.steps:
        return scene.say("status-nothing")
    project = scene.held
    parts = [scene.say("status-project", name=cut(project.name, length=_NAME_SHOWN))]
    if done := _done(scene, project):
        parts.append(scene.say("status-done", steps=scene.listed(done)))
    now = current_step(project)
    parts.append(_now(scene, project, now, names=names))
    if now.state == "open" and (following := _after(now.step)):
        parts.append(scene.say("status-next", step=step_name(scene, following)))
    return joined(parts)


def where_we_are(
    flow: Flow, session: DialogSession, project: Project | None, setting: Setting, *, names: bool = True
) -> Text:
    """The project's map in a few lines; without names for a room that others read too."""
    return status(Scene(flow=flow, session=session, setting=setting, held=project), names=names)


def _done(scene: Scene, project: Project) -> list[str]:
    closed = {v.step for v in project.steps if v.state in ("decided", "skipped")}
    return [step_name(scene, step.key) for step in STEPS if step.key in closed]


def _after(step: str) -> str | None:
    following = next(edge.to for edge in PROCESS.edges if edge.source == step)
    return following if following not in PROCESS.finals else None


def _now(scene: Scene, project: Project, now: StepVisit, *, names: bool) -> Text:
    name = step_name(scene, now.step)
    if now.state != "open" or now.owner is None:
        return scene.say("status-waiting", step=name)
    owner = name_of(project, now.owner)
    line = scene.say("status-open", step=name, owner=owner) if names else scene.say("status-open-room", step=name)
    if now.due and names:
        line = scene.say("status-open-due", step=name, owner=owner, due=now.due)
    if project.is_alone or not now.answered:
        return line
    count = len(project.present) - len(missing(project, now.step))
    return joined((line, scene.say("status-answered", count=count, team=len(project.present))), by=" ")


def name_of(project: Project, person: str) -> str:
    """A member's name."""
    member = project.find_member(person)
    return member.name if member else ""


def recap(scene: Scene) -> Text:
    """One line for somebody who comes back: nothing for somebody who has only just come."""
    if not scene.session.answers:
        return _about_project(scene)
    touched = scene.session.touched.astimezone(scene.at.tzinfo)  # the days are those of whoever comes back
    days = (scene.at.date() - touched.date()).days
    project = cut(scene.held.name, length=_NAME_SHOWN) if scene.held else ""
    last = _last(scene)
    key = "recap" if days < 1 else "recap-days"
    back = scene.say(key, name=scene.person.name, project=project, days=days)
    return joined((back, last), by=" ") if last.spans else back


def _about_project(scene: Scene) -> Text:
    """Which project it is, where the question does not say so itself."""
    if scene.held is None or scene.flow.at is None:
        return Text()
    return scene.say("recap-begin", project=cut(scene.held.name, length=_NAME_SHOWN))


def _last(scene: Scene) -> Text:
    """The newest answer that can be shown."""
    session = scene.session
    newest = sorted(session.answers.items(), key=lambda item: item[1].visit, reverse=True)
    for key, _ in newest:
        step = scene.flow.get_step(key)
        if step.kept and (answer := step.kept(scene)):
            title = scene.line(f"{scene.flow.name}-{key}-title")
            return scene.say("recap-last", title=title, answer=cut(answer, length=80))
    return Text()
