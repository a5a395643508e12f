"""What one turn owes to whom, on the store in memory."""

from __future__ import annotations

from collections.abc import Callable

from bot.ports import UnitOfWork
from bot.replies import Replies
from dialogs.effects import Settle
from dialogs.flow import Setting
from dialogs.inbound import Identity, Inbound, Opened, Room
from dialogs.prompt import TEXT_LIMIT, Option, Prompt
from dialogs.text import words
from knowledge.loading import load_catalogue
from knowledge.project import Person
from storage.memory import MemoryStore
from storage.rows import Owed
from tests.support.world import MONDAY, done

ANA = Person(id="ana", workspace="local", name="Ana")
BEN = Person(id="ben", workspace="local", name="Ben")
CARA = Person(id="cara", workspace="local", name="Cara")


def _room(name: str) -> Room:
    return Room(channel="console", workspace="local", room=name)


def _identity(name: str) -> Identity:
    return Identity(channel="console", workspace="local", user=name, name=name.title())


INBOUND = Inbound(key="console:1", who=_identity("ana"), room=_room("here"), at=MONDAY, content=Opened())
SETTING = Setting(at=MONDAY, person=ANA, catalogue=load_catalogue())
QUESTION = Prompt(body=words("And you?"), options=(Option(key="yes", label="Yes", token="t"),), session="s", visit=3)


def _asked(visit: int, *, room: str = "here", channel: str = "console") -> Owed:
    """A question of an earlier turn, that is still owed."""
    conversation = Room(channel=channel, workspace="local", room=room).conversation
    prompt = QUESTION.but(body=words("Earlier?"))
    name = f"asked {visit} {conversation}"
    return Owed(
        id=name,
        channel=channel,
        conversation=conversation,
        person="ana",
        prompt=prompt,
        session="s",
        visit=visit,
        due=MONDAY,
    )


def owe(gather: Callable[[Replies], object], *, before: tuple[Owed, ...] = ()) -> list[Owed]:
    """What is owed after a turn of Ana's; Ben has been met, Cara never."""

    def work(uow: UnitOfWork) -> None:
        for person in (ANA, BEN, CARA):
            uow.save_person(person)
        uow.link(_identity("ana"), person="ana", room=_room("elsewhere"))
        uow.link(_identity("ben"), person="ben", room=_room("ben"))
        for each in before:
            uow.owe(each)
        replies = Replies(uow, INBOUND, SETTING)
        gather(replies)
        replies.owe()

    def claim(uow: UnitOfWork) -> list[Owed]:
        claimed: list[Owed] = []
        while new := uow.claim("console", now=MONDAY, until=MONDAY, limit=20):
            claimed += new
            for each in new:
                uow.mark_sent(each.id, at=MONDAY, receipt=None)
        return sorted(claimed, key=lambda each: (each.conversation, each.sequence))

    store = MemoryStore()
    done(store.run(work))
    return done(store.run(claim))


def _seen(owed: list[Owed]) -> list[tuple[str, str, str]]:
    return [
        (each.conversation, each.kind, each.prompt.body.plain if each.prompt else each.answer or "") for each in owed
    ]


def test_words_and_question_to_one_person_are_one_message() -> None:
    def gather(replies: Replies) -> None:
        replies.say("ana", words("Noted."), asked=True)
        replies.say("ana", words("Good."), asked=True)
        replies.ask("ana", QUESTION)

    (message,) = owe(gather)

    assert _seen([message]) == [("console:local:here", "message", "Noted.\n\nGood.\n\nAnd you?")]
    assert message.prompt is not None
    assert (message.prompt.options, message.session, message.visit) == (QUESTION.options, "s", 3)
    assert (message.asked, message.due, message.person) == (True, MONDAY, "ana")


def test_what_does_not_fit_one_message_is_two_and_the_question_comes_last() -> None:
    def gather(replies: Replies) -> None:
        replies.say("ana", words("x" * TEXT_LIMIT), asked=True)
        replies.ask("ana", QUESTION)

    owed = owe(gather)

    assert [text for _, _, text in _seen(owed)] == ["x" * TEXT_LIMIT, "And you?"]
    assert [each.visit for each in owed] == [None, 3]


def test_of_several_questions_to_one_person_the_last_one_stands() -> None:
    def gather(replies: Replies) -> None:
        replies.ask("ana", QUESTION.but(body=words("First?")))
        replies.ask("ana", QUESTION)

    assert [text for _, _, text in _seen(owe(gather))] == ["And you?"]


def test_an_answered_question_is_settled_before_anything_new_is_said() -> None:
    def gather(replies: Replies) -> None:
        replies.ask("ana", QUESTION)
        replies.settle(Settle(session="s", visit=1, answer="Yes"))
        replies.settle(Settle(session="s", visit=2, answer="No"))

    owed = owe(gather, before=(_asked(1), _asked(2)))

    assert _seen(owed) == [
        ("console:local:here", "message", "Earlier?"),
        ("console:local:here", "message", "Earlier?"),
        ("console:local:here", "settle", "Yes"),
        ("console:local:here", "settle", "No"),
        ("console:local:here", "message", "And you?"),
    ]
    assert [each.visit for each in owed] == [1, 2, 1, 2, 3]


def test_a_question_is_settled_wherever_it_was_asked() -> None:
    def gather(replies: Replies) -> None:
        replies.settle(Settle(session="s", visit=1, answer="Yes"))

    owed = owe(gather, before=(_asked(1), _asked(1, room="there")))

    assert [each.conversation for each in owed if each.kind == "settle"] == [
        "console:local:here",
        "console:local:there",
    ]


def test_a_question_that_nobody_was_asked_needs_no_settling() -> None:
    assert owe(lambda replies: replies.settle(Settle(session="s", visit=1, answer="Yes"))) == []


def test_who_acts_is_answered_where_they_are_and_others_where_they_were_met() -> None:
    def gather(replies: Replies) -> None:
        replies.say("ana", words("To you."), asked=True)
        replies.say("ben", words("To him."), asked=True)

    assert [(room, text) for room, _, text in _seen(owe(gather))] == [
        ("console:local:ben", "To him."),
        ("console:local:here", "To you."),
    ]


def test_whom_nobody_has_met_is_owed_nothing() -> None:
    assert owe(lambda replies: replies.ask("cara", QUESTION)) == []


def test_what_comes_unbidden_is_marked_as_such() -> None:
    def gather(replies: Replies) -> None:
        replies.ask("ana", QUESTION, is_begun=True)
        replies.ask("ben", QUESTION, is_begun=True)

    assert [(each.person, each.asked) for each in owe(gather)] == [("ben", False), ("ana", True)]


def test_words_that_nobody_asked_for_make_the_whole_message_unbidden() -> None:
    def gather(replies: Replies) -> None:
        replies.say("ben", words("It is decided."), asked=False)
        replies.ask("ben", QUESTION)

    assert [(each.person, each.asked) for each in owe(gather)] == [("ben", False)]


def test_the_same_inbound_owes_the_same_rows() -> None:
    def gather(replies: Replies) -> None:
        replies.settle(Settle(session="s", visit=1, answer="Yes"))
        replies.say("ben", words("It is decided."), asked=False)
        replies.ask("ana", QUESTION)

    first, again = (owe(gather, before=(_asked(1),))[1:] for _ in range(2))

    assert [each.id for each in first] == [each.id for each in again]
    assert len({each.id for each in first}) == 3
