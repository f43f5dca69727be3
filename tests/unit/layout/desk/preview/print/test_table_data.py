"""What the print view is told for its table: the parts of stories by columns and rows, why a story
has no page, what moved since the last print, headlines that are typed."""

from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import SETTINGS, newspaper

from layout.desk.command import main
from layout.desk.preview.print.tasks import PrintBench
from layout.press.boxes.house_ads import HOUSE_ADS
from layout.publication.decisions.pages_keys import PLACES, parse_place
from layout.story.decided import REGIONS
from slots.book.booking import Position

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    folder = newspaper(tmp_path_factory.mktemp("data") / "paper")
    story = folder / "stories" / "sport-2.md"
    text = story.read_text().replace("---\n", "---\nembargo: 2026-12-24\n", 1)
    story.write_text(text)
    (folder / "pages.toml").write_text("[story.news-2]\nhold = true\n")
    return folder


@pytest.fixture(scope="module")
def bench(paper):
    return PrintBench(str(paper), False)


def test_the_parts_of_a_page_are_told_by_columns_and_rows(bench):
    stories = {one["slug"]: one["pages"] for one in bench.edition("")["stories"]}
    for number in (1, 2, 3, 4):
        page = bench.page("", number)
        columns, rows = len(page["grid"]["columns"]), page["grid"]["rows"]
        for part in page["parts"]:
            assert number in stories[part["story"]]
            assert part["rest"] is (stories[part["story"]][0] != number)
            assert 0 <= part["column"] < part["column"] + part["columns"] <= columns
            assert 0 <= part["row"] < part["row"] + part["rows"] <= rows
            left, _, wide, _ = part["rect"]
            first, last = part["column"], part["column"] + part["columns"] - 1
            assert left == pytest.approx(page["grid"]["columns"][first][0])
            ends = page["grid"]["columns"][last]
            assert left + wide == pytest.approx(ends[0] + ends[1])
        legs = {leg["story"] for leg in page["legs"]}
        assert legs == {part["story"] for part in page["parts"]}


def test_why_a_story_has_no_page_is_told(bench):
    waits = {one["slug"]: one["why"] for one in bench.edition("")["unplaced"] if "slug" in one}
    assert waits == {"news-2": "decided", "sport-2": "waiting"}


def test_what_moved_since_the_last_print_is_told(bench, paper: Path, capsys):
    assert main(["print", str(paper), "-o", str(paper / "out.pdf"), "--json"]) == 0
    capsys.readouterr()
    edition = bench.edition("")
    assert edition["moved"] == []
    (before,) = next(one["pages"] for one in edition["stories"] if one["slug"] == "news-3")
    said = f"[story.news-3]\npage = {3 - before}\n"
    (paper / "pages.toml").write_text(f"[story.news-2]\nhold = true\n\n{said}")
    moved = {one["slug"]: one for one in bench.edition("")["moved"]}
    assert moved["news-3"] == {
        "slug": "news-3",
        "rest": False,
        "from": before,
        "to": 3 - before,
    }


def test_a_headline_that_is_typed_is_set_over_its_story(bench):
    headline = next(o["headline"] for o in bench.edition("")["stories"] if o["slug"] == "news-0")
    as_it_is = bench.headline("news-0", headline)
    assert as_it_is["fits"] and as_it_is["deeper"] == 0
    assert " ".join(as_it_is["lines"]) == headline
    longer = bench.headline("news-0", f"{headline} " * 6)
    assert not longer["fits"]
    assert longer["deeper"] > 0 or longer["size"] < as_it_is["size"]
    assert bench.headline("news-0", "Tide")["fits"]
    assert bench.headline("news-2", "Held") is None
    assert bench.headline("nothing", "Tide") is None


def test_what_a_move_costs_is_told_of_the_edition_that_is_shown(bench):
    stories = {one["slug"]: one["pages"] for one in bench.edition("")["stories"]}
    (on,) = stories["sport-3"]
    here = bench.move("sport-3", on, "")
    assert here == {"possible": True, "points": 0, "leaving": (), "ads": ()}
    assert bench.move("sport-3", on, "nowhere") == here
    there = bench.move("sport-3", 7 - on, "top left")
    assert there["points"] != 0
    assert bench.move("nobody", on, "") is None
    assert bench.move("news-2", 1, "") is None  # it is on hold


def test_the_names_that_forms_offer_come_with_the_edition(bench):
    choices = bench.edition("")["choices"]
    assert (choices["regions"], choices["houseAds"]) == (REGIONS, HOUSE_ADS)
    assert choices["places"] == PLACES
    assert {"any", *choices["positions"]} == set(Position)
    assert len({parse_place(place) for place in PLACES}) == len(PLACES)


def test_the_regions_of_a_dummy_are_told_with_the_stories_that_have_them(tmp_path: Path):
    settings = SETTINGS.replace("columns = 4", "columns = 5")  # those that the dummy is drawn for
    paper = newspaper(tmp_path / "five", settings=settings)
    (paper / "pages.toml").write_text('[page.3]\ndummy = "inside-right"\n')
    edition = PrintBench(str(paper), False).edition("")
    regions = edition["pages"][2]["regions"]
    named = [(one["name"], one["takes"]) for one in regions]
    assert named == [("lead", "lead"), ("second", "second"), ("rest", "none")]
    assert not any(one["rest"] for one in regions)
    taken = {one["slug"] for one in regions} - {""}
    assert taken
    assert taken <= set(edition["pages"][2]["begun"])
    assert edition["pages"][0]["regions"] == []
    assert "spread" in edition["dummies"]
    assert edition["spreads"] == ["spread"]


def test_each_page_of_a_spread_is_told_with_the_regions_of_its_half(tmp_path: Path):
    settings = SETTINGS.replace("columns = 4", "columns = 5").replace("pages = 2", "pages = 1", 1)
    settings = settings.replace("pages = 2", "pages = 3", 1)  # Sport has pages 2 to 4
    paper = newspaper(tmp_path / "spread", settings=settings)
    (paper / "ads.csv").unlink()
    (paper / "pages.toml").write_text('[page.2]\ndummy = "spread"\n')
    pages = PrintBench(str(paper), False).edition("")["pages"]
    names = [[o["name"] for o in page["regions"] if o["takes"] != "none"] for page in pages]
    assert names == [[], ["lead"], ["second", "large", "third"], []]
    assert [page["spread"] for page in pages] == ["", "", "spread", ""]
    for page in pages[1:3]:
        assert {one["slug"] for one in page["regions"]} - {""} <= {*page["begun"]}
    assert pages[1]["regions"][0]["slug"]
