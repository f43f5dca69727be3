"""Whole editions with something wrong in ad book or settings: all is told at once with a remedy,
and the rest is printed where that makes sense."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from support.newspapers.printed_newspaper import codes, of_code, printer, remedied
from support.newspapers.sample_newspaper import (
    BOOK,
    SETTINGS,
    book_of,
    newspaper,
    picture,
    spoiled_picture,
    story,
    usual_stories,
    with_story,
)

from layout.desk.command import main

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path, capsys):
    """Prints the publication in tmp_path/paper; gives exit code, JSON report and stderr."""
    return printer(tmp_path, capsys)


@pytest.fixture
def make(tmp_path):
    """Writes a publication into tmp_path/paper."""
    return functools.partial(newspaper, tmp_path / "paper")


def test_the_sample_itself_has_nothing_wrong(make, run, tmp_path):
    make()
    code, report, err = run("--strict")
    assert (code, report["findings"], err) == (0, [], "")
    assert (report["pages"], report["stories"], report["ads"]) == (4, 10, 4)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


# --- the ad book --------------------------------------------------------------------------------


def test_contradictory_locks_leave_one_ad_without_a_place(make, run, tmp_path):
    make(
        book=book_of(
            "L1,Quay Bank,bank,4x80mm,News,,,,,300,page 2,strip.png",
            "L2,Tide Motors,cars,4x200mm,News,,,,,200,page 2,art.png",
            "L3,Pier Foods,food,2x60mm,Sport,,,,,200,page 3,art.png",
        )
    )
    code, report, _ = run()
    assert code == 1 and len(report["unplaced"]) == 1 and report["ads"] == 2
    assert "no-place" in codes(report) and remedied(report)
    assert (tmp_path / "out.pdf").exists()


def test_an_ad_wider_than_the_page(make, run):
    make(book=BOOK + "W1,Wide,,9x60mm,News,,,,,10,,art.png\n")
    code, report, _ = run()
    assert code == 1 and report["ads"] == 4
    (found,) = of_code(report, "contradiction")
    assert found["line"] == 6 and "W1" in found["message"]


def test_twice_as_many_ads_as_there_is_room_for(make, run):
    full = [f"F{n},Advertiser {n},,full page,,,,,,{n + 1}00,," for n in range(8)]
    make(book=book_of(*full))
    code, report, _ = run()
    assert code == 1 and len(report["unplaced"]) + report["ads"] == 8
    assert len(report["unplaced"]) >= 4 and remedied(report)


def test_all_ads_locked_onto_one_page(make, run):
    locked = [f"L{n},Advertiser {n},,4x70mm,,,,,,10,page 2,strip.png" for n in range(6)]
    make(book=book_of(*locked))
    code, report, _ = run()
    assert code == 1 and report["unplaced"] and remedied(report)


def test_no_ads_at_all(make, run):
    make(book=None)
    code, report, _ = run()
    assert (code, report["ads"], report["stories"]) == (0, 0, 10)


def test_an_ad_of_no_section_that_there_is(make, run):
    make(book=BOOK + "U1,Lost,,2x60mm,Sprot,,,,,10,,art.png\n")
    code, report, _ = run()
    assert code == 1 and report["ads"] == 4
    (found,) = of_code(report, "unknown-section")
    assert 'did you mean "Sport"?' in found["message"] and remedied(report)


def test_artwork_that_is_not_there_or_is_damaged(make, run, tmp_path):
    folder = make(
        book=book_of(
            "A1,Missing,,2x60mm,News,,,,,10,,ads/none.pdf",
            "A2,Corrupt,,2x60mm,News,,,,,10,,broken.pdf",
            "A3,Outside,,2x60mm,Sport,,,,,10,,../secret.png",
            "A4,Text,,2x60mm,Sport,,,,,10,,text.png",
            "A5,Late,,4x30mm,Sport,,,,,10,,",
        )
    )
    picture(tmp_path / "secret.png", 600, 400)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really\n%%EOF")
    (folder / "text.png").write_text("not a picture")
    code, report, _ = run()
    assert code == 1 and report["ads"] == 5
    assert codes(report) == ["artwork-outside", *["no-artwork"] * 4] and remedied(report)
    warned = [found for found in report["findings"] if found["severity"] == "warning"]
    assert [found["message"] for found in warned] == ["A5 (Late): it has no artwork yet"]


def test_a_stack_needs_no_artwork_yet(make, capsys):
    folder = make(book=book_of("A1,Missing,,2x60mm,News,,,,,10,,ads/none.pdf"))
    assert main(["stack", str(folder)]) == 0
    assert "warning: A1 (Missing): artwork" in capsys.readouterr().err
    assert main(["check", str(folder / "ads.csv")]) == 1
    assert "error" in capsys.readouterr().out


def test_artwork_that_turns_out_to_be_damaged_when_it_is_painted(make, run, tmp_path):
    folder = make()
    spoiled_picture(folder / "art.png", 600, 400)
    code, report, _ = run()
    assert code == 1 and report["ads"] == 4 and (tmp_path / "out.pdf").exists()
    found, *_ = of_code(report, "no-artwork")
    assert 'artwork "art.png" is damaged: ' in found["message"] and found["hint"]
    assert found["file"] == str(folder / "ads.csv") and found["line"]


def test_a_book_that_is_no_table(make, run, tmp_path):
    folder = make(stories=with_story("bad", "---\nheadline: never closed\n\nText"))
    (folder / "ads.csv").write_bytes(b"PK\x03\x04 a workbook")
    code, report, _ = run()
    assert code == 2 and {"not-text", "open-front-matter"} <= set(codes(report))
    assert not (tmp_path / "out.pdf").exists()


# --- settings, and all at once ------------------------------------------------------------------


def test_settings_book_and_story_are_told_at_once(make, run, tmp_path):
    make(
        settings=SETTINGS.replace('language = "en-GB"', "language = 7").replace("£1", "£1"),
        book=BOOK + "W1,Wide,,9x60mm,News,,,,,10,,art.png\nU1,Lost,,2x60mm,Sprot,,,,,10,,art.png\n",
        stories=with_story("bad", "---\nheadline: never closed\n\nText"),
    )
    code, report, _ = run()
    assert code == 2 and not (tmp_path / "out.pdf").exists()
    assert {"contradiction", "open-front-matter", "unknown-section"} <= set(codes(report))
    files = {Path(finding["file"]).name for finding in report["findings"]}
    assert files == {"newsgrid.toml", "ads.csv", "bad.md"}


def test_settings_that_leave_the_page_unknown_say_nothing_of_sizes(make, run):
    make(
        settings=SETTINGS.replace('"a4"', '"a44"'),
        book=BOOK + "W1,Wide,,9x60mm,News,,,,,10,,art.png\n",
    )
    code, report, _ = run()
    assert (code, codes(report)) == (2, ["unknown-format"])


def test_no_settings_at_all(make, run):
    make(settings=None, book=None)
    code, report, _ = run()
    assert code == 0 and report["pages"] == 4 and report["stories"] == 10


def test_no_sections(make, run):
    plain = SETTINGS[: SETTINGS.index("[[print")]
    make(settings=plain, book=book_of("A1,Quay Bank,bank,2x60mm,,,,,,300,,art.png"))
    code, report, _ = run()
    assert code in (0, 1) and report["pages"] == 4 and report["ads"] == 1


def test_too_many_stories_for_four_pages(make, run):
    more = {f"more-{n}": story(f"more-{n}", "News", 400) for n in range(30)}
    make(stories={**usual_stories(), **more})
    code, report, _ = run()
    assert code == 1 and report["pages"] == 4 and len(report["held"]) > 20 and remedied(report)


def test_pages_as_many_as_needed_but_no_more_than_a_paper_has(make, run):
    book = book_of(*(f"F{n},Advertiser {n},,full page,,,,,,10,," for n in range(110)))
    make(settings='name = "Q"\n[print]\nformat = "a4"\ncolumns = 4\n', book=book)
    code, report, _ = run()
    assert code == 2 and "page-count" in codes(report)
    (found,) = of_code(report, "page-count")
    assert "would have 116 pages" in found["message"] and found["hint"]
