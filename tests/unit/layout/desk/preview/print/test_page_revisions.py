"""The revision of a page: the same as long as it looks the same, else another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from layout.desk.preview.print.make.page_digest import Digests, edition_revision
from layout.desk.preview.print.make.page_geometry import points
from layout.page.document import Document, Image, Page, Stroke
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.typeset.words.theme import load_theme

GRID = grid_of(FORMATS["compact"], 5)
THEME = load_theme()


def document(*pages):
    return Document("T", "en", date(2026, 3, 4), pages)


def revisions(*pages, theme=THEME):
    return Digests().revisions(document(*pages), theme)


def picture(file, width=100_000):
    return Image("picture", "p", Rect(0, 0, width, 50_000), file)


def test_pages_that_look_the_same_have_one_revision():
    one = Page(1, GRID, ())
    assert revisions(one) == revisions(Page(1, GRID, ()))
    assert revisions(one)[1] != revisions(replace(one, strokes=(Stroke(0, 0, 9, 9, 5, "rule"),)))[1]


def test_other_pages_do_not_count_but_theme_language_and_day_do():
    one, other = Page(1, GRID, ()), Page(2, GRID, (), strokes=(Stroke(0, 0, 9, 9, 5, "rule"),))
    assert revisions(one)[1] == revisions(one, other)[1]
    spanish = replace(document(one), language="es")
    assert Digests().revisions(spanish, THEME)[1] != revisions(one)[1]
    later = replace(document(one), date=date(2026, 3, 5))
    assert Digests().revisions(later, THEME)[1] != revisions(one)[1]


def test_a_file_that_changes_or_goes_changes_its_page(tmp_path):
    file = tmp_path / "a.png"
    page = Page(1, GRID, (), images=(picture(file),))
    gone = revisions(page)[1]
    file.write_bytes(b"1")
    there = revisions(page)[1]
    file.write_bytes(b"22")
    assert len({gone, there, revisions(page)[1]}) == 3


def test_a_file_printed_larger_on_another_page_changes_both():
    """Its resolution is that of its largest print."""
    small, large = picture(Path("/a.png")), picture(Path("/a.png"), 200_000)
    alone = revisions(Page(1, GRID, (), images=(small,)))[1]
    both = revisions(Page(1, GRID, (), images=(small,)), Page(2, GRID, (), images=(large,)))[1]
    assert alone != both


def test_an_edition_has_a_revision_of_its_pages_and_its_title():
    one = edition_revision({1: "a", 2: "b"}, "T")
    assert one == edition_revision({1: "a", 2: "b"}, "T")
    assert one not in (edition_revision({1: "a"}, "T"), edition_revision({1: "a", 2: "b"}, "U"))
    assert points(12_500) == 12.5
