"""PostgreSQL for the tests of what an operator has to know of it."""

from __future__ import annotations

from tests.support.stores import empty_postgres_url, postgres, postgres_url

__all__ = ["empty_postgres_url", "postgres", "postgres_url"]
