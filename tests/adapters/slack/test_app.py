"""Listening through real Bolt to a Slack on the loopback, by Socket Mode and by signed requests."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from io import BytesIO

import aiohttp
import pytest
from aiohttp import web

from adapters.delivery import Home, Opening
from adapters.slack.app import Installed, SlackInstall
from dialogs.inbound import Ack, Brought, Filled, Inbound, Mended, Mentioned, Opened, Said, Tapped, Wordless
from dialogs.prompt import Field, Form, Prompt
from dialogs.text import words
from tests.adapters.slack.playing import Assistant, Stage, make_delivery, make_prompt, staged
from tests.support.slack.server import LoopbackSlack

MODES = ("socket", "http")


@contextlib.asynccontextmanager
async def served(stage: Stage) -> AsyncIterator[str]:
    app = web.Application()
    stage.listener.add_routes(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def listening(mode: str, assistant: Assistant | None = None) -> AsyncIterator[Stage]:
    async with LoopbackSlack() as slack, staged(slack, assistant) as stage:
        if mode == "socket":
            await stage.listener.listen(slack.app_token)
            await slack.connected()
            yield stage
        else:
            async with served(stage) as base:
                await slack.point_at(base)
                yield stage


def conversation(stage: Stage, user: str) -> str:
    return f"slack:{stage.slack.home.id}:{user}"


def failing_once() -> Assistant:
    """The first act cannot be kept."""
    tried: list[str] = []

    def answer(inbound: Inbound) -> Ack:
        tried.append(inbound.key)
        if len(tried) == 1:
            raise RuntimeError("SECRET WORDS")
        return Ack()

    return Assistant(answer=answer)


@pytest.mark.parametrize("mode", MODES)
async def test_words_come_with_name_language_and_door(mode: str) -> None:
    async with listening(mode) as stage:
        ana = stage.slack.person("Ana", locale="de-DE")
        await ana.says("Keine Zeit")
        (inbound,) = stage.assistant.taken

        assert inbound.content == Said(text="Keine Zeit")
        assert (inbound.who.name, inbound.who.language, inbound.door) == ("Ana", "de", "start")
        assert inbound.room.conversation == conversation(stage, ana.id)


@pytest.mark.parametrize("mode", MODES)
async def test_what_could_not_be_kept_comes_again_and_no_words_are_logged(
    mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with listening(mode, failing_once()) as stage:
            await stage.slack.person("Ana").says("SECRET WORDS")
            await stage.slack.settle()

            assert [one.content for one in stage.assistant.taken] == [Said(text="SECRET WORDS")]
            assert "slack.failed kind='message'" in caplog.text
            assert "SECRET WORDS" not in caplog.text


@pytest.mark.parametrize("mode", MODES)
async def test_a_tap_that_could_not_be_kept_is_not_acknowledged(mode: str) -> None:
    async with listening(mode, failing_once()) as stage:
        ana = stage.slack.person("Ana")
        await stage.channel.deliver(make_delivery(make_prompt("Go?", "Yes"), conversation=conversation(stage, ana.id)))
        first = await ana.taps("Yes")
        second = await ana.taps("Yes")

        assert not first.is_good
        assert second.is_good


@pytest.mark.parametrize("mode", MODES)
async def test_a_repeat_has_the_same_key(mode: str) -> None:
    async with listening(mode) as stage:
        await stage.slack.person("Ana").says("once")
        answer = await stage.slack.repeat_last()

        assert answer.is_good
        assert len(stage.assistant.taken) == 1


async def test_our_own_messages_are_not_heard() -> None:
    async with listening("socket") as stage:
        ana = stage.slack.person("Ana")
        await stage.channel.deliver(make_delivery(make_prompt("Hello."), conversation=conversation(stage, ana.id)))
        await ana.reads("Hello.")
        await stage.slack.settle()

        assert stage.assistant.taken == []


async def test_people_named_come_as_names_and_identities() -> None:
    async with listening("socket") as stage:
        ana, ben = stage.slack.person("Ana"), stage.slack.person("Ben")
        await ana.says(f"Ask {ben.mention} & others")
        (inbound,) = stage.assistant.taken

        assert isinstance(inbound.content, Said)
        assert inbound.content.text == "Ask @Ben & others"
        assert [one.user for one in inbound.content.mentions] == [ben.id]


@pytest.mark.parametrize("mode", MODES)
async def test_guests_find_the_door_closed(mode: str) -> None:
    async with listening(mode) as stage:
        await stage.slack.person("Gil", is_guest=True).says("hello")

        assert [one.door for one in stage.assistant.taken] == ["closed"]


async def test_somebody_from_another_workspace_finds_the_door_closed() -> None:
    async with listening("socket") as stage:
        eve = stage.slack.person("Eve", workspace=stage.slack.workspace("Elsewhere"))
        message = {"type": "message", "channel_type": "im", "channel": "D7", "ts": "1.2", "text": "hello"}
        await stage.slack.event({**message, "user": eve.id, "team": eve.workspace.id})
        (inbound,) = stage.assistant.taken

        assert (inbound.who.workspace, inbound.door) == (stage.slack.home.id, "closed")


async def test_somebody_who_was_here_before_is_heard_without_a_name() -> None:
    async with listening("socket") as stage:
        stage.slack.refuse("users.info", "internal_error")
        ana = stage.slack.person("Ana")
        stage.assistant.known.add(ana.id)
        await ana.says("hello")
        (inbound,) = stage.assistant.taken

        assert (inbound.who.name, inbound.door) == ("", "closed")


@pytest.mark.parametrize("mode", MODES)
async def test_a_new_member_whose_name_slack_does_not_say_comes_again_and_is_no_stranger(mode: str) -> None:
    async with listening(mode) as stage:
        stage.slack.refuse("users.info", "internal_error")
        ana = stage.slack.person("Ana")
        await ana.says("hello")
        await ana.waits_until(lambda: bool(stage.assistant.taken))

        assert [(one.who.name, one.door) for one in stage.assistant.taken] == [("Ana", "start")]


async def test_somebody_whom_slack_does_not_know_finds_the_door_closed() -> None:
    async with listening("socket") as stage:
        stage.slack.refuse("users.info", "user_not_found")
        await stage.slack.person("Ana").says("hello")

        assert [one.door for one in stage.assistant.taken] == ["closed"]


async def test_names_are_asked_for_once() -> None:
    async with listening("socket") as stage:
        ana = stage.slack.person("Ana")
        await ana.says("one")
        await ana.says("two")

        assert len(stage.slack.calls.of("users.info")) == 1


async def test_a_mention_in_a_room_is_answered_to_its_author_alone() -> None:
    async with listening("socket") as stage:
        ana = stage.slack.person("Ana")
        room = stage.slack.room("ward", members=[ana])
        await ana.mentions("what is up?", room=room)
        await ana.says("not for the bot", room=room)
        (inbound,) = stage.assistant.taken

        assert inbound.room.room == ana.id
        assert isinstance(inbound.content, Mentioned)
        assert (inbound.content.room.room, inbound.content.text) == (room.id, "what is up?")


async def test_edits_deletions_and_files_come_as_what_they_are() -> None:
    async with listening("socket") as stage:
        ana = stage.slack.person("Ana")
        message = await ana.says("befor")
        await ana.edits(message, "before")
        await ana.deletes(message)
        await ana.sends_file(mimetype="audio/webm")

        assert [one.content for one in stage.assistant.taken[1:]] == [
            Mended(how="edited"),
            Mended(how="deleted"),
            Wordless(what="voice"),
        ]


@pytest.mark.parametrize("mode", MODES)
async def test_commands_are_words_even_with_payload_among_them(mode: str) -> None:
    async with listening(mode) as stage:
        ana = stage.slack.person("Ana")
        for line in ("/itfits", "/itfits open", "/itfits join AB12", "/itfits status", "/itfits my payload is late"):
            assert (await ana.commands(line)).is_good

        assert [one.content for one in stage.assistant.taken] == [
            Opened(),
            Opened(),
            Said(text="join AB12"),
            Said(text="/status"),
            Said(text="my payload is late"),
        ]


@pytest.mark.parametrize("mode", MODES)
async def test_a_command_in_a_room_says_where_the_answer_is(mode: str) -> None:
    async with listening(mode) as stage:
        ana = stage.slack.person("Ana", locale="de-DE")
        room = stage.slack.room("ward", members=[ana])
        answer = await ana.commands("/itfits status", room=room)

        assert answer.body is not None
        assert answer.body["text"] == "Ich habe in unseren Direktnachrichten geantwortet."


@pytest.mark.parametrize("mode", MODES)
async def test_a_window_that_cannot_be_taken_says_why_at_the_field(mode: str) -> None:
    def answer(inbound: Inbound) -> Ack:
        is_empty = isinstance(inbound.content, Filled) and not inbound.content.fields["what"]
        return Ack(errors={"what": "Please write a word."}) if is_empty else Ack()

    async with listening(mode, Assistant(answer=answer)) as stage:
        ana = stage.slack.person("Ana")
        window = make_prompt("", "Open a window").options[0]
        prompt = Prompt(body=words("Go?"), window=window)
        await stage.channel.deliver(make_delivery(prompt, conversation=conversation(stage, ana.id)))
        await ana.taps("Open a window")
        tap = stage.assistant.taken[-1].content
        assert isinstance(tap, Tapped)
        assert tap.trigger
        field = Field(key="what", label="What?", is_optional=True)
        form = Form(token="t.o.1", title="One thing", fields=(field,), send="Send", close="Close")
        await show(stage, ana.id, form=form, trigger=tap.trigger)
        first = await ana.submits({"what": ""})
        second = await ana.submits({"what": "Time"})

        assert first == {"what": "Please write a word."}
        assert second == {}
        assert stage.assistant.taken[-1].content == Filled(token="t.o.1", fields={"what": "Time"})


async def show(stage: Stage, user: str, *, form: Form, trigger: str) -> None:
    opening = Opening(id="o1", conversation=conversation(stage, user), form=form, trigger=trigger)
    await stage.channel.show(opening)


async def test_the_page_of_a_person_shows_where_things_stand_and_follows_a_tap_on_it() -> None:
    home = Home(status=words("Step 3 of 13."), question=make_prompt("Go on?", "Yes"))
    async with listening("socket", Assistant(home=home)) as stage:
        ana = stage.slack.person("Ana")
        await ana.opens_home()
        await ana.waits_until(lambda: ana.home is not None)
        stage.assistant.home = Home(status=words("Step 4 of 13."))
        await ana.taps("Yes", at_home=True)
        await ana.waits_until(lambda: ana.home is not None and "Step 4" in ana.home.text)

        assert [one.content.kind for one in stage.assistant.taken] == ["tapped"]
        assert stage.assistant.looked[0].who.user == ana.id


async def test_a_message_is_brought_by_its_shortcut() -> None:
    async with listening("socket") as stage:
        ana, ben = stage.slack.person("Ana"), stage.slack.person("Ben")
        room = stage.slack.room("ward", members=[ana, ben])
        message = await ben.says("We never have time", room=room)
        await ana.shortcut("add_barrier", message)
        (inbound,) = stage.assistant.taken

        assert isinstance(inbound.content, Brought)
        assert inbound.content.words == "We never have time"
        assert inbound.content.trigger


@pytest.mark.parametrize("mode", MODES)
async def test_what_nobody_knows_is_acknowledged(mode: str) -> None:
    async with listening(mode) as stage:
        answers = [
            await stage.slack.event({"type": "emoji_changed"}),
            await stage.slack.event({"type": "message", "subtype": "channel_topic", "channel_type": "im"}),
            await stage.slack.person("Ana").interacts({"type": "block_suggestion", "value": "x"}),
            await stage.slack.person("Ana").interacts({"type": "never_heard_of"}),
        ]

        assert [one.is_good for one in answers] == [True] * 4
        assert stage.assistant.taken == []


async def test_a_workspace_without_a_token_is_acknowledged_and_dropped() -> None:
    async with listening("socket") as stage:
        other = stage.slack.workspace("Elsewhere", is_installed=False)
        eve = stage.slack.person("Eve", workspace=other)
        await eve.says("hello")

        assert stage.assistant.taken == []


async def test_requests_that_slack_did_not_sign_are_refused_and_seen() -> None:
    async with listening("http") as stage:
        requests = stage.slack.requests
        body = b'{"type":"event_callback"}'
        statuses = [
            await post(stage, body, requests.sign(body, secret="wrong")),
            await post(stage, body, requests.sign(body, age=600)),
            await post(stage, body, {}),
            await post(stage, body, requests.sign(body) | {"X-Slack-Request-Timestamp": "soon"}),
            await post(stage, b"ssl_check=1", {}),
        ]

        assert statuses == [401] * 5
        assert stage.assistant.sights == ["slack.signature"] * 5


async def test_signed_nonsense_is_acknowledged_and_too_much_is_refused() -> None:
    async with listening("http") as stage:
        bodies = [b"", b"[1]", b"{", b"payload=%7B", b"\xff\xfe", b'{"type":[]}', b'{"authorizations":5,"event":3}']
        statuses = [await post(stage, body, stage.slack.requests.sign(body)) for body in bodies]
        large = b"x" * (2**20 + 1)

        assert statuses == [200, 200, 200, 200, 401, 200, 200]
        assert await post(stage, large, stage.slack.requests.sign(large)) == 413


async def post(stage: Stage, body: bytes, headers: dict[str, str]) -> int:
    address = stage.slack.requests.address
    assert address is not None
    async with aiohttp.ClientSession() as session, session.post(address, data=BytesIO(body), headers=headers) as answer:
        return answer.status


async def test_acts_of_one_person_keep_their_order() -> None:
    async with listening("socket") as stage:
        ana = stage.slack.person("Ana")
        for number in range(10):
            await ana.says(str(number), wait=False)
        await ana.waits_until(lambda: len(stage.assistant.taken) == 10)

        assert [one.content for one in stage.assistant.taken] == [Said(text=str(number)) for number in range(10)]


async def test_after_stopping_nothing_is_taken_and_slack_brings_it_to_the_next() -> None:
    async with LoopbackSlack() as slack, staged(slack) as first, staged(slack) as second:
        await first.listener.listen(slack.app_token)
        await slack.connected()
        await first.listener.stop()
        ana = slack.person("Ana")
        await ana.says("hello", wait=False)
        await second.listener.listen(slack.app_token)
        await ana.waits_until(lambda: bool(second.assistant.taken))

        assert first.assistant.taken == []


@pytest.mark.parametrize("mode", MODES)
async def test_what_is_in_hand_is_finished_and_acknowledged_before_it_stops(mode: str) -> None:
    async with listening(mode) as stage:
        ana = stage.slack.person("Ana")
        stage.assistant.gate.clear()
        tap = asyncio.create_task(ana.commands("/itfits status"))
        await ana.waits_until(lambda: stage.assistant.waiting == 1)
        stopping = asyncio.create_task(stage.listener.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        stage.assistant.gate.set()
        await stopping

        assert (await tap).is_good
        assert [one.content for one in stage.assistant.taken] == [Said(text="/status")]


async def test_after_a_connection_that_slack_renews_everything_goes_on() -> None:
    async with listening("socket") as stage:
        ana = stage.slack.person("Ana")
        await ana.says("one")
        await stage.slack.sockets.disconnect("refresh_requested")
        await ana.says("two", wait=False)
        await ana.waits_until(lambda: len(stage.assistant.taken) == 2)

        assert [one.content for one in stage.assistant.taken] == [Said(text="one"), Said(text="two")]


async def test_a_page_that_changed_meanwhile_is_looked_at_again() -> None:
    async with listening("socket") as stage:
        ana = stage.slack.person("Ana")
        await ana.opens_home()
        await ana.waits_until(lambda: ana.home is not None)
        stage.slack.refuse("views.publish", "hash_conflict")
        stage.assistant.home = Home(status=words("Step 4 of 13."))
        await ana.opens_home()
        await ana.waits_until(lambda: ana.home is not None and "Step 4" in ana.home.text)

        assert len(stage.assistant.looked) == 3


async def test_a_page_that_cannot_be_shown_harms_nobody(caplog: pytest.LogCaptureFixture) -> None:
    async with listening("socket") as stage:
        ana = stage.slack.person("Ana")
        stage.slack.refuse("views.publish", "not_enabled")
        await ana.opens_home()
        await ana.waits_until(lambda: "slack.home_failed" in caplog.text)
        await ana.says("hello")

        assert len(stage.assistant.taken) == 1


async def test_a_workspace_installs_and_uninstalls() -> None:
    saved: list[Installed] = []
    states = {"state-1"}

    async def issue() -> str:
        return "state-1"

    async def consume(state: str) -> bool:
        is_good = state in states
        states.discard(state)
        return is_good

    async def save(installed: Installed) -> None:
        saved.append(installed)

    async with LoopbackSlack() as slack:
        install = SlackInstall(
            client_id=slack.client_id,
            client_secret=slack.client_secret,
            redirect_url="http://127.0.0.1/slack/oauth_redirect",
            issue=issue,
            consume=consume,
            save=save,
        )
        async with staged(slack, install=install) as stage, served(stage) as base:
            await slack.point_at(base)
            ana = slack.person("Ana")
            foreign = await slack.authorizes(f"{base}/slack/install", by=ana, with_cookies=False)
            forged = await slack.authorizes(f"{base}/slack/install", by=ana, state="other")
            done = await slack.authorizes(f"{base}/slack/install", by=ana)
            again = await slack.authorizes(f"{base}/slack/install", by=ana)
            await slack.uninstalls(slack.home)

            assert [one[0] for one in (foreign, forged, done, again)] == [400, 400, 200, 400]
            assert "Clinic" in done[1]
            assert [(one.workspace, one.token) for one in saved] == [(slack.home.id, slack.home.bot_token)]
            assert slack.home.bot_token not in repr(saved)
            assert {workspace for workspace, _ in stage.assistant.left} == {slack.home.id}
            assert all(at is not None for _, at in stage.assistant.left)


@pytest.mark.parametrize(("admitted", "status", "kept"), [("T0", 403, 0), ("home", 200, 1)])
async def test_only_workspaces_that_are_named_are_kept(admitted: str, status: int, kept: int) -> None:
    saved: list[Installed] = []

    async def issue() -> str:
        return "state"

    async def consume(state: str) -> bool:
        return True

    async def save(installed: Installed) -> None:
        saved.append(installed)

    async with LoopbackSlack() as slack:
        install = SlackInstall(
            client_id=slack.client_id,
            client_secret=slack.client_secret,
            redirect_url="http://127.0.0.1/slack/oauth_redirect",
            issue=issue,
            consume=consume,
            save=save,
            workspaces=frozenset({slack.home.id if admitted == "home" else admitted}),
        )
        async with staged(slack, install=install) as stage, served(stage) as base:
            await slack.point_at(base)
            done = await slack.authorizes(f"{base}/slack/install", by=slack.person("Ana"))

        assert (done[0], len(saved)) == (status, kept)
        assert ("for other workspaces" in done[1]) is not bool(kept)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=0"},
        {"X-Slack-Signature": "v0=0", "X-Slack-Request-Timestamp": "1"},
        {"X-Slack-Signature": "v0=0", "X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Signature": "v0=0", "X-Slack-Request-Timestamp": "9" * 5000},
        {"X-Slack-Request-Timestamp": str(int(time.time()))},
    ],
)
async def test_a_head_that_is_not_slacks_is_refused_before_any_body_comes(headers: dict[str, str]) -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage, served(stage) as base:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(base.rpartition(":")[2]))
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"POST /slack/events HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n{lines}\r\n".encode())
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()

        assert answer == b"HTTP/1.1 401 Unauthorized\r\n"
        assert stage.assistant.sights == ["slack.signature"]
