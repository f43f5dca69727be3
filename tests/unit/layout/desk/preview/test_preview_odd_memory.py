"""What Python says where memory runs out, and what of it is a mistake of ours."""

from __future__ import annotations

import pytest

from layout.work.terminal.error_boundary import circumstance

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("can't start new thread"),
        ImportError("/lib/x.so: failed to map segment from shared object"),
    ],
)
def test_no_memory_is_said_to_be_that(error: Exception) -> None:
    finding = circumstance(error)
    assert finding is not None
    assert finding.code == "out-of-memory"


@pytest.mark.parametrize("error", [RuntimeError("other"), ImportError("No module named 'x'")])
def test_what_else_python_says_is_ours(error: Exception) -> None:
    assert circumstance(error) is None
