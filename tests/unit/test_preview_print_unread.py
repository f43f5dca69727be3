"""An edition that lost stories or ads to a broken file is not shown in place of the one before."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from layout.desk.preview.print_unread import unread
from slots.finding import Finding, Severity, Where

BROKEN = Finding("front-matter", Severity.ERROR, "broken", Where("stories/flood.md", 3))
WORN = Finding("long", Severity.WARNING, "long", Where("stories/flood.md", 9))
BOOK = Finding("missing-column", Severity.ERROR, "no id", Where("ads.csv", 1))


def newspaper(stories: tuple[str, ...], ads: tuple[str, ...], *findings: Finding) -> Any:
    """As much of an edition as is looked at."""
    articles = [
        SimpleNamespace(story=SimpleNamespace(slug=name, source=f"stories/{name}.md"))
        for name in stories
    ]
    bookings = [SimpleNamespace(id=name, where=Where("ads.csv", 2)) for name in ads]
    copy, stacked = SimpleNamespace(articles=articles), SimpleNamespace(bookings=bookings)
    return SimpleNamespace(copy=copy, stacked=stacked, findings=findings)


BEFORE = newspaper(("flood", "fair"), ("A1", "A2"))


@pytest.mark.parametrize(
    ("now", "lost"),
    [
        (newspaper(("fair",), ("A1", "A2"), BROKEN, WORN, BOOK), (BROKEN,)),
        (newspaper(("flood", "fair"), ("A1",), BOOK), (BOOK,)),
        (newspaper(("fair",), ("A1", "A2"), BOOK), ()),  # a story was deleted: no error of its own
        (newspaper(("flood", "fair"), ("A1", "A2"), BROKEN, BOOK), ()),  # nothing is missing
    ],
)
def test_errors_of_files_whose_stories_or_ads_are_gone(now: Any, lost: tuple[Finding, ...]):
    assert unread(BEFORE, now) == lost


def test_a_first_edition_is_shown_as_it_is():
    assert unread(None, newspaper((), (), BROKEN)) == ()
