"""`python -m benchmarks`: measures everything, prints a table; exit status 1 where a bound is missed.

`--json` prints JSON instead, `--only NAME` measures some of it, `--folder PATH` names a folder on another disk.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from benchmarks import engine_share, memory, pickled, raw_driver, slack_ack, startup, suggesting, telegram_pace
from benchmarks.figures import Report, as_json, as_table, missed
from benchmarks.ground import Ground

Measure = Callable[[Ground], Awaitable[Report]]

ALL: dict[str, Measure] = {
    "engine": engine_share.measure,
    "driver": raw_driver.measure,
    "pickled": pickled.measure,
    "startup": startup.measure,
    "memory": memory.measure,
    "suggesting": suggesting.measure,
    "slack": slack_ack.measure,
    "telegram": telegram_pace.measure,
}
DISK = Path("/var/tmp")
"""Kept over a restart, and so on a disk, where `/tmp` may be memory."""


def main() -> int:
    """Measure what is asked for; 1 where a bound is missed."""
    asked = _read_arguments()
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory(dir=asked.folder, prefix="itfits-bench-") as folder:
        reports = asyncio.run(_measure(asked.only or list(ALL), Ground(Path(folder))))
    late = missed(reports)
    print(json.dumps(as_json(reports), indent=2) if asked.json else as_table(reports))
    print(f"\n{len(late)} bounds missed." if late else "\nEvery bound is kept.", file=sys.stderr)
    return 1 if late else 0


async def _measure(names: Sequence[str], ground: Ground) -> list[Report]:
    reports = []
    for name in names:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        reports.append(await ALL[name](ground))
    return reports


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--only", action="append", choices=list(ALL), help="measure this, and what else is named so")
    parser.add_argument(
        "--folder",
        type=Path,
        default=DISK if DISK.is_dir() else None,
        help="where to measure; on a disk, not in memory",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
