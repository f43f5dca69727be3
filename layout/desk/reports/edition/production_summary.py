"""A printed edition in words: what a production editor wants to know before it goes to press."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layout.desk.reports.edition.counted_words import counted_words
from layout.edition.ad_words import ad_words, move_words, moved_ads, new_ads, new_words
from layout.edition.make_edition import Newspaper
from layout.makeup.edition.shapes.item import story_of
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.work.terminal.report import count_findings, counted
from layout.work.terminal.text_tables import table
from slots.stacking.task.ad_page import StackPage

NAMED = 8
"""The most that a sentence names; the JSON report names all."""

_SHORTENED, _WITHOUT = "Shortened", "Without picture"

HEAD = ("pages", "section", "stories", "ads", "ads take", "filled")


def summary_text(made: Newspaper, data: Mapping[str, Any], head: str, verbose: bool) -> str:
    """The report for people: `head` says what was written, `data` is that for programs."""
    lines = [
        head,
        _sizes(data),
        table(HEAD, list(_sections(made)), indent="  "),
        *_lists(made, data),
    ]
    lines += _moved(made, data["moved_stories"])
    lines.append(f"Old plan: kept as {data['old_plan']}" if data["old_plan"] else "")
    lines += [_stacking(data["stacking"]), _makeup(data)]
    if verbose:
        lines += [counted_words(data["counted"]), _times(data["stages"])]
    return "\n".join((*filter(None, lines), count_findings(made.findings)))


def _sizes(data: Mapping[str, Any]) -> str:
    return (
        f"{counted(data['pages'], 'page')}, {counted(data['stories'], 'story')}, "
        f"{counted(data['words'], 'word')}, {counted(data['pictures'], 'picture')}, "
        f"{counted(data['ads'], 'ad')}, {counted(data['fillers'], 'house ad')}"
    )


def _sections(made: Newspaper) -> Iterator[tuple[str, ...]]:
    """A line a section: its pages, what stands on them, and how full they are."""
    for name in dict.fromkeys(page.section for page in made.stacked.pages):
        pages = [page for page in made.stacked.pages if page.section == name]
        first, last = pages[0].number, pages[-1].number
        numbers = {page.number for page in pages}
        stories = {
            slug
            for page in made.plan.pages
            if page.page in numbers
            for one in page.placed
            for slug in one.slugs
        }
        ads = [place for place in made.stacked.plan.places if place.page in numbers]
        cells = sum(page.columns * page.depth for page in pages)
        taken = sum(place.columns * place.rows for place in ads)
        yield (
            f"{first}-{last}" if last > first else str(first),
            name or "all",
            str(len(stories)),
            str(len({place.id for place in ads})),
            f"{taken / cells:.0%}" if cells else "",
            _filled(made, pages),
        )


def _filled(made: Newspaper, pages: Sequence[StackPage]) -> str:
    """How much of the news hole type, pictures and boxes take: never more than is true."""
    hole = sum(hole_of(page, made.stacked.plan.on(page.number)).cells for page in pages)
    numbers = {page.number for page in pages}
    short = sum(
        leg.rows - leg.filled
        for page in made.document.pages
        if page.number in numbers
        for leg in page.legs
    )
    return f"{math.floor((1 - short / hole) * 1000) / 10:.1f}%" if hole else "no room"


def _lists(made: Newspaper, data: Mapping[str, Any]) -> Iterator[str]:
    """What is closed, what jumps, what was left out, and what stands in for what is missing."""
    yield _list("Closed, as they were", (f"page {number}" for number in data["closed"]))
    jumps = (f"{one['id']} from page {one['from']} to page {one['to']}" for one in data["jumped"])
    yield _list("Jumps", jumps)
    promos = (f"{one['id'] or 'a section'} on page {one['page']}" for one in data["promos"])
    yield _list("Promos", promos)
    house = (
        f"page {one['page']}" + (f" ({one['ads']})" if one["ads"] > 1 else "")
        for one in data["house_ads"]
    )
    yield _list("House ads", house)
    yield _ranked(data["ranked"])
    omitted = list(omissions(data))
    for title in (_SHORTENED, _WITHOUT):
        yield _list(title, (one.words for one in omitted if one.title == title))
    yield _list("Held over", data["held"])
    bookings = {booking.id: booking for booking in made.stacked.bookings}
    conflicts = made.stacked.plan.conflicts
    yield _list("Ads without a place", (ad_words(bookings[one.id]) for one in conflicts))


def _ranked(ranked: Sequence[Mapping[str, Any]]) -> str:
    """How many stories nobody ranked, and which of them lead now."""
    leads = [one["id"] for one in ranked if one["rank"] == 1]
    count = counted(len(ranked), "story")
    entries = [f"{count}, led here by {leads[0]}", *leads[1:]] if leads else [count]
    return _list("No rank given", entries if ranked else ())


@dataclass(frozen=True, slots=True)
class Omission:
    """What was left out of a story that is printed: the title under which it is listed, the story's
    slug, the words left out, and the files of pictures."""

    title: str
    slug: str
    words: str
    files: tuple[str, ...] = ()


def omissions(data: Mapping[str, Any]) -> Iterator[Omission]:
    """What an edition left out of its stories, from its figures: here, and on the desk."""
    for one in data["shortened"]:
        words = f"{one['id']} by {counted(one['paragraphs'], 'paragraph')}"
        words += f" ({one['words']:,} of {counted(one['of'], 'word')})"
        yield Omission(_SHORTENED, one["id"], words)
    for one in data["left_out"]:
        some = f" ({len(one['pictures'])} of {one['of']})" if one["of"] > 1 else ""
        yield Omission(_WITHOUT, one["id"], f"{one['id']}{some}", tuple(one["pictures"]))


def _moved(made: Newspaper, stories: Iterable[Mapping[str, Any]]) -> list[str]:
    """What is new, and what stands elsewhere than last time."""
    bookings = {booking.id: booking for booking in made.stacked.bookings}
    plan = made.stacked.plan
    ads = (move_words(move, bookings.get(move.id)) for move in moved_ads(plan))
    new = (new_words(move, bookings.get(move.id)) for move in new_ads(plan))
    moved = [
        f"{_lot(story['id'])} from page {story['before']} to page {story['after']}"
        for story in stories
    ]
    fresh = _list("New ads", new, "; ")
    found = [_list("Stories moved", moved), _list("Ads moved", ads, "; ")]
    if made.before and made.stacked.compared and not any(found):
        return [fresh, "Nothing moved since the last time."]
    return [fresh, *found]


def _lot(name: str) -> str:
    return f"the rest of {story_of(name)}" if name != story_of(name) else name


def _list(title: str, entries: Iterable[str], between: str = ", ") -> str:
    every = list(entries)
    named = every[:NAMED] if len(every) > NAMED + 1 else every
    more = [f"and {len(every) - NAMED} more"] if len(every) > len(named) else []
    return f"{title}: {between.join((*named, *more))}" if every else ""


def _stacking(figures: Mapping[str, Any]) -> str:
    worth, bound = figures["objective"], figures["bound"]
    if worth == bound:
        return f"Stacking: worth {worth:,} points, proven to be the most there is"
    short = math.ceil(figures["gap"] * 10_000) / 100
    return f"Stacking: worth {worth:,} points, at most {short:.2f}% short of the best"


def _makeup(data: Mapping[str, Any]) -> str:
    """The cost of make-up, its proven distance from the best, and the figures of the result."""
    cost, bound = data["makeup"]["cost"], data["makeup"]["bound"]
    proof = f"none can cost less than {bound:,}" if cost > bound else "proven to be the least"
    legs = f"{counted(data['legs'], 'leg')}, {data['short'] or 'none'} short"
    return f"Make-up: costs {cost:,} points, {proof}; {legs}, {data['white']:.2%} of the hole white"


def _times(stages: Mapping[str, Mapping[str, float]]) -> str:
    parts = [f"{stage} {spent['wall']:.2f}" for stage, spent in stages.items()]
    total = sum(spent["wall"] for spent in stages.values())
    return f"Seconds: {', '.join(parts)}; {total:.2f} in all"
