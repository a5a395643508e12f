"""Getting ready to match people's words, beside everything else."""

from __future__ import annotations

from threading import Thread

from knowledge.catalogue import Catalogue
from knowledge.matching import learn


def learn_aside(catalogue: Catalogue) -> None:
    """Learn from the catalogue in a thread of its own, so that nobody's words wait for it. Returns at once."""
    Thread(target=learn, args=(catalogue,), name="learning", daemon=True).start()
