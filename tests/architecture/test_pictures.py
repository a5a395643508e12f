"""The pictures of chats are what the adapters would send today."""

from __future__ import annotations

from pathlib import Path

from docs.images.platforms import drawings

IMAGES = Path(__file__).parent.parent.parent / "docs" / "images"


def test_the_pictures_are_current() -> None:
    """`.venv/bin/python docs/images/platforms.py` makes them so."""
    drawn = drawings()

    assert {name: (IMAGES / name).read_text(encoding="utf-8") for name in drawn} == drawn
