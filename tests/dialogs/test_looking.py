"""Looking at what somebody wrote, with them: several things in one, on which side it stands, what it is like.

How texts are read is told by a table here, so that only the conversation is tried. The scenarios read for themselves.
"""

from __future__ import annotations

import pytest

from dialogs import heard
from dialogs.effects import Ask, Note
from dialogs.engine import advance
from dialogs.flow import Setting
from dialogs.flows import FLOWS
from dialogs.inbound import Brought, Filled, Said, Tapped
from dialogs.prompt import TEXT_LIMIT
from dialogs.windows import BROUGHT
from knowledge.catalogue import Catalogue
from knowledge.kinds import Kind
from knowledge.loading import load_catalogue
from knowledge.matching import Suggestion
from knowledge.project import Barrier, Contribution, Person
from knowledge.texts import Localised
from storage.memory import MemoryStore
from tests.support.scripts import ENGLISH
from tests.support.world import World

BEN_BEGINS = 17  # lines of the English script
TWO = "no time, and the log-in fails"
TWO_KEEN = "our manager is keen, and no time"
PARTS = {TWO: ("no time", "the log-in fails"), TWO_KEEN: ("our manager is keen", "no time")}
KINDS: dict[str, Kind] = {
    "our manager is keen": "facilitator",
    "all is well": "nothing",
    "nadie tiene tiempo": "foreign",
    "niemand, nie, nirgends": "foreign",
}
TIME = Suggestion(determinant="time", score=1.0, why="no, time")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the catalogue was asked: it knows whatever speaks of time. Texts are read as the tables above say."""
    asked: list[str] = []

    def suggest(text: str, *, language: str, catalogue: Catalogue) -> tuple[Suggestion, ...]:
        asked.append(text)
        return (TIME,) if "time" in text else ()

    monkeypatch.setattr(heard, "suggest_determinants", suggest)
    monkeypatch.setattr(heard, "tell_kind", lambda text, language: KINDS.get(text, "barrier"))
    monkeypatch.setattr(heard, "split_parts", lambda text, language: PARTS.get(text, ()))
    return asked


@pytest.fixture
def world(asked: list[str]) -> World:
    """Everybody is asked what makes it hard."""
    world = World()
    for name, text in ENGLISH[:BEN_BEGINS]:
        world.says(name, text)
    return world


def say(world: World, *texts: str) -> None:
    """Ben writes one after the other."""
    for text in texts:
        world.says("Ben", text)


def standing(world: World) -> list[tuple[str, str, str | None]]:
    """The words that stand, what they are, and whose."""
    return [(c.words, c.kind, c.author) for c in world.project().standing if c.step == "barriers"]


def written(world: World) -> list[str]:
    """The words that stand."""
    return [words for words, _, _ in standing(world)]


def barrier(world: World, words: str) -> Barrier:
    """How they stand in the project."""
    project = world.project()
    found: Contribution = next(c for c in project.standing if c.words == words)
    return next(b for b in project.barriers if b.contribution == found.id)


def journal(world: World) -> list[Note]:
    """Ben's lines of it."""
    assert isinstance(world.store, MemoryStore)
    ben = world.session("Ben").person
    return [note for note in world.store.kept().journal.values() if note.person == ben]


# ------------------------------------------------------------------------------------------------ several things in one


def test_two_things_are_noted_one_by_one(world: World) -> None:
    say(world, TWO, "the chairs are hard", "that's all", "nothing yet")

    assert world.step("Ben") == ("barriers", "split")
    assert world.text("Ben").splitlines()[1:3] == ["• “no time”", "• “the log-in fails”"]
    assert world.labels("Ben") == ["Yes, one by one", "No, it is one thing"]

    world.taps("Ben", "Yes, one by one")

    assert set(written(world)) == {"the chairs are hard", "no time", "the log-in fails"}
    assert "“no time”" in world.text("Ben")
    assert world.step("Ben") == ("barriers", "match")
    assert barrier(world, "the log-in fails").custom


def test_the_whole_stays_in_the_project_and_the_first_part_replaces_it(world: World) -> None:
    say(world, TWO, "that's all", "nothing yet", "yes")
    kept = {c.words: c for c in world.project().contributions}

    assert kept["no time"].replaces == kept[TWO].id
    assert kept["the log-in fails"].replaces is None
    assert {kept["no time"].author, kept["the log-in fails"].author} == {kept[TWO].author}


def test_parts_stand_where_the_whole_stood(world: World) -> None:
    say(world, TWO, "the chairs are hard", "that's all", "nothing yet", "yes", "none of these", "edit", "1")

    assert world.labels("Ben")[:3] == ["“no time”", "“the log-in fails”", "“the chairs are hard”"]


def test_one_thing_stays_one_and_is_not_asked_about_again(world: World) -> None:
    say(world, TWO, "that's all", "nothing yet")
    world.taps("Ben", "No, it is one thing")

    assert world.step("Ben") == ("barriers", "match")

    say(world, "none of these", "back", "1")

    assert world.step("Ben") == ("barriers", "match")
    assert written(world) == [TWO]


def test_one_thing_that_nothing_is_like_is_the_persons_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heard, "split_parts", lambda text, language: ("a", "b") if text == "a; b" else ())
    say(world, "a; b", "that's all", "nothing yet", "no")

    assert world.step("Ben") == ("barriers", "untouched")
    assert barrier(world, "a; b").custom


def test_skip_leaves_it_as_it_is(world: World) -> None:
    say(world, TWO, "that's all", "nothing yet", "skip")

    assert world.step("Ben") == ("barriers", "match")
    assert written(world) == [TWO]


def test_the_rest_can_stay_as_it_was_written(world: World) -> None:
    say(world, f"{TWO}\nno time left", "that's all", "nothing yet")
    world.taps("Ben", "The rest stays as I wrote it")

    assert world.step("Ben") == ("barriers", "untouched")
    assert all(b.custom for b in world.project().barriers)


def test_back_and_an_old_button_do_no_harm(world: World) -> None:
    say(world, TWO, "that's all", "nothing yet")
    no = world.prompts["Ben"].options[1].token
    say(world, "back")

    assert world.step("Ben") == ("barriers", "helps")

    say(world, "nothing yet", "yes")
    world.taps_token("Ben", no)

    assert "That question has moved on." in world.text("Ben")
    assert set(written(world)) == {"no time", "the log-in fails"}


@pytest.mark.parametrize(("text", "tapped"), [(TWO, "No, it is one thing"), ("our manager is keen", "Yes, it helps")])
def test_an_old_button_of_a_look_opens_nothing_after_the_end(world: World, text: str, tapped: str) -> None:
    say(world, text, "that's all", "nothing yet")
    old = [option.token for option in world.prompts["Ben"].options if option.label != tapped]
    world.taps("Ben", tapped)
    while "barriers" not in {session.flow for session in world.finished("Ben")}:
        world.taps("Ben", world.labels("Ben")[-1])
    for token in old:
        world.taps_token("Ben", token)

        assert world.text("Ben").startswith("That question is closed.")


@pytest.mark.parametrize("step", ["split", "side"])
def test_a_look_with_nothing_to_look_at_asks_which_to_look_at_again(world: World, step: str) -> None:
    say(world, "no time", "that's all", "nothing yet", "1", "no")
    session, project = world.session("Ben").but(step=step, finished=False), world.project()
    ben = Person(id=session.person, workspace="local", name="Ben", language="en")
    setting = Setting(at=world.at, person=ben, catalogue=load_catalogue())
    for act in (Said(text="help"), Said(text="none of them"), Said(text="1")):
        turn = advance(FLOWS["barriers"], session, project, world.inbound("Ben", act), setting)

        assert turn.session.finished or any(isinstance(effect, Ask) for effect in turn.effects)


def test_what_was_left_to_ask_when_a_match_was_kept_does_not_come_again(world: World) -> None:
    say(world, "no time at all", TWO, "that's all", "nothing yet", "none of these", "no", "none of these")

    assert world.step("Ben") == ("barriers", "untouched")

    say(world, "back")
    world.taps("Ben", "Keep it as it is")

    assert world.step("Ben") == ("barriers", "untouched")


def test_it_is_asked_of_what_was_written_to_the_areas_left_out(world: World) -> None:
    say(world, "no time", "that's all", "nothing yet", "none of these", TWO)

    assert world.step("Ben") == ("barriers", "split")


def test_in_another_language_meanwhile_the_question_still_stands(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    say(world, TWO, "that's all", "nothing yet")
    monkeypatch.setattr(heard, "split_parts", lambda text, language: ())
    say(world, "language", "Deutsch")

    assert "Soll ich es so stehen lassen?" in world.text("Ben")

    say(world, "ja")

    assert written(world) == [TWO]
    assert world.step("Ben") == ("barriers", "match")


def test_after_the_closing_nothing_is_split(world: World) -> None:
    say(world, TWO, "that's all", "nothing yet")
    yes = world.prompts["Ben"].options[0].token
    for text in ("no time", "that's all", "nothing yet", "none of these", "no", "look now", "all are different", "no"):
        world.says("Ana", text)
    world.says("Ana", "Yes, close it")
    world.taps_token("Ben", yes)

    assert TWO in written(world)
    assert "already decided" in world.text("Ben")


# ---------------------------------------------------------------------------------------------------- on the other side


def test_what_sounds_like_a_help_is_asked_about_and_turned(world: World) -> None:
    say(world, "our manager is keen", "that's all", "nothing yet")

    assert world.step("Ben") == ("barriers", "side")
    assert world.labels("Ben") == ["Yes, it helps", "No, it makes it hard"]

    say(world, "yes")

    assert not barrier(world, "our manager is keen").hinders
    assert world.step("Ben") == ("barriers", "untouched")


def test_the_words_and_their_author_stay(world: World) -> None:
    say(world, "our manager is keen", "that's all", "nothing yet")
    before = standing(world)[0]
    say(world, "yes")

    assert standing(world) == [("our manager is keen", "facilitator", before[2])]
    assert before[2] is not None


def test_a_no_leaves_it_where_it_is(world: World) -> None:
    say(world, "our manager is keen", "that's all", "nothing yet", "no")

    assert barrier(world, "our manager is keen").hinders
    assert barrier(world, "our manager is keen").custom


def test_a_clear_barrier_among_what_helps_is_asked_about(world: World) -> None:
    say(world, "no time", "that's all", "nobody answers the phone", "the new rooms", "that's all", "none of these")

    assert world.step("Ben") == ("barriers", "side")
    assert world.labels("Ben") == ["Yes, it makes it hard", "No, it helps"]

    say(world, "yes")

    assert barrier(world, "nobody answers the phone").hinders
    assert not barrier(world, "the new rooms").hinders
    assert world.step("Ben") == ("barriers", "untouched")


def test_each_part_is_asked_about_on_its_own(world: World) -> None:
    say(world, TWO_KEEN, "that's all", "nothing yet", "yes")

    assert world.step("Ben") == ("barriers", "side")

    say(world, "yes")

    assert world.step("Ben") == ("barriers", "match")
    assert not barrier(world, "our manager is keen").hinders


def test_a_slip_is_mended_where_words_are_mended(world: World) -> None:
    say(world, "our manager is keen", "that's all", "nothing yet", "yes", "edit", "1", "1")
    world.taps("Ben", "This makes it hard")

    assert barrier(world, "our manager is keen").hinders
    assert "Changed." in world.text("Ben")


def test_what_was_matched_stays_matched_when_it_is_turned(world: World) -> None:
    say(world, "no time", "that's all", "nothing yet", "1", "edit", "1", "1")
    world.taps("Ben", "This is something that helps")

    assert barrier(world, "no time").determinant == "time"
    assert not barrier(world, "no time").hinders


# --------------------------------------------------------------------------------------------------- nothing in the way


def test_nothing_to_work_with_stores_nothing_and_asks_once_more(world: World) -> None:
    say(world, "all is well")

    assert world.step("Ben") == ("barriers", "nothing")
    assert written(world) == []


@pytest.mark.parametrize("answer", ["skip", "all is well", "idk", "no"])
def test_nobody_has_to_find_something(world: World, answer: str) -> None:
    say(world, "all is well", answer)

    assert world.step("Ben") == ("barriers", "helps")
    assert written(world) == []


def test_it_is_kept_where_somebody_wants_it_kept(world: World) -> None:
    say(world, "all is well", "keep it as i wrote it")

    assert written(world) == ["all is well"]
    assert barrier(world, "all is well").custom
    assert world.step("Ben") == ("barriers", "more")


@pytest.mark.parametrize("words", ["keep it", "Keep it as I wrote it."])
def test_to_keep_it_can_be_written(world: World, words: str) -> None:
    say(world, "all is well", words)

    assert written(world) == ["all is well"]


def test_what_came_to_mind_after_all_counts(world: World) -> None:
    say(world, "idk", "no time")

    assert written(world) == ["no time"]


def test_words_that_were_to_be_kept_are_parked_when_the_step_was_closed_meanwhile(world: World) -> None:
    say(world, "all is well")
    keep = world.prompts["Ben"].options[0].token
    for text in ("no time", "that's all", "nothing yet", "none of these", "no", "look now", "all are different", "no"):
        world.says("Ana", text)
    world.says("Ana", "Yes, close it")
    world.taps_token("Ben", keep)

    assert [p.words for p in world.project().parking] == ["all is well"]


@pytest.mark.parametrize("words", ["all is well", "idk"])
def test_to_anything_else_it_says_that_this_is_all(world: World, words: str) -> None:
    say(world, "no time", words)
    assert world.step("Ben") == ("barriers", "helps")

    say(world, words)
    assert world.step("Ben") == ("barriers", "match")

    say(world, "none of these", words)
    assert written(world) == ["no time"]
    assert world.finished("Ben")


def test_words_taken_for_that_is_all_are_read_back(world: World) -> None:
    say(world, "no time", "all is well")

    assert world.text("Ben").startswith("I took “all is well” to mean that this is all.")


def test_to_ask_what_is_meant_is_no_answer(world: World) -> None:
    say(world, "what do you mean")

    assert world.step("Ben") == ("barriers", "describe")


# ----------------------------------------------------------------------------------------------------- another language


def test_another_language_is_kept_as_it_is_and_said_once(world: World) -> None:
    say(world, "nadie tiene tiempo")

    assert "I understand English and German only." in world.text("Ben")
    assert barrier(world, "nadie tiene tiempo").custom

    say(world, "niemand, nie, nirgends")

    assert "I understand" not in world.text("Ben")


def test_of_several_lines_it_says_how_many(world: World) -> None:
    say(world, "no time\nnadie tiene tiempo\nthe chairs\nniemand, nie, nirgends")

    assert "2 of these lines are in another language" in world.text("Ben")
    assert len(written(world)) == 4


# ---------------------------------------------------------------------------------------------------- windows, bringing


def test_a_window_keeps_and_the_questions_come_afterwards(world: World) -> None:
    window = world.prompts["Ben"].window
    assert window is not None
    world.takes(world.inbound("Ben", Tapped(token=window.token, trigger="alive")))
    form = world.letterbox.shown[-1].form
    world.takes(world.inbound("Ben", Filled(token=form.token, fields={"describe": f"{TWO}\nour manager is keen"})))

    assert written(world) == [TWO, "our manager is keen"]
    assert world.step("Ben") == ("barriers", "more")

    say(world, "that's all", "nothing yet")
    assert world.step("Ben") == ("barriers", "split")

    say(world, "no", "none of these")
    assert world.step("Ben") == ("barriers", "side")


def test_somebody_elses_message_is_kept_whatever_it_is_like(world: World) -> None:
    world.takes(world.inbound("Ben", Brought(words="all is well", trigger="alive")))
    form = world.letterbox.shown[-1].form
    world.takes(world.inbound("Ben", Filled(token=form.token, fields={BROUGHT: "all is well\nnadie tiene tiempo"})))

    assert written(world) == ["all is well", "nadie tiene tiempo"]
    assert "Added to your barriers." in world.text("Ben")
    assert "I understand English and German only." in world.text("Ben")


def test_what_is_added_after_sending_off_is_looked_at_too(world: World) -> None:
    say(world, "no time", "that's all", "nothing yet", "1", "no")
    assert world.finished("Ben")

    say(world, TWO, "yes", "that's all", "that's all")

    assert world.step("Ben") == ("barriers", "split")


# --------------------------------------------------------------------------------------------------------- all together


def test_the_owner_is_asked_the_same_of_what_nobody_touched(world: World) -> None:
    for text in ("no time", "that's all", "nothing yet", "none of these", "no", "look now", "all are different"):
        world.says("Ana", text)
    assert world.step("Ana") == ("together", "nobody")

    world.says("Ana", TWO_KEEN)
    assert world.step("Ana") == ("together", "split")

    world.says("Ana", "yes")
    assert world.step("Ana") == ("together", "side")

    world.says("Ana", "yes")
    assert world.step("Ana") == ("together", "match")

    world.says("Ana", "1")
    assert world.step("Ana") == ("together", "close")
    assert world.text("Ana").startswith("That makes 2 things that make it hard and one that helps.")


def test_who_goes_back_to_the_list_is_asked_afterwards(world: World) -> None:
    for text in ("no time", "that's all", "nothing yet", "none of these", "no", "look now", "all are different"):
        world.says("Ana", text)
    for text in (TWO_KEEN, "back", "all are different"):
        world.says("Ana", text)

    assert world.step("Ana") == ("together", "split")


def test_all_is_well_closes_what_nobody_touched(world: World) -> None:
    for text in ("no time", "that's all", "nothing yet", "none of these", "no", "look now", "all are different"):
        world.says("Ana", text)
    world.says("Ana", "all is well")

    assert world.step("Ana") == ("together", "close")


# -------------------------------------------------------------------------------------------------- what nobody touched


def test_at_most_four_areas_are_named_those_first_that_most_teams_leave_out(world: World) -> None:
    say(world, "the chairs are hard", "that's all", "nothing yet")

    assert "“Staff, money and equipment”, “Leadership and direction”, “The health care system” and" in world.text("Ben")
    assert world.text("Ben").split("Does anything")[0].count("“") == 4


def test_own_words_touch_the_area_that_they_are_clearly_like(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    funds = TIME.model_copy(update={"determinant": "funds"})
    far = TIME.model_copy(update={"score": 0.2})
    near = TIME.model_copy(update={"score": 0.9})
    found = {"no money": (funds, far), "no chef": (TIME.model_copy(update={"determinant": "management"}), near)}
    monkeypatch.setattr(heard, "suggest_determinants", lambda text, **_: found.get(text, ()))
    say(world, "no money", "no chef", "that's all", "nothing yet", "none of these", "none of these")

    assert "“Staff, money and equipment”" not in world.text("Ben")
    assert "“Leadership and direction”" in world.text("Ben")


def test_who_wrote_nothing_is_not_told_so(world: World) -> None:
    say(world, "idk", "skip", "nothing yet")

    assert "barriers" in {session.flow for session in world.finished("Ben")}


def test_alone_with_nothing_written_there_is_nothing_to_look_at(asked: list[str]) -> None:
    world = World()
    for text in (
        "Pain group",
        "just me",
        "A weekly online group",
        "Nurses tell every patient about it",
        "1",
        "1",
        "skip",
    ):
        world.says("Ana", text)
    world.taps("Ana", "Yes, that is it")
    for text in ("idk", "skip", "nothing yet"):
        world.says("Ana", text)

    assert world.step("Ana") == ("together", "close")

    world.taps("Ana", "Look once more")
    assert world.step("Ana") == ("together", "nobody")

    world.says("Ana", "no")
    world.taps("Ana", "Yes, close it")
    assert "together" in {session.flow for session in world.finished("Ana")}


# ------------------------------------------------------------------------------------------------------- alone, unnamed


@pytest.mark.parametrize("names", ["with names", "without names"])
def test_without_names_no_name_comes_with_the_parts(asked: list[str], names: str) -> None:
    world = World()
    for text in ("Pain group", "Ben", "me for now", names, "Pain group online", "Nurses invite patients", "both", "1"):
        world.says("Ana", text)
    for text in ("skip", "1", "1", "no date", "1"):
        world.says("Ana", text)
    say(world, TWO_KEEN, "that's all", "nothing yet", "yes", "yes")

    assert {author is None for _, _, author in standing(world)} == {names == "without names"}
    assert {(words, kind) for words, kind, _ in standing(world)} == {
        ("no time", "barrier"),
        ("our manager is keen", "facilitator"),
    }


def test_without_names_nothing_tells_what_somebodys_words_were_like(asked: list[str]) -> None:
    world = World()
    for name, text in ENGLISH[:BEN_BEGINS]:
        world.says(name, "Without names" if text == "With names" else text)
    say(world, TWO_KEEN, "that's all", "nothing yet")
    before = len(journal(world))
    say(world, "yes", "yes", "1")
    session = next(note for note in journal(world) if note.flow == "barriers").session
    say(world, "no")
    finished = next(each for each in world.finished("Ben") if each.id == session)

    assert not {"split", "side", "match"} & {*finished.answers, *finished.behind}
    assert {(note.step, note.changed) for note in journal(world)[before : before + 3]} == {("match", ("fit",))}


# ----------------------------------------------------------------------------------------------------------- why, again


def test_why_tells_of_each_suggestion_what_it_means_and_what_led_there(world: World) -> None:
    say(world, "no time", "that's all", "nothing yet", "why")

    assert "Time: " in world.text("Ben")
    assert "I thought of it because of your words “no, time”." in world.text("Ben")
    assert "The kinds are from Vis C et al." in world.text("Ben")
    assert world.step("Ben") == ("barriers", "match")
    assert len(world.text("Ben")) <= TEXT_LIMIT


def test_why_is_a_button_too(world: World) -> None:
    say(world, "no time", "that's all", "nothing yet")
    world.taps("Ben", "Why these?")

    assert "because of your words" in world.text("Ben")
    assert world.labels("Ben") == ["Time", "Why these?", "None of these, keep my words"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_operators_long_texts_fit_a_message(world: World, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    found = ("time", "awareness", "funds")
    why = ", ".join("word" * 10 for _ in range(5))
    several = tuple(TIME.model_copy(update={"determinant": each, "why": why}) for each in found)
    monkeypatch.setattr(heard, "suggest_determinants", lambda text, **_: several)
    say(world, "no time " * 100, "that's all", "nothing yet")
    session, project, ben = world.session("Ben"), world.project(), world.identity("Ben")
    long = Localised({"en": "A very long text. " * 100})
    known = load_catalogue()
    determinants = tuple(
        d.model_copy(update={"definition": long, "example": long} if d.id in found[:2] else {})
        for d in known.determinants
    )
    setting = Setting(
        at=world.at,
        person=Person(id=session.person, workspace="local", name=ben.name, language=language),
        catalogue=Catalogue(**{**dict(known), "determinants": determinants}),
    )
    turn = advance(FLOWS["barriers"], session, project, world.inbound("Ben", Said(text="why")), setting)
    asked = next(effect.prompt for effect in turn.effects if isinstance(effect, Ask))

    assert len(asked.body.plain) <= TEXT_LIMIT
    assert known.get_determinant("funds").definition.to(language) in asked.body.plain


def test_why_says_what_is_the_sources_and_what_is_ours(world: World) -> None:
    say(world, "no time", "that's all", "nothing yet", "why")

    assert "The wording and the examples are ours." in world.text("Ben")


def test_why_leaves_out_words_that_tell_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heard, "suggest_determinants", lambda text, **_: (TIME.model_copy(update={"why": "no, the"}),))
    say(world, "no time", "that's all", "nothing yet", "why")

    assert "because of your words" not in world.text("Ben")


@pytest.mark.parametrize("words", ["neither", "something else", "no idea", "not sure", "nothing fits", "no"])
def test_words_for_none_of_these_keep_ones_own(world: World, words: str) -> None:
    say(world, "no time", "that's all", "nothing yet", words)

    assert barrier(world, "no time").custom
    assert world.step("Ben") == ("barriers", "untouched")


@pytest.mark.parametrize("words", ["weder noch", "was anderes", "keine Ahnung", "nicht sicher"])
def test_words_for_none_of_these_in_german(world: World, words: str) -> None:
    say(world, "no time", "that's all", "nothing yet", "language", "Deutsch", words)

    assert barrier(world, "no time").custom


def test_a_kind_that_is_named_is_offered_first(world: World) -> None:
    say(world, "no time", "that's all", "nothing yet", "it is more about funds")

    assert world.labels("Ben")[:2] == ["Funds", "Time"]
    assert "Perhaps Funds" in world.text("Ben")

    say(world, "1")
    assert barrier(world, "no time").determinant == "funds"


def test_words_that_lead_elsewhere_are_looked_at_with_ones_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    more = TIME.model_copy(update={"determinant": "awareness", "why": "posters"})
    monkeypatch.setattr(heard, "suggest_determinants", lambda text, **_: (TIME, more) if "posters" in text else (TIME,))
    say(world, "no time", "that's all", "nothing yet", "because there are no posters")

    assert world.labels("Ben")[:2] == ["Awareness", "Time"]


def test_words_that_lead_nowhere_are_not_understood_and_change_nothing(world: World) -> None:
    say(world, "no time", "that's all", "nothing yet")
    before, labels = world.project(), world.labels("Ben")
    say(world, "zorbles frobnicate")

    assert world.text("Ben").startswith("I did not understand that.")
    assert (world.project(), world.labels("Ben")) == (before, labels)


def test_back_from_looking_again_leads_to_the_list_and_all_stands_as_it_stood(world: World) -> None:
    say(world, "no time", "no time left", "that's all", "nothing yet", "1", "none of these", "edit", "kinds")
    stood = world.project().barriers
    for number in ("1", "2"):
        say(world, number)
        assert world.labels("Ben")[0] == "Time"

        say(world, "back")
        assert world.text("Ben").endswith("Which one shall we look at again?")
        assert world.project().barriers == stood


def test_a_custom_one_can_be_looked_at_again(world: World) -> None:
    say(world, "no time", "the chairs", "that's all", "nothing yet", "none of these", "back")

    assert world.labels("Ben")[:2] == ["“no time”", "“the chairs”"]

    say(world, "2")
    assert "I know nothing that is like “the chairs”." in world.text("Ben")

    say(world, "back", "1", "1")
    assert barrier(world, "no time").determinant == "time"

    say(world, "back")
    assert "So far: “Time and one in your own words”." in world.text("Ben")


def test_kind_and_parts_are_read_once_a_text_and_turn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def tell(text: str, language: str) -> Kind:
        read.append(f"kind {text}")
        return "barrier"

    def split(text: str, language: str) -> tuple[str, ...]:
        read.append(f"parts {text}")
        return ()

    monkeypatch.setattr(heard, "tell_kind", tell)
    monkeypatch.setattr(heard, "split_parts", split)
    say(world, "no time\nno time left")

    assert sorted(read) == ["kind no time", "kind no time left", "parts no time", "parts no time left"]


def test_the_catalogue_is_asked_once_a_text_and_turn(world: World, asked: list[str]) -> None:
    asked.clear()
    say(world, "\n".join(f"no time {number}" for number in range(10)))
    assert len(asked) == 10

    say(world, "that's all")
    asked.clear()
    say(world, "nothing yet")
    assert asked == ["no time 0"]

    asked.clear()
    say(world, "why")
    assert asked == ["no time 0"]
