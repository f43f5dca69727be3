"""House ads that stand where none should, each with the reason why there was no other way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from layout.edition.thin.section_space import SectionSpace
from layout.makeup.edition.all_pages import EditionPlan, EditionTask, section_pages_of
from layout.makeup.edition.shapes.news_hole import Hole
from layout.work.terminal.report import counted
from slots.finding import Finding, Severity

CODE = "house-ad-place"
"""The code of these notes."""


def barred_house_ads(
    plan: EditionPlan, task: EditionTask, spaces: Mapping[str, SectionSpace]
) -> Iterator[Finding]:
    """A note on each house ad on page one, on the first page of a section, or in the upper half of
    a right-hand page, in the order of pages. `spaces` are the sections by their names."""
    pages = {page.number: page for page in section_pages_of(task)}
    for page in plan.pages:
        hole, space = pages[page.page].hole, spaces[pages[page.page].section]
        for filler in page.fillers:
            if filler.row < hole.barred:
                where = _where(hole, space)
                why, hint = _why(space)
                message = f"a house ad stands {where}, where none should: {why}"
                yield Finding(CODE, Severity.INFO, message, hint=hint)


def _where(hole: Hole, space: SectionSpace) -> str:
    if hole.page == 1:
        return "on page 1"
    if hole.page == space.pages[0].number:
        return f"on page {hole.page}, the first of {space.named}"
    return f"in the upper half of page {hole.page}, a right-hand page"


def _why(space: SectionSpace) -> tuple[str, str]:
    """The reason, and what helps."""
    if space.short_of_room:
        reason = f"no story of {space.named} has a shape that goes there with the others"
        return reason, "make a story of that page longer or shorter, or give it a picture"
    short = f"{space.named} is short of copy by {counted(space.filled, 'row')} of a column"
    words = space.words_short
    more = f"about {words:,} words more would fill it" if words else "write stories for it"
    return short, f"{more}; or give it fewer pages, or pictures"
