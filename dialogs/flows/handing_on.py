"""Identify, goal: handing on. Who looks after the next step, by when, and how the team sees the goal. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from dialogs import phrases
from dialogs.effects import Begin, Effect, Say
from dialogs.flow import Offer, Question, Rejected, Reply, Scene, Taken, Verdict, offers
from dialogs.flows.start import owner_choices
from dialogs.process import answered, missing
from dialogs.reading import read_dates, read_number
from dialogs.session import Slots
from dialogs.status import name_of
from dialogs.text import Text, joined
from knowledge.project import Contribution, Project

LONGEST_WAIT = 180  # days in which a team still gathers: half a year
EDIT = "~edit"


def ask_owner(scene: Scene) -> Question:
    """Who looks after the next step."""
    return Question(body=scene.say("goal-owner-ask"), choices=owner_choices(scene))


def take_due(scene: Scene, reply: Reply) -> Verdict:
    """A day as people write it; whatever was typed is read back before it is kept."""
    weeks = {"one_week": 1, "two_weeks": 2}.get(reply.option or "")
    if weeks:
        return _with_due(scene, scene.setting.today + timedelta(weeks=weeks), trigger="clear")
    if reply.option == "none":
        return _with_team_asked(scene, "clear", {"due": ""})
    return _typed(scene, reply.words)


def _typed(scene: Scene, words: str) -> Verdict:
    days = _days(scene, words)
    if not days:
        return Rejected(scene.say("bad-date", day=scene.setting.today + timedelta(weeks=3)))
    in_time = [day for day in days if 0 < (day - scene.setting.today).days <= LONGEST_WAIT]
    if not in_time:
        last = scene.setting.today + timedelta(days=LONGEST_WAIT)
        is_past = max(days) <= scene.setting.today
        return Rejected(scene.say("bad-date-past" if is_past else "bad-date-far", day=days[0], last=last))
    if len(in_time) > 1:
        return Taken(trigger="unclear", slots={"days": tuple(day.isoformat() for day in in_time)})
    return Taken(trigger="typed", slots={"due": in_time[0].isoformat()})


def _days(scene: Scene, words: str) -> tuple[date, ...]:
    """The days meant: a date, or a plain number of days from now."""
    language = scene.setting.language
    if days := read_dates(words, today=scene.setting.today, language=language):
        return days
    number = read_number(words, language=language) if len(words.split()) == 1 else None
    if number is None or number != int(number) or abs(number) > 10 * LONGEST_WAIT:
        return ()
    return (scene.setting.today + timedelta(days=int(number)),)


def _with_due(scene: Scene, day: date, *, trigger: str) -> Taken:
    return _with_team_asked(scene, trigger, {"due": day.isoformat()})


def _with_team_asked(scene: Scene, trigger: str, slots: Slots) -> Taken:
    """The owner is through: everybody else is asked whether the goal is right."""
    project = answered(scene.project, "goal", person=scene.person.id)
    waiting = missing(project, "goal")
    asks: tuple[Effect, ...] = tuple(Begin(to=person, flow="agree", number=scene.session.number) for person in waiting)
    ack = scene.say("goal-asked", names=scene.listed([name_of(project, p) for p in waiting])) if waiting else None
    return Taken(trigger=trigger, project=project, slots=slots, effects=asks, ack=ack)


def ask_team_again(scene: Scene) -> Taken:
    """The goal reads otherwise now: what was said to the old wording is put aside, and everybody is asked anew."""
    number = scene.session.number
    visit = scene.project.get_step("goal")
    fresh = scene.project.with_step(visit.but(answered=()))
    for said in _replies(scene.project):
        gone = said.but(id=scene.new_contribution_id(said.id), kind="withdrawal", words="", replaces=said.id)
        fresh = fresh.with_contribution(gone)
    project = answered(fresh, "goal", person=scene.person.id)
    waiting = missing(project, "goal")
    asks = tuple(effect for person in waiting for effect in _asked_anew(scene, person, number=number))
    names = scene.listed([name_of(project, p) for p in waiting])
    return Taken(trigger="team", project=project, effects=asks, ack=scene.say("goal-asked-again", names=names))


def _asked_anew(scene: Scene, person: str, *, number: int) -> tuple[Effect, ...]:
    """They have seen it before, so they hear that it is not the same."""
    known = scene.setting.people.get(person, scene.person)
    body = phrases.say("agree-changed", language=known.language)
    return Say(to=person, body=body, asked=False), Begin(to=person, flow="agree", number=number)


def due_of(scene: Scene) -> date | None:
    """The day chosen, if any."""
    kept = str(scene.session.slots.get("due", ""))
    return date.fromisoformat(kept) if kept else None


def kept_due(scene: Scene) -> str:
    """The day, written out."""
    due = due_of(scene)
    return phrases.say_date(due, language=scene.setting.language) if due else scene.line("goal-due-none")


def ask_which(scene: Scene) -> Question:
    """The days that "3/4" could mean."""
    days = scene.session.slots.get("days", ())
    language = scene.setting.language
    choices = [Offer(key=day, label=phrases.say_date(date.fromisoformat(day), language=language)) for day in days]
    return Question(body=scene.say("goal-which-ask"), choices=tuple(choices))


def take_which(scene: Scene, reply: Reply) -> Verdict:
    """One of them, or another day in words."""
    if reply.option is None:
        return _typed(scene, reply.words)
    return _with_due(scene, date.fromisoformat(str(reply.option)), trigger="given")


def ask_day(scene: Scene) -> Question:
    """The day read back, before it is kept."""
    due = due_of(scene) or scene.setting.today
    return Question(body=scene.say("goal-day-ask", day=due), choices=offers(scene, "day", "yes", "no"))


def take_day(scene: Scene, reply: Reply) -> Verdict:
    """Right, or another one: by its button, or just written."""
    if reply.option is None:
        return _typed(scene, reply.words)
    if reply.option == "no":
        return Taken(trigger="no", changed=False, undo=("due", "day"))
    return _with_team_asked(scene, "yes", {})


def ask_wait(scene: Scene) -> Question:
    """How the team sees the goal so far."""
    waiting = missing(scene.project, "goal")
    lines = [_change_line(scene, c) for c in _replies(scene.project) if c.kind == "change"]
    if agreed := [c for c in _replies(scene.project) if c.kind == "agreement"]:
        lines.insert(0, _agreed_line(scene, agreed))
    if waiting:
        lines.append(scene.say("goal-wait-missing", names=scene.listed([name_of(scene.project, p) for p in waiting])))
    body = joined((*lines, scene.say("goal-wait-ask")))
    return Question(body=body, choices=offers(scene, "wait", "go", EDIT))


def _agreed_line(scene: Scene, agreed: list[Contribution]) -> Text:
    if not scene.project.named:
        return scene.say("goal-wait-agreed", count=len(agreed))
    names = [name_of(scene.project, c.author or "") for c in agreed]
    return scene.say("goal-wait-agreed-named", count=len(names), names=scene.listed(names))


def _replies(project: Project) -> tuple[Contribution, ...]:
    number = project.get_step("goal").number
    return tuple(c for c in project.standing if c.step == "goal" and c.visit == number)


def _change_line(scene: Scene, change: Contribution) -> Text:
    if change.author is None:
        return scene.say("goal-wait-change-unnamed", words=change.words)
    return scene.say("goal-wait-change", name=name_of(scene.project, change.author), words=change.words)


def take_wait(_: Scene, __: Reply) -> Verdict:
    """The owner goes on, whoever has answered."""
    return Taken(trigger="go")
