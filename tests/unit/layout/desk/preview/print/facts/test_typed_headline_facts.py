"""Facts of a headline that is typed: its lines over its story, and whether it fits there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from support.editions.decided_stories import written
from support.editions.samples import GRID

from layout.desk.preview.print.facts.typed_headline import typed_headline
from layout.makeup.edition.shapes.article import Article
from layout.story.run import text_of

SHORT = written("short", 3)


def edition(article: Article, name: str = "short", turned: bool = False) -> Any:
    """An edition on whose one page a story stands two columns wide, with a headline of 24 pt."""
    placed = SimpleNamespace(
        id=name,
        slugs=("short",),
        turned=turned,
        article=article,
        tile=SimpleNamespace(columns=2),
        setting=SimpleNamespace(size=24_000, deck=True),
    )
    plan = SimpleNamespace(pages=(SimpleNamespace(placed=(placed,)),))
    return SimpleNamespace(plan=plan, stacked=SimpleNamespace(grid=GRID))


def test_the_headline_that_stands_there_fits() -> None:
    words = text_of(SHORT.story.headline)
    told = typed_headline(edition(SHORT), "short", words)
    assert told is not None and told["fits"] and told["deeper"] == 0
    assert " ".join(told["lines"]) == words
    assert 0 < told["size"] <= 24


def test_one_that_is_far_too_long_does_not() -> None:
    told = typed_headline(edition(SHORT), "short", "Harbour council votes on the ferry " * 9)
    assert told is not None and not told["fits"]
    assert len(told["lines"]) > 2


def test_of_a_rail_a_second_part_and_a_stranger_nothing_is_told() -> None:
    assert typed_headline(edition(SHORT, "briefs/news/1"), "short", "Tide") is None
    assert typed_headline(edition(SHORT, turned=True), "short", "Tide") is None
    assert typed_headline(edition(SHORT), "nobody", "Tide") is None
