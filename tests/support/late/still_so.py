"""What must be so of an edition with closed pages, whatever happened since; in words where it is
not."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

import pikepdf
import pypdfium2
from support.audits.ad_stacks import competing, near
from support.late.late_paper import LatePaper

from layout.edition.make_edition import Newspaper
from layout.edition.print_edition import page_pdf
from layout.page.document import Fragment, Page
from layout.publication.decisions.pages_toml import read_decisions
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.run import text_of

_BODY = 10
"""Paragraphs of a fragment from this on are of a story's body."""


def wrongs(paper: LatePaper, made: Newspaper, pdf: bytes | None) -> Iterator[str]:
    """All that is wrong. Without a PDF of the whole the words of open pages are read from what
    would be painted, those of closed ones from their own PDFs."""
    yield from _kept(paper, made)
    if pdf is not None:
        yield from _assembled(paper, made, pdf)
    yield from _twice(made)
    yield from _too_near(made)
    yield from _ads_decided(paper, made)
    yield from _lost(made)
    for page in made.document.pages:
        yield from _overlaps(page)
    yield from _references(made)
    yield from _jumps(_texts(pdf) if pdf is not None else words_of(paper, made))


def _kept(paper: LatePaper, made: Newspaper) -> Iterator[str]:
    """Closed pages that are not the bytes they were: in the folder, or as they go to the press."""
    if set(made.closed.numbers) != set(paper.was):
        yield f"closed are {sorted(made.closed.numbers)}, and not {sorted(paper.was)}"
    for page in made.closed.pages:
        data = (paper.folder / "closed" / f"page-{page.number:02}.pdf").read_bytes()
        if hashlib.sha256(data).digest() != hashlib.sha256(paper.was[page.number]).digest():
            yield f"page {page.number} is not the PDF it was"
        elif page_pdf(made, page.number) != data:
            yield f"page {page.number} goes to the press as another PDF"


def _assembled(paper: LatePaper, made: Newspaper, pdf: bytes) -> Iterator[str]:
    """Closed pages that are painted otherwise in the edition."""
    with pikepdf.open(io.BytesIO(pdf)) as edition:
        if len(edition.pages) != len(made.stacked.pages):
            yield f"the PDF has {len(edition.pages)} pages"
        for number, data in paper.was.items():
            with pikepdf.open(io.BytesIO(data)) as alone:
                was, now = alone.pages[0], edition.pages[number - 1]
                if _painted(was) != _painted(now):
                    yield f"page {number} is painted otherwise in the edition"


def _painted(page: pikepdf.Page) -> tuple[bytes, list[float], list[str]]:
    page.contents_coalesce()
    box = [float(x) for x in page.mediabox]
    return page.Contents.read_bytes(), box, sorted(page.Resources.keys())


def _twice(made: Newspaper) -> Iterator[str]:
    """Stories and ads of closed pages that stand on open ones, too."""
    standing = {f.story: page.number for page in made.document.pages for f in page.fragments}
    for slug in sorted(made.closed.slugs & standing.keys()):
        yield f"{slug} is on a closed page, and on page {standing[slug]}"
    open_ = {box.id for page in made.document.pages for box in page.boxes}
    open_ |= {image.id for page in made.document.pages for image in page.images}
    for name in sorted({place.id for place in made.closed.ads} & open_):
        yield f"ad {name} is on a closed page, and on an open one"
    placed = [place.id for place in made.stacked.plan.places]
    told = {conflict.id for conflict in made.stacked.plan.conflicts}
    for booking in made.stacked.bookings:
        if (booking.id in placed) == (booking.id in told):
            yield f"ad {booking.id} is neither placed nor refused, or both"


def _too_near(made: Newspaper) -> Iterator[str]:
    """Ads of open pages that are too near competitors on closed ones."""
    booked = {booking.id: booking for booking in made.stacked.bookings}
    closed = [place for place in made.closed.ads if place.id in booked]
    shut = {place.id for place in closed}
    for place in made.stacked.plan.places:
        for other in closed if place.id not in shut else ():
            pair = booked[place.id], booked[other.id]
            if competing(*pair) and near(*pair, place.page, other.page):
                yield f"ad {place.id} competes with {other.id} on a closed page"


def _ads_decided(paper: LatePaper, made: Newspaper) -> Iterator[str]:
    """Decisions about ads that are not kept, and nobody says so."""
    file = paper.folder / "pages.toml"
    decisions, _ = read_decisions(file.read_text() if file.exists() else "", file)
    assert decisions is not None
    told = " ".join(f.message for f in made.findings if f.code in ("refused-decision", "no-place"))
    for place in made.stacked.plan.places:
        one = decisions.ads.get(place.id)
        if one is None or place.id in told:
            continue
        if one.hold or (one.pages and place.page not in one.pages):
            yield f"ad {place.id} is on page {place.page}, against a decision"
        if one.side and (one.side == "right") != bool(place.page % 2):
            yield f"ad {place.id} is on page {place.page}, which is no {one.side}-hand page"
    for number, page in decisions.pages.items():
        if not page.ads and f"page {number} " not in told and f"of page {number}" not in told:
            for place in made.stacked.plan.on(number):
                yield f"ad {place.id} is on page {number}, which is to have none"


def _lost(made: Newspaper) -> Iterator[str]:
    """Stories that are nowhere, and words that are: but for paragraphs cut, as is told."""
    cut = {one.story.slug: one.paragraphs for one in made.shortened}
    said = [finding.message for finding in made.findings]
    caps = {cap.text for page in made.document.pages for cap in page.drop_caps}
    for article in made.copy.articles:
        story = article.story
        if story.slug in made.closed.slugs:
            continue
        text = _set(made, story.slug)
        if not text:
            if not any(f'"{story.slug}"' in one and "held over" in one for one in said):
                yield f"{story.slug} is nowhere, and nobody says so"
            continue
        for part in _parts(story, cut.get(story.slug, 0)):
            if part not in text and not any(
                part.startswith(cap) and part.removeprefix(cap) in text for cap in caps
            ):
                yield f"{story.slug} has lost: {part[:60]}"


def _parts(story: Story, cut: int) -> list[str]:
    """Its headline and paragraphs, without spaces, those that are printed."""
    body = [text_of(block.runs) for block in story.body if isinstance(block, Paragraph)]
    kept = body[: len(body) - cut]
    return ["".join(one.split()) for one in (text_of(story.headline), *kept)]


def _set(made: Newspaper, slug: str) -> str:
    """All type of a story in reading order, without spaces and hyphens at ends of lines."""
    text = ""
    for page in made.document.pages:
        for fragment in page.fragments:
            if fragment.story == slug:
                text += _type(fragment)
    return "".join(text.split())


def _type(fragment: Fragment) -> str:
    text = ""
    for placed in fragment.lines:
        line = placed.line.text
        text += line[:-1] if placed.line.ending.name == "HYPHEN" else line + " "
    return text


def _overlaps(page: Page) -> Iterator[str]:
    """Boxes, pictures and legs that stand on each other."""
    rects = [(f"box {box.id}", box.rect) for box in page.boxes]
    rects += [(f"image {image.id}", image.rect) for image in page.images]
    rects += [(f"leg of {leg.story}", leg.rect) for leg in page.legs]
    rects += [(f"head of {f.story}", f.rect) for f in page.fragments if f.role == "headline"]
    for (first, a), (second, b) in combinations(rects, 2):
        if a.overlaps(b):
            yield f"page {page.number}: {first} stands on {second}"


def _references(made: Newspaper) -> Iterator[str]:
    """What says of a story that it is on another page, where it is not and nobody says so."""
    pages = {**made.closed.items, **made.plan.page_of}
    said = [finding.message for finding in made.findings if finding.code == "closed-page"]
    for promise in made.closed.promises:
        told = any(f'"{promise.slug}" is on page {promise.page}' in one for one in said)
        if (pages.get(promise.slug) == promise.page) == told:
            yield f"page 1 promises {promise.slug} on page {promise.page}"
    for promo in made.promos if 1 not in made.closed.numbers else ():
        if pages.get(promo.slug) != promo.page:
            yield f"a promo has {promo.slug} on page {promo.page}"
    for entry in made.index if 1 not in made.closed.numbers else ():
        if entry.slug and pages.get(entry.slug) != entry.page:
            yield f"the index has {entry.slug} on page {entry.page}"


def _texts(pdf: bytes) -> Mapping[int, str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return {
            number: " ".join(page.get_textpage().get_text_bounded().split())
            for number, page in enumerate(document, 1)
        }


def words_of(paper: LatePaper, made: Newspaper) -> Mapping[int, str]:
    """The words of each page: of open ones as they would be painted, of closed ones by their
    PDFs."""
    open_ = {page.number: _words_on(page) for page in made.document.pages}
    return open_ | {number: _text_alone(data) for number, data in paper.was.items()}


def _words_on(page: Page) -> str:
    return " ".join(" ".join(_type(fragment) for fragment in page.fragments).split())


@lru_cache(maxsize=256)
def _text_alone(data: bytes) -> str:
    """The words of a PDF of one page."""
    return _texts(data)[1]


def _jumps(texts: Mapping[int, str]) -> Iterator[str]:
    """Every page that another goes on on says so, and the other way round; closed ones, too."""
    onward = [(p, int(n)) for p, text in texts.items() for n in _CONTINUED.findall(text)]
    back = [(int(n), p) for p, text in texts.items() for n in _FROM.findall(text)]
    if sorted(onward) != sorted(back):
        yield f"jumps go {onward}, and come {back}"


_CONTINUED = re.compile(r"Continued on page (\d+)")
_FROM = re.compile(r"From page (\d+)")
