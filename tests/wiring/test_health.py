"""What a service says of itself while a platform does not let it in, and once it does again."""

from __future__ import annotations

from tests.support.service import House, open_house

MEMORY = "memory:"


async def is_away(house: House) -> bool:
    """Whether it says that something is not there."""
    return not await house.is_well()


async def test_a_telegram_token_that_is_refused_is_said_until_it_is_taken_again() -> None:
    async with open_house(MEMORY) as house:
        house.telegram.refuse("getUpdates", 401, "Unauthorized")
        house.time.passes(26.0)  # the question that is open now ends
        await house.waits_until(lambda: is_away(house))
        house.time.passes(600.0)
        await house.waits_until(house.is_well)


async def test_a_telegram_that_does_not_answer_is_said_until_it_does() -> None:
    async with open_house(MEMORY) as house:
        house.telegram.refuse("getUpdates", 502, "Bad Gateway", times=2)
        house.time.passes(26.0)
        house.time.passes(60.0)
        await house.waits_until(lambda: is_away(house))
        house.time.passes(60.0)
        await house.waits_until(house.is_well)


async def test_a_slack_connection_that_is_gone_is_said_until_there_is_another() -> None:
    async with open_house(MEMORY) as house:
        house.slack.refuse("apps.connections.open", "invalid_auth", times=2)
        await house.slack.sockets.disconnect("link_disabled")
        await house.waits_until(lambda: is_away(house))
        house.time.passes(60.0)
        await house.waits_until(house.is_well)
