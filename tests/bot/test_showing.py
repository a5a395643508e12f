"""A project as programs and people read it."""

from __future__ import annotations

import json

from bot.showing import project_as_json, project_as_lines
from knowledge.choices import Vote
from knowledge.loading import load_catalogue
from knowledge.project import Decision, Project
from tests.support.full_project import FULL
from tests.support.stores import NOW, PROJECT, make_contribution

CATALOGUE = load_catalogue()

PARTS = {
    "name",
    "process",
    "goal",
    "barriers",
    "merged",
    "parking",
    "management",
    "team",
    "hours",
    "sponsor",
    "stakeholders",
    "hearings",
    "priorities",
    "decisions",
    "skipped",
    "heedings",
    "strategies",
    "plan",
    "reviews",
    "measurements",
    "events",
    "checks",
}


def test_a_fresh_project_has_every_part_and_no_plan() -> None:
    shown = project_as_json(PROJECT, CATALOGUE)

    assert set(shown) == PARTS
    assert shown["plan"] is None
    assert shown["team"] == [
        {"name": "Ana", "role": "lead", "left": False},
        {"name": "Ben", "role": "member", "left": False},
    ]
    assert [shown[part] for part in ("strategies", "reviews", "priorities", "decisions", "management")] == [[]] * 5


def test_who_is_around_and_what_was_heard_of_them() -> None:
    heard = make_contribution("h").but(kind="heard", words="we never hear of it", about="h1")

    shown = project_as_json(FULL.with_contribution(heard), CATALOGUE)

    assert (shown["hours"], shown["sponsor"]) == (12, "Dr. Weiß")
    assert shown["stakeholders"][1] == {"who": "IT", "concern": "decides", "reach": None}
    assert shown["hearings"][0] == {
        "step": "hearing",
        "kind": "heard",
        "role": "patients",
        "count": 4,
        "how": "phone",
        "source": None,
        "day": None,
        "said": ["we never hear of it"],
        "acceptable": 4,
        "doable": 2,
    }
    assert shown["hearings"][1]["day"] == "2024-02-29"


def test_priorities_of_the_newest_visit_stand_by_place_with_what_speaks_for_them() -> None:
    votes = (
        Vote(id="n1", step="priorities", visit=2, question="matters", about="b2", value=3, author="ana"),
        Vote(id="n2", step="priorities", visit=2, question="matters", about="b1", value=2, author="ben"),
        Vote(id="n3", step="priorities", visit=2, question="changeable", about="b2", value=1, author="ben"),
    )

    first, second = project_as_json(FULL.but(votes=(*FULL.votes, *votes)), CATALOGUE)["priorities"]

    assert (first["place"], second["place"]) == (1, 2)
    assert second["words"] == FULL.get_contribution("c3").words
    assert (second["determinant"], second["named"]) == ("cfir.time", 1)
    assert second["points"] == {"matters": 5, "changeable": 1}


def test_a_strategy_has_its_published_name_or_the_teams_own_words() -> None:
    known = CATALOGUE.strategies[0]
    first, second = FULL.strategies
    project = FULL.but(strategies=(first.but(version=2, strategy=known.id), second.but(words="a box at the door")))

    shown = project_as_json(project, CATALOGUE)["strategies"]

    assert shown[0]["name"] == known.name.to("en")
    assert (shown[0]["eric"], shown[0]["category"]) == (known.eric, known.category)
    assert (shown[0]["mechanism"], shown[0]["barrier"]) == ("somebody asks", FULL.get_contribution("c3").words)
    assert [shown[1][field] for field in ("name", "eric", "category")] == ["a box at the door", None, "custom"]


def test_the_plan_is_the_newest_version_with_what_is_left_of_earlier_ones() -> None:
    first = project_as_json(FULL.but(plans=FULL.plans[:1]), CATALOGUE)["plan"]
    second = project_as_json(FULL, CATALOGUE)["plan"]

    assert first["measure"] == {"what": "talks a week", "baseline": 0.1, "prediction": -2.5, "keeper": "Ana"}
    assert (first["version"], first["size"], first["review"]) == (1, "one ward", "2026-06-01")
    assert (first["failure"], first["committed"], first["by"]) == ("nobody had time", "2026-03-02", "Benno")
    assert first["activities"][0] == {"what": "print it", "owner": "Benno", "due": "2026-04-01", "state": "done"}
    assert first["strategies"][0]["action"] == "asks at handover"
    assert (second["version"], second["committed"]) == (2, None)
    assert [activity["what"] for activity in second["activities"]] == ["hang it up"]


def test_a_decision_stands_with_its_reasons_and_those_against_it() -> None:
    against = make_contribution("o").but(kind="objection", words="too fast", step="goal", visit=1)
    of_another = make_contribution("p").but(kind="objection", words="not this", step="goal", visit=1, about="d2")

    first, second = project_as_json(FULL.with_contribution(against).with_contribution(of_another), CATALOGUE)[
        "decisions"
    ]

    assert first == {
        "step": "goal",
        "what": "go",
        "by": "Ana",
        "reasons": "why not",
        "dissent": ["too fast"],
        "present": 4,
    }
    assert second["dissent"] == ["not this"]


def test_what_waits_and_what_is_for_management_are_two_lists() -> None:
    shown = project_as_json(FULL, CATALOGUE)

    assert shown["management"] == [{"words": "later", "by": "Benno", "step": "goal"}]
    assert [parked["step"] for parked in shown["parking"]] == ["x"]


def test_nobody_is_named_where_no_names_are_kept() -> None:
    shown = project_as_json(FULL.but(named=False), CATALOGUE)

    assert set(_all_of("by", shown)) == {None}
    assert shown["team"][0]["name"] == "Ana"
    assert shown["plan"]["activities"][0]["owner"] == "Ana"


def test_people_read_the_same_in_short() -> None:
    lines = project_as_lines(_told(), CATALOGUE)

    assert lines[0] == "More steps"
    assert "  12 hours a month" in lines
    assert "  4 x patients  [hearing]" in lines
    assert "  goal: go, because: why not" in lines
    assert "  talks a week: 0.1 to -2.5" in lines
    assert "  done    print it  Benno, by 2026-04-01" in lines
    assert lines[-2:] == ["For management", "  later"]


def test_it_is_json_whatever_stands_in_it() -> None:
    shown = project_as_json(FULL, CATALOGUE)

    assert json.loads(json.dumps(shown)) == shown


def _told() -> Project:
    decision = Decision(id="d9", step="plan", visit=1, what="go", by=None, at=NOW)
    return FULL.but(plans=FULL.plans[:1]).with_row("decisions", decision)


def _all_of(key: str, shown: object) -> list[object]:
    """Every value under this key, however deep."""
    match shown:
        case dict():
            own = [value for name, value in shown.items() if name == key]
            return own + [found for value in shown.values() for found in _all_of(key, value)]
        case list():
            return [found for value in shown for found in _all_of(key, value)]
        case _:
            return []
