"""How long sending waits for what. Numbers only."""

from __future__ import annotations

from datetime import timedelta

LEASE = timedelta(seconds=30)
"""How long a claimed row is nobody else's: longer than any send may take."""

LONGEST = 25.0
"""Seconds that a send may take with all its calls; then nobody knows what became of it."""

LOOK_EVERY = 0.5
"""Seconds between two looks for what another process may have written."""

HOLD_EVERY = 1.0
"""Seconds between two looks at whether we are still the one who sends."""

AHEAD = 0.1
"""Seconds before a row can be sent that it is taken. One that must wait for its room longer goes back until then."""

BREATH = 0.02
"""Seconds between two looks at the least, where the one before found less than it could take."""

TROUBLES = (1.0, 2.0, 5.0, 10.0)
"""Seconds until the store is tried again after it failed, and failed again."""
