"""Any words, any option, repeats, old buttons, from several people: never an error, never a dead end."""

from __future__ import annotations

from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dialogs.everywhere import WORDS
from dialogs.inbound import Brought, Filled, Inbound, Medium, Mended, Said, Tapped, Wordless
from dialogs.prompt import TEXT_LIMIT, Field
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
    "there is no time and nobody was trained",
    "keine Zeit und kein Geld",
    "our manager is really keen on it\nUnsere Chefin steht voll dahinter",
    "that is a problem, it never works",
    "everything is fine",
    "alles gut",
    "idk",
    "keep it",
    "Nadie tiene tiempo para explicarlo a los pacientes\nno time",
    "hello",
    "/help",
    "/frobnicate",
    "[1]",
    "2",
    "Deutsch",
)
LOOKED_AT = (
    "there is no time and nobody was trained",
    "our manager is really keen on it",
    "keine Zeit und kein Geld",
    "that is a problem, it never works",
)
"""Texts that are several things, or sound like the other side."""

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


def _filled(field: Field) -> st.SearchStrategy[str]:
    """What somebody may put into a field: one of its options, or anything."""
    return st.one_of(words, st.sampled_from([option.token for option in field.options] or ["no"]))


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
        self.kept: dict[str, dict[str, str]] = {}
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

    @rule(name=st.sampled_from(PEOPLE[1:3]), text=st.sampled_from(LOOKED_AT), data=st.data())
    def sends_off_and_taps_old_buttons(self, name: str, text: str, data: st.DataObject) -> None:
        """Somebody writes what there is a lot to ask about, answers all of it, and then taps what was asked before."""
        if name not in self.world.prompts or self.world.session(name).flow != "barriers":
            return
        before = len(self.world.history)
        self.world.says(name, text)
        for _ in range(15):
            prompt = self.world.prompts[name]
            if self.world.session(name).flow != "barriers" or not prompt.options:
                break
            self.world.taps_token(name, data.draw(st.sampled_from(prompt.options)).token)
        for by, option in self.world.history[before:]:
            if by == name:
                self.world.taps_token(name, option.token)

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

    @rule(name=st.sampled_from(PEOPLE))
    def opens_a_window(self, name: str) -> None:
        """Somebody opens their question as a window, where it has one."""
        prompt = self.world.prompts.get(name)
        if prompt is not None and prompt.window is not None:
            self._takes(self.world.inbound(name, Tapped(token=prompt.window.token, trigger="alive")))

    @precondition(lambda self: self.world.letterbox.shown)
    @rule(data=st.data(), by=st.sampled_from(PEOPLE))
    def sends_a_window(self, data: st.DataObject, by: str) -> None:
        """Somebody sends any window that was ever shown, filled in any way: all of it is taken, or none."""
        form = data.draw(st.sampled_from(self.world.letterbox.shown)).form
        keys = [st.just(f.key) if data.draw(st.booleans()) else st.just("stray") for f in form.fields]
        values = {data.draw(key): data.draw(_filled(f)) for key, f in zip(keys, form.fields, strict=True)}
        before = self.world.projects()
        self._takes(self.world.inbound(by, Filled(token=form.token, fields=values)))

        assert not self.world.acks[-1].errors or self.world.projects() == before

    @rule(name=st.sampled_from(PEOPLE), text=words, trigger=st.sampled_from([None, "alive"]))
    def brings_a_message(self, name: str, text: str, trigger: str | None) -> None:
        """Somebody wants to add somebody else's message."""
        self._takes(self.world.inbound(name, Brought(words=text, trigger=trigger)))

    @rule(
        name=st.sampled_from(PEOPLE), what=st.sampled_from(get_args(Medium)), how=st.sampled_from(["edited", "deleted"])
    )
    def sends_what_is_no_text(self, name: str, what: Medium, how: str) -> None:
        """A picture, and a message changed afterwards: answered, and nothing changes."""
        before = self.world.projects()
        self._takes(self.world.inbound(name, Wordless(what=what)))
        self._takes(self.world.inbound(name, Mended.model_validate({"how": how})))

        assert self.world.projects() == before

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

    @invariant()
    def nothing_anybody_wrote_is_gone(self) -> None:
        """Contributions only grow; what stands no more was replaced or taken back, and each has its barrier."""
        for project in self.world.projects():
            kept = {c.id: c.words for c in project.contributions}
            before = self.kept.get(project.id, {})

            assert before.items() <= kept.items()
            assert {c.id for c in project.standing if c.step == "barriers"} <= {
                b.contribution for b in project.barriers
            }

            self.kept[project.id] = kept

    def _takes(self, inbound: Inbound) -> None:
        self.seen.append(inbound)
        self.world.takes(inbound)

    def _everything(self) -> tuple[list[Project], list[DialogSession]]:
        return self.world.projects(), [self.world.session(name) for name in self.world.prompts if name]

    def teardown(self) -> None:
        """Nothing that anybody wrote is lost."""
        done(self.world.store.close())


class Workspace(Conversation):
    """The same in a Slack workspace: people are marked, nobody is met by name."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.world.goes_to("slack", workspace="T1", door="start")
        self.world.opens("Ana")

    @initialize(length=st.integers(0, len(ENGLISH)))
    def is_somewhere(self, length: int) -> None:
        """The same way, the others marked where they are named."""
        for name, text in self.script[:length]:
            marks = tuple(self.world.identity(each) for each in ("Ben", "Cara")) if text == "Ben, Cara" else ()
            said = Said(text="@Ben, @Cara" if marks else text, mentions=marks)
            self._takes(self.world.inbound(name, said))


class Gespraech(Conversation):
    """The same in German."""

    language = "de"
    script = GERMAN


Conversation.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
Workspace.TestCase.settings = settings(max_examples=20, stateful_step_count=40, deadline=None)
Gespraech.TestCase.settings = settings(max_examples=20, stateful_step_count=40, deadline=None)
TestInEnglish = Conversation.TestCase
TestInSlack = Workspace.TestCase
TestInGerman = Gespraech.TestCase
