"""Fixtures for every test, and how Hypothesis runs here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house",
    deadline=None,  # nothing asserts a wall-clock time
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,  # a change is judged by the same examples each time
    print_blob=True,
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are rewritten on request, and never where a change is judged."""
    parser.addoption("--update-golden", action="store_true", help="write what is said now into the scenarios")


@pytest.fixture(scope="session")
def is_updating_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    asked = bool(request.config.getoption("--update-golden"))
    if asked and "CI" in os.environ:
        pytest.exit("--update-golden is not for the build: run it at home, read the difference, and commit it.", 2)
    return asked


LOOKS_UP = {"socket.getaddrinfo", "socket.gethostbyname"}
REACHES = {"socket.connect", "socket.sendto", "socket.sendmsg"}


@pytest.fixture(autouse=True, scope="session")
def this_host_only() -> Iterator[None]:
    """No test reaches beyond this host. Unix sockets and loopback are this host.

    Sees every socket that Python opens in this process; not those of libpq (PostgreSQL) or of started programs.
    """
    watching = True

    def refuse(event: str, args: tuple[object, ...]) -> None:
        if watching and (host := _find_host(event, args)) is not None and not _is_here(host):
            pytest.fail(
                f"A test reached for {host!r}, and no test reaches beyond this host. Give the code under test the "
                "address of a loopback server from tests/support/, or a fake instead of the real client."
            )

    sys.addaudithook(refuse)  # cannot be taken out again, hence `watching`
    yield
    watching = False


def _find_host(event: str, args: tuple[object, ...]) -> str | None:
    """Say which host a socket event is about; None when it is about none, as with a Unix socket."""
    host: object = None
    if event in LOOKS_UP:
        host = args[0]
    elif event in REACHES and isinstance(args[1], tuple):
        host = args[1][0]
    if isinstance(host, bytes):
        return host.decode()
    return host if isinstance(host, str) else None


def _is_here(host: str) -> bool:
    if host in ("", "localhost"):
        return True
    try:
        address = ip_address(host)
    except ValueError:  # a name, and looking it up already asks somebody else
        return False
    return address.is_loopback or address.is_unspecified
