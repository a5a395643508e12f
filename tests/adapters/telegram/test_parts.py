"""Long texts in parts, and what may be confirmed. Time is a number here."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.parse import Heard
from adapters.telegram.parts import Chain
from adapters.telegram.unconfirmed import Unconfirmed
from dialogs.inbound import Said, Wordless
from tests.adapters.telegram.updating import ANA, BOT, heard_of, make_message

FULL = "x" * 4096


def make(text: str, *, number: int = 1, date: int = 100, user: int = 5) -> Heard:
    chat = {"id": user, "type": "private"}
    return heard_of(make_message(text, number=number, date=date, chat=chat, **{"from": ANA | {"id": user}}))


def make_text(number: int, text: str = "hi", *, user: int = 5) -> Heard:
    return make(text, number=number, user=user)


def test_parts_that_follow_a_full_one_are_one_act_with_the_key_of_the_first() -> None:
    chain = Chain(make(FULL, number=1), now=0.0)

    assert chain.add(make("y" * 4096, number=2), now=0.1)
    assert not chain.is_whole(now=0.1)
    assert chain.add(make("z", number=3, date=102), now=0.2)
    assert chain.is_whole(now=0.2)
    inbound = chain.make_inbound()
    assert inbound.key == f"telegram:{BOT}:1"
    assert inbound.parts == (f"telegram:{BOT}:2", f"telegram:{BOT}:3")
    assert inbound.content == Said(text="x" * 4096 + "y" * 4096 + "z")


def test_a_blank_that_got_lost_at_the_cut_comes_back() -> None:
    chain = Chain(make("x" * 4050), now=0.0)
    chain.add(make("y", number=2), now=0.0)

    assert chain.make_inbound().content == Said(text="x" * 4050 + " y")


def test_emoji_count_twice() -> None:
    assert not Chain(make("🙂" * 2048), now=0.0).is_whole(now=0.0)
    assert Chain(make("🙂" * 1999), now=0.0).is_whole(now=0.0)


def test_an_album_is_one_act_with_the_words_under_one_of_its_photos() -> None:
    first = heard_of(make_message(number=1, photo=[], media_group_id="a"))
    second = heard_of(make_message(number=2, photo=[], media_group_id="a", caption="Our ward"))
    other = heard_of(make_message(number=3, photo=[], media_group_id="b"))
    chain = Chain(first, now=0.0)

    assert chain.make_inbound().content == Wordless(what="photo")
    assert not chain.is_whole(now=1.9)
    assert chain.add(second, now=0.0)
    assert not chain.add(other, now=0.0)
    assert chain.make_inbound().content == Said(text="Our ward", beside="photo")
    assert chain.make_inbound().parts == (f"telegram:{BOT}:2",)


def test_an_album_without_a_word_is_one_photo() -> None:
    first, second = (heard_of(make_message(number=number, photo=[], media_group_id="a")) for number in (1, 2))
    chain = Chain(first, now=0.0)
    chain.add(second, now=0.0)

    assert chain.make_inbound().content == Wordless(what="photo")


def test_what_is_left_of_an_act_without_its_first_parts_is_one_act_again() -> None:
    chain = Chain(make(FULL, number=1), now=0.0)
    chain.add(make(FULL, number=2), now=0.0)
    chain.add(make("end", number=3), now=0.0)
    whole, rest, last = chain.make_inbounds()

    assert whole == chain.make_inbound()
    assert (rest.key, rest.parts, rest.content) == (
        f"telegram:{BOT}:2",
        (f"telegram:{BOT}:3",),
        Said(text=FULL + "end"),
    )
    assert (last.parts, last.content) == ((), Said(text="end"))


def test_what_does_not_belong_is_an_act_of_its_own() -> None:
    chain = Chain(make(FULL, number=1), now=0.0)

    assert not chain.add(make("later", number=2, date=103), now=0.0)
    assert not chain.add(make("somebody else", number=2, user=6), now=0.0)
    assert not chain.add(make("/status", number=2), now=0.0)
    assert not chain.add(heard_of(make_message(number=2, photo=[], caption="c")), now=0.0)
    assert not Chain(make("short"), now=0.0).add(make("more", number=2), now=0.0)


def test_a_full_text_is_waited_with_for_two_seconds_after_its_last_part() -> None:
    chain = Chain(make(FULL, number=1), now=10.0)

    assert not chain.is_whole(now=11.9)
    assert chain.is_whole(now=12.0)
    chain.add(make(FULL, number=2), now=11.0)
    assert not chain.is_whole(now=12.9)


def test_nothing_is_confirmed_beyond_what_is_not_taken() -> None:
    waiting = Unconfirmed()
    waiting.add(make_text(5, user=1), now=0.0)
    waiting.add(make_text(6, user=2), now=0.0)
    waiting.skip(7)
    [first], [second] = waiting.ready(now=0.0)

    waiting.finish(second)
    waiting.confirm()
    before = waiting.offset
    waiting.finish(first)
    waiting.confirm()

    assert before is None
    assert waiting.offset == 8
    assert waiting.is_empty


def test_a_growing_text_waits_and_whatever_comes_after_it_ends_the_wait() -> None:
    waiting = Unconfirmed()
    waiting.add(make_text(1, FULL), now=0.0)
    grown_alone = waiting.ready(now=1.0)
    waiting.add(heard_of(make_message(number=2, chat={"id": 5, "type": "private"}, photo=[])), now=1.0)

    assert grown_alone == []
    assert [[chain.last.update for chain in line] for line in waiting.ready(now=1.0)] == [[1, 2]]


def test_numbers_may_start_again_anywhere_after_a_week_of_silence() -> None:
    waiting = Unconfirmed()
    waiting.skip(900)
    waiting.confirm()

    assert not waiting.is_known(12)
    waiting.skip(12)
    waiting.confirm()
    assert waiting.offset == 13


@given(
    users=st.lists(st.integers(1, 3), min_size=1, max_size=12),
    fails=st.sets(st.integers(0, 11)),
)
def test_each_chat_is_taken_in_order_and_all_is_confirmed_in_the_end(users: list[int], fails: set[int]) -> None:
    waiting = Unconfirmed()
    taken: list[tuple[int, int]] = []
    for number, user in enumerate(users):
        waiting.add(make_text(number, user=user), now=0.0)

    while not waiting.is_empty:
        for line in waiting.ready(now=0.0):
            for chain in line:
                number = chain.last.update
                if number in fails:
                    fails = fails - {number}
                    break
                taken.append((users[number], number))
                waiting.finish(chain)
        waiting.confirm()
        untaken = set(range(len(users))) - {number for _, number in taken}
        assert waiting.offset == (min(untaken, default=len(users)) or None)

    assert sorted(taken, key=lambda each: each[0]) == sorted(taken)
