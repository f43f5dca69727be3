"""What is told of an edition's house ads: that it is too thin, and what stands where it should not.

An edition is too thin where fewer sheets would hold it: a warning, for newsgrid.toml helps. Where
only pages of a section could go, and no sheet, it is a note. A corner that a house ad fills is not
told at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from layout.edition.thin.count_space import section_spaces
from layout.edition.thin.fewer_pages import fewer_pages, keys_of
from layout.edition.thin.section_space import SectionSpace
from layout.makeup.edition.all_pages import EditionPlan, EditionTask, section_pages_of
from layout.makeup.edition.shapes.news_hole import Hole
from layout.publication.settings.newsgrid_toml import House
from layout.work.terminal.report import counted
from slots.finding import NOWHERE, Finding, Severity, Where

THIN = "thin-edition"
"""The code of the warning that an edition has too many pages, and of a note on a section."""

_PLACE = "house-ad-place"
"""The code of a note on a house ad that stands where none should."""


def house_ad_findings(plan: EditionPlan, task: EditionTask, house: House) -> tuple[Finding, ...]:
    """A warning where fewer sheets would hold the edition, else a note on each section that fewer
    pages would hold; and a note on each house ad that stands where none should."""
    if not any(page.fillers for page in plan.pages):
        return ()
    spaces = section_spaces(plan, task)
    by_name = {space.name: space for space in spaces}
    return (*_thin(spaces, task, house), *_barred(plan, task, by_name))


def _thin(spaces: Sequence[SectionSpace], task: EditionTask, house: House) -> Iterator[Finding]:
    if task.ads.conflicts:
        return  # ads want room as it is
    where = Where(str(house.file)) if house.file else NOWHERE
    settings = house.publication.print_plan
    waiting = any(space.copy.waiting for space in spaces)  # it has the pages before they go
    counts = {} if waiting else fewer_pages(spaces, task, settings)
    if counts:
        message = _edition(spaces, counts)
        hint = f"write {keys_of(counts, spaces, settings)}; or have more copy or ads"
        yield Finding(THIN, Severity.WARNING, message, where, hint)
        return
    for space in spaces:
        if space.enough < space.count:
            hint = _elsewhere(space, spaces)
            yield Finding(THIN, Severity.INFO, _section(space), where, hint)


def _edition(spaces: Sequence[SectionSpace], counts: Mapping[str, int]) -> str:
    """ "the edition is too thin for 24 pages: 9 house ads fill 4.3 of them (News 3.1, Sport 1.2);
    20 would hold all of its copy and ads" """
    ads, pages = sum(space.house_ads for space in spaces), sum(space.count for space in spaces)
    each = [f"{one.name} {_decimal(_tenths(one))}" for one in spaces if one.filled and one.name]
    listed = f" ({', '.join(each)})" if each else ""
    return (
        f"the edition is too thin for {pages} pages: {_fill(ads)} "
        f"{_decimal(sum(map(_tenths, spaces)))} of them{listed}; {sum(counts.values())} would hold "
        "all of its copy and ads"
    )


def _section(space: SectionSpace) -> str:
    return (
        f"{space.named} is too thin for {counted(space.count, 'page')}: {_fill(space.house_ads)} "
        f"{_decimal(_tenths(space))} of them; {space.enough} would hold all of its copy and ads"
    )


def _fill(ads: int) -> str:
    return f"{counted(ads, 'house ad')} {'fills' if ads == 1 else 'fill'}"


def _elsewhere(space: SectionSpace, spaces: Sequence[SectionSpace]) -> str:
    """What to do with pages that make no sheet."""
    more = _more_copy(space)
    wanting = [each for each in spaces if each.short_of_room and each is not space]
    if not wanting or not space.name:
        return f"{more}; only whole sheets can go, and no page that an ad is booked for"
    other = max(wanting, key=lambda each: (each.copy.waiting, each.copy.cut))
    spare = space.count - space.enough
    return (
        f'{more}; or write pages = {space.enough} in the section "{space.name}" and pages = '
        f'{other.count + spare} in "{other.name}", whose stories are short of room'
    )


def _tenths(space: SectionSpace) -> int:
    """Tenths of a page that house ads fill, rounded: of a section's own pages."""
    cells = sum(page.cells for page in space.pages)
    return (space.filled * space.count * 20 + cells) // (2 * cells)


def _decimal(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


def _more_copy(space: SectionSpace) -> str:
    """What copy would stand where a section's house ads do."""
    words = space.words_short
    return f"about {words:,} words more would fill it" if words else "write stories for it"


def _barred(
    plan: EditionPlan, task: EditionTask, spaces: Mapping[str, SectionSpace]
) -> Iterator[Finding]:
    """A note on each house ad on page one, on the first page of a section, or in the upper half of
    a right-hand page, in the order of pages, with the reason why there was no other way. `spaces`
    are the sections by their names."""
    pages = {page.number: page for page in section_pages_of(task)}
    for page in plan.pages:
        hole, space = pages[page.page].hole, spaces[pages[page.page].section]
        for filler in page.fillers:
            if filler.row < hole.barred:
                why, hint = _why(space)
                message = f"a house ad stands {_place(hole, space)}, where none should: {why}"
                yield Finding(_PLACE, Severity.INFO, message, hint=hint)


def _place(hole: Hole, space: SectionSpace) -> str:
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
    return short, f"{_more_copy(space)}; or give it fewer pages, or pictures"
