"""A whole project with every field of every row set somewhere, for whoever keeps or passes projects on."""

from __future__ import annotations

from datetime import date, timedelta

from knowledge.choices import Priority, Proposal, Vote
from knowledge.hearing import Hearing, Stakeholder
from knowledge.plan import Activity, Check, Event, ImplementationPlan, Measurement, PlannedStrategy, Review
from knowledge.project import Barrier, Decision, Goal, Heeding, Member, Parked, StepVisit
from tests.support.stores import NOW, PROJECT, make_contribution

FULL = PROJECT.but(
    id="full",
    named=True,
    hours=12,
    sponsor="Dr. Weiß",
    goal=Goal(
        innovation="steps for everyone",
        goal="half of them by June",
        target="both",
        emphasis="other",
        emphasis_words="staying power",
        patient_view="asked, and glad",
    ),
    members=(Member(person="ana", name="Ana", role="lead"), Member(person="ben", name="Benno", left=True)),
    steps=(
        StepVisit(
            step="goal",
            number=1,
            state="decided",
            owner="ana",
            deputy="ben",
            due=date(2026, 3, 29),
            opened=NOW,
            closed=NOW + timedelta(microseconds=1),
            reason="all agreed",
            answered=("ana", "ben"),
        ),
        StepVisit(step="barriers", state="skipped"),
        StepVisit(step="goal", number=2, state="open", objecting=True),
    ),
    contributions=(
        make_contribution("c1"),
        make_contribution("c2", author=None).but(at=None, kind="facilitator"),
        make_contribution("c3").but(replaces="c1", about="h1", words='"; DROP TABLE project; --\n<b>🧠 عربى\u200b</b>'),
    ),
    barriers=(
        Barrier(id="b1", contribution="c2", hinders=False, merged_into="b2"),
        Barrier(id="b2", contribution="c3", hinders=True, determinant="cfir.time", custom=True),
    ),
    parking=(
        Parked(id="p1", kind="management", step="goal", words="later", author="ben"),
        Parked(id="p2", step="x", words="", author=None),
    ),
    decisions=(
        Decision(id="d1", step="goal", visit=1, what="go", by="ana", reason="why not", present=4, at=NOW),
        Decision(id="d2", step="goal", visit=2, what="stop", by=None, at=NOW),
    ),
    heedings=(
        Heeding(id="r1", principle="focused", step="priorities", visit=1, way="keep_all", reason="they are one thing"),
        Heeding(id="r2", principle="open", step="stakeholders", visit=1, way="heard"),
    ),
    stakeholders=(
        Stakeholder(id="s1", who="cleaning staff", concern="unasked", reach="before seven"),
        Stakeholder(id="s2", who="IT", concern="decides"),
    ),
    hearings=(
        Hearing(
            id="h1", step="hearing", visit=1, role="patients", count=4, how="phone", acceptable=4, doable=2, by="ana"
        ),
        Hearing(
            id="h2",
            step="hearing",
            visit=2,
            kind="survey",
            role="nurses",
            count=112,
            source="staff survey",
            day=date(2024, 2, 29),
        ),
    ),
    votes=(
        Vote(id="v1", step="priorities", visit=1, question="matters", about="b2", value=3, author="ben"),
        Vote(id="v2", step="strategies", visit=1, question="fits", about="w1", value=0),
    ),
    priorities=(
        Priority(visit=1, barrier="b2", place=1),
        Priority(visit=2, barrier="b2", place=2),
        Priority(visit=2, barrier="b1", place=1),
    ),
    proposals=(
        Proposal(id="w1", visit=1, barrier="b2", strategy="eric.champions"),
        Proposal(id="w2", visit=1, barrier="b2", words="a box at the door", kept=False),
    ),
    plans=(
        ImplementationPlan(
            version=1,
            measure="talks a week",
            baseline=0.1,
            keeper="ana",
            prediction=-2.5,
            size="one ward",
            failure="nobody had time",
            review=date(2026, 6, 1),
            committed=NOW,
            by="ben",
        ),
        ImplementationPlan(version=2),
    ),
    strategies=(
        PlannedStrategy(
            id="x1",
            version=1,
            strategy="eric.champions",
            words="one who cares",
            barrier="b2",
            mechanism="somebody asks",
            actor="Ben",
            action="asks at handover",
            target="the late shift",
            temporality="from May",
            dose="once a week",
            outcome="adoption",
            justification="it worked next door",
        ),
        PlannedStrategy(id="x2", version=2, barrier="b1"),
    ),
    activities=(
        Activity(
            id="a1",
            version=1,
            what="print it",
            owner="ben",
            due=date(2026, 4, 1),
            state="done",
            closed=date(2026, 3, 31),
        ),
        Activity(id="a2", version=1, what="hang it up", owner="ana", due=date(2026, 4, 2)),
    ),
    measurements=(
        Measurement(id="m1", day=date(2026, 4, 6), number=3.3333333333333335, by="ana"),
        Measurement(id="m2", day=date(2026, 4, 13), number=1e300),
    ),
    events=(
        Event(id="e1", day=date(2026, 4, 10), words="two were ill", by="ben"),
        Event(id="e2", day=date(2026, 4, 11), words="and back"),
    ),
    reviews=(
        Review(
            id="z1",
            version=1,
            visit=1,
            number=7.0,
            learned="short is better",
            outcome="hand_over",
            reason="it runs",
            keeper="the ward sister",
            holds="it is on the list",
            ends="our meeting",
            at=NOW,
        ),
        Review(id="z2", version=2, visit=2, outcome="keep", reason="too early", at=NOW),
    ),
    checks=(
        Check(id="k1", due=date(2026, 9, 1), done=date(2026, 9, 3), words="still there"),
        Check(id="k2", due=date(2026, 12, 1)),
    ),
)
"""`ana` and `ben` are on it."""
