from __future__ import annotations

import socket

import pytest

from assistant.chat_ui.ports import free_port, is_loopback
from ingest.errors import SettingsError


def test_a_taken_port_gives_way_to_a_later_one():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert port < free_port("127.0.0.1", port) <= port + 100


def test_a_free_port_is_kept():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert free_port("127.0.0.1", port) == port


def test_a_foreign_host_is_refused():
    with pytest.raises(SettingsError, match="--host"):
        free_port("no-such-host.invalid", 7860)


@pytest.mark.parametrize(
    ("host", "expected"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)]
)
def test_loopback_addresses_are_known(host, expected):
    assert is_loopback(host) is expected
