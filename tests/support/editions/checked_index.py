"""The index on page one: every section, and the page it really begins on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from support.editions.checked_lines import Reading, Spot

from layout.page.document import Document
from layout.story.as_written import Story
from layout.story.run import text_of
from slots.stacking.task.ad_page import StackPage


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says: a name, a page, a headline or its beginning."""

    name: str
    page: int
    headline: str


def entries(reading: Reading) -> tuple[Entry, ...]:
    """The entries of the index on page one: the lines of a cell belong together."""
    cells: dict[tuple[int, int, int, int], list[Spot]] = defaultdict(list)
    for spot in reading.on(1):
        if spot.fragment.role == "index":
            rect = spot.fragment.rect
            cells[rect.x, rect.y, rect.width, rect.height].append(spot)
    found = []
    for spots in cells.values():
        spots.sort(key=lambda spot: (spot.baseline, spot.left))
        first = [spot.text for spot in spots if spot.baseline == spots[0].baseline]
        rest = " ".join(spot.text for spot in spots if spot.baseline != spots[0].baseline)
        number = re.fullmatch(r"(.+?)\s+(\d+)", " ".join(first))
        if number:
            found.append(Entry(number[1], int(number[2]), rest))
    return tuple(found)


def index_problems(
    document: Document, reading: Reading, stories: Sequence[Story], pages: Sequence[StackPage]
) -> Iterator[str]:
    """Entries with a wrong page, sections without an entry, headlines that begin elsewhere."""
    starts: dict[str, int] = {}
    for page in sorted(pages, key=lambda page: page.number):
        if page.section:
            starts.setdefault(page.section, page.number)
    found = entries(reading)
    if len(starts) > 1 and not found:
        yield "page 1: there is no index"
        return
    begins = _begins(document)
    names = {entry.name for entry in found}
    for section, start in starts.items():
        if section not in names and start != 1:
            yield f"page 1: the index does not name the section {section} (page {start})"
    for entry in found:
        if entry.name in starts and starts[entry.name] != entry.page:
            yield (
                f"page 1: the index has {entry.name} on page {entry.page}, "
                f"it begins on page {starts[entry.name]}"
            )
        yield from _headline(entry, stories, begins, entry.name in starts)


def _begins(document: Document) -> dict[str, int]:
    """The page that each story's headline is on."""
    found: dict[str, int] = {}
    for page in document.pages:
        for fragment in page.fragments:
            if fragment.role == "headline" and fragment.story:
                found.setdefault(fragment.story, page.number)
    return found


def _headline(
    entry: Entry, stories: Sequence[Story], begins: dict[str, int], section: bool
) -> Iterator[str]:
    said = entry.headline.replace("-", "").rstrip("…").strip()
    if not said:
        return
    meant = [s for s in stories if text_of(s.headline).replace("-", "").startswith(said)]
    if not meant:
        yield f"page 1: “{entry.headline}” in the index is no story's headline"
    elif entry.page not in {begins.get(story.slug) for story in meant}:
        slug = meant[0].slug
        yield f"page 1: the index has {slug} on page {entry.page}, it is on {begins.get(slug)}"
