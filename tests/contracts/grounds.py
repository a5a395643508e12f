"""Every channel by name, and what the tests of all of them hand over. Fixtures are in `conftest`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from functools import partial

from adapters.delivery import Delivery, Opening, Sent, Settlement
from dialogs.prompt import Field, Form, Option, Prompt
from dialogs.text import Text, words
from tests.support.channels.console import console_ground
from tests.support.channels.ground import Ground, Name, Wire
from tests.support.channels.letterbox import letterbox_ground
from tests.support.channels.slack import slack_ground
from tests.support.channels.telegram import telegram_ground

GROUNDS: Mapping[str, Callable[[], AbstractAsyncContextManager[Ground]]] = {
    "letterbox": letterbox_ground,
    "console": console_ground,
    "slack": slack_ground,
    "telegram": telegram_ground,
}
WIRES: Mapping[str, Callable[[], AbstractAsyncContextManager[Wire]]] = {
    "slack": slack_ground,
    "telegram": telegram_ground,
}
LISTENING: Mapping[str, Callable[[], AbstractAsyncContextManager[Ground]]] = {
    **GROUNDS,
    "slack by requests": partial(slack_ground, "http"),
    "telegram by webhook": partial(telegram_ground, "webhook"),
}
BRINGING: Mapping[str, Callable[[], AbstractAsyncContextManager[Ground]]] = {
    name: made for name, made in LISTENING.items() if name not in ("letterbox", "console")
}


def make_option(number: int, label: str) -> Option:
    """An option whose token is as long as any."""
    return Option(
        key=f"option{number}", label=label, token=f"AbCdEfGhIjKlMnOpQrStU_.describe.{number}.option".ljust(63, "~")
    )


def make_prompt(body: str | Text, *labels: str, where: str = "") -> Prompt:
    """A question, or a message where there is nothing to pick."""
    options = tuple(make_option(number, label) for number, label in enumerate(labels, start=1))
    return Prompt(body=words(body) if isinstance(body, str) else body, options=options, where=where)


def make_delivery(
    ground: Ground,
    prompt: Prompt,
    *,
    to: Name = "Ana",
    ident: str = "owed-1",
    language: str = "en",
    maybe_repeat: bool = False,
) -> Delivery:
    """A message to somebody."""
    return Delivery(
        id=ident,
        conversation=ground.conversation(to),
        person=f"person-{to}",
        name=to,
        prompt=prompt,
        language=language,
        maybe_repeat=maybe_repeat,
    )


def make_settlement(ground: Ground, *sent: Sent, answer: str = "Yes") -> Settlement:
    """An answer of Ana's."""
    return Settlement(conversation=ground.conversation("Ana"), sent=sent, answer=answer)


def make_opening(ground: Ground, *, trigger: str) -> Opening:
    """A window for Ana."""
    form = Form(
        token="a-window",
        title="What is in the way?",
        fields=(Field(key="what", label="In your words"), Field(key="why", label="Why", is_optional=True)),
        send="Send",
        close="Close",
    )
    return Opening(id="owed-1", conversation=ground.conversation("Ana"), form=form, trigger=trigger)
