"""An edition as an e-paper: every file of the folder, of which nothing is written yet.

edition, PDF ─> zones ─> issue ─┬─> pages: PDFs, pictures, ALTO ─┐
                                ├─> stories: HTML, NITF ─────────┼─> zones as JSON, METS ─> files
                                └─> EPUB, reader page ───────────┘
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from layout.edition.make_edition import Newspaper
from layout.edition.workshop import Workshop
from layout.epaper.archive.alto import alto_of
from layout.epaper.archive.epub import epub_of
from layout.epaper.archive.mets import mets_of
from layout.epaper.archive.nitf import nitf_of
from layout.epaper.issue import EPUB, METS, READER, ZONES, Issue, issue_of
from layout.epaper.page_files import Sizes, page_pdfs, page_pictures
from layout.epaper.screen.epaper_words import EpaperWords, epaper_words_of
from layout.epaper.screen.reader_files import reader_files
from layout.epaper.screen.reader_page import ReaderFiles, reader_page, story_page
from layout.epaper.stories.story_pictures import PictureDesk, zones_by_file
from layout.epaper.zones.of_each_page import zones_of_edition
from layout.epaper.zones.zone import ZonedPage
from layout.epaper.zones_json import zones_json
from slots.finding import Finding, Severity, Where


@dataclass(frozen=True, slots=True, eq=False)
class Epaper:
    """The files of an e-paper by their names below its folder, the issue they are of, and what was
    found on the way."""

    files: Mapping[str, bytes]
    issue: Issue
    findings: tuple[Finding, ...]

    @property
    def zones(self) -> int:
        """How many zones its pages have."""
        return sum(len(page.zoned.zones) for page in self.issue.pages)

    @property
    def words(self) -> int:
        """How many words its zones have; one that is broken over two lines is one."""
        zones = (zone for page in self.issue.pages for zone in page.zoned.zones)
        words = (word for zone in zones for block in zone.blocks for word in block.words)
        return sum(word.half != 2 for word in words)


def make_epaper(made: Newspaper, pdf: bytes, shop: Workshop) -> Epaper:
    """The e-paper of an edition that was painted as this PDF; the same of both give the same bytes.
    Raises BadInput where the theme is none for the web, whose type the reader page has."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        with shop.stage("zones", "Telling what stands where on the pages"):
            pages = zones_of_edition(made, opened)
        with shop.stage("page files", f"Drawing {len(pages)} pages"):
            desk = _desk(pages, opened)
            issue, findings = issue_of(made, pages, desk)
            drawn, sizes = page_pictures(opened, issue.pages)
    files = {**page_pdfs(pdf, issue.pages), **drawn}
    with shop.stage("stories", "Writing stories, words and contents"):
        files |= {page.alto: alto_of(page, issue.language) for page in issue.pages}
        files |= {one.nitf: nitf_of(one, issue) for one in issue.stories}
        files |= {p.href: p.data for one in issue.stories for p in one.pictures.values()}
        files |= _reading(made, issue, sizes)
        files[ZONES] = zones_json(issue, sizes)
        words = epaper_words_of(issue.language)
        cover = issue.pages[0].picture
        files[EPUB] = epub_of(issue, words, files[cover], sizes[cover])
        files[METS] = mets_of(issue, files)
    return Epaper(files, issue, (*findings, *_closed(issue)))


def _desk(pages: Sequence[ZonedPage], opened: Any) -> PictureDesk:
    """Where pictures of stories are found."""
    zones = zones_by_file(zone for page in pages for zone in page.zones)
    return PictureDesk(zones, opened, {page.number: at for at, page in enumerate(pages)})


def _reading(made: Newspaper, issue: Issue, sizes: Mapping[str, Sizes]) -> dict[str, bytes]:
    """The reader page, the pages of stories, and what they share."""
    words, stacked = epaper_words_of(issue.language), made.stacked
    shared, files = reader_files(issue, stacked.theme, stacked.foundry, _said(words))
    made_page = reader_page(issue, words, sizes, shared)
    return {**files, **_story_pages(issue, shared), READER: made_page}


def _story_pages(issue: Issue, shared: ReaderFiles) -> dict[str, bytes]:
    return {one.html: story_page(one, issue, shared) for one in issue.stories}


def _said(words: EpaperWords) -> Iterator[str]:
    yield from (getattr(words, each.name) for each in fields(words))
    yield "0123456789–"


def _closed(issue: Issue) -> Iterator[Finding]:
    """Pages that are bytes of which no record says what stands where."""
    for page in issue.pages:
        if any(zone.kind == "page" for zone in page.zoned.zones) and page.zoned.stories:
            message = (
                f"page {page.number} was closed by an older version: it is one zone, in which its "
                "stories are not told apart; all of them are in the contents"
            )
            hint = "open it with newsgrid print --open, if it may be made up again"
            where = Where(f"closed/{page.number}.pdf")
            yield Finding("closed-page-zones", Severity.INFO, message, where, hint)
