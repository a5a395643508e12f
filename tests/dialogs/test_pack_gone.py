"""A project that met a determinant of an operator's pack goes on when the pack is gone."""

from datetime import UTC, datetime

from dialogs.flow import Setting
from dialogs.flows.grouped import everything, grouped_text, theme_of
from knowledge.loading import load_catalogue
from knowledge.project import Barrier, Contribution, Person, Project

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANA = Person(id="ana", workspace="here", name="Ana")
SETTING = Setting(at=NOON, person=ANA, catalogue=load_catalogue())
PROJECT = Project(
    id="p",
    workspace="here",
    name="Online therapy",
    created=NOON,
    contributions=(
        Contribution(id="c", step="barriers", visit=1, kind="barrier", words="no place to park", author="ana", at=NOON),
    ),
    barriers=(Barrier(id="c", contribution="c", hinders=True, determinant="car_park"),),
)


def test_it_stands_with_peoples_own_words() -> None:
    (group,) = everything(PROJECT)

    assert theme_of(group, SETTING) == "custom"
    assert "no place to park" in "".join(span.text for span in grouped_text(PROJECT, SETTING, page=1).spans)
