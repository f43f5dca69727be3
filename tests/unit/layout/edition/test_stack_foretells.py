"""newsgrid stack foretells print: every ad stands where it said, on as many pages. (Of the weekly:
test_weekly_edition.py.)"""

from __future__ import annotations

import json

import pytest
from support.editions.foreign import EDITIONS, foreign_edition
from support.newspapers.sample_newspaper import SETTINGS, newspaper, story

from layout.desk.command import main
from layout.edition.last_plan import RECORD, read_record

pytestmark = pytest.mark.slow

OPEN = SETTINGS.replace("pages = 4\n", "").replace("pages = 2\n", "")


def foretold(capsys, folder):
    """Where stack says that the ads will stand, on how many pages, and the report."""
    main(["stack", str(folder), "--json"])
    told = json.loads(capsys.readouterr().out)
    places = {
        (ad["id"], page["page"], ad["columns"][0] - 1, ad["rows"][0] - 1)
        for page in told["pages"]
        for ad in page["ads"]
    }
    return places, len(told["pages"]), told


def printed(capsys, folder, *options):
    """Where print put them, by its record."""
    main(["print", str(folder), "-o", str(folder.parent / "out.pdf"), *options])
    capsys.readouterr()
    record, broken = read_record(folder / RECORD)
    assert not broken
    return {(ad.id, ad.page, ad.column, ad.row) for ad in record.ads}, record.pages


def check(capsys, folder):
    """Before printing, after it, and for the next time."""
    places, pages, told = foretold(capsys, folder)
    assert places and pages >= 4
    assert printed(capsys, folder) == (places, pages)
    assert foretold(capsys, folder)[:2] == (places, pages)
    return told


@pytest.mark.parametrize("foreign", EDITIONS, ids=lambda one: one.name)
def test_foreign_editions(capsys, tmp_path, foreign):
    folder = foreign_edition(foreign, tmp_path / "paper")
    if folder is None:
        pytest.skip("needs ../shared/corpora")
    told = check(capsys, folder)
    assert 8 <= len(told["pages"]) <= 24 and told["placed"] >= 15


def test_stories_decide_how_many_pages_there_are(capsys, tmp_path):
    folder = newspaper(tmp_path / "paper", settings=OPEN)
    told = check(capsys, folder)
    assert told["findings"] == [] and len(told["pages"]) == 4
    text = (folder / "stories" / "news-0.md").read_text(encoding="utf-8")
    for number in range(12):
        (folder / "stories" / f"more-{number}.md").write_text(text, encoding="utf-8")
    (folder / RECORD).unlink()
    assert len(check(capsys, folder)["pages"]) > 4


def test_without_stories_the_pages_are_counted_from_ads_and_that_is_told(capsys, tmp_path):
    folder = newspaper(tmp_path / "paper", stories={}, settings=OPEN)
    *_, told = foretold(capsys, folder)
    (note,) = told["findings"]
    assert (note["code"], note["severity"], told["exit"]) == ("pages-from-ads", "info", 0)
    assert "no stories yet" in note["message"] and note["hint"]
    assert told["placed"] == 4


def test_a_publication_whose_pages_are_given_asks_no_stories(capsys, tmp_path):
    folder = newspaper(tmp_path / "paper", stories={"bad": b"---\nheadline: [\n"})
    assert foretold(capsys, folder)[2]["findings"] == []


def test_an_edition_of_given_length_with_one_open_section_asks_none_either(capsys, tmp_path):
    one_open = SETTINGS.replace('name = "Sport"\npages = 2\n', 'name = "Sport"\n')
    folder = newspaper(tmp_path / "paper", settings=one_open)
    (folder / "stories" / "bad.md").write_bytes(b"\x00")
    assert foretold(capsys, folder)[2]["findings"] == []
    (folder / "stories" / "bad.md").unlink()
    check(capsys, folder)


def test_stories_that_cannot_be_read_are_told_as_not_counted(capsys, tmp_path):
    folder = newspaper(tmp_path / "paper", settings=OPEN)
    (folder / "stories" / "bad.md").write_bytes(b"\x00\x01")
    places, pages, told = foretold(capsys, folder)
    (warning,) = told["findings"]
    assert (warning["code"], warning["severity"]) == ("story-not-counted", "warning")
    assert warning["message"].startswith("1 story is not counted") and warning["hint"]
    assert printed(capsys, folder) == (places, pages)


def test_nothing_that_can_be_read_is_told_as_well(capsys, tmp_path):
    folder = newspaper(tmp_path / "paper", stories={"bad": b"\x00\x01"}, settings=OPEN)
    *_, told = foretold(capsys, folder)
    assert [one["code"] for one in told["findings"]] == ["pages-from-ads"]
    assert told["findings"][0]["severity"] == "warning"


def test_more_stories_than_an_edition_may_have_are_refused_as_by_print(capsys, tmp_path):
    long = SETTINGS.replace("pages = 4\n\n", "\n").replace(
        "pages = 2\nshare = 20\n\n", "pages = 94\n\n"
    )
    one_open = long.replace("pages = 2\n", "")
    folder = newspaper(tmp_path / "paper", settings=one_open)
    for number in range(40):
        text = story(f"more-{number}", "Sport", 260)
        (folder / "stories" / f"more-{number}.md").write_text(text, encoding="utf-8")
    codes = []
    for command in (["stack"], ["print", "-o", str(tmp_path / "out.pdf")]):
        assert main([command[0], str(folder), *command[1:], "--json"]) == 2
        said = json.loads(capsys.readouterr().out)
        codes.append([one["code"] for one in said["findings"]])
    assert codes == [["page-count"], ["page-count"]]
