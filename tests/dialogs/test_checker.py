"""The checker finds each kind of fault: a check that cannot fail checks nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fluent.syntax import ast

from dialogs import checker
from dialogs.checker import find_faults, flow_faults, phrase_faults, table_faults, value_faults
from dialogs.flow import Flow, Reply, Scene, Step, Taken, Verdict
from dialogs.flows import FLOWS
from dialogs.table import Edge, Table


def _take(_: Scene, __: Reply) -> Verdict:
    return Taken(trigger="go")


def _flow(*steps: Step, edges: tuple[Edge, ...], name: str = "goal") -> Flow:
    return Flow(name=name, steps=steps, edges=edges, finals=("done",))


def _step(key: str, **fields: object) -> Step:
    return replace(Step(key=key, take=_take, kept=lambda _: "said"), **fields)  # type: ignore[arg-type]  # any field


LINE = (Edge("one", "go", "two"), Edge("two", "go", "done"))


def test_our_own_flows_have_no_fault() -> None:
    """What the build runs."""
    assert find_faults() == []


@pytest.mark.parametrize(
    ("edges", "fault"),
    [
        ((*LINE, Edge("one", "fly", "nowhere")), "names a step 'nowhere' that does not exist"),
        ((Edge("one", "go", "done"), Edge("two", "go", "done")), "nothing leads to 'two'"),
        ((Edge("one", "go", "two"), Edge("one", "end", "done"), Edge("two", "go", "two")), "no end can be reached"),
        ((*LINE, Edge("one", "go", "done")), "has 2 edges for 'go'"),
        ((*LINE, Edge("done", "go", "one")), "the end 'done' goes on"),
    ],
)
def test_a_faulty_table_is_found(edges: tuple[Edge, ...], fault: str) -> None:
    """Unknown and unreachable steps, dead ends, duplicate edges, ends that go on."""
    faults = list(table_faults(Table(name="t", steps=("one", "two", "done"), edges=edges, finals=("done",))))

    assert any(fault in each for each in faults), faults


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        (_step("two", skip="jump"), "`skip` fires 'jump'"),
        (_step("two", choices=("x" * 30,)), "does not fit a button"),
        (_step("two", choices=("~fly",)), "stands for no everywhere word"),
    ],
)
def test_a_faulty_step_is_found(step: Step, fault: str) -> None:
    """What no edge takes, what fits no button."""
    faults = list(flow_faults(_flow(_step("one"), step, edges=LINE)))

    assert any(fault in each for each in faults), faults


def test_a_key_that_is_too_long_for_a_button_is_found() -> None:
    """Telegram gives 64 bytes for everything."""
    long = "a_very_long_step"
    faults = flow_faults(_flow(_step(long), edges=(Edge(long, "go", "done"),)))

    assert any("to fit a button" in each for each in faults)


def test_a_step_with_no_way_back_is_found() -> None:
    """Something before it has to be an answer that can be opened again."""
    faults = flow_faults(_flow(_step("one", kept=None), _step("two"), edges=LINE))

    assert any("`back` leads nowhere" in each for each in faults)


def test_a_step_that_reads_what_nobody_writes_is_found() -> None:
    """Nor may a flow expect it from outside where no flow writes it."""
    reads = _flow(_step("one", reads=frozenset({"goal.moon"})), _step("two"), edges=LINE)
    expects = replace(reads, outside=frozenset({"goal.moon"}))

    assert [*value_faults([reads])] == ["goal.one: reads 'goal.moon', which no step writes"]
    assert [*value_faults([expects])] == ["goal: expects 'goal.moon' from outside, and no flow writes it"]


def test_a_step_without_words_is_found() -> None:
    """Its question, its help, its reason, its options."""
    faults = list(
        phrase_faults([_flow(_step("one", choices=("yes",)), edges=(Edge("one", "go", "done"),), name="moon")])
    )

    for key in ("moon-one-ask", "moon-one-help", "moon-one-why", "moon-one-title", "moon-one-yes"):
        assert f"phrase {key!r} is missing in 'en'" in faults


def test_a_phrase_that_nobody_says_is_found() -> None:
    """Taken out of the code, it has to go."""
    without = [flow for flow in FLOWS.values() if flow.name != "goal"]

    assert "phrase 'goal-patient-why' is never used" in list(phrase_faults(without))


def test_a_text_over_the_narrowest_limit_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its arguments as long as they may get."""
    monkeypatch.setattr(checker, "TEXT_LIMIT", 100)
    monkeypatch.setattr(checker, "LABEL_LIMIT", 5)
    faults = list(phrase_faults(FLOWS.values()))

    assert any("'start-name-ask' in 'en'" in each for each in faults)
    assert any("'goal-target-both'" not in each and "the narrowest channel shows 5" in each for each in faults)


def test_a_phrase_missing_in_a_language_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """So are other arguments, and a button that reads like an everywhere word."""
    real = checker._phrases

    def faulty(language: str) -> dict[str, ast.Message]:
        found = dict(real(language))
        if language == "de":
            found["greeting"] = found["late-kept"]
            found["goal-target-both"] = found["word-stop"]
            del found["bad-empty"]
        return found

    monkeypatch.setattr(checker, "_phrases", faulty)
    faults = list(phrase_faults(FLOWS.values()))

    assert "phrase 'bad-empty' is missing in 'de'" in faults
    assert "phrase 'greeting' in 'de' takes other arguments than in English" in faults
