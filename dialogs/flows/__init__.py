"""The flows as tables, and the one place that lists them."""

from __future__ import annotations

from dialogs.flow import Flow
from dialogs.flows.agree import AGREE
from dialogs.flows.barriers import BARRIERS
from dialogs.flows.goal import GOAL
from dialogs.flows.home import HOME
from dialogs.flows.invite import INVITE
from dialogs.flows.join import JOIN
from dialogs.flows.start import START
from dialogs.flows.stranger import STRANGER
from dialogs.flows.together import TOGETHER

FLOWS: dict[str, Flow] = {
    flow.name: flow for flow in (START, JOIN, STRANGER, INVITE, GOAL, AGREE, BARRIERS, TOGETHER, HOME)
}


def get_flow(name: str) -> Flow:
    """A flow by name; KeyError where there is none."""
    return FLOWS[name]
