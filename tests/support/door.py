"""How people get in, in a Slack workspace and on Telegram: steps that several tests of the door share."""

from __future__ import annotations

import re

from adapters.delivery import Delivery
from bot.codes import Links
from dialogs.inbound import Said
from tests.support.world import World

KEY = b"a key of the service"
LINKS = Links(telegram="itfits_bot", slack=True, start_key=KEY)


def start(world: World, *, team: str = "Ben", marked: tuple[str, ...] = ()) -> list[Delivery]:
    """Ana starts a project with a team; what the last answer brought about."""
    world.opens("Ana")
    world.says("Ana", "Online therapy in Leeds")
    marks = tuple(world.identity(name) for name in marked)
    delivered = world.takes(world.inbound("Ana", Said(text=team, mentions=marks)))
    if team == "only me":
        return delivered
    world.taps("Ana", "Me for now")
    return world.taps("Ana", "With names")


def to_goal(world: World) -> None:
    """Ana answers the goal up to where the team is asked."""
    for said in ("Online therapy", "GPs mention it to every patient", "staff", "More referrals", "skip", "yes"):
        world.says("Ana", said)


def code_in(world: World, name: str) -> str:
    """The code in what somebody was told."""
    told = "\n".join(d.prompt.body.plain for d in world.letterbox.delivered if d.name == name)
    return str(re.findall(r"start=([A-Za-z0-9_-]{22})", told)[-1])


def on_telegram(world: World) -> None:
    """From here on people act on Telegram."""
    world.goes_to("telegram", workspace="77", door="closed")


def owed_to(world: World, conversation: str) -> list[str]:
    """What was shown in a conversation."""
    return [d.prompt.body.plain for d in world.letterbox.delivered if d.conversation == conversation]


def make_workspace() -> World:
    """A Slack workspace of full members."""
    world = World(links=LINKS)
    world.goes_to("slack", workspace="T1", door="start")
    return world


def linking_code(world: World, name: str) -> str:
    """The code that somebody asks for."""
    world.says(name, "/link")
    told = "\n".join(d.prompt.body.plain for d in world.letterbox.delivered if d.name == name)
    return str(re.findall(r"link ([A-Z0-9]{4}-[A-Z0-9]{4})", told)[-1])


def joins(world: World, name: str, code: str) -> None:
    """Somebody brings the code on another channel, and says that both are them."""
    world.says(name, f"link {code}")
    asked = [d for d in world.letterbox.delivered if d.conversation == world.conversation(name)]
    yes = next(o for d in reversed(asked) for o in d.prompt.options if o.label == "Yes, both are me")
    world.taps_token(name, yes.token)


def has_been_told(world: World, name: str, words: str) -> bool:
    """Whether one of the messages in which somebody was spoken to says so."""
    conversation = world.conversation(name)
    return any(words in d.prompt.body.plain for d in world.letterbox.delivered if d.conversation == conversation)
