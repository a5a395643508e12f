"""Telegram as a channel: long polling of our own or a webhook, private chats only."""
