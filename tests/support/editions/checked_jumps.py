"""Jumps: what is continued says where to, and where from, rightly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from support.editions.checked_lines import Reading, Spot, leg_of, legs_of

from layout.page.document import Document, Leg, Page
from layout.story.as_written import Story

LEAST_LINES = 4  # of a story on each side of its jump
HEAD_ROWS = 6  # above the text of a second part: its title and the line that says where from
CONTINUED = {"en": "Continued on page", "es": "Continúa en la página"}
TURNED = {"en": "From page", "es": "Viene de la página"}


def jump_problems(document: Document, reading: Reading, stories: Sequence[Story]) -> Iterator[str]:
    """Jump lines missing, wrong or too many; parts too short, too many, or in the wrong order."""
    used: set[int] = set()
    for story in stories:
        yield from _story(document, reading, story, used)
    phrases = (*CONTINUED.values(), *TURNED.values())
    for spot in reading.spots:
        if spot.text.startswith(phrases) and id(spot) not in used and not spot.fragment.story:
            yield f"page {spot.page.number}: “{spot.text}” belongs to no story that jumps"


def jumped(document: Document, story: str) -> tuple[int, ...]:
    """The pages a story's text stands on, in order."""
    return tuple(dict.fromkeys(page.number for page, _ in legs_of(document, story)))


def _story(document: Document, reading: Reading, story: Story, used: set[int]) -> Iterator[str]:
    pages = jumped(document, story.slug)
    heads = {s.page.number for s in reading.of(story.slug) if s.fragment.role == "headline"}
    if len(heads) == 1 and pages and pages[0] != min(heads):
        yield f"story {story.slug}: is continued on page {pages[0]}, before its head on {heads}"
    if len(pages) < 2:
        return
    if len(pages) > 2:
        yield f"story {story.slug}: is continued more than once, on pages {pages}"
    if not story.jump:
        yield f"story {story.slug}: is continued on page {pages[1]}, which it does not allow"
    first = [leg for leg in legs_of(document, story.slug) if leg[0].number == pages[0]]
    second = [leg for leg in legs_of(document, story.slug) if leg[0].number == pages[1]]
    for legs in (first, second):
        count = sum(len(_lines(reading, page, leg)) for page, leg in legs)
        if count < LEAST_LINES:
            where = f"story {story.slug}, page {legs[0][0].number}"
            yield f"{where}: only {count} lines on this side of the jump"
    language = "es" if story.language.lower().startswith("es") else "en"
    wanted = f"{CONTINUED[language]} {pages[1]}"
    yield from _said(reading, story, wanted, _foot(reading, *first[-1]), used)
    wanted = f"{TURNED[language]} {pages[0]}"
    yield from _said(reading, story, wanted, _top(reading, second), used)


def _lines(reading: Reading, page: Page, leg: Leg) -> list[Spot]:
    """The story's lines in a leg that can be read, from the top down."""
    spots = reading.of(leg.story)
    here = [s for s in spots if s.page is page and s.words and leg_of(s, page.legs) is leg]
    return sorted(here, key=lambda spot: spot.baseline)


def _foot(reading: Reading, page: Page, leg: Leg) -> list[Spot]:
    """The jump lines right under the last line of the last leg of a first part."""
    lines = _lines(reading, page, leg)
    last = lines[-1].baseline if lines else leg.rect.y
    foot = max(leg.rect.bottom, last + 2 * page.grid.leading)
    return [
        spot
        for spot in reading.on(page.number)
        if spot.fragment.role == "jump"
        and leg.rect.x <= spot.left < leg.rect.right
        and last < spot.baseline <= foot
    ]


def _top(reading: Reading, second: list[tuple[Page, Leg]]) -> list[Spot]:
    """The turn lines above the legs of a second part."""
    page = second[0][0]
    top = min(leg.rect.y for _, leg in second)
    left, right = second[0][1].rect.x, max(leg.rect.right for _, leg in second)
    return [
        spot
        for spot in reading.on(page.number)
        if spot.fragment.role == "jump"
        and not spot.text.startswith(tuple(CONTINUED.values()))  # of a story above it
        and left <= spot.left < right
        and top - HEAD_ROWS * page.grid.leading < spot.baseline <= top + page.grid.leading
    ]


def _said(
    reading: Reading, story: Story, wanted: str, found: list[Spot], used: set[int]
) -> Iterator[str]:
    """Whether one line there says what it should."""
    used.update(map(id, found))
    said = [spot.text for spot in found]
    if said != [wanted]:
        instead = ", ".join(f"“{text}”" for text in said) or "nothing"
        yield f"story {story.slug}: “{wanted}” is missing; there stands {instead}"
