"""What a team's room reads: it may hold people who are not on the team."""

from __future__ import annotations

import pytest

from dialogs.inbound import Room
from dialogs.phrases import say
from tests.support.scripts import ENGLISH, ENGLISH_BARRIERS
from tests.support.world import World, done

ROOM = Room(channel="console", workspace="local", room="ward")


def posted() -> list[str]:
    """Everything that is posted from the goal to the closing of what stands in the way."""
    world = World()
    for name, text in ENGLISH[:5]:
        world.says(name, text)
    project = world.project().id
    done(world.store.run(lambda uow: uow.attach_room(ROOM, project=project)))
    for name, text in ENGLISH[5:]:
        world.says(name, text)
    return [d.prompt.body.plain for d in world.letterbox.delivered if d.conversation == ROOM.conversation]


def test_the_room_reads_how_much_it_is_and_on_what() -> None:
    *_, last = posted()

    assert last.startswith("“Online therapy in Leeds”: the team has put together 5 things that make it hard and one")
    assert "“Leadership and direction”" in last


def test_the_room_reads_nobodys_words_and_nobodys_name() -> None:
    posts = "\n".join(posted())

    assert posts
    assert not [words for _, words in ENGLISH_BARRIERS if words in posts]
    assert not [name for name in ("Ana", "Ben", "Cara") if name in posts]


@pytest.mark.parametrize(("language", "said"), [("en", "nobody is named"), ("de", "ohne Namen")])
def test_the_room_hears_first_that_nobody_is_named_there(language: str, said: str) -> None:
    assert said in say("room-hello", language=language, project="Falls").plain
