"""A PostgreSQL for conversations that are killed, played twice, or held by several people at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.stores import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the store of this test is."""
    match request.param:
        case "memory":
            return "memory:"
        case "sqlite":
            return f"sqlite:///{tmp_path}/store.db"
        case _:
            found: str = request.getfixturevalue("postgres_url")
            return found
