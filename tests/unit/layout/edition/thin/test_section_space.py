"""How many pages would hold a section: an oracle that tries every number of pages, and the laws."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from layout.edition.thin.section_space import CopySpace, PageSpace, SectionSpace


@st.composite
def sections(draw: st.DrawFn) -> SectionSpace:
    """Sections of some pages that are filled to the last cell."""
    count = draw(st.integers(1, 12))
    first, other = draw(st.integers(100, 300)), draw(st.integers(300, 400))
    cells = [first, *[other] * (count - 1)]
    pages = tuple(PageSpace(n, c, c * 8 // 10) for n, c in enumerate(cells, 1))
    ads = draw(st.integers(0, sum(page.for_ads for page in pages)))
    copy = draw(st.integers(0, sum(cells) - ads))
    lost = draw(st.integers(0, sum(cells) - ads - copy))
    filled = sum(cells) - ads - copy - lost
    space = CopySpace(copy, draw(st.integers(0, 200)), draw(st.sampled_from((0, 0, 0, 1))))
    return SectionSpace("News", pages, space, ads, lost, 1, filled, draw(st.integers(1, 3)))


def holds(section: SectionSpace, count: int) -> bool:
    """Whether so many of its pages hold all that it has, with a twentieth to spare."""
    pages = section.pages[:count]
    hole = sum(page.cells for page in pages) - section.ads - section.lost
    wanted = section.copy.cells + section.copy.cut
    room = sum(page.for_ads for page in pages)
    return count >= section.least and wanted * 20 <= hole * 19 and section.ads <= room


@given(sections())
def test_no_fewer_pages_would_do_and_all_of_those_do(section: SectionSpace) -> None:
    able = [count for count in range(1, section.count) if holds(section, count)]
    wanted = section.count if section.copy.waiting or not able else min(able)
    assert section.enough == wanted


@given(sections())
def test_a_page_goes_only_where_house_ads_fill_as_much(section: SectionSpace) -> None:
    gone = section.pages[section.enough :]
    assert sum(page.cells for page in gone) <= section.filled


@given(sections(), st.integers(1, 300))
def test_what_was_cut_and_what_waits_want_their_room(section: SectionSpace, more: int) -> None:
    copy = section.copy
    cut = replace(section, copy=replace(copy, cut=copy.cut + more))
    assert cut.enough >= section.enough
    waiting = replace(section, copy=replace(copy, waiting=1))
    assert waiting.enough == section.count and waiting.short_of_room
