"""What comes in wrong is refused or answered kindly, logged by id, and changes nothing; the next real act is taken."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest

from knowledge.project import Project
from tests.support.service import BOTH_WAYS, SECRET, House, Modes, open_house
from tests.support.slack import payloads
from tests.support.slack.post import Act
from tests.support.spoiling import spoiled
from tests.support.talkers import OnSlack, OnTelegram, text_of
from tests.wiring.playing import projects_in
from tests.wiring.team import Team, begin, set_goal

MEMORY = "memory:"
HTTP = Modes("http", "webhook")
PRIVATE = "my manager drinks"
LARGE = b"x" * 2_000_000


@pytest.fixture(params=BOTH_WAYS, ids=str)
def modes(request: pytest.FixtureRequest) -> Modes:
    """Each mode of each platform once."""
    found: Modes = request.param
    return found


@asynccontextmanager
async def unharmed(modes: Modes, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Team]:
    """A team at its barriers; afterwards the same, with nothing said in logs, and listening to both channels."""
    caplog.set_level(logging.DEBUG)
    async with open_house(MEMORY, modes) as house:
        team = Team(house)
        await begin(team)
        await set_goal(team, at_once=True)
        before = await project_in(house)
        yield team
        await house.quiet()

        assert await project_in(house) == before
        await team.ana.says("no time")
        await team.cara.says("no money")
        assert ["another one" in text_of(talker) for talker in (team.ana, team.cara)] == [True, True]
        secrets = (SECRET, house.slack.home.bot_token, house.slack.signing_secret, house.telegram.token)
        assert [each for each in (PRIVATE, *secrets) if each in caplog.text] == []


async def project_in(house: House) -> Project:
    """The one project, whole."""
    (project,) = await projects_in(house.store)
    return project


async def count_seen(team: Team) -> list[int]:
    """How many messages Ana and Cara have had."""
    return [len(team.ana.sees()), len(team.cara.sees())]


# ------------------------------------------------------------------------------------------------------ at our own door


async def test_requests_that_are_not_slacks_are_refused(caplog: pytest.LogCaptureFixture) -> None:
    async with unharmed(HTTP, caplog) as team:
        slack = team.house.slack
        event = payloads.message_event(await team.ana.person.says("help"), team.ana.person.direct)
        body = json.dumps(payloads.event_payload(slack.home, event | {"text": PRIVATE})).encode()
        before = await count_seen(team)
        statuses = [
            (await slack.requests.post(body, secret="another"))[0],
            (await slack.requests.post(body, age=600))[0],
            (await slack.requests.post(body, age=-600))[0],
            (await slack.requests.post(body, headers={"X-Slack-Signature": "v0=ü"}))[0],
            (await slack.requests.post(body, headers={"X-Slack-Request-Timestamp": "soon"}))[0],
            (await slack.requests.post(LARGE))[0],
        ]
        seen = await team.house.store.read(lambda uow: [each.kind for each in uow.sightings()])

        assert statuses == [401, 401, 401, 401, 401, 413]
        assert await count_seen(team) == [before[0] + 1, before[1]]  # what "help" is answered with
        assert seen == ["slack.signature"]


async def test_a_request_of_slacks_that_somebody_plays_again_is_taken_once(caplog: pytest.LogCaptureFixture) -> None:
    async with unharmed(HTTP, caplog) as team:
        slack = team.house.slack
        team.house.time.passes(4)
        written = team.ana.person.direct.messages[-1]
        event = payloads.message_event(written, team.ana.person.direct)
        own = {"user": team.ana.person.id, "text": "help", "blocks": []}
        mine = {key: value for key, value in event.items() if key not in ("bot_id", "app_id")} | own
        body = json.dumps(payloads.event_payload(slack.home, mine)).encode()
        before = await count_seen(team)
        statuses = [(await slack.requests.post(body))[0] for _ in range(3)]
        await team.house.quiet()

        assert statuses == [200, 200, 200]
        assert await count_seen(team) == [before[0] + 1, before[1]]


async def test_requests_that_are_not_telegrams_are_refused(caplog: pytest.LogCaptureFixture) -> None:
    async with unharmed(HTTP, caplog) as team:
        telegram = team.house.telegram
        update = telegram.updates.make({"message": team.cara.person.chat.messages[1].as_json() | {"text": PRIVATE}})
        before = await count_seen(team)
        statuses = [
            await telegram.knock(update, secret="another"),
            await telegram.knock(update, secret=None),
            await telegram.knock(update, secret=f"{SECRET}x"),
            await telegram.knock(LARGE),
            await telegram.knock(b"{"),
            await telegram.knock(b"[" * 100_000),
            await telegram.knock(b"\xff\xfe"),
            await telegram.knock(b"[]"),
            await telegram.knock(b"5"),
        ]
        seen = await team.house.store.read(lambda uow: [each.kind for each in uow.sightings()])

        assert statuses == [401, 401, 401, 413, 400, 400, 400, 200, 200]
        assert await count_seen(team) == before
        assert seen == ["telegram.secret"]


# -------------------------------------------------------------------------------------------------- payloads gone wrong


async def test_slack_payloads_with_anything_missing_or_of_another_type_change_nothing(
    modes: Modes, caplog: pytest.LogCaptureFixture
) -> None:
    async with unharmed(modes, caplog) as team:
        numbers = count()
        for act in slack_acts(team):
            for body in spoiled(act.payload):
                team.house.time.passes(1)
                number = next(numbers)
                fresh = _renumbered(body, number)
                if number % 10 == 0:
                    await _drained(team)
                try:
                    answer = await team.house.slack.post.send(Act(act.kind, fresh))
                except UnicodeEncodeError:  # no form can carry it
                    continue

                assert answer.is_good, json.dumps(body)
        await team.house.quiet()


async def _drained(team: Team) -> None:
    """All answers are sent: a room takes a message a second, which passes meanwhile."""
    while not await team.house.is_quiet():
        team.house.time.passes(1)
        await asyncio.sleep(0.005)


def slack_acts(team: Team) -> list[Act]:
    """An event, a button, a window and a command, none of which changes anything."""
    person = team.ana.person
    own = {"type": "message", "channel_type": "im", "channel": person.direct.id, "user": person.id, "ts": "1.1"}
    event = payloads.event_payload(team.house.slack.home, own | {"text": "help", "event_ts": "1.1"})
    kinds = ("block_actions", "view_submission")
    tap, window = (payloads.interaction(kind, person.workspace, person.account) for kind in kinds)
    button = {"type": "button", "action_id": "a", "block_id": "b", "value": PRIVATE, "action_ts": "1.1"}
    view = {"type": "modal", "private_metadata": PRIVATE, "state": {"values": {"goal": {"answer": {"value": PRIVATE}}}}}
    command = payloads.command_payload(person.workspace, person.account, person.direct, command="/itfits", text="help")
    return [
        Act("events_api", event),
        Act("interactive", tap | {"actions": [button], "trigger_id": "t"}),
        Act("interactive", window | {"view": view, "trigger_id": "t"}),
        Act("slash_commands", command | {"trigger_id": "t"}),
    ]


def _renumbered(body: dict[str, Any], number: int) -> dict[str, Any]:
    """An act of its own, unless its number is what is wrong."""
    own = {key: f"{body[key]}{number}" for key in ("event_id", "trigger_id") if isinstance(body.get(key), str)}
    return body | {key: value for key, value in own.items() if body[key]}


async def test_telegram_updates_with_anything_missing_or_of_another_type_change_nothing(
    modes: Modes, caplog: pytest.LogCaptureFixture
) -> None:
    async with unharmed(modes, caplog) as team:
        chat, telegram = team.cara.person.chat, team.house.telegram
        message = {"message_id": 9, "date": 9, "chat": chat.as_json(), "from": team.cara.person.user, "text": "help"}
        tap = {"id": "9", "from": team.cara.person.user, "chat_instance": "9", "data": PRIVATE, "message": message}
        kinds = ({"message": message}, {"edited_message": message}, {"callback_query": tap}, {"poll": {"id": "1"}})
        for content in kinds:
            for wrong in spoiled(content):
                team.house.time.passes(1)
                telegram.inject(wrong)
        await telegram.waits_until_taken()
        await wait_it_out(team.house)


async def wait_it_out(house: House) -> None:
    """Let time pass until everything is sent."""

    async def is_over() -> bool:
        house.time.passes(1)
        return await house.is_quiet()

    await house.waits_until(is_over)


@pytest.mark.parametrize("kind", ["events_api", "interactive", "slash_commands"])
async def test_kinds_that_nobody_knows_are_acknowledged_and_dropped(
    kind: str, modes: Modes, caplog: pytest.LogCaptureFixture
) -> None:
    async with unharmed(modes, caplog) as team:
        known: Any = kind
        bodies: tuple[dict[str, Any], ...] = (
            {},
            {"type": "surprise", "words": PRIVATE},
            {"event": {"type": "reaction_added"}},
            {"command": "/x"},
        )
        answers = [await team.house.slack.post.send(Act(known, body)) for body in bodies]

        assert [answer.is_good for answer in answers] == [True] * len(bodies)


# --------------------------------------------------------------------------------------------- what is no person's word


async def test_what_bots_write_and_what_we_write_ourselves_is_not_heard(
    modes: Modes, caplog: pytest.LogCaptureFixture
) -> None:
    async with unharmed(modes, caplog) as team:
        house, before = team.house, await count_seen(team)
        own = payloads.message_event(team.ana.person.sees()[-1].message, team.ana.person.direct)
        robot = house.slack.person("Robot", is_bot=True)
        await house.slack.event(own)
        await house.slack.event(own | {"bot_id": "B0OTHER", "user": robot.id, "text": PRIVATE})
        await house.slack.event(own | {"subtype": "bot_message", "text": PRIVATE})
        said = {"message_id": 9, "date": 9, "chat": team.cara.person.chat.as_json(), "text": PRIVATE}
        house.telegram.inject({"message": said | {"from": house.telegram.ledger.bot}})
        house.telegram.inject({"message": said | {"from": {"id": 5, "is_bot": True, "first_name": "Robot"}}})
        await house.quiet()

        assert await count_seen(team) == before


async def test_files_voices_and_stickers_are_answered_kindly(modes: Modes, caplog: pytest.LogCaptureFixture) -> None:
    async with unharmed(modes, caplog) as team:
        ana, cara = team.ana, team.cara
        in_slack = [ana.person.sends_file(), ana.person.sends_file("a.m4a", mimetype="audio/mp4")]
        for act in (*in_slack, ana.person.sends_file("a.png", mimetype="image/png")):
            await kindly(ana, act)
        sends = cara.person
        on_telegram = (sends.sends_photo(), sends.sends_voice(), sends.sends_sticker(), sends.sends_file())
        for other in (*on_telegram, sends.sends_location(), sends.sends_contact()):
            await kindly(cara, other)


async def kindly(talker: OnSlack | OnTelegram, act: Coroutine[Any, Any, object]) -> None:
    """One reply, which says that only text can be read."""
    before = len(talker.sees())
    await talker.acts(act)

    assert len(talker.sees()) == before + 1
    assert "I can only read text" in text_of(talker)
