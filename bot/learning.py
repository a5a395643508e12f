"""Getting ready to match people's words, before the first of them has to wait for it."""

from __future__ import annotations

import logging
import sys
from threading import Thread

from bot.faults import name_fault
from knowledge.catalogue import Catalogue
from knowledge.matching import learn

log = logging.getLogger(__name__)

_TURN = 0.0005
"""Seconds that the learning thread may hold the interpreter while others want it: a tenth of what is usual."""


def learn_now(catalogue: Catalogue) -> None:
    """Learn from the catalogue, which takes about a second. Where it fails, the log says so, and nobody else hears."""
    try:
        learn(catalogue)
    except Exception as error:  # whoever's words are matched first meets it again, and is told in their turn
        log.error("learning.failed fault=%s", name_fault(error))


def learn_aside(catalogue: Catalogue) -> None:
    """The same in a thread of its own, beside everything else, which hardly notices. Returns at once."""
    Thread(target=_learn_modestly, args=(catalogue,), name="learning", daemon=True).start()


def _learn_modestly(catalogue: Catalogue) -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        learn_now(catalogue)
    finally:
        sys.setswitchinterval(usual)
