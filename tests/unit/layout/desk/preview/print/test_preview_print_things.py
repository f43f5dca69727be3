"""Pictures and house ads of an edition have facts; a page that cannot be painted is told."""

import pytest
from support.newspapers.sample_newspaper import newspaper, picture, story, usual_stories

from layout.desk.preview.print import tasks as benches
from layout.desk.preview.print.tasks import PrintBench
from slots.finding import BadInput, Finding, Severity

pytestmark = pytest.mark.slow

OF_THE_PICTURE = "\n![The tide at the quay](tide.png)\n*The tide at the quay. Photo: Ann Shore*\n"


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A newspaper with a picture in its first story, and too few stories for its pages."""
    stories = usual_stories()
    lead = story("news-0", "News", 240, rank=1)
    head, first, *rest = lead.split("\n\n")
    stories["news-0"] = "\n\n".join((head, first, OF_THE_PICTURE.strip(), *rest))
    del stories["sport-1"], stories["sport-2"]
    folder = newspaper(tmp_path_factory.mktemp("things") / "paper", stories)
    picture(folder / "stories" / "tide.png", 900, 600)
    return folder


@pytest.fixture(scope="module")
def bench(paper):
    return PrintBench(str(paper), False)


def test_a_picture_says_how_it_is_printed(bench):
    edition = bench.edition("")
    (listed,) = edition["pictures"]
    assert listed["file"] == "tide.png" and listed["story"] == "news-0"
    overlay = bench.page("", listed["page"])
    (image,) = (one for one in overlay["images"] if one["role"] == "picture")
    assert image["id"] == listed["id"]
    facts = bench.facts("", "picture", listed["id"])
    told = dict(facts["facts"])
    assert facts["title"] == "tide.png" and told["page"] == str(listed["page"])
    assert "news-0" in told["story"]
    assert facts["file"] == "stories/news-0.md" and facts["line"] > 5
    crop = told["crop"]
    sides = sum(float(part.rpartition(" ")[2][:-1]) for part in crop.split(", ") if "%" in part)
    dots = float(told["resolution"].split()[0])
    across = 900 if crop == "none" or "left" not in crop else 900 * (1 - sides / 100)
    assert dots == pytest.approx(across / (image["rect"][2] / 72), rel=0.02)
    assert told["file size"] == "900 × 600 px, PNG"
    assert bench.facts("", "picture", "nothing") is None


def test_the_picture_of_a_story_alone_has_facts(bench):
    alone = "stories/news-0.md"
    (box,) = (one for one in bench.page(alone, 1)["boxes"] if one["role"] == "picture")
    facts = bench.facts(alone, "picture", box["id"])
    assert dict(facts["facts"])["where"] and facts["file"] == alone


def test_a_house_ad_says_which_hole_it_fills(bench):
    edition = bench.edition("")
    overlays = [bench.page("", page["number"]) for page in edition["pages"]]
    houses = [(page["number"], one) for page in overlays for one in page["ads"] if one["house"]]
    assert houses
    for number, house in houses:
        facts = bench.facts("", "house_ad", house["house"])
        told = dict(facts["facts"])[f"page {number}"]
        assert facts["title"] == f"House ad: {house['house']}"
        assert any(told.partition(":")[0] in said for said in facts["said"])
    listed = {(one["page"], one["name"]) for one in edition["houseAds"]}
    assert listed == {(number, house["house"]) for number, house in houses}
    assert bench.facts("", "house_ad", "nothing") is None


def test_a_page_that_cannot_be_painted_is_among_the_problems(paper, bench, monkeypatch):
    wrong = Finding("unrenderable", Severity.ERROR, "a box cannot be rendered")

    def failing(*_):
        raise BadInput([wrong])

    page = bench.edition("")["pages"][2]
    with monkeypatch.context() as broken:
        broken.setattr(benches, "page_pdf_of", failing)
        with pytest.raises(BadInput):
            bench.page_pdf("", page["number"])
    told = bench.edition("")
    assert [one["message"] for one in told["problems"]] == [wrong.message] and not told["stale"]
    bench.page_pdf("", page["number"])
    assert not bench.edition("")["problems"]
