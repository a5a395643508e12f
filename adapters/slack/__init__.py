"""Slack as a channel: messages and buttons, windows, a page of one's own, commands and mentions."""
