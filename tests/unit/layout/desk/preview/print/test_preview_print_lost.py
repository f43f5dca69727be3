"""An edition that lost stories or ads to a broken file is not shown in place of the one before."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from layout.desk.preview.print.tasks import lost
from slots.finding import Finding, Severity, Where

pytestmark = pytest.mark.slow

NAMES = ("flood", "fair")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the files of both stories."""
    for name in NAMES:
        (tmp_path / f"{name}.md").touch()
    return tmp_path


def made(folder: Path, stories: tuple[str, ...], ads: tuple[str, ...], *findings: Finding) -> Any:
    """As much of an edition as is looked at."""
    told = [
        SimpleNamespace(story=SimpleNamespace(source=f"{folder}/{name}.md")) for name in stories
    ]
    bookings = [SimpleNamespace(id=name, where=Where("ads.csv", 2)) for name in ads]
    copy, stacked = SimpleNamespace(materials=told), SimpleNamespace(bookings=bookings)
    newspaper = SimpleNamespace(copy=copy, stacked=stacked, findings=findings)
    return SimpleNamespace(newspaper=newspaper)


def test_errors_of_files_whose_stories_or_ads_are_gone(files: Path):
    flood = Where(f"{files}/flood.md", 3)
    broken = Finding("front-matter", Severity.ERROR, "broken", flood)
    worn = Finding("long", Severity.WARNING, "long", flood)
    long = Finding("held-over", Severity.ERROR, "too long", flood)
    book = Finding("missing-column", Severity.ERROR, "no id", Where("ads.csv", 1))
    before = made(files, NAMES, ("A1", "A2"))
    both = ("A1", "A2")
    assert lost(before, made(files, ("fair",), both, broken, worn, book)) == (broken,)
    assert lost(before, made(files, NAMES, ("A1",), book)) == (book,)
    assert lost(before, made(files, NAMES, both, broken, book)) == ()  # nothing is missing
    assert lost(before, made(files, ("fair",), both, long)) == ()  # it is read, and only too long
    known = made(files, NAMES, both, book)
    assert lost(known, made(files, NAMES, ("A1",), book)) == ()  # an ad was taken away on purpose
    (files / "flood.md").unlink()
    assert lost(before, made(files, ("fair",), both, broken)) == ()  # and so was a story


def test_a_first_edition_is_shown_as_it_is(files: Path):
    broken = Finding("front-matter", Severity.ERROR, "broken", Where(f"{files}/flood.md", 3))
    assert lost(None, made(files, (), (), broken)) == ()
