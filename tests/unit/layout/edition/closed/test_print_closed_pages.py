"""newsgrid print with closed pages: closed ones never change, and an edition has all its pages."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops
from support.newspapers.printed_newspaper import Printed, codes, of_code, printer
from support.newspapers.sample_newspaper import BOOK, SETTINGS, book_of, newspaper, story

from layout.desk.command import main
from layout.edition.ads_ahead import stacked
from layout.edition.last_plan import read_record
from layout.publication.closed_pages import RECORD, read_closed

pytestmark = pytest.mark.slow

LATE = story("news-9", "News", 60, rank=1)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return newspaper(tmp_path / "paper")


@pytest.fixture
def printed(tmp_path: Path, paper: Path, capsys: pytest.CaptureFixture[str]) -> Printed:
    return printer(tmp_path, capsys)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.pdf"


def page_file(paper: Path, number: int) -> Path:
    return paper / "closed" / f"page-{number:02}.pdf"


def hashes(paper: Path) -> dict[str, str]:
    folder = paper / "closed"
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.glob("*.pdf")
    }


def pages_of(pdf: Path) -> list[str]:
    """What each page says."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def picture(pdf: Path, number: int):
    with pypdfium2.PdfDocument(pdf) as document:
        return document[number - 1].render(scale=1.5).to_pil().convert("L")


def test_a_page_is_closed_as_it_is_printed(printed: Printed, paper: Path, out: Path) -> None:
    code, report, _ = printed("--pages", "2", "--close")
    assert (code, codes(report)) == (0, [])
    record = json.loads((paper / RECORD).read_text())
    (one,) = record["pages"]
    assert (one["number"], one["section"]) == (2, "News")
    assert page_file(paper, 2).read_bytes() == out.read_bytes()
    assert one["digest"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert str(paper / RECORD) in report["files"]


def test_late_changes_leave_a_closed_page_and_all_others_are_there(
    printed: Printed, paper: Path, out: Path
) -> None:
    printed()
    before, looked = pages_of(out), picture(out, 2)
    printed("--pages", "2", "--close")
    first = hashes(paper)
    (paper / "stories" / "news-9.md").write_text(LATE)
    (paper / "ads.csv").write_text(BOOK + "A5,Reef Books,books,1x40mm,News,,,,,50,,art.png\n")
    code, report, _ = printed()
    after = pages_of(out)
    assert code in (0, 1)
    assert report["closed"] == [2]
    assert hashes(paper) == first
    assert len(after) == 4
    assert after[1] == before[1]
    assert after[0] != before[0], "the late story is in"
    assert ImageChops.difference(looked, picture(out, 2)).getbbox() is None
    assert ImageChops.difference(picture(page_file(paper, 2), 1), picture(out, 2)).getbbox() is None


def test_the_edition_is_sound_and_the_same_again(printed: Printed, paper: Path, out: Path) -> None:
    printed("--pages", "3,4", "--close")
    printed()
    first = out.read_bytes()
    subprocess.run(["qpdf", "--check", out], check=True, capture_output=True)
    printed()
    assert out.read_bytes() == first
    printed("--fresh")
    assert pages_of(out)[2:] == [pages_of(page_file(paper, n))[0] for n in (3, 4)]


def test_some_pages_are_printed_in_their_order(printed: Printed, paper: Path, out: Path) -> None:
    printed()
    every = pages_of(out)
    printed("--pages", "2", "--close")
    for wanted in ([3, 1], [4, 2, 1], [2]):
        code, _, _ = printed("--pages", ",".join(map(str, wanted)))
        assert code == 0
        assert pages_of(out) == [every[number - 1] for number in wanted]
    assert out.read_bytes() == page_file(paper, 2).read_bytes()


def test_a_page_that_is_open_again_changes(printed: Printed, paper: Path, out: Path) -> None:
    printed("--close")
    assert len(hashes(paper)) == 4
    text = paper / "stories" / "news-0.md"
    text.write_text(text.read_text().replace("(news-0)", "(as corrected)"))
    code, report, _ = printed("--strict")
    assert (code, codes(report)) == (1, ["closed-page"])
    (told,) = of_code(report, "closed-page")
    assert told["file"].endswith("news-0.md")
    number = told["hint"].split()[-1]
    code, report, _ = printed("--open", number)
    assert (code, codes(report)) == (0, [])
    assert "ascorrected" in "".join("".join(pages_of(out)).split())
    assert len(hashes(paper)) == 3
    assert number not in [str(n) for n in report["closed"]]


def test_an_ad_that_is_no_longer_booked_stays_on_its_closed_page(
    printed: Printed, paper: Path, out: Path
) -> None:
    printed("--pages", "2", "--close")
    (paper / "ads.csv").write_text(
        book_of(
            "A3,Pier Foods,food,4x62mm,Sport,,,,,400,,strip.png", "A1x,Loft,tea,2x60mm,,,,,,9,,"
        )
    )
    code, report, _ = printed()
    assert code == 0
    (told,) = of_code(report, "closed-page")
    assert told["message"].startswith("ad A1 is no longer booked, but page 2 is closed")


def test_newsgrid_stack_foretells_the_ads_of_open_and_closed_pages(
    printed: Printed, paper: Path
) -> None:
    printed("--pages", "1", "--close")
    closed = read_closed(paper)
    (paper / "ads.csv").write_text(BOOK + "A5,Reef Books,books,2x60mm,News,,,,,900,,art.png\n")
    foretold = stacked(paper).plan.places
    assert printed()[0] in (0, 1)
    record, _ = read_record(paper / "edition.plan.json")
    assert set(foretold) == set(record.ads)
    assert {place for place in foretold if place.page == 1} == set(closed.ads)
    assert any(place.id == "A5" for place in foretold)


def test_what_cannot_be_closed_is_said_before_anything_is_written(
    printed: Printed, paper: Path, out: Path
) -> None:
    code, report, _ = printed("--pages", "3,9", "--close")
    assert code == 2
    assert [one["hint"] for one in report["findings"]] == ["name pages up to 4"]
    assert not out.exists()
    assert not (paper / RECORD).exists()


def test_strict_closes_nothing_where_something_is_wrong(printed: Printed, paper: Path) -> None:
    (paper / "stories" / "news-8.md").write_text(story("news-8", "News", 600))
    code, _, _ = printed("--close", "--strict")
    assert code == 1
    assert not (paper / RECORD).exists()


def test_a_section_closes_by_its_name_and_nothing_else_is_printed(
    printed: Printed, paper: Path, out: Path
) -> None:
    code, _, _ = printed("--close", "Sport")
    assert code == 0 and {one.section for one in read_closed(paper).pages} == {"Sport"}
    assert sorted(read_closed(paper).numbers) == [3, 4] and len(pages_of(out)) == 2
    assert all(one.taken for one in read_closed(paper).pages)
    code, _, _ = printed("--close", "2, 1")
    assert code == 0 and sorted(read_closed(paper).numbers) == [1, 2, 3, 4]


def test_a_section_that_there_is_not_is_refused_with_the_one_that_was_meant(
    printed: Printed, paper: Path, out: Path
) -> None:
    code, report, _ = printed("--close", "Sprot,2,7-6")
    first, second = of_code(report, "unknown-section")
    assert code == 2 and not out.exists() and not (paper / RECORD).exists()
    assert 'did you mean "Sport"?' in first["message"] and "News, Sport" in first["hint"]
    assert '"7-6"' in second["message"]


def test_close_before_the_publication_closes_all_of_it(
    paper: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print", "-o", str(out), "--close", str(paper)]) == 0
    assert sorted(read_closed(paper).numbers) == [1, 2, 3, 4]
    assert main(["print", "-o", str(out), "--close"]) == 2
    assert "Missing argument" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        ["--close", "Sport", "--pages", "3"],
        ["--close", "--proof"],
        ["--close", "--html"],
        ["--open", "2", "--columns", "5"],
        ["--close", "--format", "tabloid"],
        ["--pages", "2", "--html"],
        ["--pages", "two"],
        ["--open", "2"],
    ],
)
def test_options_that_do_not_go_together_are_refused(
    printed: Printed, paper: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, report, _ = printed(*options)
    assert code == 2
    assert report["findings"][0]["hint"]
    assert not (paper / "closed").exists()


def test_pages_of_a_lone_story_are_neither_chosen_nor_closed(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for options in (["--pages", "1"], ["--close"], ["--open", "1"]):
        arguments = ["print", str(paper / "stories" / "news-0.md"), "-o", str(tmp_path / "s.pdf")]
        assert main([*arguments, *options]) == 2
        assert "are for editions" in capsys.readouterr().err


def test_closed_pages_have_no_html(printed: Printed, paper: Path, tmp_path: Path) -> None:
    printed("--pages", "2", "--close")
    code, report, _ = printed("--html", "-o", str(tmp_path / "pages"))
    assert code == 2
    assert report["findings"][0]["message"] == "closed pages (2) are PDFs: there is no HTML of them"


def test_a_trial_on_another_sheet_has_no_closed_pages(
    printed: Printed, paper: Path, out: Path
) -> None:
    printed("--pages", "2", "--close")
    code, report, _ = printed("--columns", "5")
    assert code in (0, 1)
    assert report["closed"] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("columns = 4", "columns = 5", "on another sheet, or other columns or margins"),
        ('name = "Sport"', 'name = "Games"', "as a page of Sport, and is one of Games now"),
    ],
)
def test_an_edition_that_closed_pages_no_longer_fit_is_refused(
    printed: Printed, paper: Path, old: str, new: str, said: str
) -> None:
    printed("--pages", "4", "--close")
    (paper / "newsgrid.toml").write_text(SETTINGS.replace(old, new))
    code, report, _ = printed()
    assert code == 2
    assert any(said in one["message"] for one in of_code(report, "closed-page"))


def test_a_spoiled_page_stops_the_press(printed: Printed, paper: Path, out: Path) -> None:
    printed("--pages", "2", "--close")
    out.unlink()
    with pikepdf.open(io.BytesIO(page_file(paper, 2).read_bytes())) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.save(page_file(paper, 2))
    code, report, _ = printed()
    assert code == 2
    assert "--open 2" in report["findings"][0]["hint"]
    assert not out.exists()
    assert printed("--open", "2")[0] == 0


@pytest.mark.parametrize("rank", [1, 4])
def test_a_story_of_a_section_that_is_closed_is_held_over_and_it_is_said(
    printed: Printed, paper: Path, out: Path, rank: int
) -> None:
    printed("--pages", "1-2", "--close")
    (paper / "stories" / "late.md").write_text(story("late", "News", 40, rank=rank))
    code, report, _ = printed()
    assert code == 1
    (told,) = of_code(report, "held-over")
    assert told["message"] == '"late" is held over: every page of News is closed (1, 2)'
    assert "--open 2" in told["hint"]
    assert "(late)" not in " ".join(pages_of(out))
