"""A PostgreSQL for conversations that are killed, played twice, or held by several people at once."""

from tests.support.stores import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]
