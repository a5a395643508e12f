"""Getting ready to match people's words, before the first of them has to wait for it."""

from __future__ import annotations

import logging
from threading import Thread

from bot.faults import name_fault
from knowledge.catalogue import Catalogue
from knowledge.matching import learn

log = logging.getLogger(__name__)


def learn_now(catalogue: Catalogue) -> None:
    """Learn from the catalogue, which takes about a second. Where it fails, the log says so, and nobody else hears."""
    try:
        learn(catalogue)
    except Exception as error:  # whoever's words are matched first meets it again, and is told in their turn
        log.error("learning.failed fault=%s", name_fault(error))


def learn_aside(catalogue: Catalogue) -> None:
    """The same in a thread of its own, beside everything else. Returns at once."""
    Thread(target=learn_now, args=(catalogue,), name="learning", daemon=True).start()
