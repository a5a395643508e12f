"""Ids that can be made again from what caused them. Pure: no chance, no clock."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from uuid import UUID, uuid5

NAMESPACE = UUID("6f2b1d0c-5a8e-5c53-9d5d-1f0c8e2a7b44")


def make_id(*parts: str) -> str:
    """22 characters of `A-Za-z0-9_-`, always the same for the same parts (uuid5, base64url)."""
    return urlsafe_b64encode(uuid5(NAMESPACE, "\x1f".join(parts)).bytes).decode().rstrip("=")
