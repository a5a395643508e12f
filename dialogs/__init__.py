"""The conversation and the process. Pure: no asyncio, no clock, no database, no channel."""
