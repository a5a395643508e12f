"""Tokens at rest, and passes that are good once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from bot.sealing import PASS_SECONDS, Seal, SealError
from storage.memory import MemoryStore
from tests.support.stores import NOW

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


def test_what_is_sealed_is_not_to_be_read_and_opens_again() -> None:
    sealed = Seal((NEW,)).seal("xoxb-secret")

    assert "xoxb" not in sealed
    assert Seal((NEW,)).unseal(sealed) == "xoxb-secret"


def test_an_older_key_still_opens_what_it_sealed() -> None:
    assert Seal((NEW, OLD)).unseal(Seal((OLD,)).seal("xoxb-secret")) == "xoxb-secret"


def test_another_key_opens_nothing_and_the_operator_hears_what_to_write() -> None:
    with pytest.raises(SealError, match="ITFITS_SECRET_KEY"):
        Seal((OTHER,)).unseal(Seal((OLD,)).seal("xoxb-secret"))


async def _use(store: MemoryStore, given: str, *, after: float = 0.0) -> bool:
    now = NOW + timedelta(seconds=after)
    return await store.run(lambda uow: Seal((NEW, OLD)).use_pass(uow, given, now=now))


async def test_a_pass_is_good_once() -> None:
    store, given = MemoryStore(), Seal((NEW,)).make_pass(now=NOW)

    assert await _use(store, given)
    assert not await _use(store, given)


@pytest.mark.parametrize("more", ["=", "==", "====", "\n"])
async def test_a_used_pass_is_used_however_it_is_spelled(more: str) -> None:
    store, given = MemoryStore(), Seal((NEW,)).make_pass(now=NOW)
    await _use(store, given)

    assert not await _use(store, given + more)


@pytest.mark.parametrize("given", ["", "abc", "é", Seal((OTHER,)).make_pass(now=NOW)])
async def test_a_pass_that_is_not_ours_is_none(given: str) -> None:
    assert not await _use(MemoryStore(), given)


async def test_a_pass_runs_out() -> None:
    given = Seal((NEW,)).make_pass(now=NOW)

    assert not await _use(MemoryStore(), given, after=PASS_SECONDS + 1)
    assert await _use(MemoryStore(), given, after=PASS_SECONDS - 1)
