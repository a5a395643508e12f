"""A project as JSON for programs, and as lines for people. Reads, never writes."""

from __future__ import annotations

from bot.showing.lines import project_as_lines
from bot.showing.project import project_as_json

__all__ = ["project_as_json", "project_as_lines"]
