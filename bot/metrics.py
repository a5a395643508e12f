"""Numbers for an operator, as Prometheus reads them. By channel and fate; never by person."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.ports import Store, UnitOfWork

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)
"""Slack gives us three seconds for everything."""


class Metrics:
    """The numbers of one process; what lies in the store is counted when somebody looks."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._inbounds = Counter(
            "itfits_inbounds",
            "Acts of people: taken, repeat, set_aside (a fault of ours), failed (the platform sends it again).",
            ("channel", "fate"),
            registry=self._registry,
        )
        self._turns = Histogram(
            "itfits_turn_seconds",
            "From an act to its transaction's end.",
            ("channel",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._deliveries = Counter(
            "itfits_deliveries",
            "Tries to send: sent, again (later), late (a window), gone (the person), refused, faulty, unknown.",
            ("channel", "fate"),
            registry=self._registry,
        )
        self._waiting = Gauge("itfits_outbox_waiting", "Rows that wait.", ("channel",), registry=self._registry)
        self._aside = Gauge("itfits_put_aside", "Acts and messages that failed for good.", registry=self._registry)

    def count_inbound(self, channel: str, fate: str) -> None:
        """One act came to this."""
        self._inbounds.labels(channel, fate).inc()

    def time_turn(self, channel: str, *, seconds: float) -> None:
        """One turn took so long."""
        self._turns.labels(channel).observe(seconds)

    def count_delivery(self, channel: str, fate: str) -> None:
        """One try to send came to this."""
        self._deliveries.labels(channel, fate).inc()

    async def page(self, store: Store) -> bytes:
        """All of them, in Prometheus' text format."""
        waiting, aside = await store.read(_count)
        self._waiting.clear()
        for channel, number in waiting.items():
            self._waiting.labels(channel).set(number)
        self._aside.set(aside)
        return generate_latest(self._registry)


def _count(uow: UnitOfWork) -> tuple[dict[str, int], int]:
    return uow.count_owed(), len(uow.all_aside())
