"""What every channel does with a message: it is seen whole, its options can be picked, and it is found again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.delivery import Sent
from dialogs.inbound import Tapped
from dialogs.prompt import LABEL_LIMIT, TEXT_LIMIT
from dialogs.text import Span, Text, joined, mention, words
from tests.contracts.grounds import make_delivery, make_prompt, make_settlement
from tests.support.channels.ground import Ground, Wire

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

HOSTILE = (
    "<!channel> <!here> <@U0LB000003> <#C0LB000001|ward> <https://example.org|here>",
    "*bold* _italic_ ~gone~ `code` ```block``` **bold** __italic__ ||hidden||",
    "</b><b>bold</b> <a href='https://example.org'>here</a> [here](https://example.org)",
    "&lt;b&gt; &amp;amp; &#60; %s {name} \\n \\u202e",
    "> quoted\n1. first\n- second\n\n    indented\n* third",
    "👩‍👩‍👧‍👦 😀 🇩🇪 :smile: é é",
    "שלום עולם, مرحبا بالعالم (א) 123",
    "@Ben @channel @everyone #ward /start $TSLA ana@example.org https://example.org",
    "word " * 599 + "end.",
    "x" * TEXT_LIMIT,
)


@pytest.mark.parametrize("text", HOSTILE)
async def test_whatever_stands_in_a_message_is_seen_as_it_is_and_becomes_nothing_else(
    ground: Ground, text: str
) -> None:
    await ground.channel.deliver(make_delivery(ground, make_prompt(text, "Yes")))

    (seen,) = ground.sees()
    assert (seen.text, seen.marks) == (text, ())


@pytest.mark.parametrize("text", HOSTILE[:-2])
async def test_whatever_stands_in_a_label_can_be_picked(ground: Ground, text: str) -> None:
    label = " ".join(text.split())[:LABEL_LIMIT].strip()
    prompt = make_prompt("Which?", label, "No")
    await ground.channel.deliver(make_delivery(ground, prompt))

    await ground.picks(label)

    (inbound,) = await ground.hearer.hears(1)
    assert isinstance(inbound.content, Tapped)
    assert inbound.content.token == prompt.options[0].token
    assert ground.sees()[0].labels == (label, "No")


async def test_of_forty_long_options_each_can_be_picked(ground: Ground) -> None:
    labels = [f"{number} ".ljust(LABEL_LIMIT, "abcdefghi"[number % 9]) for number in range(1, 41)]
    prompt = make_prompt("x" * TEXT_LIMIT, *labels, where="Identify, step 3 of 5")
    await ground.channel.deliver(make_delivery(ground, prompt))

    for label in labels:
        await ground.picks(label)
    heard = [inbound.content for inbound in await ground.hearer.hears(len(labels))]

    assert ground.sees()[0].labels == tuple(labels)
    assert [each.token for each in heard if isinstance(each, Tapped)] == [option.token for option in prompt.options]


@pytest.mark.parametrize("where", ["", "  ", "\n"])
async def test_where_nothing_is_said_of_the_place_no_line_stands_for_it(ground: Ground, where: str) -> None:
    await ground.channel.deliver(make_delivery(ground, make_prompt("Which?", where=where)))

    assert [seen.text.strip() for seen in ground.sees()] == ["Which?"]


async def test_the_place_stands_before_the_words(ground: Ground) -> None:
    await ground.channel.deliver(make_delivery(ground, make_prompt("Which?", where="<!here> *3* of 5")))

    assert [seen.text for seen in ground.sees()] == ["<!here> *3* of 5\nWhich?"]


async def test_what_is_drawn_in_another_way_has_the_same_words(ground: Ground) -> None:
    body = joined(
        (
            words("The *goal*", kind="bold"),
            words("</i> for now", kind="italic"),
            words("nobody has <time>", kind="quote"),
            words("That was all."),
        )
    )
    await ground.channel.deliver(make_delivery(ground, make_prompt(body)))

    (seen,) = ground.sees()
    assert seen.text == body.plain
    assert set(seen.marks) <= {("bold", "The *goal*"), ("italic", "</i> for now"), ("quote", "nobody has <time>")}


async def test_somebody_mentioned_is_named_or_meant_and_nobody_else_is(ground: Ground) -> None:
    body = words("Ask ") + mention("person-Ben", name="Ben") + words(" or ") + mention("person-9", name="Cara")
    user = ground.conversation("Ben").rpartition(":")[2]
    delivery = make_delivery(ground, make_prompt(body)).but(mentions={"person-Ben": user})
    await ground.channel.deliver(delivery)

    (seen,) = ground.sees()
    assert seen.text.replace("@", "") == "Ask Ben or Cara"


def make_link(address: str) -> Text:
    return Text(spans=(Span(text="here", kind="link", to=address), Span(text=" it is")))


async def test_an_address_can_be_followed_or_read(ground: Ground) -> None:
    address = "https://example.org/a?b=c&d=<e>"
    await ground.channel.deliver(make_delivery(ground, make_prompt(make_link(address))))

    (seen,) = ground.sees()
    assert (seen.text[:4], *seen.marks) == ("here", ("link", "here")) or seen.text == f"here ({address}) it is"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "no address", "slack://open", "https://", " ", ""])
async def test_what_leads_nowhere_good_is_read_and_cannot_be_followed(wire: Wire, address: str) -> None:
    await wire.channel.deliver(make_delivery(wire, make_prompt(make_link(address))))

    (seen,) = wire.sees()
    assert seen.marks == ()
    assert seen.text == (f"here ({address}) it is" if address.strip() else "here it is")


async def test_a_message_is_seen_by_nobody_else(ground: Ground) -> None:
    await ground.channel.deliver(make_delivery(ground, make_prompt("For you."), to="Ben"))

    assert ([seen.text for seen in ground.sees("Ben")], ground.sees("Ana")) == (["For you."], [])


async def test_messages_stand_in_the_order_in_which_they_came(ground: Ground) -> None:
    for number in range(5):
        await ground.channel.deliver(make_delivery(ground, make_prompt(f"{number}"), ident=f"owed-{number}"))

    assert [seen.text for seen in ground.sees()] == list("01234")


async def test_a_receipt_finds_its_own_question_and_leaves_the_other_one(ground: Ground) -> None:
    prompts = [make_prompt(f"Is it {word}?", "Yes", "No") for word in ("first", "second")]
    receipts = [
        await ground.channel.deliver(make_delivery(ground, prompt, ident=f"owed-{number}"))
        for number, prompt in enumerate(prompts)
    ]
    before = ground.sees()
    await ground.channel.settle(make_settlement(ground, Sent(receipt=receipts[0], prompt=prompts[0])))

    first, second = ground.sees()
    assert len(set(receipts)) == 2
    assert all(receipts)
    assert second == before[1]
    assert first == before[0] if ground.is_printed else first.labels == ()


@pytest.mark.parametrize("answer", ["Yes", "*Yes* <!here> </b>", "👩‍👩‍👧‍👦 שלום"])
async def test_of_a_settled_question_the_words_and_the_answer_stand(ground: Ground, answer: str) -> None:
    body = words("Is it ") + words("so", kind="bold") + words("?")
    prompt = make_prompt(body, "Yes", "No", where="Step 3")
    receipt = await ground.channel.deliver(make_delivery(ground, prompt))
    (before,) = ground.sees()
    await ground.channel.settle(make_settlement(ground, Sent(receipt=receipt, prompt=prompt), answer=answer))

    (seen,) = ground.sees()
    assert seen.text.startswith(before.text)
    assert seen.marks == before.marks
    assert ground.is_printed or (seen.labels == () and seen.text.endswith(answer))


async def test_the_widest_signs_arrive_whole_and_are_settled_under_the_last(ground: Ground) -> None:
    text = "😀" * (TEXT_LIMIT - 1) + "."
    prompt = make_prompt(text, "Yes")
    receipt = await ground.channel.deliver(make_delivery(ground, prompt))
    before = "".join(seen.text for seen in ground.sees())
    await ground.picks("Yes")
    await ground.hearer.hears(1)
    await ground.channel.settle(make_settlement(ground, Sent(receipt=receipt, prompt=prompt), answer="Yes"))
    after = ground.sees()

    assert before == text
    assert "".join(seen.text for seen in after).startswith(text)
    assert ground.is_printed or (after[-1].text.endswith("Yes") and not any(seen.labels for seen in after))


async def test_what_was_asked_twice_is_settled_in_both_places(ground: Ground) -> None:
    prompt = make_prompt("Is it so?", "Yes")
    receipts = [
        await ground.channel.deliver(make_delivery(ground, prompt, ident=f"owed-{number}")) for number in range(2)
    ]
    sent = [Sent(receipt=receipt, prompt=prompt) for receipt in receipts]
    await ground.channel.settle(make_settlement(ground, *sent))

    assert ground.is_printed or [seen.labels for seen in ground.sees()] == [(), ()]


async def test_to_settle_twice_changes_nothing_more(ground: Ground) -> None:
    prompt = make_prompt("Is it so?", "Yes")
    receipt = await ground.channel.deliver(make_delivery(ground, prompt))
    settlement = make_settlement(ground, Sent(receipt=receipt, prompt=prompt))
    await ground.channel.settle(settlement)
    once = ground.sees()
    await ground.channel.settle(settlement)

    assert ground.sees() == once


async def test_a_question_whose_words_are_not_kept_any_more_is_settled_as_far_as_can_be(ground: Ground) -> None:
    receipt = await ground.channel.deliver(make_delivery(ground, make_prompt("Is it so?", "Yes")))
    await ground.channel.settle(make_settlement(ground, Sent(receipt=receipt)))

    assert [seen.text.partition("\n")[0] for seen in ground.sees()] == ["Is it so?"]


@pytest.mark.parametrize("owed", [None, LONG_AGO])
@pytest.mark.parametrize(("language", "said"), [("en", "ay "), ("de", "ielleicht")])
async def test_what_may_be_a_repeat_says_so_in_the_readers_language_or_is_found(
    ground: Ground, language: str, said: str, owed: datetime | None
) -> None:
    delivery = make_delivery(ground, make_prompt("Is it so?", "Yes"), language=language).but(owed=owed)
    first = await ground.channel.deliver(delivery)
    second = await ground.channel.deliver(delivery.but(maybe_repeat=True))

    seen = ground.sees()
    assert len(seen) == 2 or first == second
    assert all(one.text.endswith("Is it so?") and one.labels == ("Yes",) for one in seen)
    assert [said in one.text or one.text.startswith("(again)") for one in seen] == [False, True][: len(seen)]


async def test_the_limits_of_a_channel_can_be_kept(ground: Ground) -> None:
    limits = ground.channel.limits

    assert limits.sends is None or limits.sends >= 1
    assert limits.shared is None or limits.shared >= 1
    assert limits.span > 0
    assert limits.seconds >= 0
    assert limits.burst >= 1
    assert limits.at_once >= 1


async def test_a_channel_has_the_name_of_its_conversations(ground: Ground) -> None:
    assert ground.conversation("Ana").startswith(f"{ground.channel.name}:")
