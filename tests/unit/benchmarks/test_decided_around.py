"""The bench of pages that nobody decided about: what it counts, and what it decides."""

import random
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import newspaper

from benchmarks.decided import Around, drawn
from layout.edition.make_edition import Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.publication.decisions.pages_toml import read_decisions
from layout.publication.decisions.write_decisions import with_edits
from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET


def test_dearer_is_in_per_cent_of_what_the_same_pages_cost_before() -> None:
    assert Around(5, 0, 4, before=200, after=211).dearer == pytest.approx(5.5)


@pytest.mark.slow
def test_decisions_are_about_so_many_stories_and_can_be_read(tmp_path: Path) -> None:
    paper = newspaper(tmp_path / "paper")
    made = make_newspaper(Order(paper), Workshop(Memory(paper), QUIET))
    for seed in range(20):
        edits = drawn(made, 5, random.Random(seed))
        assert len({edit.name for edit in edits}) == 5
        decisions, wrong = read_decisions(with_edits("", edits), paper / "pages.toml")
        assert decisions is not None
        assert not wrong
