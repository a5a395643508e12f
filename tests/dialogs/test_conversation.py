"""What holds in every conversation: buttons, repeats, edits, asides, closings, and who hears what."""

from __future__ import annotations

import pytest

from bot.routing import place_of
from dialogs.engine import advance
from dialogs.flow import Setting
from dialogs.inbound import Said, Tapped
from dialogs.prompt import Option
from knowledge.loading import load_catalogue
from tests.support.scripts import ENGLISH
from tests.support.world import World, done


def after(lines: int, *, language: str = "en") -> World:
    """The team of the English script, that many lines in."""
    world = World(language=language)
    for name, text in ENGLISH[:lines]:
        world.says(name, text)
    return world


def without_names() -> World:
    """Ana and Ben, whose contributions carry no names; the goal is written down, and Ben is asked about it."""
    world = World()
    for text in ("Pain group", "Ben", "me for now", "without names"):
        world.says("Ana", text)
    for text in ("Pain group online", "Nurses invite patients", "both", "1", "skip", "1", "1", "no date"):
        world.says("Ana", text)
    return world


def with_eves_project(world: World) -> None:
    """Eve begins a project of her own, with Ben on it, and has asked him about its goal."""
    for text in ("hello", "no", "Eve's clinic", "Ben", "me for now", "with names"):
        world.says("Eve", text)
    for text in ("Online groups", "Nurses invite everybody", "both", "1", "skip", "yes", "me for now", "no date"):
        world.says("Eve", text)


def old(world: World, name: str, label: str) -> Option:
    """A button that somebody was shown, the first with this label."""
    return next(option for who, option in world.history if who == name and option.label == label)


def test_the_same_act_gives_the_same_turn() -> None:
    """So that a unit of work may run again."""
    world = after(6)
    inbound = world.inbound("Ana", Said(text="both"))
    session = world.session("Ana")

    def work(uow: object) -> list[object]:
        person = uow.get_person(session.person)  # type: ignore[attr-defined]  # any store's unit
        setting = Setting(at=world.at, person=person, catalogue=load_catalogue())
        place = place_of(uow, session, setting)  # type: ignore[arg-type]  # any store's unit
        return [advance(place.flow, session, place.project, inbound, place.setting) for _ in range(2)]

    first, second = done(world.store.read(work))

    assert first == second


def test_after_help_the_buttons_still_work() -> None:
    """The visit grows only when a question is answered or left."""
    world = after(6)
    shown = old(world, "Ana", "Both")
    world.says("Ana", "help")
    world.taps_token("Ana", shown.token)

    assert world.project().goal.target == "both"
    assert world.step("Ana") == ("goal", "emphasis")


def test_the_same_tap_twice_changes_nothing_and_says_nothing() -> None:
    """Two taps, two keys: people tap twice."""
    world = after(6)
    shown = old(world, "Ana", "Both")
    world.taps_token("Ana", shown.token)
    before = (world.project(), world.session("Ana"))

    assert world.taps_token("Ana", shown.token) == []
    assert (world.project(), world.session("Ana")) == before


def test_another_option_of_an_answered_question_opens_it_for_editing() -> None:
    """It shows what stands, and takes nothing over yet."""
    world = after(6)
    world.taps_token("Ana", old(world, "Ana", "Both").token)
    world.taps_token("Ana", old(world, "Ana", "Patients and families").token)

    assert world.step("Ana") == ("goal", "target")
    assert world.project().goal.target == "both"
    assert "So far: “Both”" in world.text("Ana")
    assert "Keep it as it is" in world.labels("Ana")


def test_keeping_an_answer_leads_back_to_where_one_was() -> None:
    """Past everything that still stands."""
    world = after(9)
    world.taps_token("Ana", old(world, "Ana", "Both").token)
    world.taps("Ana", "Keep it as it is")

    assert world.step("Ana") == ("goal", "check")


def test_an_edit_asks_again_only_what_depends_on_it_and_says_so_first() -> None:
    """A new goal reopens whom it is for and what matters; not the patient's view."""
    world = after(9)
    world.says("Ana", "edit")
    world.says("Ana", "goal")
    announced = world.text("Ana")
    world.says("Ana", "Nurses invite every patient")
    asked = [world.step("Ana")[1]]
    for _ in range(2):
        world.taps("Ana", "Keep it as it is")
        asked.append(world.step("Ana")[1])

    assert "these come up once more: for whom and what matters most" in announced
    assert asked == ["target", "emphasis", "check"]


def test_a_button_of_somebody_else_changes_nothing() -> None:
    """And whoever tapped it is asked their own question."""
    world = after(13)
    before = world.project()
    world.taps_token("Cara", old(world, "Ben", "Yes").token)

    assert world.project() == before
    assert "not yours" in world.text("Cara")


@pytest.mark.parametrize("token", ["", "x", "A" * 64, "A" * 22 + ".goal.1.yes", "../../etc", "\x00"])
def test_a_token_that_we_never_made_changes_nothing(token: str) -> None:
    """Nobody gets in by guessing."""
    world = after(6)
    before = world.project()
    world.taps_token("Ana", token)

    assert world.project() == before
    assert "not one of mine" in world.text("Ana")


def test_a_tap_brings_back_the_conversation_it_was_drawn_for() -> None:
    """Words go to the one that is active; a tap moves them."""
    world = after(45)
    shown = old(world, "Ana", "Start another project")
    world.taps_token("Ana", shown.token)
    world.says("Ana", "Sleep clinic")
    world.says("Ana", "Only me")
    innovation = world.session("Ana")

    assert innovation.project == world.projects()[1].id
    assert world.project().name == "Sleep clinic"


def test_an_unasked_message_never_takes_the_floor() -> None:
    """Ben is in the middle of his own project when the team's question comes: it knocks, and waits."""
    world = after(12)
    world.opens("Ben")
    world.taps("Ben", "Start another project")
    world.says("Ana", "yes")
    assert "It waits until you are done here" in world.text("Ben")
    knock = world.prompts["Ben"].options[0]
    world.says("Ben", "Pain group")
    world.taps_token("Ben", knock.token)
    assert "Is it right for you?" in world.text("Ben")

    assert [project.name for project in world.projects()] == ["Online therapy in Leeds", "Pain group"]


def test_an_ordinal_picks_an_option_where_numbers_are_no_answers() -> None:
    """Two is the second; ten, where there are three, is ten days."""
    world = after(6)
    world.says("Ana", "2")
    assert world.project().goal.target == "patients"
    due = after(11)
    due.says("Ana", "10")

    assert due.step("Ana") == ("goal", "day")


def test_the_word_or_the_command() -> None:
    """What was typed is what is kept, when the word was meant."""
    world = after(17)
    world.says("Ben", "Privacy")
    world.taps("Ben", "The word")

    assert [c.words for c in world.project().contributions if c.kind == "barrier"] == ["Privacy"]


def test_a_refused_answer_changes_nothing() -> None:
    """Not even the time of the last touch."""
    world = after(6)
    before = (world.project(), world.session("Ana"))
    world.later(hours=1)
    world.says("Ana", "something else")

    assert (world.project(), world.session("Ana")) == before


def test_nobody_sees_what_others_wrote_before_the_owner_looks() -> None:
    """Each alone first."""
    world = after(17)
    world.says("Ana", "nobody has time at all")
    read = [d.prompt.body.plain for d in world.letterbox.delivered if d.name in ("Ben", "Cara")]

    assert not any("nobody has time at all" in text for text in read)


def test_when_the_last_one_has_answered_the_owner_is_asked_to_go_on() -> None:
    """Whoever that is."""
    world = after(38)

    assert world.labels("Ana") == ["Look together"]


def test_who_has_left_is_neither_asked_nor_waited_for() -> None:
    """Leaving may be what the others waited for."""
    world = after(33)
    world.says("Cara", "stop")
    world.taps("Cara", "Leave the project")

    assert world.labels("Ana") == ["Look together"]
    assert world.project().present[-1].name != "Cara"


def test_who_pauses_hears_nothing_until_they_write() -> None:
    """Then the question is there."""
    world = after(12)
    world.opens("Ben")
    world.says("Ben", "pause")
    told = world.says("Ana", "yes")

    assert [d.name for d in told] == ["Cara", "Ana"]
    world.says("Ben", "hello")
    assert "Is it right for you?" in world.text("Ben")


def test_without_names_no_session_keeps_what_belongs_to_whom() -> None:
    """No author, no time; and once sent off, no draft."""
    world = without_names()
    world.says("Ben", "yes")
    world.says("Ana", "go on with this goal")
    for text in ("no money", "that's all", "nothing yet", "none of these", "no"):
        world.says("Ben", text)
    kept = world.project().contributions

    assert [(c.author, c.at) for c in kept] == [(None, None)] * len(kept)
    assert "own" not in world.session("Ben").slots


def test_who_answers_after_the_closing_hears_so_and_nothing_is_lost() -> None:
    """The words lie on the parking list."""
    world = after(26)
    for text in ("look now", "all are different", "no", "yes, close it"):
        world.says("Ana", text)
    world.says("Ben", "I never heard of it")

    assert [(p.words, p.step) for p in world.project().parking] == [("I never heard of it", "barriers")]
    assert "parking list" in world.text("Ben")


def test_a_team_of_one_goes_from_its_own_words_straight_to_all_of_them() -> None:
    """No blind step, nobody to wait for."""
    world = World()
    for text in ("Pain group", "only me", "Pain group online", "Nurses invite patients", "both", "1", "skip", "1"):
        world.says("Ana", text)
    for text in ("no money", "that's all", "nothing yet", "none of these"):
        world.says("Ana", text)

    assert world.step("Ana") == ("together", "look")
    assert "hidden" not in " ".join(d.prompt.body.plain for d in world.letterbox.delivered)


def test_each_person_is_spoken_to_in_their_own_language() -> None:
    """Ben reads German, whatever Ana reads."""
    world = after(12)
    world.opens("Ben")
    world.says("Ben", "language")
    world.taps("Ben", "Deutsch")
    world.says("Ana", "yes")

    assert "Ziel" in world.text("Ben")
    assert "goal" in world.text("Cara")


def test_an_answered_question_is_settled_where_it_was_asked() -> None:
    """By the receipt of the message that asked it."""
    world = after(6)
    asked = world.letterbox.delivered[-1].id
    world.taps("Ana", "Both")
    settled = world.letterbox.settled[-1]

    assert ([sent.receipt for sent in settled.sent], settled.answer) == ([asked], "Both")


def test_a_repeat_of_an_act_is_seen() -> None:
    """Whatever the platform does, it is taken once."""
    world = after(17)
    inbound = world.inbound("Ben", Said(text="no time"))
    world.takes(inbound)
    before = world.project()

    assert world.takes(inbound) == []
    assert world.project() == before


def test_a_tap_repeated_under_its_key_is_seen() -> None:
    """The key decides, not the payload."""
    world = after(6)
    inbound = world.inbound("Ana", Tapped(token=old(world, "Ana", "Both").token))
    world.takes(inbound)
    world.takes(inbound.model_copy(update={"content": Said(text="skip")}))

    assert world.step("Ana") == ("goal", "emphasis")


def test_a_step_goes_to_somebody_who_is_there_when_its_owner_leaves() -> None:
    """With all that had been answered, and with the next question."""
    world = after(9)
    world.says("Ana", "stop")
    world.taps("Ana", "Leave the project")
    ben = world.project().find_step("goal")
    world.taps("Ben", "Yes, that is it")

    assert ben is not None
    assert ben.owner == world.session("Ben").person
    assert "Ana has left the team" in " ".join(d.prompt.body.plain for d in world.letterbox.delivered)
    assert world.step("Ben") == ("goal", "owner")


def test_who_was_alone_and_comes_back_goes_on_where_they_were() -> None:
    """Leaving is no dead end."""
    world = World()
    for text in ("Pain group", "only me", "Pain group online"):
        world.says("Ana", text)
    world.says("Ana", "stop")
    world.taps("Ana", "Leave the project")
    world.says("Ana", "hello")
    world.taps("Ana", "Yes, join")

    assert world.step("Ana") == ("goal", "goal")


def test_words_answer_the_question_that_was_asked_last() -> None:
    """Ben never answered on the goal; what he writes now is a barrier."""
    world = after(13)
    world.says("Ana", "Go on with this goal")
    world.says("Ben", "no time")

    assert [c.words for c in world.project().contributions] == ["no time"]
    assert world.project().parking == ()


def test_words_before_any_question_only_open_the_conversation() -> None:
    """Nobody joins a team by a number they were never shown."""
    world = after(17)
    world.says("Zed", "[1]")

    assert "Do you want to join" in world.text("Zed")
    assert [m.name for m in world.project().members] == ["Ana", "Ben", "Cara"]


def test_the_first_words_after_a_pause_bring_the_question_back() -> None:
    """As was promised: write anything."""
    world = after(5)
    world.says("Ana", "pause")
    world.says("Ana", "I am back now")

    assert world.project().goal.goal is None
    assert world.step("Ana") == ("goal", "goal")


def test_merges_are_undone_one_after_the_other() -> None:
    """Down to the first."""
    world = after(39)
    for text in ("2 and 3", "yes", "1 and 2", "yes"):
        world.says("Ana", text)
    merged = [sum(b.merged_into is not None for b in world.project().barriers)]
    for _ in range(2):
        world.taps("Ana", "Undo the last merge")
        merged.append(sum(b.merged_into is not None for b in world.project().barriers))

    assert merged == [2, 1, 0]
    assert "Undo the last merge" not in world.labels("Ana")


def test_a_barrier_can_be_taken_out() -> None:
    """It is out of sight everywhere; nothing is deleted."""
    world = after(17)
    for text in ("no time", "no money"):
        world.says("Ben", text)
    world.says("Ben", "back")
    world.taps("Ben", "“no time”")
    world.taps("Ben", "Take it out")

    assert [c.words for c in world.project().standing if c.kind == "barrier"] == ["no money"]
    assert [c.words for c in world.project().contributions if c.kind == "barrier"] == ["no time", "no money"]


@pytest.mark.parametrize(
    ("lines", "words", "step"),
    [
        (9, "no", ("goal", "check")),
        (11, "in 3 weeks", ("goal", "day")),
        (11, "no data", ("goal", "wait")),
        (38, "yes", ("together", "look")),
        (39, "no", ("together", "nobody")),
        (39, "yes", ("together", "merge")),
        (18, "idk", ("barriers", "helps")),
        (18, "what do you mean", ("barriers", "more")),
        (18, "skip", ("barriers", "helps")),
        (10, "me", ("goal", "due")),
        (6, "both are important", ("goal", "emphasis")),
    ],
)
def test_what_people_say_instead_of_a_label_is_understood(lines: int, words: str, step: tuple[str, str]) -> None:
    """Yes, no, me, skip, not knowing, and dates before look-alike buttons."""
    world = after(lines)
    world.says("Ana", words)

    assert world.step("Ana") == step


def test_a_new_date_replaces_the_one_that_was_read_back() -> None:
    """Without a no in between."""
    world = after(12)
    world.says("Ana", "in 3 weeks")

    assert "14 December 2026" in world.text("Ana")


def test_a_person_goes_from_one_project_to_another_and_finds_their_question() -> None:
    """By a button, out of the middle of something."""
    world = after(17)
    world.says("Ana", "stop")
    world.taps("Ana", "Do something else first")
    world.taps("Ana", "Start another project")
    world.says("Ana", "Pain group")
    world.says("Ana", "only me")
    world.says("Ana", "stop")
    world.taps("Ana", "Do something else first")
    world.taps("Ana", "Go to “Online therapy in Leeds”")
    world.says("Ana", "nobody has time")

    first, second = world.projects()
    assert [c.words for c in first.standing if c.kind == "barrier"] == ["nobody has time"]
    assert second.goal.innovation is None


def test_what_was_merged_stays_in_sight_when_its_first_words_are_taken_back() -> None:
    """Ben takes his barrier out while the owner already looks at the list."""
    world = after(17)
    for name, text in (("Ben", "no time"), ("Ana", "nobody has time"), ("Ana", "that's all"), ("Ana", "nothing yet")):
        world.says(name, text)
    for text in ("none of these", "no", "look now", "1 and 2", "yes"):
        world.says("Ana", text)
    world.says("Ben", "back")
    world.taps("Ben", "“no time”")
    world.taps("Ben", "Take it out")
    world.says("Ana", "status")

    assert "“nobody has time” (Ana)" in world.text("Ana")
    assert "no time”," not in world.text("Ana")


def in_two_projects() -> World:
    """Ben is on Ana's team and on Eve's; both have asked him something, Ana first."""
    world = after(13)
    with_eves_project(world)
    return world


def test_a_second_projects_question_knocks_and_waits() -> None:
    """What Ben writes goes to the question that he was asked in full."""
    world = in_two_projects()
    assert "“Eve's clinic” has a question for you" in world.text("Ben")
    world.says("Ben", "say mild to moderate")

    kept = {project.name: [c.words for c in project.standing] for project in world.projects()}
    assert kept == {"Online therapy in Leeds": ["say mild to moderate"], "Eve's clinic": []}


def test_words_for_a_step_that_was_closed_never_reach_another_project() -> None:
    """They go to what waits in the same project, or to its parking list."""
    world = after(17)
    world.says("Ben", "no time")
    with_eves_project(world)
    for text in ("x y z", "that's all", "nothing yet", "none of these", "no"):
        world.says("Ana", text)
    for text in ("look now", "all are different", "no", "yes, close it"):
        world.says("Ana", text)
    world.says("Ben", "the printer is broken")

    parked = {project.name: [p.words for p in project.parking] for project in world.projects()}
    assert parked == {"Online therapy in Leeds": ["the printer is broken"], "Eve's clinic": []}


def test_what_a_resting_place_offers_can_be_typed() -> None:
    """Other words go to what waits."""
    world = after(5)
    world.says("Ana", "stop")
    world.taps("Ana", "Do something else first")
    world.says("Ana", "Start another project")

    assert world.step("Ana") == ("start", "name")
    assert world.projects()[0].goal.goal is None


def test_a_goal_that_reads_otherwise_is_shown_to_the_team_again() -> None:
    """A yes is a yes to what was read; an old button does not count for the new words."""
    world = after(14)
    before = old(world, "Ben", "Yes")
    for text in ("change something", "goal", "Nurses invite every patient"):
        world.says("Ana", text)
    for _ in range(2):
        world.taps("Ana", "Keep it as it is")
    world.says("Ana", "yes")
    assert "has said yes" not in world.text("Ana")
    assert "Nurses invite every patient" in world.text("Ben")
    world.taps_token("Ben", before.token)
    assert world.project().standing == ()
    world.taps("Ben", "Yes")

    assert [c.kind for c in world.project().standing] == ["agreement"]


def test_something_else_is_asked_for_each_time_it_is_picked() -> None:
    """Never an emphasis without words."""
    world = after(7)
    for text in ("something else", "fewer drop-outs", "edit", "what matters most", "more referrals"):
        world.says("Ana", text)
    for text in ("edit", "what matters most", "something else"):
        world.says("Ana", text)

    assert world.step("Ana") == ("goal", "other")


def test_members_read_every_page_of_what_was_put_together() -> None:
    """However many lines."""
    world = after(17)
    for start in range(0, 40, 20):
        world.says("Ben", "\n".join(f"thing number {'i' * n} {start}" for n in range(1, 21)))
    for text in ("x y z", "that's all", "nothing yet", "none of these", "no", "look now", "all are different", "no"):
        world.says("Ana", text)
    read = "".join(d.prompt.body.plain for d in world.says("Ana", "yes, close it") if d.name == "Cara")

    assert all(f"{number}. " in read for number in range(1, 42))


def test_a_step_that_was_handed_over_stays_there() -> None:
    """Ana comes back, and Ben still owns the goal."""
    world = after(9)
    world.says("Ana", "stop")
    world.taps("Ana", "Leave the project")
    world.says("Ana", "hello")
    world.taps("Ana", "Yes, join")
    world.says("Ana", "yes")
    goal = world.project().find_step("goal")

    assert goal is not None
    assert goal.state == "open"
    assert goal.owner == next(m.person for m in world.project().members if m.name == "Ben")


def test_a_start_can_be_given_up() -> None:
    """Whoever came there by mistake goes back to where they can join."""
    world = after(17)
    for text in ("hello", "no", "stop"):
        world.says("Dora", text)
    world.taps("Dora", "Do something else first")

    assert "Do you want to join" in world.text("Dora")


def test_without_names_an_old_button_never_shows_somebody_elses_view() -> None:
    """Once sent off, nothing can be found again."""
    world = without_names()
    world.says("Ana", "go on with this goal")
    for text in ("no time", "no money", "back"):
        world.says("Ben", text)
    world.taps("Ben", "“no time”")
    for text in ("no time at all", "that's all", "nothing yet", "1", "1", "no"):
        world.says("Ben", text)
    tapped = next(o for who, o in world.history if who == "Ben" and o.label.startswith("None of these"))
    world.taps_token("Ben", tapped.token)
    session = next(s for s in world.finished("Ben") if s.flow == "barriers")

    assert "No name stands with them" in world.text("Ben")
    assert {given.option for given in session.answers.values()} == {None}


def test_without_names_an_unfinished_session_forgets_when_the_step_is_closed() -> None:
    """Ben never came back to say that that was all."""
    world = without_names()
    world.says("Ana", "go on with this goal")
    world.says("Ben", "no money")
    kept = world.session("Ben").slots
    for text in ("x y z", "that's all", "nothing yet", "none of these", "no", "look now", "different", "no", "yes"):
        world.says("Ana", text)

    assert "own" in kept
    assert world.session("Ben").slots == {}
