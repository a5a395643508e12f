"""What is owed to people: in order within a conversation, claimed by one at a time, and never forgotten."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.ports import Store, UnitOfWork
from dialogs.inbound import Room
from dialogs.prompt import Field, Form, Option, Prompt
from dialogs.text import words
from storage.opening import open_store
from storage.rows import Owed, RowRefusedError
from tests.support.stores import ANA, MINUTE, NOW, OTHER_ROOM, ROOM, WEEK, make_owed

_numbers = count(1)


async def owe(store: Store, *owed: Owed) -> None:
    def work(uow: UnitOfWork) -> None:
        for each in owed:
            uow.owe(each)

    await store.run(work)


async def claim(store: Store, *, now: datetime = NOW, limit: int = 10, channel: str = "console") -> list[Owed]:
    return list(await store.run(lambda uow: uow.claim(channel, now=now, until=now + MINUTE, limit=limit)))


async def claim_names(store: Store, *, now: datetime = NOW, limit: int = 10) -> list[str]:
    return [each.id for each in await claim(store, now=now, limit=limit)]


async def send(store: Store, name: str, *, at: datetime = NOW) -> None:
    await store.run(lambda uow: uow.mark_sent(name, at=at, receipt=f"receipt of {name}"))


async def asked(store: Store, *, visit: int = 1) -> list[Owed]:
    return list(await store.read(lambda uow: uow.find_asked(session="s1", visit=visit)))


async def settle(store: Store) -> None:
    await store.run(lambda uow: uow.mark_settled(conversation=ROOM.conversation, session="s1", visit=1))


async def test_nothing_owed_is_nothing_to_claim(store: Store) -> None:
    assert await claim(store) == []


async def test_a_claimed_row_is_what_was_owed_with_its_sequence_and_lease(store: Store) -> None:
    owed = make_owed("o1")
    await owe(store, owed)

    assert await claim(store) == [owed.but(sequence=1, owed=NOW, leased_until=NOW + MINUTE)]


async def test_a_settling_comes_back_whole(store: Store) -> None:
    settling = make_owed("o1").but(kind="settle", prompt=None, answer="Yes", asked=False)
    await owe(store, settling)

    assert await claim(store) == [settling.but(sequence=1, owed=NOW, leased_until=NOW + MINUTE)]


async def test_sequences_count_within_each_conversation(store: Store) -> None:
    await owe(store, make_owed("a1"), make_owed("b1", room=OTHER_ROOM), make_owed("a2"))
    await owe(store, make_owed("a3"), make_owed("b2", room=OTHER_ROOM))

    found: dict[str, int] = {}
    while rows := await claim(store):
        for each in rows:
            found[each.id] = each.sequence
            await send(store, each.id)
    assert found == {"a1": 1, "a2": 2, "a3": 3, "b1": 1, "b2": 2}


async def test_only_the_head_of_a_conversation_is_claimed(store: Store) -> None:
    await owe(store, make_owed("first"), make_owed("second"), make_owed("elsewhere", room=OTHER_ROOM))

    assert await claim_names(store) == ["first", "elsewhere"]


async def test_a_window_is_claimed_before_messages_that_wait_longer(store: Store) -> None:
    """Its trigger dies in three seconds, and a thousand messages take half a minute."""
    window = make_owed("window", room=OTHER_ROOM).but(kind="open", trigger="t1")
    await owe(store, make_owed("message", due=NOW - MINUTE), window)

    assert await claim_names(store, limit=1) == ["window"]
    assert await claim_names(store) == ["message"]


async def test_the_next_one_comes_when_the_head_has_arrived(store: Store) -> None:
    await owe(store, make_owed("first"), make_owed("second"))
    await claim(store)
    await send(store, "first")

    assert await claim_names(store) == ["second"]


async def test_what_is_leased_is_not_claimed_and_not_overtaken(store: Store) -> None:
    await owe(store, make_owed("first"), make_owed("second"))
    await claim(store)

    assert await claim_names(store) == []
    assert await claim_names(store, now=NOW + MINUTE / 2) == []


async def test_a_lease_ends_by_the_time_passed_in_and_then_it_may_be_a_repeat(store: Store) -> None:
    await owe(store, make_owed("first"), make_owed("second"))
    first = await claim(store)
    again = await claim(store, now=NOW + MINUTE)

    assert [(each.id, each.maybe_repeat) for each in first] == [("first", False)]
    assert [(each.id, each.maybe_repeat) for each in again] == [("first", True)]


async def test_that_it_may_be_a_repeat_is_not_forgotten_by_a_later_try(store: Store) -> None:
    await owe(store, make_owed("first"))
    await claim(store)
    await claim(store, now=NOW + MINUTE)
    await store.run(lambda uow: uow.mark_tried("first", due=NOW + MINUTE))

    assert [each.maybe_repeat for each in await claim(store, now=NOW + MINUTE)] == [True]


async def test_a_row_that_was_refused_is_no_repeat(store: Store) -> None:
    await owe(store, make_owed("first"))
    await claim(store)
    await store.run(lambda uow: uow.mark_tried("first", due=NOW + MINUTE))

    assert [(each.tried, each.maybe_repeat) for each in await claim(store, now=NOW + MINUTE)] == [(1, False)]


async def test_a_row_waiting_for_its_next_try_is_not_overtaken(store: Store) -> None:
    await owe(store, make_owed("first"), make_owed("second"))
    await claim(store)
    await store.run(lambda uow: uow.mark_tried("first", due=NOW + 5 * MINUTE))

    assert await claim_names(store, now=NOW + MINUTE) == []
    assert await claim_names(store, now=NOW + 5 * MINUTE) == ["first"]


async def test_a_reminder_of_next_week_blocks_nothing(store: Store) -> None:
    await owe(store, make_owed("reminder", due=NOW + WEEK), make_owed("answer"))

    assert await claim_names(store) == ["answer"]


async def test_a_reminder_whose_time_has_come_takes_its_place_in_the_order(store: Store) -> None:
    await owe(store, make_owed("reminder", due=NOW + MINUTE), make_owed("answer"))

    assert await claim_names(store, now=NOW + MINUTE) == ["reminder"]


async def test_what_is_not_due_is_not_claimed(store: Store) -> None:
    await owe(store, make_owed("later", due=NOW + timedelta(microseconds=1)))

    assert await claim_names(store) == []
    assert await claim_names(store, now=NOW + timedelta(microseconds=1)) == ["later"]


async def test_at_most_so_many_as_asked_for_the_longest_due_first(store: Store) -> None:
    rooms = [Room(channel="console", workspace="clinic", room=str(number)) for number in range(5)]
    rows = [make_owed(f"o{number}", room=room, due=NOW - number * MINUTE) for number, room in enumerate(rooms)]
    await owe(store, *rows)

    assert await claim_names(store, limit=2) == ["o4", "o3"]
    assert await claim_names(store, limit=2) == ["o2", "o1"]


async def test_a_channel_claims_only_its_own(store: Store) -> None:
    elsewhere = Room(channel="slack", workspace="clinic", room="1")
    await owe(store, make_owed("here"), make_owed("there", room=elsewhere))

    assert [each.id for each in await claim(store, channel="slack")] == ["there"]
    assert [each.id for each in await claim(store, channel="console")] == ["here"]


async def test_a_window_comes_back_whole(store: Store) -> None:
    field = Field(key="words", label="What?", value='too few "hands"', is_long=True)
    form = Form(token="t", title="Barrier", fields=(field,), send="Send", close="Back")
    window = make_owed("w").but(kind="open", form=form, trigger="t-1", person=None)
    await owe(store, window)

    assert await claim(store) == [window.but(sequence=1, owed=NOW, leased_until=NOW + MINUTE)]


async def test_when_it_was_first_due_is_kept_through_every_try(store: Store) -> None:
    await owe(store, make_owed("first"), make_owed("later", room=OTHER_ROOM).but(owed=NOW - WEEK))
    await store.run(lambda uow: uow.mark_tried("first", due=NOW + MINUTE))

    assert {each.id: each.owed for each in await claim(store, now=NOW + MINUTE)} == {"first": NOW, "later": NOW - WEEK}


async def test_what_arrived_keeps_its_receipt_and_loses_its_words(store: Store) -> None:
    plain = make_owed("first").but(prompt=Prompt(body=words("No question.")))
    await owe(store, plain)
    await claim(store)
    await send(store, "first", at=NOW + MINUTE)

    (sent,) = await asked(store)
    expected = plain.but(sequence=1, owed=NOW, prompt=None, sent=NOW + MINUTE, receipt="receipt of first")
    assert sent == expected
    assert await claim_names(store, now=NOW + WEEK) == []


async def test_a_question_with_buttons_keeps_its_words_until_it_is_settled(store: Store) -> None:
    await owe(store, make_owed("first"))
    await send(store, "first")
    before = await asked(store)
    await settle(store)

    assert [each.prompt for each in before] == [make_owed("first").prompt]
    assert [(each.prompt, each.receipt) for each in await asked(store)] == [(None, "receipt of first")]


async def test_a_question_that_opens_a_window_keeps_its_words_too(store: Store) -> None:
    window = Option(key="window", label="Write", token="w")
    prompt = Prompt(body=words("Which?"), window=window)
    await owe(store, make_owed("first").but(prompt=prompt))
    await send(store, "first")

    assert [each.prompt for each in await asked(store)] == [prompt]


async def test_words_that_look_like_buttons_are_emptied(store: Store) -> None:
    looks = Prompt(body=words('"options":[{"key":"yes"}],"window":{}'))
    await owe(store, make_owed("first").but(prompt=looks))
    await send(store, "first")

    assert [each.prompt for each in await asked(store)] == [None]


async def test_a_window_that_was_shown_is_emptied(store: Store) -> None:
    form = Form(token="t", title="Barrier", fields=(Field(key="k", label="What?"),), send="Send", close="Back")
    await owe(store, make_owed("w").but(kind="open", form=form, trigger="t-1"))
    await send(store, "w")

    assert [(each.form, each.trigger, each.prompt) for each in await asked(store)] == [(None, None, None)]


async def test_settling_leaves_other_conversations_questions_and_what_is_not_sent_alone(store: Store) -> None:
    rows = [make_owed("here"), make_owed("there", room=OTHER_ROOM), make_owed("other visit", visit=2)]
    await owe(store, *rows, make_owed("unsent", due=NOW + WEEK))
    for each in rows:
        await send(store, each.id)
    await settle(store)

    found = [*(await asked(store)), *(await asked(store, visit=2))]
    assert {each.id: each.prompt is None for each in found} == {
        "here": True,
        "there": False,
        "other visit": False,
        "unsent": False,
    }


async def test_a_question_finds_the_messages_and_windows_that_asked_it_oldest_first(store: Store) -> None:
    rows = [make_owed("a"), make_owed("b"), make_owed("other visit", visit=2), make_owed("not sent")]
    await owe(store, *rows, make_owed("window").but(kind="open"))
    await owe(store, make_owed("settling").but(kind="settle", prompt=None, answer="Yes"))
    for name in ("b", "a", "other visit", "settling"):
        await send(store, name)

    found = await asked(store)
    assert [(each.id, each.sent is not None) for each in found] == [
        ("a", True),
        ("b", True),
        ("not sent", False),
        ("window", False),
    ]


async def test_a_question_that_the_same_unit_asked_is_found(store: Store) -> None:
    def work(uow: UnitOfWork) -> list[str]:
        uow.owe(make_owed("a"))
        return [each.id for each in uow.find_asked(session="s1", visit=1)]

    assert await store.run(work) == ["a"]


async def test_a_try_that_ended_in_silence_may_be_a_repeat_the_next_time(store: Store) -> None:
    await owe(store, make_owed("first"))
    await claim(store)
    await store.run(lambda uow: uow.mark_tried("first", due=NOW + MINUTE, unknown=True))
    again = await claim(store, now=NOW + MINUTE)
    await store.run(lambda uow: uow.mark_tried("first", due=NOW + 2 * MINUTE))

    assert [(each.tried, each.maybe_repeat) for each in again] == [(1, True)]
    assert [each.maybe_repeat for each in await claim(store, now=NOW + 2 * MINUTE)] == [True]


async def test_what_a_dead_sender_had_claimed_is_free_at_once_and_may_be_a_repeat(store: Store) -> None:
    elsewhere = Room(channel="slack", workspace="clinic", room="1")
    await owe(store, make_owed("claimed"), make_owed("waiting"), make_owed("theirs", room=elsewhere))
    await claim(store)
    await claim(store, channel="slack")
    await store.run(lambda uow: uow.release("console", now=NOW + MINUTE / 2))

    again = await claim(store, now=NOW + MINUTE / 2)
    assert [(each.id, each.maybe_repeat) for each in again] == [("claimed", True)]
    assert await claim(store, now=NOW + MINUTE / 2, channel="slack") == []


async def test_what_was_never_claimed_is_no_repeat_after_a_release(store: Store) -> None:
    await owe(store, make_owed("first"))
    await store.run(lambda uow: uow.release("console", now=NOW))

    assert [each.maybe_repeat for each in await claim(store)] == [False]


# ------------------------------------------------------------------------------------------------- when to look again


async def next_due(store: Store, *, channel: str = "console") -> datetime | None:
    return await store.read(lambda uow: uow.next_due(channel))


async def test_a_channel_that_is_owed_nothing_has_no_next_time(store: Store) -> None:
    await owe(store, make_owed("first"))
    await send(store, "first")

    assert await next_due(store) is None


async def test_the_next_time_is_when_the_first_row_is_due(store: Store) -> None:
    await owe(store, make_owed("later", due=NOW + WEEK), make_owed("sooner", room=OTHER_ROOM, due=NOW + MINUTE))

    assert await next_due(store) == NOW + MINUTE
    assert await next_due(store, channel="slack") is None


async def test_what_waits_behind_a_lease_or_a_next_try_does_not_count(store: Store) -> None:
    await owe(store, make_owed("first"), make_owed("second"), make_owed("reminder", due=NOW + WEEK))
    await claim(store)
    leased = await next_due(store)
    await store.run(lambda uow: uow.mark_tried("first", due=NOW + 5 * MINUTE))

    assert leased == NOW + MINUTE
    assert await next_due(store) == NOW + 5 * MINUTE


async def test_a_row_that_is_free_comes_before_a_lease_that_ends_later(store: Store) -> None:
    await owe(store, make_owed("leased"))
    await claim(store)
    await owe(store, make_owed("free", room=OTHER_ROOM, due=NOW + MINUTE / 2))

    assert await next_due(store) == NOW + MINUTE / 2


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_next_time_is_never_too_late_and_gives_something(store: Store, data: st.DataObject) -> None:
    """At that time something can be claimed, and at no time before it."""
    channel = f"drawn{next(_numbers)}"
    times = st.integers(0, 6).map(lambda number: NOW + number * MINUTE)
    for number in range(data.draw(st.integers(1, 8))):
        room = Room(channel=channel, workspace="clinic", room=data.draw(st.sampled_from("ab")))
        await owe(store, make_owed(f"{channel}-{number}", room=room, due=data.draw(times)))
    for each in await claim(store, now=data.draw(times), limit=data.draw(st.integers(0, 4)), channel=channel):
        if data.draw(st.booleans()):
            again = data.draw(times)
            await store.run(lambda uow, name=each.id, due=again: uow.mark_tried(name, due=due))  # type: ignore[misc]  # defaults bind them
    then = await next_due(store, channel=channel)

    assert then is not None
    assert await claim(store, now=then - timedelta(microseconds=1), channel=channel) == []
    assert await claim(store, now=then, channel=channel)


async def test_what_waits_is_counted_by_channel(store: Store) -> None:
    elsewhere = Room(channel="slack", workspace="clinic", room="1")
    await owe(store, make_owed("a"), make_owed("b"), make_owed("c", room=elsewhere), make_owed("sent"))
    await send(store, "sent")

    assert await store.read(lambda uow: uow.count_owed()) == {"console": 2, "slack": 1}


# ---------------------------------------------------------------------------------------------------------- at once


async def test_the_same_row_twice_is_refused(store: Store) -> None:
    await owe(store, make_owed("first"))

    with pytest.raises(RowRefusedError):
        await owe(store, make_owed("first"))


async def test_senders_at_once_never_get_the_same_row(store: Store) -> None:
    rooms = [Room(channel="console", workspace="clinic", room=str(number)) for number in range(40)]
    await owe(store, *(make_owed(f"o{number}", room=room) for number, room in enumerate(rooms)))
    claims = await asyncio.gather(*(claim_names(store, limit=7) for _ in range(20)))

    claimed = [name for names in claims for name in names]
    assert sorted(claimed) == sorted(f"o{number}" for number in range(40))


async def test_order_holds_while_others_still_write(store: Store) -> None:
    names = [f"o{number:02}" for number in range(40)]
    arrived: list[int] = []

    async def deliver() -> None:
        while len(arrived) < len(names):
            for each in await claim(store):
                arrived.append(each.sequence)
                await send(store, each.id)
            await asyncio.sleep(0)

    writing = (owe(store, make_owed(name)) for name in names)
    await asyncio.gather(deliver(), *writing)

    assert arrived == list(range(1, len(names) + 1))


async def test_senders_in_two_stores_never_get_the_same_row(postgres_url: str) -> None:
    stores = [open_store(postgres_url), open_store(postgres_url)]
    rooms = [Room(channel="console", workspace="clinic", room=str(number)) for number in range(40)]
    await stores[0].run(lambda uow: uow.save_person(ANA))
    for turn in range(2):
        rows = (make_owed(f"o{number}-{turn}", room=room) for number, room in enumerate(rooms))
        await asyncio.gather(*(owe(stores[number % 2], row) for number, row in enumerate(rows)))
    claims = await asyncio.gather(*(claim_names(stores[number % 2], limit=5) for number in range(30)))
    for store in stores:
        await store.close()

    claimed = [name for names in claims for name in names]
    assert sorted(claimed) == sorted(f"o{number}-0" for number in range(40))


async def test_rooms_of_one_conversation_key_are_told_apart_from_others() -> None:
    assert ROOM.conversation != OTHER_ROOM.conversation


async def test_what_was_asked_in_a_session_can_be_forgotten(store: Store) -> None:
    await owe(store, make_owed("o1"), make_owed("o2", visit=2), make_owed("o3", visit=2))
    await claim(store)
    await send(store, "o1")
    await claim(store)
    await send(store, "o2")

    await store.run(lambda uow: uow.forget_prompts("s1"))

    kept = [*await asked(store), *await asked(store, visit=2)]
    assert [(each.id, each.prompt is None) for each in kept] == [("o1", True), ("o2", True), ("o3", False)]
