"""The terminal as a channel: one for people to look at, one of plain lines for programs."""
