"""Laws of closed pages: whatever happens after they closed, they are the bytes they were, and the
pages around them have all the rest."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from support.late.late_paper import CHANGES, CLOSINGS, JUMPING, Change, late_paper
from support.late.many import Closer, main, ran
from support.late.still_so import words_of, wrongs

pytestmark = pytest.mark.slow

changes = st.builds(
    Change, st.sampled_from(sorted(CHANGES)), st.integers(0, 99), st.integers(0, 99)
)
_folders = itertools.count()


@pytest.fixture(scope="module")
def closer(tmp_path_factory: pytest.TempPathFactory) -> Closer:
    """The edition before anything was closed."""
    return Closer(late_paper(tmp_path_factory.mktemp("late") / "pattern"))


@settings(max_examples=8, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(closed=st.sampled_from(CLOSINGS), happening=st.lists(changes, min_size=1, max_size=4))
def test_late_changes_leave_closed_pages_as_they_were_and_lose_nothing(
    closer: Closer, closed: tuple[int, ...], happening: list[Change]
) -> None:
    folder = closer.paper.folder.with_name(f"paper-{next(_folders)}")
    assert list(ran(closer.copy(closed, folder), happening)) == []


def test_the_small_paper_has_a_story_that_jumps_and_words_are_read_without_painting(
    tmp_path: Path,
) -> None:
    paper = late_paper(tmp_path / "paper", JUMPING)
    made = paper.made_up()
    assert made.plan.page_of["news-1"] == 1
    assert "Continued on page 2" in words_of(paper, made)[1]
    assert "From page 1" in words_of(paper, made)[2]
    assert list(wrongs(paper, made, None)) == []


def test_a_closed_page_that_is_another_file_and_a_jump_to_nowhere_are_told(tmp_path: Path) -> None:
    paper = late_paper(tmp_path / "paper", JUMPING)
    assert paper.close((1, 2))
    made = paper.made_up()
    paper.was[1] = paper.was[2]
    found = list(wrongs(paper, made, None))
    assert "page 1 is not the PDF it was" in found
    assert any(one.startswith("jumps go [], and come ") for one in found)


def test_sequences_by_number_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["1", "7"]) == 0
    assert capsys.readouterr().out.startswith("1 sequences, 0 with something wrong, in ")
