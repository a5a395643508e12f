"""Prompts into blocks, held against Slack's published types and limits where those are there."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.delivery import Home, Opening, Sent
from adapters.slack.render import fallback, render_home, render_message, render_settled, render_view
from dialogs.prompt import LABEL_LIMIT, TEXT_LIMIT, Field, Form, Option, Prompt
from dialogs.text import Span, Text, words
from tests.adapters.slack.playing import Json, make_delivery, make_option, make_prompt

CHECK = Path(__file__).parents[3].parent / "shared" / "contracts" / "check_outgoing.py"

kinds = st.sampled_from(["plain", "bold", "italic", "quote", "link", "mention"])
spans = st.builds(Span, text=st.text(max_size=40), kind=kinds, to=st.sampled_from([None, "", "https://a.b", "p2"]))
texts = st.lists(spans, max_size=8).map(lambda each: Text(spans=tuple(each)))
labels = st.text(max_size=LABEL_LIMIT)
options = st.lists(labels, max_size=60).map(lambda each: tuple(make_option(n, label) for n, label in enumerate(each)))
prompts = st.builds(
    Prompt,
    body=texts,
    options=options,
    window=st.none() | labels.map(lambda label: Option(key="window", label=label, token="s.o.1.window")),
    where=st.text(max_size=80),
)


def faults_of(method: str, params: Json) -> list[str]:
    if not CHECK.is_file():
        pytest.skip("Slack's published contract is not there")
    found: list[str] = checker()(method, params)
    return found


@cache
def checker() -> Callable[[str, Json], list[str]]:
    spec = importlib.util.spec_from_file_location("check_outgoing", CHECK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[str, Json], list[str]] = module.slack_faults
    return found


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def text(value: str, **more: object) -> Json:
    return {"type": "text", "text": value, **more}


def test_a_message_is_where_then_words_then_buttons() -> None:
    message = render_message(make_delivery(make_prompt("Which?", "Time", where="Identify, step 3 of 5")))

    assert message == {
        "text": "Which?",
        "blocks": [
            {
                "type": "context",
                "elements": [{"type": "plain_text", "text": "Identify, step 3 of 5", "emoji": False}],
            },
            rich(section(text("Which?"))),
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Time", "emoji": False},
                        "value": "token-1",
                        "action_id": "option:0:option1",
                    }
                ],
            },
        ],
    }


def test_spans_are_elements_and_people_are_named() -> None:
    body = Text(
        spans=(
            Span(text="Bold", kind="bold"),
            Span(text=" and <!channel> *so* "),
            Span(text="here", kind="link", to="https://a.b"),
            Span(text="there", kind="link", to="javascript:x"),
            Span(text="Ben", kind="mention", to="p2"),
            Span(text="Eve", kind="mention", to="p3"),
            Span(text="\n"),
            Span(text="No time", kind="quote"),
            Span(text="\n"),
            Span(text="Done?", kind="italic"),
        )
    )
    delivery = make_delivery(Prompt(body=body)).but(mentions={"p2": "U2"})

    assert render_message(delivery)["blocks"] == [
        rich(
            section(
                text("Bold", style={"bold": True}),
                text(" and <!channel> *so* "),
                {"type": "link", "url": "https://a.b", "text": "here"},
                text("there (javascript:x)"),
                {"type": "user", "user_id": "U2"},
                text("Eve"),
            ),
            {"type": "rich_text_quote", "elements": [text("No time")]},
            section(text("Done?", style={"italic": True})),
        )
    ]


def test_what_may_be_a_repeat_says_so_first() -> None:
    delivery = make_delivery(make_prompt("Hi.")).but(maybe_repeat=True, language="de")

    first = render_message(delivery)["blocks"][0]

    assert first["elements"][0]["text"] == "Vielleicht ist das eine Wiederholung der Nachricht davor."


def test_the_window_is_one_more_button() -> None:
    prompt = make_prompt("Hi.", "Yes").but(window=make_option(9, "Write it down"))

    buttons = render_message(make_delivery(prompt))["blocks"][-1]["elements"]

    assert [each["value"] for each in buttons] == ["token-1", "token-9"]


def test_many_buttons_stand_in_several_rows() -> None:
    message = render_message(make_delivery(make_prompt("Hi.", *(str(number) for number in range(60)))))

    rows = [len(block["elements"]) for block in message["blocks"] if block["type"] == "actions"]

    assert rows == [25, 25, 10]


def test_the_plain_text_is_escaped_cut_and_never_empty() -> None:
    assert fallback(words("a <!channel> & b")) == "a &lt;!channel&gt; &amp; b"
    assert fallback(words(" \n")) == "…"
    assert len(fallback(words("x" * 9000))) == 3000


def test_a_settled_message_has_its_answer_instead_of_buttons() -> None:
    prompt = make_prompt("Which?", "Time", where="Step 3")
    message = render_settled(Sent(receipt="D1:1.2", prompt=prompt), answer="<Time>\nlost")

    assert [block["type"] for block in message["blocks"]] == ["context", "rich_text", "rich_text"]
    assert message["blocks"][-1] == rich(section(text("✓ <Time> lost")))
    assert len(render_settled(Sent(receipt="D1:1.2", prompt=prompt), answer="")["blocks"]) == 2


def make_form(*fields: Field, title: str = "One thing") -> Opening:
    form = Form(token="t.o.1", title=title, fields=fields, send="Send", close="Close")
    return Opening(id="o1", conversation="slack:T1:U1", form=form, trigger="7.8.9", language="de")


def test_a_window_has_a_field_for_each_answer() -> None:
    few = tuple(make_option(number, f"Label {number}") for number in range(3))
    many = tuple(make_option(number, f"Label {number}") for number in range(30))
    view = render_view(
        make_form(
            Field(key="what", label="What?", hint="Your words", value="Time", is_long=True),
            Field(key="who", label="Who?", options=few, value="option1", is_optional=True),
            Field(key="where", label="Where?", options=many),
            title="A title that is longer than Slack takes",
        )
    )

    what, who, where = view["blocks"]
    assert view["private_metadata"] == "t.o.1"
    assert view["title"]["text"] == "A title that is longer…"
    assert (what["block_id"], what["element"]["initial_value"], what["element"]["multiline"]) == ("what", "Time", True)
    assert (who["element"]["type"], who["element"]["initial_option"]["value"]) == ("radio_buttons", "option1")
    assert who["optional"]
    assert (where["element"]["type"], where["element"]["placeholder"]["text"]) == ("static_select", "Bitte auswählen")


def test_a_page_shows_status_question_and_the_words_that_work_everywhere() -> None:
    home = Home(status=words("Step 3 of 13."), question=make_prompt("Which?", "Time"), language="en")

    view = render_home(home)

    assert [block["type"] for block in view["blocks"]] == [
        "rich_text",
        "divider",
        "rich_text",
        "actions",
        "divider",
        "context",
    ]
    assert view["blocks"][-1]["elements"][0]["text"].startswith("These words work everywhere: help, back, skip")


@given(prompt=prompts, is_repeat=st.booleans())
def test_every_message_is_one_that_slack_takes(prompt: Prompt, is_repeat: bool) -> None:
    delivery = make_delivery(prompt).but(maybe_repeat=is_repeat, mentions={"p2": "U0123456789"})

    assert faults_of("chat.postMessage", {"channel": "D1", **render_message(delivery)}) == []


def test_the_longest_message_is_one_that_slack_takes() -> None:
    prompt = make_prompt("x" * 4 * TEXT_LIMIT, *("y" * 100 for _ in range(20)), where="z" * 900)
    delivery = make_delivery(prompt).but(maybe_repeat=True)

    assert faults_of("chat.postMessage", {"channel": "D1", **render_message(delivery)}) == []


@given(prompt=prompts, answer=st.text(max_size=400))
def test_every_settled_message_is_one_that_slack_takes(prompt: Prompt, answer: str) -> None:
    message = render_settled(Sent(receipt="D1:1.2", prompt=prompt), answer=answer)

    assert faults_of("chat.update", {"channel": "D1", "ts": "1.2", **message}) == []


fields = st.builds(
    Field,
    key=st.uuids().map(str),
    label=st.text(max_size=200),
    hint=st.text(max_size=400),
    value=st.text(max_size=20) | st.just("x" * 4000) | st.just("option1"),
    options=st.lists(labels, max_size=120).map(lambda each: tuple(make_option(n, each[n]) for n in range(len(each)))),
    is_long=st.booleans(),
    is_optional=st.booleans(),
)


@given(asked=st.lists(fields, min_size=1, max_size=5), title=st.text(max_size=60))
def test_every_window_is_one_that_slack_takes(asked: list[Field], title: str) -> None:
    view = render_view(make_form(*asked, title=title))

    assert faults_of("views.open", {"trigger_id": "7.8.9", "view": view}) == []


@given(status=texts, question=st.none() | prompts, language=st.sampled_from(["en", "de", "fi"]))
def test_every_page_is_one_that_slack_takes(status: Text, question: Prompt | None, language: str) -> None:
    view = render_home(Home(status=status, question=question, language=language))

    assert faults_of("views.publish", {"user_id": "U1", "view": view}) == []


@given(body=texts)
def test_no_words_are_lost_or_become_markup(body: Text) -> None:
    rendered = json.loads(json.dumps(render_message(make_delivery(Prompt(body=body)))))
    shown = "".join(leaf["text"] for part in rendered["blocks"][0]["elements"] for leaf in part["elements"])

    assert [kind for kind in types_in(rendered["blocks"]) if kind == "mrkdwn"] == []
    assert _bare(shown) in ("…", _bare(body.plain))


def types_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [str(value.get("type", "")), *(kind for each in value.values() for kind in types_in(each))]
    return [kind for each in value for kind in types_in(each)] if isinstance(value, list) else []


def _bare(text: str) -> str:
    """Without what drawing adds: the sign before a name, and an address that can only be read."""
    return text.replace("\n", "").replace("@", "").replace(" (p2)", "")
