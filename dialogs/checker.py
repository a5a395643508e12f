"""Finds faults of tables, flows, phrases and limits before they ship. Pure; the build fails on what it finds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from fluent.syntax import FluentParser, ast

from dialogs.everywhere import COMMAND_PREFIX, WORDS, read_everywhere
from dialogs.flow import Flow, Step
from dialogs.flows import FLOWS
from dialogs.phrases import LANGUAGES
from dialogs.phrases import WORDS as WORD_FILES
from dialogs.process import PROCESS, STEPS
from dialogs.prompt import LABEL_LIMIT, TEXT_LIMIT
from dialogs.table import Table
from dialogs.token import OPTION_LIMIT, STEP_LIMIT

ARGUMENT_SHOWN = 300
"""Characters that an argument may add to a phrase, for holding the phrase to the limit of a message."""

CODE = Path(__file__).parent.parent
_WRITTEN = re.compile(r"""["']([a-z]+(?:-[a-z]+)*)["']""")
_PATTERN = re.compile(r"""f["']([a-z-]*\{[^"']*)["']""")


def find_faults(flows: Iterable[Flow] | None = None) -> list[str]:
    """Every fault as one sentence that names the place; an empty list where all is well."""
    chosen = tuple(FLOWS.values() if flows is None else flows)
    return [
        *table_faults(PROCESS),
        *(fault for flow in chosen for fault in flow_faults(flow)),
        *value_faults(chosen),
        *phrase_faults(chosen),
    ]


def table_faults(table: Table) -> Iterator[str]:
    """Unknown and unreachable steps, dead ends, duplicate edges, ends that go on."""
    known, finals = set(table.steps), set(table.finals)
    for edge in table.edges:
        for step in (edge.source, edge.to):
            if step not in known:
                yield f"{table.name}: the edge {tuple(edge)} names a step {step!r} that does not exist"
    for (source, trigger), count in Counter((e.source, e.trigger) for e in table.edges).items():
        if count > 1:
            yield f"{table.name}: {source!r} has {count} edges for {trigger!r}"
    for step in known - _reachable(table, table.start):
        yield f"{table.name}: nothing leads to {step!r}"
    for step in known - finals:
        if finals.isdisjoint(_reachable(table, step)):
            yield f"{table.name}: from {step!r} no end can be reached"
    for edge in table.edges:
        if edge.source in finals:
            yield f"{table.name}: the end {edge.source!r} goes on to {edge.to!r}"


def _reachable(table: Table, start: str) -> set[str]:
    found, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        new = {edge.to for edge in table.edges if edge.source == here} - found
        found |= new
        ahead.extend(new)
    return found


def flow_faults(flow: Flow) -> Iterator[str]:
    """Faults of one flow: its table, what fits a button, and the way to help, back and pause at each step."""
    yield from table_faults(flow.table)
    if flow.at is not None and flow.at not in {step.key for step in STEPS}:
        yield f"{flow.name}: belongs to {flow.at!r}, which is no step of the process"
    entries = {flow.table.start, *flow.enters}
    for step in flow.steps:
        if step.key not in entries and not any(each.can_return for each in _before(flow, step.key)):
            yield f"{flow.name}.{step.key}: `back` leads nowhere from here"
    for step in flow.steps:
        yield from _step_faults(flow, step)


def _before(flow: Flow, step: str) -> Iterator[Step]:
    """The steps that may have been answered on the way to this one."""
    return (each for each in flow.steps if each.key != step and step in _reachable(flow.table, each.key))


def _step_faults(flow: Flow, step: Step) -> Iterator[str]:
    name = f"{flow.name}.{step.key}"
    if not re.fullmatch(rf"[a-z_]{{1,{STEP_LIMIT}}}", step.key):
        yield f"{name}: a step's key is at most {STEP_LIMIT} small letters, to fit a button"
    for key in step.choices:
        if len(key) > OPTION_LIMIT:
            yield f"{name}: the option {key!r} is over {OPTION_LIMIT} characters and does not fit a button"
        if key.startswith(COMMAND_PREFIX) and key.removeprefix(COMMAND_PREFIX) not in WORDS:
            yield f"{name}: the option {key!r} stands for no everywhere word"
    triggers = {edge.trigger for edge in flow.edges if edge.source == step.key}
    if step.skip is not None and step.skip not in triggers:
        yield f"{name}: `skip` fires {step.skip!r}, and no edge takes it"


def value_faults(flows: Iterable[Flow]) -> Iterator[str]:
    """Steps that read what nobody writes, and values from outside that no flow provides."""
    chosen = tuple(flows)
    everywhere = {value for flow in chosen for step in flow.steps for value in step.writes}
    for flow in chosen:
        own = {value for step in flow.steps for value in step.writes}
        for value in sorted(flow.outside - everywhere):
            yield f"{flow.name}: expects {value!r} from outside, and no flow writes it"
        for step in flow.steps:
            for value in sorted(step.reads - own - flow.outside):
                yield f"{flow.name}.{step.key}: reads {value!r}, which no step writes"


def phrase_faults(flows: Iterable[Flow]) -> Iterator[str]:
    """Keys missing or unused, arguments that differ between languages, texts and labels over the narrowest limit."""
    chosen = tuple(flows)
    english = _phrases(LANGUAGES[0])
    needed = set(_needed(chosen))
    for key in sorted(needed - english.keys()):
        yield f"phrase {key!r} is missing in {LANGUAGES[0]!r}"
    for key in sorted(english.keys() - needed - _written() - set(_composed(english))):
        yield f"phrase {key!r} is never used"
    labels = set(_labels(chosen))
    for language in LANGUAGES:
        yield from _language_faults(language, english, labels)


def _language_faults(language: str, english: dict[str, ast.Message], labels: set[str]) -> Iterator[str]:
    spoken = _phrases(language)
    for key in sorted(english.keys() - spoken.keys()):
        yield f"phrase {key!r} is missing in {language!r}"
    for key in sorted(spoken.keys() - english.keys()):
        yield f"phrase {key!r} in {language!r} has no English"
    for key, message in spoken.items():
        if key in english and _arguments(message) != _arguments(english[key]):
            yield f"phrase {key!r} in {language!r} takes other arguments than in English"
        longest = _length(message)
        limit = LABEL_LIMIT if key in labels else TEXT_LIMIT
        if longest > limit:
            yield f"phrase {key!r} in {language!r} has {longest} characters; the narrowest channel shows {limit}"
        if key in labels and read_everywhere(_text(message), language=language):
            yield f"phrase {key!r} in {language!r} is a button that reads like an everywhere word"


def _needed(flows: tuple[Flow, ...]) -> Iterator[str]:
    """What every step must have: its question where none is computed, a way to help and why, a title, its options."""
    for flow in flows:
        for step in flow.steps:
            stem = f"{flow.name}-{step.key}"
            yield from (f"{stem}-help", f"{stem}-why")
            if step.kept is not None or step.reads:
                yield f"{stem}-title"
            if step.ask is None:
                yield f"{stem}-ask"
            if step.choices and step.wants_words and any(step.key in group for group in flow.forms):
                yield from (f"{stem}-window", f"{stem}-window-hint")  # a list there has no room for words
    yield from _labels(flows)
    yield from (f"word-{word}" for word in WORDS)
    yield from (f"step-{step.key.replace('_', '-')}" for step in STEPS)
    yield from (f"module-{step.module}" for step in STEPS)


def _labels(flows: tuple[Flow, ...]) -> Iterator[str]:
    for flow in flows:
        for step in flow.steps:
            for key in step.choices:
                shown = key.removeprefix(COMMAND_PREFIX).replace("_", "-")
                yield f"{flow.name}-{step.key}-{shown}"


def _phrases(language: str) -> dict[str, ast.Message]:
    found: dict[str, ast.Message] = {}
    for file in sorted((WORD_FILES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                found[entry.id.name] = entry
    return found


def _written() -> frozenset[str]:
    """Every string in the code that could be a phrase's key."""
    texts = (path.read_text(encoding="utf-8") for layer in ("dialogs", "bot") for path in (CODE / layer).rglob("*.py"))
    return frozenset(key for text in texts for key in _WRITTEN.findall(text))


def _composed(english: dict[str, ast.Message]) -> Iterator[str]:
    """Keys that the code puts together: `f"aside-{kind}-ask"`; and those that another phrase quotes."""
    texts = (path.read_text(encoding="utf-8") for layer in ("dialogs", "bot") for path in (CODE / layer).rglob("*.py"))
    forms = {form for text in texts for form in _PATTERN.findall(text) if not form.startswith("{")}
    patterns = [re.compile(re.sub(r"\\\{[^}]*\\\}", "[a-z-]+", re.escape(form))) for form in forms]
    yield from (key for key in english if any(pattern.fullmatch(key) for pattern in patterns))
    for message in english.values():
        yield from (part.id.name for part in _walk(message) if isinstance(part, ast.MessageReference))


def _walk(node: object) -> Iterator[ast.BaseNode]:
    if isinstance(node, ast.BaseNode):
        yield node
        for value in vars(node).values():
            yield from _walk(value)
    elif isinstance(node, list):
        for each in node:
            yield from _walk(each)


def _arguments(message: ast.Message) -> frozenset[str]:
    return frozenset(part.id.name for part in _walk(message) if isinstance(part, ast.VariableReference))


def _text(message: ast.Message) -> str:
    return "".join(part.value for part in _walk(message) if isinstance(part, ast.TextElement))


def _length(message: ast.Message) -> int:
    """At most how long it gets: its text as if every plural form were said, its arguments as long as allowed."""
    return len(_text(message)) + ARGUMENT_SHOWN * len(_arguments(message))
