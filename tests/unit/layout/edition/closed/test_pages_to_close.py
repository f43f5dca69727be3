"""The pages that --close names: sections and numbers, in the order in which they are named."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from layout.edition.closed.pages_to_close import pages_to_close
from slots.finding import BadInput
from slots.stacking.task.ad_page import StackPage


def edition(*sections: str) -> Any:
    pages = [StackPage(n, section, 5, 90, 3) for n, section in enumerate(sections, 1)]
    return SimpleNamespace(stacked=SimpleNamespace(pages=pages))


PAPER = edition("News", "Arts, Books", "News", "Sport", "Sport")


@pytest.mark.parametrize(
    "named, numbers",
    [
        ("Sport", (4, 5)),
        ("News", (1, 3)),
        (" Sport , 2,1-4", (4, 5, 2, 1, 3)),
        ("Arts, Books", (2,)),
        ("3,6-7", (3, 6, 7)),
    ],
)
def test_sections_and_numbers_are_pages(named: str, numbers: tuple[int, ...]) -> None:
    assert pages_to_close(PAPER, named) == numbers


@pytest.mark.parametrize("named", ["sport", "7-6", "0", "Sport,", "²", "12345", "1-2-3"])
def test_what_is_neither_is_refused(named: str) -> None:
    with pytest.raises(BadInput) as caught:
        pages_to_close(PAPER, named)
    (found,) = caught.value.findings
    assert found.code == "unknown-section" and "News, Arts, Books, Sport" in found.remedy


def test_a_paper_without_sections_has_pages_alone() -> None:
    with pytest.raises(BadInput) as caught:
        pages_to_close(edition("", ""), "News")
    assert "it has none" in caught.value.findings[0].remedy
    assert pages_to_close(edition("", ""), "2") == (2,)
