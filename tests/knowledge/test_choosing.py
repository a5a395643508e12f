"""Which strategies are suggested for a barrier, and in which order."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from knowledge.catalogue import Catalogue, UnknownEntryError
from knowledge.choosing import StrategySuggestion, find_tried, rank_strategies, suggest_strategies
from knowledge.entries import Endorsement, Level, Link
from knowledge.fit import ROUNDABOUT, crosswalk_of
from knowledge.loading import load_catalogue
from knowledge.project import Barrier, Contribution, ContributionKind, Project

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CATALOGUE = load_catalogue()
DETERMINANTS = [determinant.id for determinant in CATALOGUE.determinants]
LANGUAGES = ["en", "de"]

every_determinant = pytest.mark.parametrize("determinant", DETERMINANTS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def rank(determinant: str, *, catalogue: Catalogue = CATALOGUE, tried: tuple[str, ...] = ()) -> list[str]:
    suggestions = rank_strategies(determinant, catalogue=catalogue, language="en", tried=tried)
    return [suggestion.strategy for suggestion in suggestions]


def score(determinant: str, strategy: str, *, catalogue: Catalogue = CATALOGUE) -> float:
    """How well it fits, also where it is not shown."""
    return next(fit.score for fit in crosswalk_of(catalogue).fits(determinant) if fit.strategy.id == strategy)


def contribute(words: str, *, name: str = "c1", kind: ContributionKind = "barrier") -> Contribution:
    return Contribution(id=name, step="barriers", visit=1, kind=kind, words=words, author="ana", at=NOW)


def make_project(*contributions: Contribution, barriers: tuple[Barrier, ...] = ()) -> Project:
    return Project(id="p1", workspace="w1", name="Video", created=NOW, contributions=contributions, barriers=barriers)


def make_barrier(determinant: str | None = None, *, name: str = "b1", into: str | None = None) -> Barrier:
    return Barrier(
        id=name,
        contribution=name.replace("b", "c"),
        hinders=True,
        determinant=determinant,
        custom=determinant is None,
        merged_into=into,
    )


def suggest(barrier: Barrier, project: Project, *, language: str = "en") -> tuple[StrategySuggestion, ...]:
    return suggest_strategies(barrier, project, catalogue=CATALOGUE, language=language)


def change(catalogue: Catalogue, **sections: object) -> Catalogue:
    """Another catalogue with some sections exchanged; a copy would keep what was looked up in the old one."""
    return Catalogue.model_construct(
        **{**{name: getattr(catalogue, name) for name in Catalogue.model_fields}, **sections}
    )


def with_endorsement(
    construct: str, strategy: str, *, share: int | None, level: Level, catalogue: Catalogue = CATALOGUE
) -> Catalogue:
    """The catalogue as if another share had been seen in the tables; all else stays."""
    others = [e for e in catalogue.endorsements if (e.cfir, e.strategy) != (construct, strategy)]
    told = Endorsement(cfir=construct, strategy=strategy, level=level, share=share, sources=("Waltz2019_T2",))
    return change(catalogue, endorsements=(*others, told))


def determinants_that_meet(construct: str) -> list[str]:
    return [link.determinant for link in CATALOGUE.links if construct in (link.primary, *link.secondary)]


# What holds for every determinant


@every_determinant
def test_up_to_seven_different_strategies_are_shown_and_never_fewer_than_five(determinant: str) -> None:
    shown = rank(determinant)

    assert 5 <= len(shown) <= 7
    assert len(shown) == len(set(shown))


@every_determinant
def test_one_of_the_first_three_changes_structure_resources_or_the_work(determinant: str) -> None:
    first = rank_strategies(determinant, catalogue=CATALOGUE, language="en")[:3]

    assert any(suggestion.changes_work for suggestion in first)


@every_determinant
def test_however_many_are_shown_no_category_has_more_than_half(determinant: str) -> None:
    categories = [CATALOGUE.get_strategy(strategy).category for strategy in rank(determinant)]

    for shown in range(1, len(categories) + 1):
        most = max(Counter(categories[:shown]).values())
        assert most <= max(1, shown // 2)


@every_determinant
def test_the_best_fit_is_among_the_first_four(determinant: str) -> None:
    suggestions = rank_strategies(determinant, catalogue=CATALOGUE, language="en")

    assert max(s.score for s in suggestions) == max(s.score for s in suggestions[:4])


@every_determinant
def test_the_basis_is_that_of_the_crosswalk(determinant: str) -> None:
    rows = {row.strategy: row.basis for row in CATALOGUE.crossings(determinant)}
    suggestions = rank_strategies(determinant, catalogue=CATALOGUE, language="en")

    assert {s.strategy: s.basis for s in suggestions} == {s.strategy: rows.get(s.strategy, "D") for s in suggestions}


@every_determinant
def test_what_is_outside_the_crosswalk_is_our_own_and_unsure(determinant: str) -> None:
    rows = {row.strategy for row in CATALOGUE.crossings(determinant)}
    outside = [s for s in rank_strategies(determinant, catalogue=CATALOGUE, language="en") if s.strategy not in rows]

    assert all((s.basis, s.confidence) == ("D", "low") for s in outside)


@every_determinant
def test_the_answer_is_the_same_in_every_language(determinant: str) -> None:
    english, german = (rank_strategies(determinant, catalogue=CATALOGUE, language=each) for each in LANGUAGES)

    assert english == german


@every_determinant
def test_none_of_the_first_four_comes_by_a_roundabout_way(determinant: str) -> None:
    shown = rank_strategies(determinant, catalogue=CATALOGUE, language="en")[:4]

    assert not {s.why for s in shown} & ROUNDABOUT


@every_determinant
def test_a_neighbour_lends_only_what_fits(determinant: str) -> None:
    lent = [fit for fit in crosswalk_of(CATALOGUE).fits(determinant) if fit.closeness in ROUNDABOUT]

    assert all(fit.acts_on[:1] == fit.strategy.acts_on[:1] for fit in lent)


@every_determinant
def test_the_first_changes_something_that_the_barrier_is_about(determinant: str) -> None:
    assert rank_strategies(determinant, catalogue=CATALOGUE, language="en")[0].acts_on
    assert crosswalk_of(CATALOGUE).fits(determinant)[0].acts_on


@every_determinant
def test_none_of_the_first_only_fills_a_seat(determinant: str) -> None:
    shown = rank_strategies(determinant, catalogue=CATALOGUE, language="en")

    assert [s.first for s in shown] == [True] * 3 + [False] * (len(shown) - 3)
    assert min(s.score for s in shown[:3]) >= 0.2


@every_determinant
def test_what_does_not_belong_is_not_shown(determinant: str) -> None:
    link = CATALOGUE.find_link(determinant)

    assert link is not None
    assert not {*link.unfit} & {*rank(determinant)}


@every_determinant
def test_what_we_prefer_most_is_shown(determinant: str) -> None:
    link = CATALOGUE.find_link(determinant)

    assert link is not None
    assert {*link.prefers[:1]} <= {*rank(determinant)[:4]}


@every_determinant
def test_the_same_question_has_the_same_answer(determinant: str) -> None:
    again = change(CATALOGUE)

    assert rank_strategies(determinant, catalogue=CATALOGUE, language="en") == rank_strategies(
        determinant, catalogue=again, language="en"
    )


@every_determinant
def test_what_was_tried_goes_down_and_is_said(determinant: str) -> None:
    before = rank(determinant)
    for strategy in before:
        after = rank_strategies(determinant, catalogue=CATALOGUE, language="en", tried={strategy})
        places = [s.strategy for s in after]
        assert strategy not in places or places.index(strategy) >= before.index(strategy)
        assert all((s.why == "tried") == s.tried == (s.strategy == strategy) for s in after)


# No order by table


@pytest.mark.parametrize("endorsed", [e for e in CATALOGUE.endorsements if e.share is not None and e.basis], ids=str)
def test_a_strategy_does_not_win_by_losing_the_share_that_endorses_it(endorsed: Endorsement) -> None:
    unseen = with_endorsement(endorsed.cfir, endorsed.strategy, share=None, level="1or2")
    meeting = determinants_that_meet(endorsed.cfir)

    assert meeting
    for determinant in meeting:
        assert score(determinant, endorsed.strategy, catalogue=unseen) <= score(determinant, endorsed.strategy)


@every_determinant
def test_whether_a_table_gave_the_level_or_only_the_name_changes_no_order(determinant: str) -> None:
    named_only = tuple(
        each.model_copy(update={"level": "unknown"}) if each.level == "1or2" else each
        for each in CATALOGUE.endorsements
    )
    other = change(CATALOGUE, endorsements=named_only)

    assert rank(determinant, catalogue=other) == rank(determinant)


@every_determinant
def test_more_experts_always_put_a_strategy_higher(determinant: str) -> None:
    link = CATALOGUE.find_link(determinant)
    assert link is not None
    assert link.primary is not None
    strategy = "promote_adaptability"
    seen: list[tuple[int, Level]] = [(20, "2"), (35, "2"), (50, "1"), (70, "1")]
    scores = [
        score(determinant, strategy, catalogue=with_endorsement(link.primary, strategy, share=share, level=level))
        for share, level in seen
    ]

    assert scores == sorted({*scores})
    assert len(scores) == len(seen)


def test_a_known_low_share_counts_against_a_strategy() -> None:
    unseen = tuple(each for each in CATALOGUE.endorsements if each.level not in ("<20", "0"))
    unknown = change(CATALOGUE, endorsements=unseen)
    lowly = "provide_local_technical_assistance"  # 17 % for complexity

    assert score("convenience", lowly) < score("convenience", lowly, catalogue=unknown)


def test_our_own_suggestion_is_not_below_all_that_experts_endorsed() -> None:
    bases = {
        determinant: [s.basis for s in rank_strategies(determinant, catalogue=CATALOGUE, language="en")]
        for determinant in DETERMINANTS
    }
    mixed = {determinant: shown for determinant, shown in bases.items() if len({each == "D" for each in shown}) == 2}
    ours_before_theirs = [d for d, shown in mixed.items() if shown.index("D") < max(map(shown.index, {*shown} - {"D"}))]

    assert len(ours_before_theirs) > len(mixed) / 2


# What somebody who knows the field would expect


@pytest.mark.parametrize(
    ("determinant", "expected"),
    [
        ("time", {"revise_professional_roles"}),
        ("funds", {"access_new_funding"}),
        ("personnel", {"revise_professional_roles", "access_new_funding"}),
        ("awareness", {"develop_educational_materials", "remind_clinicians"}),
        ("education", {"conduct_ongoing_training"}),
        ("skills_competences", {"conduct_ongoing_training", "provide_local_technical_assistance"}),
        ("privacy", {"change_physical_structure_and_equipment", "use_advisory_boards_and_workgroups"}),
        ("safety", {"revise_professional_roles", "develop_and_implement_tools_for_quality"}),
        ("infrastructure", {"change_physical_structure_and_equipment"}),
        ("external_relations", {"develop_resource_sharing_agreements"}),
        ("leadership_support", {"recruit_designate_and_train_for_leadership", "mandate_change"}),
        ("primary_process", {"revise_professional_roles", "conduct_cyclical_small_tests_of_change"}),
        ("flexibility", {"promote_adaptability"}),
        ("personal_need", {"conduct_local_needs_assessment"}),
        ("access_to_treatment", {"change_service_sites"}),
        ("collaboration", {"organize_clinician_implementation_team", "create_a_learning_collaborative"}),
        ("observability_experience", {"conduct_cyclical_small_tests_of_change", "stage_implementation_scale_up"}),
        ("access_reliability_ict", {"centralize_technical_assistance", "change_record_systems"}),
        ("policy", {"change_liability_laws", "build_a_coalition"}),
        ("management", {"develop_a_formal_implementation_blueprint"}),
        ("patient_characteristics", {"prepare_patients_consumers_to_be_active", "promote_adaptability"}),
    ],
)
def test_the_first_three_hold_what_an_expert_would_expect(determinant: str, expected: set[str]) -> None:
    assert expected <= set(rank(determinant)[:3])


@pytest.mark.parametrize(
    ("determinant", "strategy"),
    [
        ("funds", "access_new_funding"),
        ("costs", "access_new_funding"),
        ("time", "revise_professional_roles"),
        ("education", "conduct_ongoing_training"),
        ("flexibility", "promote_adaptability"),
        ("leadership_support", "recruit_designate_and_train_for_leadership"),
    ],
)
def test_the_first_is_what_an_expert_would_name_first(determinant: str, strategy: str) -> None:
    assert rank(determinant)[0] == strategy


def test_new_money_comes_before_passing_on_knowledge_where_money_is_short() -> None:
    assert score("funds", "access_new_funding") > score("funds", "capture_and_share_local_knowledge")


def test_what_only_lawmakers_can_do_is_shown_first_only_where_the_barrier_is_theirs() -> None:
    reach = {d: [CATALOGUE.get_strategy(s).reach for s in rank(d)[:2]] for d in DETERMINANTS}
    out_of_reach = {determinant for determinant, first in reach.items() if "beyond" in first}

    assert out_of_reach == {"policy", "health_care_system_structures"}


def test_the_usual_champions_are_not_the_answer_to_everything() -> None:
    first = Counter(strategy for determinant in DETERMINANTS for strategy in rank(determinant)[:3])

    assert first["identify_and_prepare_champions"] <= 3
    assert len(first) >= 25


def test_the_seat_that_changes_the_work_is_mostly_that_of_work_or_money() -> None:
    first = [rank_strategies(d, catalogue=CATALOGUE, language="en")[:3] for d in DETERMINANTS]
    changing = [{CATALOGUE.get_strategy(s.strategy).category for s in shown if s.changes_work} for shown in first]

    assert sum(bool(each & {"restructure", "finance"}) for each in changing) == 26  # as docs/evidence.md has it


def with_links(**changes: object) -> Catalogue:
    return change(CATALOGUE, links=tuple(link.model_copy(update=changes) for link in CATALOGUE.links))


def test_also_without_a_second_look_none_of_ours_leads_that_changes_nothing_of_it() -> None:
    crosswalk = crosswalk_of(with_links(prefers=()))
    first = [crosswalk.fits(determinant)[0] for determinant in DETERMINANTS]

    assert not [fit.determinant for fit in first if fit.closeness == "ours" and not fit.acts_on]


def test_what_is_named_for_everything_says_less_of_one() -> None:
    everywhere = tuple(
        link
        if "remind_clinicians" in link.adds
        else link.model_copy(update={"adds": (*link.adds, "remind_clinicians")})
        for link in CATALOGUE.links
    )
    other = change(CATALOGUE, links=everywhere)

    assert score("primary_process", "remind_clinicians", catalogue=other) < score(
        "primary_process", "remind_clinicians"
    )


def test_a_word_in_common_does_not_make_a_neighbour() -> None:
    lent = {fit.strategy.id: fit.via for fit in crosswalk_of(CATALOGUE).fits("infrastructure") if fit.via}

    assert "alter_patient_consumer_fees" not in lent  # ours for costs, which only touches on what there is to work with
    assert lent["access_new_funding"] == "personnel"


def test_what_few_teams_would_think_of_is_marked() -> None:
    suggestions = rank_strategies("skills_competences", catalogue=CATALOGUE, language="en")

    assert {s.strategy: s.rare for s in suggestions} == {
        s.strategy: CATALOGUE.get_strategy(s.strategy).rare for s in suggestions
    }
    assert any(s.rare for s in suggestions)


# Why


def test_a_share_that_was_seen_is_told() -> None:
    found = next(
        s
        for s in rank_strategies("professional_patient_interaction", catalogue=CATALOGUE, language="en")
        if s.strategy == "conduct_local_consensus_discussions"
    )

    assert found.endorsement is not None
    assert found.endorsement.share == 41
    assert (found.why, found.caution) == ("wider", "share")


def test_our_own_suggestion_that_a_pack_endorses_is_not_told_as_chosen_by_few() -> None:
    catalogue = with_endorsement("patient_needs_resources", "conduct_local_needs_assessment", share=60, level="1")

    found = next(
        each
        for each in rank_strategies("access_to_treatment", catalogue=catalogue, language="en")
        if each.strategy == "conduct_local_needs_assessment"
    )

    assert found.caution == "share"


def test_our_own_suggestion_that_few_experts_chose_says_so() -> None:
    found = next(
        s
        for s in rank_strategies("convenience", catalogue=CATALOGUE, language="en")
        if s.strategy == "provide_local_technical_assistance"
    )

    assert (found.basis, found.why, found.caution) == ("D", "ours", "few")


def test_what_trials_found_comes_with_its_own_caution() -> None:
    found = {s.strategy: s.effect for s in rank_strategies("education", catalogue=CATALOGUE, language="en")}
    priorities = rank_strategies("strategies_priorities", catalogue=CATALOGUE, language="en")
    effect = next(s.effect for s in priorities if s.strategy == "audit_and_provide_feedback")

    assert found["conduct_ongoing_training"] is None
    assert effect is not None
    assert effect.id == "audit_and_feedback"
    assert effect.caution.to("de") != effect.caution.to("en")


# A barrier of a project


def test_a_barrier_with_a_determinant_gets_what_the_determinant_gets() -> None:
    project = make_project(contribute("no time"))

    assert suggest(make_barrier("time"), project) == rank_strategies("time", catalogue=CATALOGUE, language="en")


def test_a_barrier_in_own_words_is_read_as_a_guess_and_says_so() -> None:
    suggestions = suggest(make_barrier(), make_project(contribute("we have no time for this in the clinic hours")))

    assert suggestions
    assert all(s.guessed and s.determinant is not None for s in suggestions)
    assert all(s.confidence in ("medium", "low") for s in suggestions)
    assert "time" in {s.determinant for s in suggestions}


def test_the_words_of_merged_barriers_are_read_too() -> None:
    project = make_project(
        contribute("xyzzy", name="c1"),
        contribute("no time, not even five minutes in clinic hours", name="c2"),
        barriers=(make_barrier(name="b1"), make_barrier(name="b2", into="b1")),
    )

    assert all(s.guessed for s in suggest(project.barriers[0], project))


@every_language
def test_words_that_nobody_can_read_get_a_general_set_that_says_so(language: str) -> None:
    suggestions = suggest(make_barrier(), make_project(contribute("xyzzy")), language=language)

    assert len(suggestions) == 7
    assert {(s.why, s.caution) for s in suggestions} == {("general", "ours")}
    assert {(s.determinant, s.basis, s.confidence, s.guessed) for s in suggestions} == {(None, "D", "low", False)}
    assert any(s.changes_work for s in suggestions[:3])


def test_a_determinant_that_is_gone_from_the_catalogue_is_read_from_the_words() -> None:
    project = make_project(contribute("no time, not even five minutes in clinic hours"))

    assert all(s.guessed for s in suggest(make_barrier("gone_since"), project))


def test_a_barrier_without_any_words_at_hand_still_gets_something() -> None:
    assert len(suggest(make_barrier(), make_project())) == 7


# What the team tried


def test_what_the_team_told_it_tried_goes_down() -> None:
    told = contribute("we had a champion on each ward", name="t1", kind="tried")
    champions, barrier = "identify_and_prepare_champions", make_barrier("clinical_cultures")
    before = [s.strategy for s in suggest(barrier, make_project())]
    after = [s.strategy for s in suggest(barrier, make_project(told))]

    assert champions in find_tried(make_project(told), catalogue=CATALOGUE, language="en")
    assert champions in before
    assert champions not in after[: before.index(champions) + 1]


def test_what_was_taken_back_counts_as_not_tried() -> None:
    told = contribute("we had a champion on each ward", name="t1", kind="tried")
    gone = contribute("", name="t2", kind="withdrawal").but(replaces="t1")

    assert find_tried(make_project(told, gone), catalogue=CATALOGUE, language="en") == {}


def test_a_barrier_is_nothing_that_was_tried() -> None:
    project = make_project(contribute("there is no champion on the ward"))

    assert find_tried(project, catalogue=CATALOGUE, language="en") == {}


# An operator's own entries


def own_determinant(*, link: Link | None = None) -> Catalogue:
    own = CATALOGUE.get_determinant("time").model_copy(update={"id": "our_own"})
    links = CATALOGUE.links if link is None else (*CATALOGUE.links, link)
    return change(CATALOGUE, determinants=(*CATALOGUE.determinants, own), links=links)


def test_an_own_determinant_without_a_link_is_read_from_its_words() -> None:
    catalogue = own_determinant()
    suggestions = rank_strategies("our_own", catalogue=catalogue, language="en")

    assert all(s.guessed for s in suggestions)
    assert "revise_professional_roles" in {s.strategy for s in suggestions}


def test_an_own_determinant_with_a_link_gets_what_its_operator_named() -> None:
    link = Link(
        determinant="our_own",
        confidence="medium",
        com_b=("psychological_capability",),
        adds=("use_mass_media", "change_record_systems"),
    )
    suggestions = rank_strategies("our_own", catalogue=own_determinant(link=link), language="en")

    assert {"use_mass_media", "change_record_systems"} <= {s.strategy for s in suggestions[:3]}


def test_a_strategy_that_says_nothing_of_what_it_changes_lends_itself_to_nothing() -> None:
    vague = tuple(each.model_copy(update={"acts_on": ()}) for each in CATALOGUE.strategies)
    suggestions = rank_strategies("time", catalogue=change(CATALOGUE, strategies=vague), language="en")

    assert suggestions
    assert not {s.why for s in suggestions} & ROUNDABOUT


def test_what_was_found_for_one_catalogue_is_not_taken_for_another() -> None:
    other = change(CATALOGUE)

    assert crosswalk_of(CATALOGUE) is crosswalk_of(CATALOGUE)
    assert crosswalk_of(other).catalogue is other
    assert crosswalk_of(CATALOGUE).catalogue is CATALOGUE


def test_a_catalogue_without_strategies_suggests_none() -> None:
    bare = Catalogue(sources=CATALOGUE.sources, themes=CATALOGUE.themes, determinants=CATALOGUE.determinants)

    assert rank_strategies("time", catalogue=bare, language="en") == ()


def test_an_unknown_determinant_is_named() -> None:
    with pytest.raises(UnknownEntryError, match="'tyme'"):
        rank_strategies("tyme", catalogue=CATALOGUE, language="en")
