"""What a look can come to, and how it is shown. Values and words; looks at nothing itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Literal

from knowledge.project import Frozen

State = Literal["well", "wrong", "skipped"]

MARKS: dict[State, str] = {"well": "✓", "wrong": "✗", "skipped": "–"}


class Finding(Frozen):
    """One thing to mend: what is wrong, what comes of it, what to do. `code` is for other programs."""

    code: str
    wrong: str
    effect: str = ""
    mend: str


class Check(Frozen):
    """One thing that was looked at. `skipped` says why it could not be, or need not be; `note` is what was seen."""

    name: str
    title: str
    findings: tuple[Finding, ...] = ()
    skipped: str = ""
    note: str = ""

    @property
    def state(self) -> State:
        """How it went."""
        if self.findings:
            return "wrong"
        return "skipped" if self.skipped else "well"


def is_well(checks: Sequence[Check]) -> bool:
    """Whether there is nothing to mend."""
    return all(check.state != "wrong" for check in checks)


def as_lines(checks: Sequence[Check]) -> Iterator[str]:
    """As an operator reads it."""
    for check in checks:
        seen = "" if check.findings else check.skipped or check.note
        yield f"{MARKS[check.state]} {check.title}{f': {seen}' if seen else ''}"
        for finding in check.findings:
            yield f"    {' '.join(part for part in (finding.wrong, finding.effect) if part)}"
            yield f"    To mend it: {finding.mend}"
    count = sum(len(check.findings) for check in checks)
    yield ""
    yield "Nothing to mend." if not count else f"{count} thing{'s' * (count > 1)} to mend."


def as_json(checks: Sequence[Check]) -> str:
    """As a program reads it: `{"ok": ..., "checks": [{"name", "title", "state", "note", "findings"}, ...]}`."""
    listed = [
        {
            "name": check.name,
            "title": check.title,
            "state": check.state,
            "note": check.skipped or check.note,
            "findings": [finding.model_dump() for finding in check.findings],
        }
        for check in checks
    ]
    return json.dumps({"ok": is_well(checks), "checks": listed}, ensure_ascii=False, indent=2)
