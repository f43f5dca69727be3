"""The web bench runs: its stories are what it says, and its figures are of real work."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.stories import stories
from benchmarks.web import HEADS, Figures, Press, figures, rows
from layout.story.block import Crosshead, Listing, Picture, Quote
from layout.story.reading_order import texts_of_block


def test_stories_are_varied_and_new(tmp_path: Path):
    made = stories(3, tmp_path)
    for story in made:
        kinds = {type(block) for block in story.body}
        assert {Crosshead, Listing, Picture, Quote} <= kinds
        words = sum(len(text.split()) for block in story.body for text in texts_of_block(block))
        assert 1_000 <= words <= 1_150
        asked = [ask.content.id for ask in story.asks]
        ads = ["google-ad-1", "google-ad-2"]
        assert sorted(asked) == ["blue-box-1", "digest-1", *ads, "newsletter-1"]
    openings = {text for story in made for block in story.body for text in texts_of_block(block)}
    assert len(openings - {""}) > 3 * 20, "no two stories share their paragraphs"
    (tmp_path / "again").mkdir()
    again = stories(3, tmp_path / "again")
    assert [story.body for story in again] == [story.body for story in made]


@pytest.mark.slow
def test_the_figures_of_two_stories(tmp_path: Path):
    said: list[str] = []
    found = figures(tmp_path, 1, said.append, (1, 1, 1), chrome=False)
    assert found.screens == len(Press().screens) > 20
    assert found.measured > 0
    assert 0 < found.warm < found.cold
    assert found.chrome is None
    assert len(said) == 4


def test_the_ratios_are_those_of_the_figures():
    chrome = {"layout": 30.0, "set": 90.0, "service": 300.0, "anew": 3000.0}
    told = rows(Figures(33, 400.0, 500.0, 5.0, 6.0, 3.0, 4.5, 200.0, chrome))
    assert all(len(row) == len(HEADS) for row in told)
    assert told[2][1:4] == ("CPU", "5.00", "200")
    assert told[7][1:] == ("CPU", "30.00", "33.3", "10", "6")
    assert told[8][1:] == ("wall", "90.00", "11.1", "20", "15")
    assert told[-1][1:] == ("CPU", "3000.00", "0.3", "1000", "600")
