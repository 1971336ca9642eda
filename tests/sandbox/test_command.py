"""``python -m sandbox`` from the outside."""

import socket
import sys

import pytest

from sandbox.__main__ import main


def test_a_taken_port_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = str(holder.getsockname()[1])
        monkeypatch.setattr(sys, "argv", ["sandbox", "--port", port])
        assert main() == 2
        error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert port in error
