"""A page that was closed has the zones that it had while it was open, but for how words are parted;
one that was closed before places were kept is one zone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from support.epaper.checked_zones import zone_problems
from support.epaper.sample_epaper import rich_newspaper

from layout.edition.closed.closing import closing_of
from layout.edition.closed.standing import standing
from layout.edition.make_edition import Newspaper, Order
from layout.edition.print_edition import edition_pdf, print_edition
from layout.edition.workshop import Workshop
from layout.epaper.make_epaper import Epaper, make_epaper
from layout.epaper.zones.closed_zones import closed_zones
from layout.epaper.zones.of_each_page import zones_of_edition
from layout.epaper.zones.printed_words import text_of_blocks
from layout.epaper.zones.zone import Every, Zone, ZonedPage
from layout.publication.closed_pages import RECORD, keep_closed

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class _Made:
    made: Newspaper
    pdf: Path
    pages: tuple[ZonedPage, ...]
    paper: Epaper


def _printed(folder: Path, pdf: Path) -> _Made:
    shop = Workshop()
    made, data = print_edition(Order(folder), shop, lambda made: edition_pdf(made, shop))
    pdf.write_bytes(data)
    with pypdfium2.PdfDocument(data) as opened:
        pages = zones_of_edition(made, opened)
    return _Made(made, pdf, pages, make_epaper(made, data, shop))


@pytest.fixture(scope="module")
def open_and_closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[_Made, _Made]:
    """An edition, and the same with all its pages closed."""
    work = tmp_path_factory.mktemp("closed")
    folder = rich_newspaper(work / "paper")
    open_ = _printed(folder, work / "open.pdf")
    shop = Workshop()
    numbers = [page.number for page in open_.pages]
    closing = closing_of(open_.made, numbers, lambda n: edition_pdf(open_.made, shop, pages=(n,)))
    keep_closed(folder, closing.closed, closing.pdfs)
    return open_, _printed(folder, work / "closed.pdf")


def test_every_word_is_in_one_zone_in_order(open_and_closed):
    _, closed = open_and_closed
    assert all(page.closed for page in closed.pages)
    assert list(zone_problems(closed.made, closed.pages, closed.pdf)) == []


def _signs(zone: Zone) -> str:
    """What a zone reads, without the ends of its words: marks of lists are words of their own."""
    return "".join(text_of_blocks(zone.blocks).split())


def _told(zone: Zone) -> tuple[object, ...]:
    joined = (zone.before, zone.after, zone.leads_to, zone.house_ad)
    return (zone.id, zone.kind, zone.story, zone.title, zone.language, *joined)


def test_a_closed_page_has_the_zones_it_had(open_and_closed):
    open_, closed = open_and_closed
    kinds = set()
    for before, after in zip(open_.pages, closed.pages, strict=True):
        assert list(map(_told, after.zones)) == list(map(_told, before.zones))
        assert after.stories == before.stories
        for one, other in zip(before.zones, after.zones, strict=True):
            kinds.add(one.kind)
            if one.kind in ("story", "promo", "index", "furniture"):
                assert _signs(other) == _signs(one)
    assert kinds >= {"story", "picture", "box", "ad", "furniture"}


def test_stories_of_closed_pages_can_be_tapped_and_nothing_is_told_of_them(open_and_closed):
    open_, closed = open_and_closed
    assert closed.paper.findings == open_.paper.findings
    before, after = (json.loads(one.paper.files["edition.json"]) for one in open_and_closed)
    assert [s["zones"] for s in after["stories"]] == [s["zones"] for s in before["stories"]]


def test_what_is_kept_is_what_stands_on_the_page_and_gives_its_zones(open_and_closed):
    open_, closed = open_and_closed
    every = Every(closed.made)
    with pypdfium2.PdfDocument(closed.pdf) as opened:
        for at, kept in enumerate(closed.made.closed.pages):
            assert kept.stands == standing(open_.made, open_.made.document.pages[at])
            zoned = closed_zones(kept, every, opened[at])
            kinds = [zone.kind for zone in closed.pages[at].zones]
            assert [zone.kind for zone in zoned.zones] == kinds


def test_an_older_record_is_read_and_its_pages_are_one_zone(open_and_closed, tmp_path):
    _, closed = open_and_closed
    folder = closed.made.stacked.house.folder
    record = folder / RECORD
    kept = record.read_text()
    data = json.loads(kept)
    for page in data["pages"]:
        del page["stands"]
    record.write_text(json.dumps(data))
    try:
        old = _printed(folder, tmp_path / "old.pdf")
    finally:
        record.write_text(kept)
    assert {zone.kind for page in old.pages for zone in page.zones} == {"page", "ad"}
    assert {finding.code for finding in old.paper.findings} == {"closed-page-zones"}
