"""What every value of ours is: frozen, and strict about its fields. Pure."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that cannot be changed, nor built with a field nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def but(self, **changes: object) -> Self:
        """The same value with some fields changed."""
        return self.model_copy(update=changes)
