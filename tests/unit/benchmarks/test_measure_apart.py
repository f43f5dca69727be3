"""What a command costs, told from a process of its own."""

from __future__ import annotations

import sys

import pytest

from benchmarks.measure import run_apart

pytestmark = pytest.mark.slow


def test_memory_is_the_commands_and_not_the_benchs(tmp_path):
    held = bytearray(200_000_000)  # what a bench may have
    held[::4096] = b"x" * len(held[::4096])
    cost = run_apart([sys.executable, "-c", "print('small')"], tmp_path)
    assert 1 < cost.memory < 150 and cost.cpu > 0
    assert (tmp_path / "log.txt").read_text() == "small\n"


def test_a_command_that_fails_is_told(tmp_path, capfd):
    with pytest.raises(SystemExit):
        run_apart([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)
    assert "failed" in capfd.readouterr().err
    assert run_apart([sys.executable, "-c", "raise SystemExit(3)"], tmp_path, (0, 3)).cpu > 0
