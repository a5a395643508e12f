"""Texts are told apart by kind, and several barriers in one text are parted."""

import pytest

from knowledge.kinds import Kind, split_parts, tell_kind


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("idk", "en", "nothing"),
        ("Keine Ahnung", "de", "nothing"),
        ("no time for it", "en", "barrier"),
    ],
)
def test_a_text_has_a_kind(text: str, language: str, kind: Kind) -> None:
    assert tell_kind(text, language=language) == kind


def test_two_barriers_are_parted() -> None:
    text = "nobody showed us; also, the login fails"

    assert split_parts(text, language="en") == ("nobody showed us", "the login fails")
