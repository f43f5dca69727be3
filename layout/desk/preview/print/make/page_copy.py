"""Where the lines of a story's file stand in print: for the source view, with the page beside
the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.desk.preview.print.make.page_geometry import points, rect_data
from layout.makeup.type.placed_type import BODY_FROM
from layout.story.pictures.paths import picture_file, pictures_in

if TYPE_CHECKING:
    from layout.desk.preview.print.make.made_edition import Made
    from layout.page.document import Page
    from layout.story.as_written import Story


def copy_data(made: Made, slug: str) -> dict[str, Any] | None:
    """The pages of a story, with its rectangles on each in points; its parts by the line on which
    each begins in its file; those of its head by their role. None without such a story on a page;
    a story that is printed alone needs no slug."""
    story = _story(made, slug)
    if story is None:
        return None
    pages = [page for page in made.document.pages if _stands_on(page, story)]
    return {
        "slug": story.slug,
        "pages": [
            {
                "number": page.number,
                "revision": made.revisions[page.number],
                "width": points(page.grid.trim[0]),
                "height": points(page.grid.trim[1]),
                "rects": list(_rects(page, story)),
            }
            for page in pages
        ],
        "parts": [part for page in pages for part in _parts(page, story)],
        "heads": [
            {"role": one.role, "page": page.number, "rect": rect_data(one.rect)}
            for page in pages
            for one in page.fragments
            if one.story == story.slug and one.paragraph < BODY_FROM
        ],
        "lines": sorted({block.line for block in story.body if block.line}),
    }


def _story(made: Made, slug: str) -> Story | None:
    """A story of an edition, as it was set."""
    if made.newspaper is None:
        return made.material.story if made.material else None
    articles = made.newspaper.copy.articles
    return next((one.story for one in articles if one.story.slug == slug), None)


def _stands_on(page: Page, story: Story) -> bool:
    slugs = (*(one.story for one in page.fragments), *(one.story for one in page.legs))
    return story.slug in slugs


def _rects(page: Page, story: Story) -> Iterator[list[float]]:
    """What of a page is the story's: its head, its legs, its pictures; not a promo of it."""
    heads = ((one.story, one.rect) for one in page.fragments if one.paragraph < BODY_FROM)
    legs = ((one.story, one.rect) for one in page.legs)
    images = ((one.story, one.rect) for one in page.images if one.role == "picture")
    for slug, rect in (*heads, *legs, *images):
        if slug == story.slug:
            yield rect_data(rect)


def _parts(page: Page, story: Story) -> Iterator[dict[str, Any]]:
    """The paragraphs and pictures of a story on a page, with the line of each in its file."""
    for one in page.fragments:
        at = one.paragraph - BODY_FROM
        if one.story == story.slug and 0 <= at < len(story.body) and story.body[at].line:
            line = story.body[at].line
            yield {"line": line, "page": page.number, "rect": rect_data(one.rect)}
    source = Path(story.source)
    for image in page.images:
        if image.story != story.slug or image.role != "picture":
            continue
        for picture in pictures_in(story):
            if picture.line and picture_file(picture.src, source) == image.file:
                yield {"line": picture.line, "page": page.number, "rect": rect_data(image.rect)}
