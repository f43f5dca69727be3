"""Art direction in words: what was counted in an edition, a line a subject, for --verbose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from layout.work.terminal.report import counted
from layout.work.terminal.text_tables import table


def counted_words(data: Mapping[str, Any]) -> str:
    """The figures of an edition (`counted_as_data`) for people, under a head of their own."""
    return "Counted:\n" + table(("what", "found", "of it"), list(_rows(data)), indent="  ")


def _rows(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    pictures, grey, legs = data["pictures"], data["grey"], data["legs"]
    heads, house, lines = data["heads"], data["house_ads"], data["lines"]
    share = f"{pictures['share']:.1%} of editorial space, {pictures['one_column']} one column wide"
    pairs = counted(pictures["alike"], "pair")
    yield "pictures", str(pictures["pictures"]), f"{share}, {pairs} alike"
    with_pictures = counted(pictures["pages"], "page")
    yield "pages led by one", str(pictures["led"]), f"{with_pictures} with pictures"
    yield "grey bills", str(grey["windows"]), f"{grey['share']:.1%} of places{_where(data)}"
    depths = f"{legs['shallow']} under 50 mm, {legs['deep']} over 250 mm, briefs apart"
    yield "legs", str(legs["legs"]), depths
    stones = counted(heads["tombstones"], "tombstone")
    climbing = f"{heads['climb']} larger than one above, {stones}"
    lone = counted(heads["without_lead"], "page")
    yield "heads", str(heads["heads"]), f"{climbing}, {lone} without one lead"
    if house["house_ads"]:
        yield "house ads", str(house["house_ads"]), _house_ads(house)
    spaces = f"{lines['wide_share']:.1%} over 1.6 times the natural space"
    wide = f"{spaces}, {lines['gaping_share']:.1%} over 2.5"
    yield "justified lines", f"{lines['justified']:,}", wide
    short = f"{lines['short']} under an indent and two ems"
    yield "last lines", f"{lines['last_lines']:,}", short
    yield "ladders", str(lines["ladders"]), f"{counted(lines['longest'], 'hyphen')} the longest"


def _where(data: Mapping[str, Any]) -> str:
    """The pages that have grey bills."""
    pages = [str(page["page"]) for page in data["pages"] if page["grey"]["windows"]]
    return f", on page{'s' * (len(pages) > 1)} {', '.join(pages)}" if pages else ""


def _house_ads(house: Mapping[str, int]) -> str:
    """How many of them stand where none should, or come again too soon."""
    where = {
        "on page one": house["page_one"],
        "on a section's first page": house["openers"],
        "high on a right-hand page": house["top_right"],
        "under two columns": house["narrow"],
        "of a kind again": house["again"],
    }
    return ", ".join(f"{count} {what}" for what, count in where.items() if count) or "none amiss"
