"""Laws of closed pages: whatever happens after they closed, they are the bytes they were, and the
pages around them have all the rest."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from support.late.late_paper import CHANGES, CLOSINGS, Change, late_paper
from support.late.many import main, ran

pytestmark = pytest.mark.slow

changes = st.builds(
    Change, st.sampled_from(sorted(CHANGES)), st.integers(0, 99), st.integers(0, 99)
)
_folders = itertools.count()


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition before anything was closed."""
    return late_paper(tmp_path_factory.mktemp("late") / "pattern").folder


@settings(max_examples=8, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(closed=st.sampled_from(CLOSINGS), happening=st.lists(changes, min_size=1, max_size=4))
def test_late_changes_leave_closed_pages_as_they_were_and_lose_nothing(
    pattern: Path, closed: tuple[int, ...], happening: list[Change]
) -> None:
    folder = pattern.parent / f"paper-{next(_folders)}"
    assert list(ran(pattern, folder, closed, happening)) == []


def test_sequences_by_number_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["1", "7"]) == 0
    assert capsys.readouterr().out.startswith("1 sequences, 0 with something wrong, in ")
