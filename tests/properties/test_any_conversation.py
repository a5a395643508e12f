"""Any words, any option, repeats, old buttons, from several people: never an error, never a dead end."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dialogs.everywhere import WORDS
from dialogs.inbound import Inbound, Said
from dialogs.prompt import TEXT_LIMIT
from dialogs.session import DialogSession
from knowledge.project import Project
from tests.support.scripts import ENGLISH, GERMAN
from tests.support.world import World, done

PEOPLE = ("Ana", "Ben", "Cara", "Dora")

ANSWERS = (
    "Ben and Cara",
    "Only me",
    "yes",
    "no",
    "That's all",
    "next friday",
    "3/4",
    "10",
    "1 and 2",
    "nobody has time",
    "the log-in fails\nGPs forget it\nno money",
    "refer more people to it and train all the nurses in it",
    "hello",
    "/help",
    "/frobnicate",
    "[1]",
    "2",
    "Deutsch",
)
REFUSED = ("", "   ", "\u200b", "\x00\x1b[31m", "😀", "/etc/passwd", "/frobnicate")
"""Acts that no step may take, wherever somebody stands."""

HOSTILE = (*REFUSED, "\u202eabc", "'; DROP TABLE x;--", "<b>")

LONG = st.builds("x".__mul__, st.just(100_000))

words = st.one_of(
    st.sampled_from(ANSWERS),
    st.sampled_from(WORDS),
    st.sampled_from(HOSTILE),
    LONG,
    st.text(max_size=60),
)


class Conversation(RuleBasedStateMachine):
    """People at one terminal who do anything at all, in any order.

    Nothing but the store lives from one turn to the next: every turn is taken by parts made anew, as after a restart.
    """

    language = "en"
    script = ENGLISH

    def __init__(self) -> None:
        super().__init__()
        self.world = World(language=self.language)
        self.seen: list[Inbound] = []
        self.world.opens("Ana")

    @initialize(length=st.integers(0, len(ENGLISH)))
    def is_somewhere(self, length: int) -> None:
        """The team has come some way already, so that every step of every flow is tried."""
        for name, text in self.script[:length]:
            self.world.says(name, text)

    @rule(name=st.sampled_from(PEOPLE), text=words)
    def says(self, name: str, text: str) -> None:
        """Somebody writes."""
        self._takes(self.world.inbound(name, Said(text=text)))

    @rule(name=st.sampled_from(PEOPLE), data=st.data())
    def taps_a_shown_button(self, name: str, data: st.DataObject) -> None:
        """Somebody taps a button of their last question: what moves a conversation on."""
        prompt = self.world.prompts.get(name)
        if prompt is None or not prompt.options:
            return
        token = data.draw(st.sampled_from(prompt.options)).token
        self.world.taps_token(name, token)

    @precondition(lambda self: self.world.history)
    @rule(data=st.data(), by=st.sampled_from(PEOPLE), own=st.booleans())
    def taps_an_old_button(self, data: st.DataObject, by: str, own: bool) -> None:
        """Somebody taps any button that was ever shown, their own or another's."""
        name, option = data.draw(st.sampled_from(self.world.history))
        self.world.taps_token(name if own else by, option.token)

    @precondition(lambda self: self.seen)
    @rule(data=st.data())
    def repeats(self, data: st.DataObject) -> None:
        """A platform delivers an act once more: nothing changes, nothing is said."""
        inbound = data.draw(st.sampled_from(self.seen))
        before = self._everything()

        assert self.world.takes(inbound) == []
        assert self._everything() == before

    @rule(name=st.sampled_from(PEOPLE), text=st.sampled_from(REFUSED) | LONG)
    def is_refused(self, name: str, text: str) -> None:
        """An act that cannot be taken leaves project and visit as they were."""
        self.world.opens(name)
        before = (self.world.projects(), self.world.session(name).visit, self.world.session(name).step)
        self.world.says(name, text)

        assert (self.world.projects(), self.world.session(name).visit, self.world.session(name).step) == before

    @rule(days=st.integers(0, 90))
    def time_passes(self, days: int) -> None:
        """Somebody comes back later."""
        self.world.later(days=days)

    @invariant()
    def everybody_has_one_open_question(self) -> None:
        """Whoever acts and stays has one conversation that listens, at a step that can be asked."""
        for name in self.world.prompts:
            if not name:
                continue
            before = len(self.world.letterbox.delivered)
            self.world.opens(name)
            new = [d for d in self.world.letterbox.delivered[before:] if d.name == name]

            assert len(new) == 1
            assert len(new[0].prompt.body.plain) <= TEXT_LIMIT
            assert new[0].prompt.visit is not None

    def _takes(self, inbound: Inbound) -> None:
        self.seen.append(inbound)
        self.world.takes(inbound)

    def _everything(self) -> tuple[list[Project], list[DialogSession]]:
        return self.world.projects(), [self.world.session(name) for name in self.world.prompts if name]

    def teardown(self) -> None:
        """Nothing that anybody wrote is lost."""
        done(self.world.store.close())


class Gespraech(Conversation):
    """The same in German."""

    language = "de"
    script = GERMAN


Conversation.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
Gespraech.TestCase.settings = settings(max_examples=20, stateful_step_count=40, deadline=None)
TestInEnglish = Conversation.TestCase
TestInGerman = Gespraech.TestCase
