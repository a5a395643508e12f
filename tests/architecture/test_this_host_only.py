"""The fixture that keeps tests on this host, tried from both sides."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

ELSEWHERE = "192.0.2.1"  # RFC 5737: an address for documentation, nobody's
REFUSED = "no test reaches beyond this host"


def test_a_connection_beyond_this_host_is_refused() -> None:
    with socket.socket() as sock:
        sock.settimeout(0.1)

        with pytest.raises(pytest.fail.Exception, match=REFUSED):
            sock.connect((ELSEWHERE, 443))


def test_a_connection_that_reports_by_number_is_refused_too() -> None:
    with socket.socket() as sock:
        sock.settimeout(0.1)

        with pytest.raises(pytest.fail.Exception, match=REFUSED):
            sock.connect_ex((ELSEWHERE, 443))


def test_a_datagram_beyond_this_host_is_refused() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock, pytest.raises(pytest.fail.Exception, match=REFUSED):
        sock.sendto(b"", (ELSEWHERE, 53))


@pytest.mark.parametrize("host", ["api.example", b"api.example"])
def test_looking_up_a_name_beyond_this_host_is_refused(host: str | bytes) -> None:
    with pytest.raises(pytest.fail.Exception, match=REFUSED):
        socket.getaddrinfo(host, 443)


async def test_an_asynchronous_connection_beyond_this_host_is_refused() -> None:
    with pytest.raises(pytest.fail.Exception, match=REFUSED):
        await asyncio.open_connection(ELSEWHERE, 443)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_on_this_host_is_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        with socket.create_connection((host, port)) as client:
            assert client.getpeername()[1] == port


def test_a_unix_socket_is_reached(tmp_path: Path) -> None:
    address = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(address)
        server.listen()

        client.connect(address)

        assert client.getpeername() == address
