"""The print view's routes, asked of a desk that runs."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from support.desk.running_desk import desk_on
from support.newspapers.sample_newspaper import newspaper

pytestmark = [pytest.mark.speaks, pytest.mark.slow]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    paper = newspaper(tmp_path_factory.mktemp("desk") / "paper")
    with desk_on(paper) as running:
        yield running


@pytest.fixture(scope="module")
def edition(desk):
    answer = desk.ask("GET", "/api/edition")
    assert answer.status == 200
    return answer.json


def test_an_edition_lists_what_is_in_it(edition):
    assert edition["title"] == "The Quay News" and edition["date"] == "2026-11-26"
    assert [page["section"] for page in edition["pages"]] == ["News", "News", "Sport", "Sport"]
    assert len({page["revision"] for page in edition["pages"]}) == 4
    assert {ad["id"] for ad in edition["ads"]} == {"A1", "A2", "A3", "A4"}
    story = next(one for one in edition["stories"] if one["slug"] == "news-0")
    assert story["file"] == "stories/news-0.md" and story["pages"] and story["words"] > 200
    assert {figure["name"] for figure in edition["figures"]} >= {"words", "legs", "white"}
    assert {"front", "inside-left"} <= set(edition["dummies"])
    begun = {page["number"]: page["begun"] for page in edition["pages"]}
    first = {one["slug"]: one["pages"][0] for one in edition["stories"] if one["pages"]}
    assert {slug: number for number, slugs in begun.items() for slug in slugs} == first
    assert not edition["alone"] and not edition["stale"] and edition["problems"] == []


def test_a_picture_of_the_right_revision_may_be_kept_for_ever(desk, edition):
    page = edition["pages"][0]
    address = f"/edition/page/1.png?scale=1.25&revision={page['revision']}"
    answer = desk.ask("GET", address)
    assert answer.status == 200 and answer.headers["content-type"] == "image/png"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.body.startswith(b"\x89PNG")
    old = desk.ask("GET", "/edition/page/1.png?scale=1.25&revision=another")
    assert old.status == 200 and old.headers["cache-control"] == "no-store"
    assert old.body == answer.body


@pytest.mark.parametrize("address", ["/edition/page/9.png", "/api/edition/page/9"])
def test_a_page_that_is_not_there(desk, address):
    answer = desk.ask("GET", address)
    assert answer.status == 404
    assert [each["message"] for each in answer.json["findings"]] == ["the edition has no such page"]


@pytest.mark.parametrize("scale", ["nan", "inf", "large", ""])
def test_a_scale_that_is_no_number(desk, scale):
    answer = desk.ask("GET", f"/edition/page/1.png?scale={scale}")
    assert answer.status == 422 and answer.json["findings"]


def test_overlay_and_facts(desk):
    overlay = desk.ask("GET", "/api/edition/page/2").json
    assert overlay["number"] == 2 and overlay["legs"] and overlay["holes"]
    facts = desk.ask("GET", "/api/edition/facts?kind=ad&id=A1")
    assert facts.status == 200 and facts.json["file"] == "ads.csv"
    assert desk.ask("GET", "/api/edition/facts?kind=ad&id=Z").status == 404
    assert desk.ask("GET", "/api/edition/facts").status == 404


def test_the_pdf_is_saved_under_its_name(desk):
    answer = desk.ask("GET", "/edition.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="edition.pdf"'
    assert answer.body.startswith(b"%PDF-")
    one = desk.ask("GET", "/edition.pdf?story=stories/news-0.md")
    assert one.headers["content-disposition"] == 'attachment; filename="news-0.pdf"'


@pytest.mark.parametrize(
    "story", ["../secret.md", "/etc/hosts", ".newsgrid/key.md", "stories/none.md", "art.png"]
)
def test_only_stories_of_the_publication_are_made(desk, story):
    answer = desk.ask("GET", f"/api/edition?story={story}")
    assert answer.status == 200 and answer.json["revision"] is None and answer.json["problems"]
    assert desk.ask("GET", f"/edition.pdf?story={story}").status == 422
    assert desk.ask("GET", f"/edition/page/1.png?story={story}").status == 422


def test_a_story_alone_is_its_own_edition(tmp_path):
    file = tmp_path / "tide.md"
    file.write_text("# The tide\n\nThe tide came in, and the boats rose with it.\n")
    with desk_on(file) as desk:
        edition = desk.ask("GET", "/api/edition").json
        assert edition["alone"] and len(edition["pages"]) == 1 and not edition["problems"]
        revision = edition["pages"][0]["revision"]
        assert desk.ask("GET", f"/edition/page/1.png?revision={revision}").status == 200
        answer = desk.ask("GET", "/edition.pdf")
        assert answer.headers["content-disposition"] == 'attachment; filename="tide.pdf"'


def test_many_pictures_at_once(desk, edition):
    pages = [page["number"] for page in edition["pages"]] * 3
    addresses = [f"/edition/page/{number}.png?scale=0.3" for number in pages]
    with ThreadPoolExecutor(13) as threads:
        answers = list(threads.map(lambda it: desk.ask("GET", it), ["/api/edition", *addresses]))
    assert [answer.status for answer in answers] == [200] * 13
    assert len({answer.body for answer in answers[1:]}) == 4
