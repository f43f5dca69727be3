"""The print view's bench: the same edition as `newsgrid print` makes, told page by page."""

import io
import shutil
from contextlib import redirect_stderr, redirect_stdout

import pypdfium2
import pytest
from PIL import Image, ImageChops
from support.desk.benches import HereDrawn, picture_of
from support.newspapers.sample_newspaper import (
    BOOK,
    book_of,
    newspaper,
    sentences,
    spoiled_picture,
    story,
)

from layout.desk.command import main
from layout.desk.preview.print.tasks import PrintBench
from layout.desk.preview.workers.page_pictures import PictureRequest
from layout.work.memory.folder import folder_of

pytestmark = pytest.mark.slow

LONG = "news-0"
"""The story that the tests edit."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A small newspaper, printed once so that it has a record."""
    folder = newspaper(tmp_path_factory.mktemp("bench") / "paper")
    with redirect_stdout(io.StringIO()):
        assert main(["print", str(folder), "-o", str(folder.parent / "first.pdf")]) == 0
    return folder


@pytest.fixture(scope="module")
def bench(paper):
    return PrintBench(str(paper), False)


@pytest.fixture
def edited(paper):
    """Writes a story's text; when the test is over all is as it was."""
    before = {
        file: file.read_bytes() for file in paper.rglob("*") if file.suffix in (".md", ".csv")
    }

    def write(name, text):
        (paper / name).write_text(text, encoding="utf-8")

    yield write
    for file in paper.rglob("*.md"):
        if file not in before:
            file.unlink()
    for file, data in before.items():
        file.write_bytes(data)


def with_word(paper, slug, word="Harbourmasters"):
    """A story's text with a word more in its first paragraph."""
    text = (paper / "stories" / f"{slug}.md").read_text()
    head, _, body = text.partition("---\n\n")
    return f"{head}---\n\n{word} {body}"


def printed(paper):
    """The bytes that the command writes, from a copy of the publication that nobody remembers."""
    copy = paper.parent / "copy"
    for folder in (copy, folder_of(copy)):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(paper, copy)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        main(["print", str(copy), "-o", str(paper.parent / "copy.pdf")])
    return (paper.parent / "copy.pdf").read_bytes()


def test_the_pdf_is_that_of_the_command_after_every_edit(paper, bench, edited):
    assert bench.pdf("") == printed(paper)
    edited(f"stories/{LONG}.md", with_word(paper, LONG))
    assert bench.pdf("") == printed(paper)
    edited("stories/extra.md", story("extra", "Sport", 60))
    assert bench.pdf("") == printed(paper)
    edited("ads.csv", BOOK.replace("2x60mm,News,2", "1x60mm,News,2"))
    assert bench.pdf("") == printed(paper)
    (paper / "stories" / "extra.md").unlink()
    assert bench.pdf("") == printed(paper)


def test_only_pages_that_look_different_have_another_revision(paper, bench, edited):
    before = bench.edition("")
    assert before["revision"] == bench.edition("")["revision"]
    text = (paper / "stories" / f"{LONG}.md").read_text()
    edited(f"stories/{LONG}.md", text.replace("harbour", "hexbour", 1))
    after = bench.edition("")
    stands = next(one["pages"] for one in after["stories"] if one["slug"] == LONG)
    changed = [
        page["number"]
        for page, was in zip(after["pages"], before["pages"], strict=True)
        if page["revision"] != was["revision"]
    ]
    assert changed and set(changed) <= set(stands)
    assert after["revision"] != before["revision"]


def test_a_page_is_drawn_as_the_whole_pdf_shows_it(paper, bench):
    whole = pypdfium2.PdfDocument(bench.pdf(""))
    pages = bench.edition("")["pages"]
    assert len(pages) == len(whole) == 4
    for page in pages:
        data, right = picture_of(bench, PictureRequest("", page["number"], 1.5, page["revision"]))
        shown = Image.open(io.BytesIO(data)).convert("RGB")
        expected = whole[page["number"] - 1].render(scale=1.5).to_pil().convert("RGB")
        assert right and shown.size == expected.size
        assert ImageChops.difference(shown, expected).getbbox() is None


def test_a_picture_of_a_revision_that_is_gone_is_todays_and_says_so(bench):
    page = bench.edition("")["pages"][0]
    today, right = picture_of(bench, PictureRequest("", 1, 1.0, page["revision"]))
    assert right
    assert picture_of(bench, PictureRequest("", 1, 1.0, "long ago")) == (today, False)
    assert picture_of(bench, PictureRequest("", 99, 1.0, "")) is None


def test_a_page_is_never_drawn_larger_than_memory_bears(bench):
    revision = bench.edition("")["pages"][0]["revision"]
    large, _ = picture_of(bench, PictureRequest("", 1, 1e9, revision))
    assert Image.open(io.BytesIO(large)).width <= 595.3 * 6 + 1


def test_the_overlay_lies_on_the_page(bench):
    overlay = bench.page("", 2)
    assert (overlay["number"], overlay["section"]) == (2, "News")
    width, height = overlay["width"], overlay["height"]
    assert (round(width), round(height)) == (595, 842)
    rects = [one["rect"] for kind in ("legs", "areas", "images", "ads") for one in overlay[kind]]
    rects += [*overlay["holes"], *(one["type"] for one in overlay["areas"])]
    assert rects
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in rects)
    assert len(overlay["grid"]["columns"]) == 4
    assert all(0 < leg["filled"] <= leg["rows"] for leg in overlay["legs"])
    assert {one["id"] for one in overlay["ads"] if not one["house"]} == {"A1"}
    assert bench.page("", 5) is None


def test_each_line_of_a_story_has_its_part_of_a_page(paper, bench):
    found = bench.copy("", LONG)
    stands = next(one["pages"] for one in bench.edition("")["stories"] if one["slug"] == LONG)
    assert [page["number"] for page in found["pages"]] == sorted(stands)
    text = (paper / "stories" / f"{LONG}.md").read_text().split("\n")
    assert all(text[line - 1].strip() for line in found["lines"])
    printed = {part["line"] for part in found["parts"]}
    assert printed and printed <= set(found["lines"])
    legs = {page["number"]: bench.page("", page["number"])["legs"] for page in found["pages"]}
    images = {page["number"]: bench.page("", page["number"])["images"] for page in found["pages"]}
    for part in found["parts"]:
        x, y, wide, high = part["rect"]
        places = [one["rect"] for one in (*legs[part["page"]], *images[part["page"]])]
        within = (
            a <= x + 0.01
            and b <= y + 0.01
            and x + wide <= a + c + 0.01
            and y + high <= b + d + 0.01
            for a, b, c, d in places
        )
        assert any(within)
    assert {head["role"] for head in found["heads"]} >= {"headline"}
    assert bench.copy("", "nobody") is None


def test_ads_lie_outside_the_news_hole(bench):
    overlay = bench.page("", 2)
    (ad,) = (one["rect"] for one in overlay["stack"] if one["id"] == "A1")
    x, y, width, _ = ad
    for left, top, across, down in overlay["holes"]:
        beside = left + across <= x + 0.01 or x + width <= left + 0.01
        assert beside or top + down <= y + 0.01


def test_the_facts_of_a_story(bench):
    facts = bench.facts("", "story", LONG)
    assert facts["file"] == f"stories/{LONG}.md" and facts["title"]
    told = dict(facts["facts"])
    assert told["section"] == "News" and "column" in told["takes"]
    assert any(sentence.startswith("It stands on page") for sentence in facts["said"])
    assert any("the last time" in sentence for sentence in facts["said"])
    assert bench.facts("", "story", "nobody") is None


def test_the_facts_of_an_ad_and_of_a_page(bench):
    facts = bench.facts("", "ad", "A1")
    assert facts["title"] == "A1, Quay Bank"
    assert (facts["file"], facts["line"]) == ("ads.csv", 2)
    assert dict(facts["facts"])["page"] == "2"
    assert any("flood" in sentence for sentence in facts["said"])
    page = bench.facts("", "page", "2")
    assert page["title"] == "Page 2, News" and dict(page["facts"])["ads"] == "1"
    assert bench.facts("", "ad", "Z9") is None
    assert bench.facts("", "page", "77") is None
    assert bench.facts("", "nonsense", "A1") is None


def test_an_ad_without_a_place_says_why_and_what_helps(bench, edited):
    lines = BOOK.splitlines()[1:]
    edited("ads.csv", book_of(*lines, "A9,Deep Diving,dive,4x900mm,News,1,,,,10,,art.png"))
    edition = bench.edition("")
    assert not edition["problems"]
    edited("ads.csv", book_of(*lines, "A9,Deep Diving,dive,4x200mm,News,1,,,,10,,art.png"))
    edition = bench.edition("")
    (unplaced,) = (one for one in edition["unplaced"] if one["id"] == "A9")
    assert "has no place" in unplaced["said"] and unplaced["remedy"]
    facts = bench.facts("", "ad", "A9")
    assert dict(facts["facts"])["page"] == "none"
    assert any("has no place" in sentence for sentence in facts["said"])
    assert any(sentence.startswith("What helps") for sentence in facts["said"])


def test_a_story_without_a_page_says_why(bench, edited):
    edited("stories/giant.md", story("giant", "News", 9000))
    edition = bench.edition("")
    (held,) = (one for one in edition["unplaced"] if one.get("slug") == "giant")
    assert "held over" in held["said"]
    assert dict(bench.facts("", "story", "giant")["facts"])["page"].startswith("none")


def test_what_is_broken_is_told_over_the_last_good_edition(paper, bench, edited):
    before = bench.edition("")
    assert not before["stale"] and not before["problems"]
    edited("ads.csv", "no;book;at;all\n1;2")
    broken = bench.edition("")
    assert broken["stale"] and broken["pages"] == before["pages"]
    assert {problem["file"] for problem in broken["problems"]} == {"ads.csv"}
    page = broken["pages"][0]
    assert picture_of(bench, PictureRequest("", 1, 1.0, page["revision"]))[1]
    edited("ads.csv", BOOK)
    assert not bench.edition("")["stale"]
    settings = (paper / "newsgrid.toml").read_text()
    (paper / "newsgrid.toml").write_text(f"{settings}\n[broken")
    broken = bench.edition("")
    (paper / "newsgrid.toml").write_text(settings)
    assert broken["stale"] and broken["pages"] == before["pages"]
    assert {problem["file"] for problem in broken["problems"]} == {"newsgrid.toml"}
    assert not bench.edition("")["stale"]


def test_a_story_that_is_broken_just_now_is_waited_for(paper, bench, edited):
    before = bench.edition("")
    text = (paper / "stories" / f"{LONG}.md").read_text()
    edited(f"stories/{LONG}.md", "---\nheadline: [\n---\n")
    broken = bench.edition("")
    assert broken["stale"] and broken["revision"] == before["revision"]
    assert {problem["file"] for problem in broken["problems"]} == {f"stories/{LONG}.md"}
    edited(f"stories/{LONG}.md", text)
    assert not bench.edition("")["stale"]
    (paper / "stories" / f"{LONG}.md").unlink()
    gone = bench.edition("")
    assert not gone["stale"] and LONG not in {one["slug"] for one in gone["stories"]}


def test_what_was_broken_from_the_beginning_is_not_waited_for(tmp_path):
    paper = newspaper(tmp_path / "paper", book=book_of(*BOOK.splitlines()[1:], "X1,Nobody,,none"))
    bench = PrintBench(str(paper), False)
    first = bench.edition("")
    assert not first["stale"] and "error" in {one["severity"] for one in first["findings"]}
    (paper / "ads.csv").write_text(book_of(*BOOK.splitlines()[2:], "X1,Nobody,,none"))
    second = bench.edition("")
    assert not second["stale"] and "A1" not in {ad["id"] for ad in second["ads"]}


def test_an_edition_that_never_was_has_no_revision(tmp_path):
    bench = PrintBench(str(newspaper(tmp_path / "paper", stories={})), False)
    edition = bench.edition("")
    assert edition["revision"] is None and edition["pages"] == []
    assert edition["problems"] and edition["stale"]


def test_a_damaged_picture_is_left_out_and_told(tmp_path):
    text = story("it", "News", 200).replace("---\n\n", "---\n\n![It](it.png)\n\n", 1)
    paper = newspaper(tmp_path / "paper", stories={"it": text, "on": story("on", "Sport", 200)})
    spoiled_picture(paper / "stories" / "it.png", 900, 600)
    bench = PrintBench(str(paper), False)
    edition = bench.edition("")
    assert not edition["problems"]
    assert "unprintable-picture" in [finding["code"] for finding in edition["findings"]]
    assert bench.pdf("") == printed(paper)
    pages = [bench.page("", page["number"]) for page in edition["pages"]]
    assert not [one for page in pages for one in page["images"] if one["story"] == "it"]


def test_one_story_has_an_edition_of_its_own(paper, bench):
    name = f"stories/{LONG}.md"
    edition = bench.edition(name)
    assert edition["alone"] and edition["story"] == name and not edition["problems"]
    (listed,) = edition["stories"]
    assert (listed["slug"], listed["file"], listed["pages"]) == (LONG, name, [1])
    with redirect_stdout(io.StringIO()):
        assert main(["print", str(paper / name), "-o", str(paper.parent / "one.pdf")]) == 0
    assert bench.pdf(name) == (paper.parent / "one.pdf").read_bytes()
    assert bench.facts(name, "story", LONG)["file"] == name
    assert bench.page(name, 1)["legs"]
    data, right = picture_of(bench, PictureRequest(name, 1, 1.0, edition["pages"][0]["revision"]))
    assert right and data.startswith(b"\x89PNG")


def test_no_name_leads_out_of_the_publication(bench):
    for name in ("../copy/stories/news-0.md", "/etc/hosts", "stories/../../x.md"):
        edition = bench.edition(name)
        assert edition["revision"] is None and edition["problems"]


def test_a_story_without_a_publication(tmp_path):
    (tmp_path / "tide.md").write_text(f"# The tide\n\n{sentences(200)}\n")
    bench = PrintBench(str(tmp_path), True)
    edition = bench.edition("tide.md")
    assert edition["alone"] and len(edition["pages"]) == 1
    assert bench.edition("")["problems"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["tide.md"]


def test_nothing_is_written_into_the_publication(tmp_path):
    paper = newspaper(tmp_path / "paper")
    before = {file: file.read_bytes() for file in paper.rglob("*") if file.is_file()}
    bench = PrintBench(str(paper), False)
    page = bench.edition("")["pages"][0]
    picture_of(bench, PictureRequest("", 1, 1.0, page["revision"]))
    bench.pdf("")
    bench.edition(f"stories/{LONG}.md")
    assert {file: file.read_bytes() for file in paper.rglob("*") if file.is_file()} == before


def test_memory_stays_level_over_many_makings(paper, bench, edited):
    weights, drawn = [], HereDrawn()
    for number in range(30):
        edited(f"stories/{LONG}.md", with_word(paper, LONG, f"Word{number}"))
        page = bench.edition("")["pages"][0]
        picture_of(bench, PictureRequest("", 1, 0.5, page["revision"]), drawn)
        values = [one.value for one in bench._memories[0].values.values()]
        bytes_ = sum(len(value) for value in values if isinstance(value, bytes))
        weights.append((bytes_ + drawn.rasters.weight[0], len(values)))
        assert len(bench._made) <= 8 and drawn.rasters.weight[1] <= 48
    things = [count for _, count in weights]
    # An edit that is hard to make up leaves dozens for a while: what is kept falls again.
    assert min(things[20:]) <= max(things[10:20]) + 30
    grown = weights[29][0] - weights[9][0]
    assert grown < 20 * 400_000  # what an edit leaves behind, for a while
