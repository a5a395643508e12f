"""What stands at the fields of windows: hints, and sentences where something cannot be taken."""

from __future__ import annotations

import pytest

from dialogs.inbound import Brought, Filled, Tapped
from dialogs.prompt import Form
from dialogs.token import encode_token
from dialogs.windows import BROUGHT
from tests.support.world import World

EMPTY = {"innovation": "", "goal": "  ", "target": "", "emphasis": "nobody", "patient": ""}


@pytest.fixture
def world() -> World:
    """Ana alone, asked for her goal."""
    world = World()
    for text in ("Online therapy in Leeds", "only me"):
        world.says("Ana", text)
    return world


def opened(world: World) -> Form:
    """The window under the last question."""
    window = world.prompts["Ana"].window
    assert window is not None
    world.takes(world.inbound("Ana", Tapped(token=window.token, trigger="alive")))
    return world.letterbox.shown[-1].form


def sends(world: World, token: str, fields: dict[str, str]) -> dict[str, str]:
    """Send a window off; the sentences at its fields."""
    world.takes(world.inbound("Ana", Filled(token=token, fields=fields)))
    return world.acks[-1].errors


def test_where_only_picking_is_possible_nobody_is_asked_for_words(world: World) -> None:
    field = next(field for field in opened(world).fields if field.key == "emphasis")

    assert field.label == "What matters most about it?"
    assert field.hint == "Pick one. After “Something else” I ask you for your own words."


def test_a_field_left_empty_is_spoken_of_as_a_field(world: World) -> None:
    errors = sends(world, opened(world).token, EMPTY)

    assert errors["innovation"] == errors["goal"] == "Please write something here."
    assert errors["target"] == "Please pick one of these."


def test_the_window_of_a_message_names_the_project_it_goes_to(world: World) -> None:
    for said in ("Online therapy", "GPs mention it", "staff", "More referrals", "skip", "yes"):
        world.says("Ana", said)
    world.takes(world.inbound("Ana", Brought(words="no time", trigger="alive")))
    form = world.letterbox.shown[-1].form

    assert form.fields[0].hint.startswith("It goes to “Online therapy in Leeds” as your contribution.")
    assert sends(world, form.token, {BROUGHT: " "}) == {BROUGHT: "Please write something here."}


def test_a_window_that_no_question_has_is_refused_and_nothing_changes(world: World) -> None:
    """A forged token: there are no fields at a question of options."""
    for said in ("Online therapy", "GPs mention it"):
        world.says("Ana", said)
    session, before = world.session("Ana"), world.project()
    token = encode_token(session=session.id, step=session.step, visit=session.visit, option="~form")

    assert len(sends(world, token, {"target": "staff"})) == 1
    assert world.project() == before


def test_skip_at_a_question_of_options_speaks_of_picking(world: World) -> None:
    for said in ("Online therapy", "GPs mention it", "skip"):
        world.says("Ana", said)

    assert "Please pick one of the answers." in world.text("Ana")
