"""Artwork of ads: there, inside, readable, of the booked shape, fine enough; and the book."""

from __future__ import annotations

import pikepdf
import pytest
from PIL import Image

from layout.page.format import FORMATS, grid_of
from layout.publication.ads.artwork_files import artwork_findings, artwork_of
from layout.publication.ads.book_file import ad_book_of, book_file, decoded, sheet_of
from layout.publication.settings.newsgrid_toml import House
from layout.story.publication import Publication
from slots.book.booking import Booking
from slots.book.sheet import Sheet
from slots.finding import BadInput, Severity

SHEET = Sheet(6, 99 * 10_000, 100_000, 10_000, 10_000, spine=60_000)


def ad(artwork: str, columns: int = 2, depth: int = 210_000, **more) -> Booking:
    return Booking("A1", "Bank of X", columns, depth, artwork=artwork, **more)


def picture(folder, name: str, size: tuple[int, int]) -> None:
    Image.new("RGB", size, "red").save(folder / name)


def test_artwork_that_is_right_says_nothing(tmp_path):
    picture(tmp_path, "a.png", (600, 600))
    file, finding = artwork_of(ad("a.png"), tmp_path)
    assert (file, finding) == ((tmp_path / "a.png").resolve(), None)
    assert artwork_findings(ad("a.png"), file, SHEET) == ()


@pytest.mark.parametrize(
    "artwork, code, severity, message",
    [
        ("", "no-artwork", Severity.WARNING, "it has no artwork yet"),
        ("none.png", "no-artwork", Severity.ERROR, 'artwork "none.png" is not there'),
        ("broken.png", "no-artwork", Severity.ERROR, 'artwork "broken.png" is'),
        ("broken.pdf", "no-artwork", Severity.ERROR, 'artwork "broken.pdf" is'),
        ("words.txt", "no-artwork", Severity.ERROR, 'artwork "words.txt" is'),
        (".", "no-artwork", Severity.ERROR, "is not there"),
        ("../out.png", "artwork-outside", Severity.ERROR, "lies outside the publication"),
        ("/etc/passwd", "artwork-outside", Severity.ERROR, "lies outside the publication"),
        ("link.png", "artwork-outside", Severity.ERROR, "lies outside the publication"),
    ],
)
def test_artwork_that_cannot_be_used(tmp_path, artwork, code, severity, message):
    folder = tmp_path / "paper"
    folder.mkdir()
    picture(tmp_path, "out.png", (600, 600))
    picture(folder, "whole.png", (600, 600))
    (folder / "broken.png").write_bytes((folder / "whole.png").read_bytes()[:30])
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "words.txt").write_text("words")
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    file, finding = artwork_of(ad(artwork), folder)
    assert file is None
    assert (finding.code, finding.severity) == (code, severity)
    assert message in finding.message and finding.message.startswith("A1 (Bank of X): ")
    assert finding.hint


def test_other_proportions_by_more_than_two_per_cent(tmp_path):
    for name, size in (("near", (610, 600)), ("wide", (630, 600)), ("deep", (600, 660))):
        picture(tmp_path, f"{name}.png", size)
    told = {
        name: [
            f.message.split('" ')[1]
            for f in artwork_findings(ad(f"{name}.png"), tmp_path / f"{name}.png", SHEET)
        ]
        for name in ("near", "wide", "deep")
    }
    assert told["near"] == []
    assert told["wide"] == ["is 5 % too wide for the 74.1 mm x 74.1 mm that are booked"]
    assert told["deep"] == ["is 9 % too deep for the 74.1 mm x 74.1 mm that are booked"]


def test_coarse_pictures_and_double_trucks(tmp_path):
    picture(tmp_path, "a.png", (291, 291))
    (finding,) = artwork_findings(ad("a.png"), tmp_path / "a.png", SHEET)
    assert finding.message.endswith('"a.png" has 100 dots an inch on 74.1 mm x 74.1 mm')
    picture(tmp_path, "a.png", (292, 292))
    assert artwork_findings(ad("a.png"), tmp_path / "a.png", SHEET) == ()
    truck = ad("a.png", 6, 1_360_000, double_truck=True)
    assert SHEET.width(6, double_truck=True) == 1_360_000
    assert [f.code for f in artwork_findings(truck, tmp_path / "a.png", SHEET)] == [
        "artwork-coarse"
    ]


def test_a_pdf_has_no_dots(tmp_path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 50))
        pdf.save(tmp_path / "a.pdf")
    file, finding = artwork_of(ad("a.pdf"), tmp_path)
    assert finding is None
    assert [f.code for f in artwork_findings(ad("a.pdf"), file, SHEET)] == ["artwork-shape"]
    assert artwork_findings(ad("a.pdf", depth=105_000), file, SHEET) == ()


def house(folder) -> House:
    return House(Publication(), FORMATS, folder / "newsgrid.toml")


GRID = grid_of(FORMATS["compact"])


def test_a_publication_has_one_book_or_none(tmp_path):
    assert book_file(house(tmp_path)) is None
    assert ad_book_of(house(tmp_path), GRID) == ((), ())
    (tmp_path / "ads.csv").write_text("id,client,size\n1,Mill,strip\n")
    bookings, findings = ad_book_of(house(tmp_path), GRID)
    assert [booking.columns for booking in bookings] == [6] and findings == ()
    (tmp_path / "ads.toml").write_text("")
    with pytest.raises(BadInput, match="two ad books"):
        ad_book_of(house(tmp_path), GRID)
    assert ad_book_of(House(Publication(), FORMATS), GRID) == ((), ())


def test_the_sheet_is_the_page_below_its_folio():
    sheet = sheet_of(GRID)
    assert sheet.rows == GRID.rows - 2 == sheet.depth // sheet.leading
    assert abs(sheet.width(6) - GRID.live.width) < 6
    assert sheet.width(6, double_truck=True) == 2 * sheet.width(6) + sheet.spine
    assert sheet.spine == 2 * GRID.live.x


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_spreadsheets(tmp_path, encoding):
    text = "id,client,size\n1,Café Ñandú,strip\n"
    assert decoded(text.encode(encoding), tmp_path / "ads.csv") == (text, ())


def test_windows_latin_is_read_with_a_warning(tmp_path):
    file = tmp_path / "ads.csv"
    file.write_bytes("id,client,size\n1,Café – bar,strip\n".encode("cp1252"))
    bookings, (finding,) = ad_book_of(house(tmp_path), GRID)
    assert bookings[0].advertiser == "Café – bar"
    assert (finding.severity, finding.where.line, finding.where.column) == (Severity.WARNING, 2, 6)
    assert "Windows Latin" in finding.message and "Café" in finding.message


@pytest.mark.parametrize(
    "data, name, message",
    [
        (b"PK\x03\x04rest", "ads.csv", "this is a workbook, not a table of text"),
        (b"id\0,client", "ads.csv", "this is not text"),
        (b"a = '\xe9'", "ads.toml", "this is not UTF-8 text"),
    ],
)
def test_what_is_no_text(tmp_path, data, name, message):
    with pytest.raises(BadInput, match=message):
        decoded(data, tmp_path / name)
