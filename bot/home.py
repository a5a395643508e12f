"""What a person's own page shows, where a channel has one. Reads only."""

from __future__ import annotations

from adapters.delivery import Home
from bot.ports import UnitOfWork
from bot.routing import Place, find_place
from dialogs.engine import ask
from dialogs.flow import Setting
from dialogs.inbound import Inbound, Opened
from dialogs.phrases import line
from dialogs.prompt import GO_ON, Option, Prompt
from dialogs.status import where_we_are
from dialogs.text import Text


def home_of(uow: UnitOfWork, inbound: Inbound, setting: Setting) -> Home:
    """Where the project stands and the question that waits; for somebody on no team, what this is."""
    place = find_place(uow, inbound.but(content=Opened()), setting)
    language = setting.language
    if place.project is None:
        return _welcome(place, language=language)
    status = where_we_are(place.flow, place.session, place.project, place.setting)
    question = ask(place.flow, place.session, place.project, place.setting)
    return Home(status=status, question=question, language=language)


def _welcome(place: Place, *, language: str) -> Home:
    """Where they may, a button to begin."""
    asked = ask(place.flow, place.session, None, place.setting)
    if place.flow.closed:
        return Home(status=asked.body, language=language)
    begin = Option(key=GO_ON, label=line("home-begin", language=language), token=GO_ON)
    return Home(status=Text(), question=Prompt(body=asked.body, options=(begin,)), language=language)
