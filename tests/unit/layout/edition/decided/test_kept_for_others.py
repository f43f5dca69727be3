"""A story that finds no page since pages are kept for others: it is told which."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import SETTINGS, newspaper, story

from layout.edition.make_edition import Order, make_newspaper
from layout.edition.workshop import Workshop

NAMES, WORDS = ("sport-a", "sport-b", "sport-c"), 400


@pytest.mark.slow
def test_a_story_without_a_page_names_those_that_are_kept_for_others(tmp_path: Path) -> None:
    stories = {name: story(name, "Sport", WORDS, "jump: false\n", rank=2) for name in NAMES}
    paper = newspaper(tmp_path / "paper", stories, book=None, settings=SETTINGS)
    only = '[page.4]\nonly = true\nstories = ["sport-c"]\n'
    held = {}
    for text in ("", only):
        made = make_newspaper(Order(paper, fresh=True, decided=text), Workshop())
        held[text] = [each.message for each in made.findings if each.code == "held-over"]
    assert held[""] == []
    (said,) = held[only]
    assert "page 4 of Sport is kept for others, and it goes with the other stories on none" in said
