"""Calls of the real SDK against a Slack on the loopback: what arrives, and what each failure means."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest
from aiohttp import web

from adapters.delivery import (
    DeliveryError,
    Home,
    Opening,
    PersonGoneError,
    RefusedError,
    RetryLaterError,
    Sent,
    Settlement,
    TooLateError,
    UnknownFateError,
)
from adapters.slack.probe import probe, probe_app
from adapters.slack.quiet import sdk_log
from adapters.slack.send import SlackChannel, SlackClients
from dialogs.prompt import Field, Form
from dialogs.text import words
from tests.adapters.slack.playing import NOON, Stage, make_delivery, make_prompt, staged
from tests.support.slack.person import Person
from tests.support.slack.server import LoopbackSlack

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def to(person: Person) -> str:
    return f"slack:{person.workspace.id}:{person.id}"


async def test_a_message_reaches_somebody_who_never_wrote() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        receipt = await stage.channel.deliver(
            make_delivery(make_prompt("Hello <!channel>.", "Yes"), conversation=to(ana))
        )
        (seen,) = ana.sees()

        assert receipt == f"{ana.direct.id}:{seen.ts}"
        assert seen.text == "Hello <!channel>."
        assert [call["users"] for call in slack.calls.of("conversations.open")] == [ana.id]


async def test_the_room_of_somebody_is_asked_for_once() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        for number in range(2):
            await stage.channel.deliver(make_delivery(make_prompt(str(number)), conversation=to(ana)))

        assert len(slack.calls.of("conversations.open")) == 1


async def test_a_shared_room_is_written_to_as_it_is() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        room = slack.room("ward", members=[ana])
        delivery = make_delivery(make_prompt("News.", "Open"), conversation=f"slack:{slack.home.id}:{room.id}")
        receipt = await stage.channel.deliver(delivery)

        assert receipt.startswith(f"{room.id}:")
        assert [one.text for one in ana.sees(room=room)] == ["News."]


@pytest.mark.parametrize(
    ("error", "kind", "after"),
    [
        ("channel_not_found", PersonGoneError, 0),
        ("is_archived", PersonGoneError, 0),
        ("not_in_channel", PersonGoneError, 0),
        ("invalid_blocks", RefusedError, 0),
        ("msg_too_long", RefusedError, 0),
        ("never_heard_of", RefusedError, 0),
        ("internal_error", UnknownFateError, 1),
        ("token_revoked", RetryLaterError, 300),
        ("invalid_auth", RetryLaterError, 300),
        ("account_inactive", RetryLaterError, 300),
    ],
)
async def test_a_refusal_says_whose_turn_it_is(error: str, kind: type[DeliveryError], after: float) -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        slack.refuse("chat.postMessage", error)
        with pytest.raises(kind) as caught:
            await stage.channel.deliver(make_delivery(make_prompt("Hi."), conversation=to(slack.person("Ana"))))

        assert type(caught.value) is kind
        assert caught.value.after == after


@pytest.mark.parametrize("error", ["user_not_found", "user_disabled", "cannot_dm_bot"])
async def test_somebody_who_left_is_gone(error: str) -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        slack.refuse("conversations.open", error)
        with pytest.raises(PersonGoneError):
            await stage.channel.deliver(make_delivery(make_prompt("Hi."), conversation=to(slack.person("Ana"))))


async def test_too_fast_waits_as_long_as_slack_says() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        slack.throttle(after=7)
        with pytest.raises(RetryLaterError) as caught:
            await stage.channel.deliver(make_delivery(make_prompt("Hi."), conversation=to(slack.person("Ana"))))

        assert (caught.value.after, caught.value.unknown) == (7.0, False)


async def test_a_connection_cut_on_the_way_is_of_unknown_fate_and_never_repeated_by_itself() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        slack.hang_up("chat.postMessage", when="after")
        with pytest.raises(UnknownFateError):
            await stage.channel.deliver(make_delivery(make_prompt("Hi."), conversation=to(ana)))

        assert len(ana.sees()) == 1


async def test_a_connection_cut_before_anything_was_posted_is_simply_tried_again() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        slack.hang_up("conversations.open", when="after")
        with pytest.raises(RetryLaterError) as caught:
            await stage.channel.deliver(make_delivery(make_prompt("Hi."), conversation=to(slack.person("Ana"))))

        assert not caught.value.unknown


async def test_nobody_listening_means_nothing_was_sent() -> None:
    async def token_of(workspace: str) -> str:
        return "xoxb-none"

    clients = SlackClients(token_of, "http://127.0.0.1:9/api/")
    with pytest.raises(RetryLaterError) as caught:
        await SlackChannel(clients, lambda: NOON).deliver(make_delivery(make_prompt("Hi."), conversation="slack:T1:C1"))
    await clients.close()

    assert not caught.value.unknown


async def test_a_workspace_without_a_token_is_tried_again_later() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        with pytest.raises(RetryLaterError) as caught:
            await stage.channel.deliver(make_delivery(make_prompt("Hi."), conversation="slack:T404:U1"))

        assert caught.value.after == 300


async def test_what_arrived_already_is_found_and_not_sent_again() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        delivery = make_delivery(make_prompt("Hi."), conversation=to(ana)).but(owed=LONG_AGO)
        receipt = await stage.channel.deliver(delivery)
        await stage.channel.deliver(delivery.but(id="owed-2"))
        again = await stage.channel.deliver(delivery.but(maybe_repeat=True))

        assert again == receipt
        assert len(ana.sees()) == 2


async def test_what_surely_did_not_arrive_is_sent_without_a_label() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        delivery = make_delivery(make_prompt("Hi."), conversation=to(ana))
        await stage.channel.deliver(delivery.but(owed=LONG_AGO, maybe_repeat=True))

        assert [one.text for one in ana.sees()] == ["Hi."]


@pytest.mark.parametrize("error", ["ratelimited", "internal_error"])
async def test_what_must_be_looked_for_waits_until_slack_lets_us_look(error: str) -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        slack.refuse("conversations.history", error)
        delivery = make_delivery(make_prompt("Hi."), conversation=to(ana)).but(owed=LONG_AGO, maybe_repeat=True)
        with pytest.raises(RetryLaterError) as caught:
            await stage.channel.deliver(delivery.but(must_look=True))
        await stage.channel.deliver(delivery.but(must_look=True))

        assert not caught.value.unknown
        assert [one.text for one in ana.sees()] == ["Hi."]


async def test_what_must_be_looked_for_and_cannot_be_is_refused() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        delivery = make_delivery(make_prompt("Hi."), conversation=to(ana)).but(maybe_repeat=True, must_look=True)
        with pytest.raises(RefusedError):
            await stage.channel.deliver(delivery)

        assert ana.sees() == []


@pytest.mark.parametrize("error", ["ratelimited", "missing_scope", "internal_error"])
async def test_where_slack_does_not_let_us_look_the_message_says_that_it_may_be_a_repeat(error: str) -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        slack.refuse("conversations.history", error)
        delivery = make_delivery(make_prompt("Hi."), conversation=to(ana))
        await stage.channel.deliver(delivery.but(owed=LONG_AGO, maybe_repeat=True))
        (seen,) = ana.sees()

        assert seen.message.blocks[0]["elements"][0]["text"] == "This may be a repeat of the message before."


async def settle(stage: Stage, person: Person, receipt: str) -> None:
    sent = Sent(receipt=receipt, prompt=make_prompt("Go?", "Yes", "No"))
    forgotten = Sent(receipt=receipt, prompt=None)
    await stage.channel.settle(Settlement(conversation=to(person), sent=(sent, forgotten), answer="Yes"))


async def test_an_answered_question_shows_its_answer_and_no_buttons() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        receipt = await stage.channel.deliver(make_delivery(make_prompt("Go?", "Yes", "No"), conversation=to(ana)))
        await settle(stage, ana, receipt)
        (seen,) = ana.sees()

        assert not seen.buttons
        assert "✓ Yes" in str(seen.message.blocks)


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message", "edit_window_closed"])
async def test_a_message_that_cannot_be_changed_any_more_counts_as_settled(error: str) -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        slack.refuse("chat.update", error)
        await settle(stage, slack.person("Ana"), "D1:1.2")

        assert len(slack.calls.of("chat.update")) == 1


async def test_an_edit_that_comes_too_fast_is_tried_again() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        slack.throttle(method="chat.update", after=2)
        with pytest.raises(RetryLaterError):
            await settle(stage, slack.person("Ana"), "D1:1.2")


def make_opening(person: Person, *, trigger: str) -> Opening:
    form = Form(token="t.o.1", title="One", fields=(Field(key="what", label="What?"),), send="Send", close="Close")
    return Opening(id="o1", conversation=to(person), form=form, trigger=trigger)


async def test_a_window_opens_once_and_while_its_trigger_lives() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        fresh, old = ana.make_trigger(), ana.make_trigger()
        await stage.channel.show(make_opening(ana, trigger=fresh))
        with pytest.raises(TooLateError, match="exchanged_trigger_id"):
            await stage.channel.show(make_opening(ana, trigger=fresh))
        slack.passes(seconds=4)
        with pytest.raises(TooLateError, match="expired_trigger_id"):
            await stage.channel.show(make_opening(ana, trigger=old))

        assert ana.modal is not None
        assert ana.modal.title == "One"


async def test_a_window_whose_call_fails_is_not_tried_again() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        slack.hang_up("views.open", when="before")
        with pytest.raises(TooLateError):
            await stage.channel.show(make_opening(ana, trigger=ana.make_trigger()))

        assert ana.modal is None


async def test_a_page_that_changed_meanwhile_is_not_overwritten() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        first, second = Home(status=words("Step 1.")), Home(status=words("Step 2."))
        published = await stage.channel.publish_home(slack.home.id, ana.id, first)
        stale = await stage.channel.publish_home(slack.home.id, ana.id, second, seen="old.hash")

        assert (published, stale) == (True, False)
        assert ana.home is not None
        assert "Step 1." in ana.home.text


async def test_no_words_and_no_token_stand_in_errors_or_logs(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with LoopbackSlack() as slack, staged(slack) as stage:
            ana = slack.person("Ana")
            await stage.channel.deliver(make_delivery(make_prompt("SECRET WORDS"), conversation=to(ana)))
            shown = ""
            for error in ("invalid_blocks", "token_revoked", "channel_not_found", "internal_error"):
                slack.refuse("chat.postMessage", error)
                with pytest.raises(DeliveryError) as caught:
                    await stage.channel.deliver(make_delivery(make_prompt("SECRET WORDS"), conversation=to(ana)))
                shown += repr(caught.value) + repr(caught.value.__cause__)

            for secret in ("SECRET WORDS", slack.home.bot_token):
                assert secret not in shown
                assert secret not in caplog.text


@pytest.mark.parametrize(
    ("status", "kind", "body", "fate"),
    [
        (200, "text/plain", "<html>", UnknownFateError),
        (200, "application/json", "<html>", UnknownFateError),
        (200, "application/json", '{"ok": false, "error": "BAD <words>"}', UnknownFateError),
        (502, "text/html", "<html>", UnknownFateError),
        (503, "application/json", '{"ok": false, "error": "service_unavailable"}', UnknownFateError),
        (429, "text/plain", "slow", RetryLaterError),
        (404, "text/html", "<html>", RefusedError),
    ],
)
async def test_an_answer_that_is_not_slacks_is_understood_all_the_same(
    status: int, kind: str, body: str, fate: type[DeliveryError]
) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, text=body, content_type=kind)

    async def token_of(workspace: str) -> str:
        return "xoxb-any"

    app = web.Application()
    app.router.add_route("*", "/api/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    clients = SlackClients(token_of, f"http://{host}:{port}/api/")
    with pytest.raises(DeliveryError) as caught:
        await SlackChannel(clients, lambda: NOON).deliver(make_delivery(make_prompt("Hi."), conversation="slack:T1:C1"))
    await clients.close()
    await runner.cleanup()

    assert type(caught.value) is fate
    assert "words" not in str(caught.value)


def test_what_slacks_library_logs_has_no_traceback_and_no_ticket(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("SECRET WORDS")
    except ValueError:
        sdk_log.exception("Failed to connect (error: url='wss://w.slack.com/link/?ticket=SECRET&app_id=1'); Retrying")
    sdk_log.info("SECRET WORDS")

    assert [one.getMessage() for one in caplog.records] == [
        "Failed to connect (error: url='wss://w.slack.com/link/?…'); Retrying"
    ]
    assert "SECRET" not in caplog.text


async def test_a_mended_token_is_asked_for_anew() -> None:
    async with LoopbackSlack() as slack, staged(slack) as stage:
        ana = slack.person("Ana")
        await stage.channel.deliver(make_delivery(make_prompt("One."), conversation=to(ana)))
        slack.home.bot_token = "xoxb-new"
        with pytest.raises(RetryLaterError):
            await stage.channel.deliver(make_delivery(make_prompt("Two."), conversation=to(ana)))
        await stage.channel.deliver(make_delivery(make_prompt("Two."), conversation=to(ana)))

        assert [one.text for one in ana.sees()] == ["One.", "Two."]


async def test_a_token_tells_whose_it_is_and_what_it_may() -> None:
    async with LoopbackSlack() as slack:
        found = await probe(slack.home.bot_token, slack.api_url)
        wrong = await probe("xoxb-wrong", slack.api_url)

        assert (found.team, found.team_name, found.bot_user) == (slack.home.id, "Clinic", slack.home.bot_user_id)
        assert "chat:write" in found.scopes
        assert found.date
        assert wrong.error == "invalid_auth"


async def test_an_app_token_opens_a_connection_or_says_why_not() -> None:
    async with LoopbackSlack() as slack:
        assert (await probe_app(slack.app_token, slack.api_url)).error == ""
        assert (await probe_app(slack.home.bot_token, slack.api_url)).error != ""
        assert (await probe_app("xapp-x", "http://127.0.0.1:9/api/")).error == "ClientConnectorError"
