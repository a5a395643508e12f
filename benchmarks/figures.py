"""What a benchmark hands back, and how it reads: figures, bounds, a table, JSON. Measures nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

WIDTH = 88


@dataclass(frozen=True)
class Bound:
    """What a figure must keep: at most `most`, at least `least`, or more than `above`."""

    most: float | None = None
    above: float | None = None
    least: float | None = None

    def holds(self, value: float) -> bool:
        """Whether the value keeps it."""
        return (
            (self.most is None or value <= self.most)
            and (self.least is None or value >= self.least)
            and (self.above is None or value > self.above)
        )


@dataclass(frozen=True)
class Figure:
    """One measured value. `unit` is "%", "x", "/s", "us", "ms", "MiB" or nothing."""

    what: str
    value: float
    unit: str = ""
    bound: Bound | None = None

    @property
    def is_missed(self) -> bool:
        """Whether it has a bound and does not keep it."""
        return self.bound is not None and not self.bound.holds(self.value)


@dataclass(frozen=True)
class Report:
    """What one benchmark found. `notes` say what to know before quoting a figure."""

    title: str
    figures: Sequence[Figure]
    notes: Sequence[str] = ()


def as_table(reports: Iterable[Report]) -> str:
    """Everything for people."""
    return "\n".join(line for report in reports for line in _section(report))


def as_json(reports: Iterable[Report]) -> list[dict[str, object]]:
    """Everything for programs."""
    return [
        {
            "title": report.title,
            "figures": [{**asdict(figure), "missed": figure.is_missed} for figure in report.figures],
            "notes": list(report.notes),
        }
        for report in reports
    ]


def missed(reports: Iterable[Report]) -> list[Figure]:
    """The figures that do not keep their bound."""
    return [figure for report in reports for figure in report.figures if figure.is_missed]


def _section(report: Report) -> list[str]:
    lines = ["", report.title, "-" * len(report.title)]
    lines += [_line(figure) for figure in report.figures]
    return lines + [f"  ({note})" for note in report.notes]


def _line(figure: Figure) -> str:
    return f"  {figure.what:<{WIDTH}} {_shown(figure.value, figure.unit):>12}   {_verdict(figure)}".rstrip()


def _verdict(figure: Figure) -> str:
    match figure.bound:
        case None:
            return ""
        case Bound(most=float() | int() as most):
            wanted = f"at most {_shown(most, figure.unit)}"
        case Bound(least=float() | int() as least):
            wanted = f"at least {_shown(least, figure.unit)}"
        case Bound(above=above):
            wanted = f"above {_shown(above or 0, figure.unit)}"
    return f"{'MISSED' if figure.is_missed else 'kept'}: {wanted}"


def _shown(value: float, unit: str) -> str:
    digits = 0 if abs(value) >= 100 or (not unit and value == int(value)) else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()
