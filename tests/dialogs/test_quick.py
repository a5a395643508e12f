"""The quick start: few answers, three ideas that fit what was said, and all of it a project that a team can go on with."""

from __future__ import annotations

import pytest

from dialogs.flow import Scene
from dialogs.flows.first_ideas import idea_pages, page_text
from dialogs.flows.quick import QUICK
from dialogs.inbound import Identity
from dialogs.prompt import TEXT_LIMIT
from dialogs.session import DialogSession
from dialogs.setting import Setting
from knowledge.loading import load_catalogue
from knowledge.project import Barrier, Contribution, Person, Project
from tests.support.scripts import QUICK as SCRIPT
from tests.support.world import MONDAY, World

MOST_ANSWERS = 12
GOAL = (
    "quick start",
    "A weekly online group for people with chronic pain",
    "Physiotherapists tell every patient about it",
)

LONGEST = {
    "en": (
        "Deutsch",
        "English",
        "Quick start: ten minutes",
        "A weekly online group",
        "Ana",
        "Physiotherapists tell every patient about it",
        "nobody has time to explain it",
        "the log-in fails half of the time",
        "patients do not trust it",
        "Time",
        "[1]",
        "we put up a poster",
    ),
    "de": (
        "Deutsch",
        "Schnellstart: zehn Minuten",
        "Eine Online-Gruppe jede Woche",
        "Ana",
        "Die Physiotherapie erzählt allen davon",
        "keine Ahnung",
        "Niemand hat Zeit dafür",
        "die Anmeldung klappt nur jedes zweite Mal",
        "viele möchten nicht am Computer sitzen",
        "[1]",
        "[1]",
        "wir haben ein Plakat aufgehängt",
    ),
}
"""All that can be asked on the way, the longest one."""


class Nameless(World):
    """People whose names the channel does not tell."""

    def identity(self, name: str) -> Identity:
        """The same person, called nothing."""
        return super().identity(name).but(name="")


def say(world: World, *texts: str) -> None:
    """Ana answers."""
    for text in texts:
        world.says("Ana", text)


def begun(*texts: str) -> World:
    """Where Ana stands after the goal and these answers."""
    world = World()
    say(world, *GOAL, *texts)
    return world


def strategies(project: Project) -> set[str | None]:
    """What stands on the short list."""
    return {each.strategy for each in project.proposals if each.kept}


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_newcomer_has_three_ideas_within_twelve_answers(language: str) -> None:
    """Even with the language, the name and everything else that can be asked on the way."""
    world = Nameless()
    world.opens("Ana")
    say(world, *LONGEST[language])
    shown = world.letterbox.delivered[-1].prompt.body.plain

    assert len(LONGEST[language]) <= MOST_ANSWERS
    assert world.step("Ana") == ("quick", "ideas")
    assert all(f"\n{number}. " in shown for number in (1, 2, 3))
    assert {"en": "A first guess, nobody else heard.", "de": "Eine erste Vermutung"}[language] in shown


def test_what_was_answered_is_the_project() -> None:
    """Team and goal are decided as a first guess, what hinders is open with one answer in it, the ideas are kept."""
    world = World()
    for name, text in SCRIPT[:12]:
        world.says(name, text)
    project = world.project()
    said = {c.words: (c.kind, c.step) for c in project.standing}
    states = {v.step: (v.state, v.reason) for v in project.steps}
    guess = "Quick start: a first guess, nobody else heard."

    assert (project.goal.innovation, project.goal.goal) == GOAL[1:]
    assert project.name == GOAL[1]
    assert states == {"team": ("decided", guess), "goal": ("decided", guess), "barriers": ("open", None)}
    assert project.get_step("barriers").answered == (project.lead.person,)
    assert [(d.step, d.what, d.reason) for d in project.decisions] == [("goal", GOAL[2], guess)]
    assert said == {
        "nobody has time to explain it": ("barrier", "barriers"),
        "the log-in fails half of the time": ("barrier", "barriers"),
        "we put up a poster, and a few more people asked": ("tried", "strategies"),
    }
    assert [(b.determinant, b.custom) for b in project.barriers] == [("time", False), (None, True)]
    assert [each.visit for each in project.proposals] == [1] * 6
    assert {each.barrier for each in project.proposals} == {b.id for b in project.barriers}


def test_colleagues_who_are_invited_answer_before_they_see_anything() -> None:
    """The one who began waits for them, as in any team."""
    world = begun("nobody has time to explain it", "that's all", "Time", "skip")
    world.taps("Ana", "Invite two colleagues")
    say(world, "Ben, Cara", "that's all")
    waits = world.step("Ana")
    for name in ("Ben", "Cara"):
        for text in ("patients do not trust it", "that's all", "nothing yet", "none of these", "no"):
            world.says(name, text)
    seen = " ".join(d.prompt.body.plain for d in world.letterbox.delivered if d.name in ("Ben", "Cara"))

    assert waits == ("together", "wait")
    assert "nobody has time" not in seen
    assert world.labels("Ana") == ["Look together"]


def test_alone_one_goes_on_to_all_that_was_written() -> None:
    """Nobody is asked the same twice."""
    world = begun("nobody has time\nthe log-in fails", "that's all", "Time", "[1]", "skip", "go on alone")

    assert world.step("Ana") == ("together", "look")
    assert "nobody has time" in world.text("Ana")


def test_other_ideas_are_for_what_else_hinders_and_none_comes_twice() -> None:
    """Until there are no more."""
    world = begun("nobody has time\nthe log-in fails", "that's all", "Time", "[1]", "skip")
    heads = []
    while "Show other ideas" in world.labels("Ana"):
        heads.append(world.text("Ana").splitlines()[0])
        world.taps("Ana", "Show other ideas")
    world.taps("Ana", "Go on alone")
    shown = [each.strategy for each in world.project().proposals]

    assert "nobody has time" in heads[0]
    assert "the log-in fails" in heads[1]
    assert len(shown) == len(set(shown)) > 6


def test_ideas_follow_an_answer_that_is_changed_and_the_earlier_ones_go_off_the_list() -> None:
    """No row is removed: they are kept as not chosen."""
    world = begun("nobody has time", "that's all", "Time", "skip")
    world.taps("Ana", "Show other ideas")
    say(world, "back", "back")
    say(world, "nobody has time")
    say(world, "no one ever told us about it", "that's all", "[1]")
    first = world.text("Ana")
    world.taps("Ana", "Go on alone")
    project = world.project()
    gone = {each.strategy for each in project.proposals if not each.kept}

    assert "“no one ever told us about it”" in first
    assert len(strategies(project)) == 3
    assert len(gone) >= 3


def test_only_the_first_two_are_looked_at_and_the_others_stay_in_own_words() -> None:
    """Four lines at once, two questions."""
    world = begun("nobody has time\nthe log-in fails\nGPs forget it\nno money for it")
    say(world, "[1]", "[1]")
    barriers = world.project().barriers

    assert world.step("Ana") == ("quick", "tried")
    assert [b.determinant is not None for b in barriers] == [True, True, False, False]
    assert [b.custom for b in barriers] == [False, False, True, True]


def test_something_common_is_known_for_what_it_is() -> None:
    """It is not asked about again."""
    world = begun("idk", "People do not think of it", "that's all")

    assert world.step("Ana") == ("quick", "tried")
    assert [(b.determinant, b.custom) for b in world.project().barriers] == [("awareness", False)]


def test_what_sounds_like_nothing_is_kept_where_somebody_wants_that() -> None:
    """In their own words."""
    world = begun("everything is fine")
    world.taps("Ana", "Keep it as I wrote it")

    assert [c.words for c in world.project().standing] == ["everything is fine"]


@pytest.mark.parametrize(
    ("choice", "flow"), [("Go on alone", "barriers"), ("Invite two colleagues", "invite"), ("Write something", "quick")]
)
def test_without_anything_that_hinders_there_are_no_ideas_and_one_can_go_on(choice: str, flow: str) -> None:
    """Nothing is made up."""
    world = begun("skip", "Go on without ideas")
    told = world.text("Ana")
    say(world, choice)

    assert "no ideas yet" in told
    assert world.project().proposals == ()
    assert world.step("Ana")[0] == flow


def test_who_invites_without_an_answer_of_their_own_is_asked_for_it_then() -> None:
    """As everybody else."""
    world = begun("skip", "Go on without ideas")
    world.taps("Ana", "Invite two colleagues")
    say(world, "Ben", "that's all")

    assert world.step("Ana") == ("barriers", "describe")
    assert world.step("Ben") == ("barriers", "describe")


@pytest.mark.parametrize(
    ("innovation", "name"),
    [
        ("Pain group online.\nEvery Tuesday", "Pain group online"),
        ("https://example.org", "My project"),
        ("A sleep diary, see www.example.org/app", "A sleep diary, see"),
        ("x" * 200, "x" * 59 + "…"),
        (
            "An online course with a coach for everybody with a mild depression",
            "An online course with a coach for everybody with a mild…",
        ),
    ],
)
def test_the_project_is_called_after_what_is_new(innovation: str, name: str) -> None:
    """A few words of it, without an address."""
    world = World()
    say(world, "quick start", innovation)

    assert world.project().name == name


def test_the_name_follows_when_what_is_new_is_changed() -> None:
    """Nobody has chosen it."""
    world = begun("back", "back")
    say(world, "A walking group")

    assert world.project().name == "A walking group"
    assert world.step("Ana") == ("quick", "hinders")


def test_something_else_first_leads_back_to_the_ordinary_start() -> None:
    """Nothing has begun yet."""
    world = World()
    say(world, "quick start", "stop", "Do something else first", "Pain group", "only me", "later")

    assert world.project().name == "Pain group"
    assert world.step("Ana") == ("goal", "innovation")


def test_the_button_of_the_quick_start_tapped_later_changes_nothing() -> None:
    """However old."""
    world = begun()
    before = world.projects()
    world.later(days=100)
    token = next(option.token for _, option in world.history if option.label.startswith("Quick start"))
    world.taps_token("Ana", token)

    assert world.projects() == before
    assert world.step("Ana") == ("quick", "hinders")


def test_what_was_tried_is_said_anew_and_nothing_is_lost() -> None:
    """The newer words stand, the older ones are replaced."""
    world = begun("nobody has time", "that's all", "Time", "a poster", "back", "a poster and a talk")
    project = world.project()

    assert [c.words for c in project.standing if c.kind == "tried"] == ["a poster and a talk"]
    assert "a poster" in {c.words for c in project.contributions}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("determinant", [each.id for each in load_catalogue().determinants])
def test_every_page_says_what_how_to_begin_and_how_sure_and_fits_a_message(determinant: str, language: str) -> None:
    """For whatever hinders."""
    scene = scene_of(determinant, language=language)
    pages = idea_pages(scene)
    begins, ends = {"en": ("First step: ", "not proof."), "de": ("Erster Schritt: ", "kein Beweis.")}[language]

    assert len(pages) >= 2
    for page in pages:
        shown = page_text(scene, page).plain

        assert shown.count(begins) == len(page.ideas) <= 3
        assert ends in shown
        assert len(shown) < TEXT_LIMIT - 400


def scene_of(determinant: str, *, language: str) -> Scene:
    """Somebody before the ideas for one barrier with many words."""
    ana = Person(id="ana", workspace="local", name="Ana", language=language)
    said = Contribution(id="c", step="barriers", visit=1, kind="barrier", words="so " * 300, author="ana", at=MONDAY)
    project = Project(
        id="p",
        workspace="local",
        name="Pain group",
        created=MONDAY,
        contributions=(said,),
        barriers=(Barrier(id="c", contribution="c", hinders=True, determinant=determinant),),
    )
    session = DialogSession(
        id="s",
        person="ana",
        workspace="local",
        project="p",
        flow="quick",
        step="ideas",
        slots={"own": ("c",)},
        touched=MONDAY,
    )
    setting = Setting(at=MONDAY, person=ana, catalogue=load_catalogue())
    return Scene(flow=QUICK, session=session, setting=setting, held=project)
