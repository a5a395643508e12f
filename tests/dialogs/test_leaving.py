"""Leaving a team: who hears of it, who leads then, and how one comes back."""

from __future__ import annotations

import pytest

from dialogs.inbound import Door
from tests.support.scripts import ENGLISH
from tests.support.world import World


def gathering() -> World:
    """Ana, Ben and Cara, who are asked what stands in the way."""
    world = World()
    for name, text in ENGLISH[:18]:
        world.says(name, text)
    return world


def leaves(world: World, name: str) -> dict[str, list[str]]:
    """Somebody leaves; what everybody was told, by name."""
    world.says(name, "stop")
    told: dict[str, list[str]] = {}
    for delivery in world.taps(name, "Leave the project"):
        told.setdefault(delivery.name, []).append(delivery.prompt.body.plain)
    return told


def test_the_lead_hears_in_one_sentence_that_somebody_left_and_nobody_else_does() -> None:
    told = leaves(gathering(), "Ben")

    assert told["Ana"] == ["Ben has left the team of “Online therapy in Leeds”. What they wrote stays."]
    assert set(told) == {"Ana", "Ben"}


def test_when_the_lead_leaves_somebody_who_is_there_leads_and_is_told() -> None:
    world = gathering()
    told = leaves(world, "Ana")
    roles = {member.name: member.role for member in world.project().members}

    assert roles == {"Ana": "member", "Ben": "lead", "Cara": "member"}
    assert world.project().get_step("barriers").owner == world.project().lead.person
    assert "You lead “Online therapy in Leeds” now" in told["Ben"][0]
    assert "what stands in the way too" in told["Ben"][0]
    assert "Cara" not in told


def test_whoever_leads_now_can_invite() -> None:
    world = gathering()
    leaves(world, "Ana")
    world.says("Ben", "/invite")

    assert world.step("Ben") == ("invite", "whom")


def test_the_last_one_to_leave_leads_still() -> None:
    """So that there is a lead when they come back."""
    world = World()
    for text in ("Pain group", "only me", "Pain group online"):
        world.says("Ana", text)
    leaves(world, "Ana")

    assert world.project().lead.name == "Ana"


@pytest.mark.parametrize(
    ("door", "said"),
    [
        ("open", "Write to me if you want to come back."),
        ("start", "If you want to come back, Ana can invite you again."),
    ],
)
def test_whoever_leaves_hears_how_they_come_back(door: Door, said: str) -> None:
    world = gathering()
    world.door = door

    assert leaves(world, "Ben")["Ben"][0].endswith(said)
