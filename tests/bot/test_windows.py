"""Questions as windows: several answers at once, much room for one, somebody else's message as a barrier."""

from __future__ import annotations

import pytest

from dialogs.inbound import Brought, Filled, Mended, Said, Tapped, Wordless
from dialogs.prompt import TITLE_LIMIT, Form
from dialogs.windows import BROUGHT
from storage.rows import Owed
from tests.support.world import World, done

GOAL = {
    "innovation": "Online therapy with a coach",
    "goal": "GPs mention it to every patient",
    "target": "staff",
    "emphasis": "referrals",
    "patient": "",
}


@pytest.fixture
def world() -> World:
    """Ana alone, asked for her goal."""
    world = World()
    world.opens("Ana")
    world.says("Ana", "Online therapy in Leeds")
    world.says("Ana", "only me")
    return world


def opened(world: World, *, name: str = "Ana") -> Form:
    """The window that somebody opens by the button under the last question."""
    window = world.prompts[name].window
    assert window is not None
    world.takes(world.inbound(name, Tapped(token=window.token, trigger="alive")))
    return world.letterbox.shown[-1].form


def sends(world: World, form: Form, **fields: str) -> dict[str, str]:
    """Send a window off; the sentences at its fields."""
    world.takes(world.inbound("Ana", Filled(token=form.token, fields=fields)))
    return world.acks[-1].errors


def test_several_questions_are_answered_at_once(world: World) -> None:
    form = opened(world)

    assert sends(world, form, **GOAL) == {}

    goal = world.project().goal
    assert (goal.innovation, goal.goal) == (GOAL["innovation"], GOAL["goal"])
    assert (goal.target, goal.emphasis, goal.patient_view) == ("staff", "referrals", None)
    assert world.step("Ana") == ("goal", "check")


def test_a_window_fits_its_channel(world: World) -> None:
    form = opened(world)

    assert max(len(text) for text in (form.title, form.send, form.close)) <= TITLE_LIMIT
    assert [field.key for field in form.fields] == list(GOAL)
    assert [field.is_optional for field in form.fields] == [False, False, False, False, True]


def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_changes(world: World) -> None:
    form = opened(world)

    errors = sends(world, form, **GOAL | {"innovation": "  ", "goal": "x" * 2001, "target": "nobody"})

    assert set(errors) == {"innovation", "goal", "target"}
    assert world.project().goal.innovation is None
    assert sends(world, form, **GOAL) == {}


def test_several_goals_in_a_window_are_asked_about_and_what_rests_on_them_can_be_kept(world: World) -> None:
    form = opened(world)

    sends(world, form, **GOAL | {"goal": "GPs mention it to every patient; nurses call back within a week"})
    assert world.step("Ana") == ("goal", "one")
    world.taps("Ana", world.labels("Ana")[0])
    while world.step("Ana") != ("goal", "check"):
        world.taps("Ana", "Keep it as it is")

    assert (world.project().goal.target, world.project().goal.emphasis) == ("staff", "referrals")


def test_other_words_than_the_options_open_the_question_behind_them(world: World) -> None:
    form = opened(world)

    sends(world, form, **GOAL | {"emphasis": "other"})

    assert world.step("Ana") == ("goal", "other")


def test_the_same_window_sent_twice_counts_once(world: World) -> None:
    form = opened(world)
    sends(world, form, **GOAL)

    assert sends(world, form, **GOAL) == {}
    assert world.step("Ana") == ("goal", "check")


def test_a_window_for_a_question_answered_meanwhile_stays_open_with_its_words(world: World) -> None:
    form = opened(world)
    for said in ("Something else", "Another goal", "patients", "More referrals", "skip"):
        world.says("Ana", said)
    world.taps("Ana", "Yes, that is it")

    errors = sends(world, form, **GOAL)

    assert len(errors) == 1
    assert world.project().goal.innovation == "Something else"


def test_answers_of_a_window_can_be_edited_one_by_one(world: World) -> None:
    form = opened(world)
    sends(world, form, **GOAL)

    world.says("Ana", "edit")
    labels = world.labels("Ana")
    world.taps("Ana", next(label for label in labels if label.startswith("goal")))
    world.says("Ana", "Nurses offer it")

    assert world.project().goal.goal == "Nurses offer it"


def test_a_single_question_for_words_has_a_window_with_much_room(world: World) -> None:
    world.says("Ana", "Online therapy")

    form = opened(world)

    assert [(field.key, field.is_long) for field in form.fields] == [("goal", True)]
    assert sends(world, form, goal="GPs mention it") == {}
    assert world.project().goal.goal == "GPs mention it"


def test_a_question_of_options_has_no_window(world: World) -> None:
    world.says("Ana", "Online therapy")
    world.says("Ana", "GPs mention it")

    assert world.step("Ana") == ("goal", "target")
    assert world.prompts["Ana"].window is None


def test_where_no_window_can_be_opened_the_question_comes_again(world: World) -> None:
    window = world.prompts["Ana"].window
    assert window is not None

    (again,) = world.takes(world.inbound("Ana", Tapped(token=window.token)))

    assert "What is the new service" in again.prompt.body.plain


# ------------------------------------------------------------------------------------------------ somebody else's words


def gather(world: World) -> None:
    """Up to where Ana writes barriers."""
    for said in ("Online therapy", "GPs mention it", "staff", "More referrals", "skip", "yes"):
        world.says("Ana", said)


def brings(world: World, words: str) -> Form:
    """Ana takes somebody's message to add it."""
    world.takes(world.inbound("Ana", Brought(words=words, trigger="alive")))
    return world.letterbox.shown[-1].form


def test_somebody_elses_message_becomes_a_barrier_after_a_look(world: World) -> None:
    gather(world)
    form = brings(world, "the doctors just forget it exists")

    assert form.fields[0].value == "the doctors just forget it exists"
    assert sends(world, form, **{BROUGHT: "The doctors forget it"}) == {}
    assert [c.words for c in world.project().contributions] == ["The doctors forget it"]
    assert world.step("Ana") == ("barriers", "more")


def test_a_message_can_be_added_after_ones_own_were_sent_off(world: World) -> None:
    gather(world)
    for said in ("no time", "that's all", "nothing yet"):
        world.says("Ana", said)
    while world.step("Ana")[0] == "barriers":
        world.taps("Ana", world.labels("Ana")[-1])
    form = brings(world, "The log-in fails")

    sends(world, form, **{BROUGHT: "The log-in fails"})

    assert "The log-in fails" in [c.words for c in world.project().contributions]
    assert world.step("Ana") == ("barriers", "more")


def test_before_barriers_are_gathered_a_message_is_not_added(world: World) -> None:
    (told,) = world.takes(world.inbound("Ana", Brought(words="no time", trigger="alive")))

    assert "not being gathered" in told.prompt.body.plain
    assert world.letterbox.shown == []


# ------------------------------------------------------------------------------------------------------ what is no text


@pytest.mark.parametrize("what", ["photo", "voice", "video", "file", "sticker", "place", "contact", "other"])
def test_what_is_no_text_is_answered_kindly_and_changes_nothing(world: World, what: str) -> None:
    before = world.project()

    (told,) = world.takes(world.inbound("Ana", Wordless.model_validate({"what": what})))

    assert "I can only read text" in told.prompt.body.plain
    assert "What is the new service" in told.prompt.body.plain
    assert world.project() == before


def test_words_under_a_picture_count_and_the_picture_is_spoken_of(world: World) -> None:
    world.takes(world.inbound("Ana", Said(text="Online therapy", beside="photo")))

    assert world.project().goal.innovation == "Online therapy"
    assert "did not keep the picture" in world.text("Ana")


@pytest.mark.parametrize("how", ["edited", "deleted"])
def test_a_message_changed_afterwards_changes_no_answer(world: World, how: str) -> None:
    before = world.project()

    (told,) = world.takes(world.inbound("Ana", Mended.model_validate({"how": how})))

    assert "edit" in told.prompt.body.plain
    assert told.prompt.options == ()
    assert world.project() == before


def test_a_window_that_cannot_be_shown_in_time_comes_as_a_message(world: World) -> None:
    """The row of a window holds the question itself."""
    window = world.prompts["Ana"].window
    assert window is not None
    world.letterbox.is_late = True

    (told,) = world.takes(world.inbound("Ana", Tapped(token=window.token, trigger="dead")))

    assert "What is the new service" in told.prompt.body.plain


def test_a_window_is_owed_once_and_dies_with_its_trigger(world: World) -> None:
    window = world.prompts["Ana"].window
    assert window is not None
    inbound = world.inbound("Ana", Tapped(token=window.token, trigger="alive"))
    world.takes(inbound)
    world.takes(inbound)

    def left(uow: object) -> tuple[Owed, ...]:
        return uow.claim("console", now=world.at, until=world.at, limit=9)  # type: ignore[attr-defined, no-any-return]  # a unit

    assert len(world.letterbox.shown) == 1
    assert done(world.store.run(left)) == ()
