"""Mistakes between the values of [print]: pages and sections that cannot be, a share that says
nothing, promos of [edition] with no section to name, though each value by itself could.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from layout.story.publication import PrintSection
from slots.rules.mistake import Mistake

if TYPE_CHECKING:
    from slots.text.source_map import Path

AUTO = "auto"
"""For pages: as many as are needed."""

SHEET = 4
"""Pages of a sheet of newsprint, folded once: a paper has a multiple of them."""

MOST_PAGES = 96
"""Pages of an edition at most: a large press prints so many in one run."""

MOST_PROMOS = 4
"""Promos on page one at most: more are a list, and the index is one already."""

PROMOTING_PAGES = 8
"""Pages of an edition that has promos, at least: in a thinner one readers see all there is."""

MOST_TRIMMED = 90
"""Per cent of its text that a story may lose at most: less than a tenth of it is no story."""

SHARE_PATTERN = r"\d{1,3}\s*%"
"""A share of a page that is written as text: "45 %"."""


def plan_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """What cannot be in the [print] table of a newsgrid.toml, although each value alone could.

    It takes the raw table, so that such mistakes are found while other values are wrong; a value of
    the wrong type is passed over, since its own mistake is found elsewhere.
    """
    table = data.get("print", {})
    if not isinstance(table, Mapping):
        return
    listed = table.get("sections")
    sections = {
        at: one
        for at, one in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(one, Mapping)
    }
    yield from _promos(data.get("edition"), table, sections)
    yield from _twice(sections)
    yield from _shares(sections)
    yield from _sums(table, sections)
    yield from _colours(table)
    if table.get("trim") == "off" and "trim_most" in table:
        message = "trim_most says how much of a story may go, but trim is off"
        hint = 'take it out, or write trim = "by rank" or "by share"'
        yield Mistake("wrong-trim", ("print", "trim_most"), message, hint, key=True)


def _twice(sections: Mapping[int, Mapping[str, Any]]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for at, section in sections.items():
        name = section.get("name")
        if isinstance(name, str) and name in seen:
            message = f'a section is called "{name}" already'
            hint = "give each section a name of its own, the one its stories have"
            yield Mistake("repeated-section", (*_path(at), "name"), message, hint)
        elif isinstance(name, str):
            seen.add(name)


def _promos(
    edition: Any, table: Mapping[str, Any], sections: Mapping[int, Mapping[str, Any]]
) -> Iterator[Mistake]:
    """Promos that an edition should have, and cannot."""
    wanted = whole(edition.get("promos")) if isinstance(edition, Mapping) else None
    if not wanted or not 0 < wanted <= MOST_PROMOS:
        return
    pages = whole(table.get("pages"))
    if len(sections) < 2:
        message = "promos name stories of other sections than page one's, and there is no other"
        hint = "name the sections in [[print.sections]], or take promos out"
        yield Mistake("wrong-promos", ("edition", "promos"), message, hint, key=True)
    elif pages is not None and pages < PROMOTING_PAGES:
        message = f"an edition of {pages} pages has no promos, one of {PROMOTING_PAGES} has"
        hint = "take promos out, or give the edition more pages"
        yield Mistake("wrong-promos", ("edition", "promos"), message, hint, key=True)


def _shares(sections: Mapping[int, Mapping[str, Any]]) -> Iterator[Mistake]:
    """Sections whose ads should take more than they may."""
    for at, section in sections.items():
        share = whole(section.get("share", PrintSection("").share))
        most = whole(section.get("most", PrintSection("").most))
        if share is not None and most is not None and most < share <= 100:
            key = "share" if "share" in section else "most"
            message = f"ads should take {share} % of the section, but may take {most} % of a page"
            hint = f"make share at most {most}, or most at least {share}"
            yield Mistake("wrong-share", (*_path(at), key), message, hint)


def _sums(table: Mapping[str, Any], sections: Mapping[int, Mapping[str, Any]]) -> Iterator[Mistake]:
    """Pages of sections that do not come to those of the edition."""
    if not sections or any(map(_unread, sections.values())):
        return
    fixed = [pages for one in sections.values() if (pages := whole(one.get("pages"))) is not None]
    total, free = sum(fixed), len(sections) - len(fixed)
    pages = whole(table.get("pages"))
    if pages is None:
        least = total + free
        if "pages" in table and table["pages"] != AUTO:
            return
        if least > MOST_PAGES:
            message = f"the sections need {least} pages, an edition has at most {MOST_PAGES}"
            yield Mistake("wrong-pages", ("print", "sections"), message, "make some smaller")
        elif not free and total % SHEET:
            message = f"the sections have {total} pages in all, a paper has a multiple of {SHEET}"
            hint = "leave pages out of one of them: it takes what is left"
            yield Mistake("wrong-pages", ("print", "sections"), message, hint)
        return
    if total + free > pages or (not free and total < pages):
        yield _unequal(total, free, pages)


def _unequal(total: int, free: int, pages: int) -> Mistake:
    """The mistake of sections that need more pages than there are, or leave some over."""
    needs = f"the sections have {total} pages in all"
    if free:
        one = "another one is" if free == 1 else f"{free} more are"
        needs = f"sections with a number of pages have {total}, and {one} to have at least one"
    sheets = -(-(total + free) // SHEET) * SHEET
    larger = f"make pages {sheets}, or the sections smaller"
    if sheets > MOST_PAGES:
        larger = "make the sections smaller"
    fewer = "leave pages out of one of them: it takes what is left"
    hint = larger if total + free > pages else fewer
    return Mistake("wrong-pages", ("print", "pages"), f"{needs}, but the edition {pages}", hint)


def _colours(table: Mapping[str, Any]) -> Iterator[Mistake]:
    """Pages in colour that are not in the edition."""
    pages, colours = whole(table.get("pages")), table.get("colour")
    for at, number in enumerate(colours if pages and isinstance(colours, list) else ()):
        page = whole(number)
        if page is not None and pages is not None and pages < page <= MOST_PAGES:
            message = f"there is no page {page} to be in colour: the edition has {pages}"
            path: Path = ("print", "colour", at)
            yield Mistake("wrong-colour", path, message, f"name pages from 1 to {pages}")


def _unread(section: Mapping[str, Any]) -> bool:
    """Whether a section's pages are neither a number nor left open."""
    pages = section.get("pages", AUTO)
    return pages != AUTO and whole(pages) is None


def whole(value: Any) -> int | None:
    """A number of pages or per cent as it was written (12, "45 %"), None where it is none."""
    if isinstance(value, str):
        return int(value[:-1]) if re.fullmatch(SHARE_PATTERN, value) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _path(at: int) -> Path:
    return ("print", "sections", at)
