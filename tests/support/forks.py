"""Where the processes of crash tests come from: a server that has imported everything once, and forks.

So a start costs a few hundredths of a second instead of a whole one, and hundreds of deaths fit into a test.
"""

from __future__ import annotations

from multiprocessing import get_context

FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(  # a wish: without it all is the same, and slow
    ["tests.support.crashing", "tests.support.crashing_service", "tests.support.warmed"]
)
