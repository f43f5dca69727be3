"""Stories that come in over the wire: written on the desk, pasted, made of files."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image
from support.desk.running_desk import desk_on

from layout.desk.preview.lists import new_stories
from layout.desk.preview.lists.new_stories import CopyBench
from layout.imports.item import Copy, Format, Head, Item
from layout.story.block import Paragraph
from layout.story.read.any_format import read_story
from layout.story.run import plain, text_of
from slots.finding import BadInput

PLAIN = """\
By Inés Carrasco
Dec 16, 2022

PUERTO ALBA — The ferry will sail again on Monday, the harbour council said.

What changes

- First boat: 6:15
- Last boat: 7:00

Google ad

It costs 2 * 3 crowns.
"""


def png() -> bytes:
    file = io.BytesIO()
    Image.new("L", (40, 30), 120).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "stories").mkdir()
    (tmp_path / "newsgrid.toml").write_text('name = "The Gazette"\n')
    (tmp_path / "stories" / "flood.md").write_text("---\nheadline: Flood\n---\n\nIt rained.\n")
    return tmp_path


@pytest.fixture
def bench(folder):
    return CopyBench(str(folder))


def story_of(folder, made):
    (told,) = made["stories"]
    return read_story(folder / told["file"])


def test_a_headline_is_enough(bench, folder):
    made = bench.written("Ferry *returns*", " Town ", "", "", b"")
    assert made == {
        "stories": [{"file": "stories/ferry-returns.md", "fate": "new"}],
        "findings": [],
    }
    story, findings = story_of(folder, made)
    assert findings == () and story.section == "Town" and story.came_from == ""
    assert text_of(story.headline) == "Ferry *returns*"
    assert text_of(story.body[0].runs) == "The text goes here."


def test_none_is_written_over(bench, folder):
    names = [bench.written("Flood", "", "", "", b"")["stories"][0]["file"] for _ in range(3)]
    assert len({*names, "stories/flood.md"}) == 4
    assert "It rained." in (folder / "stories" / "flood.md").read_text()


def test_a_pasted_text_is_read_as_plain_text_is(bench, folder):
    story, findings = story_of(folder, bench.written("Ferry returns", "Town", PLAIN, "", b""))
    assert findings == () and story.dateline == "PUERTO ALBA" and story.byline == "By Inés Carrasco"
    kinds = [type(block).__name__ for block in story.body]
    assert kinds == ["Paragraph", "Crosshead", "Listing", "Paragraph"]
    assert text_of(story.body[3].runs) == "It costs 2 * 3 crowns."
    assert [(ask.after, ask.content.id) for ask in story.asks] == [(3, "google-ad-1")]


def test_without_a_headline_the_first_line_is_one(bench, folder):
    story, _ = story_of(folder, bench.written(" ", "", f"Ferry returns\n\n{PLAIN}", "", b""))
    assert text_of(story.headline) == "Ferry returns" and str(story.date) == "2022-12-16"


def test_a_picture_stands_above_the_text(bench, folder):
    made = bench.written("Ferry", "", "", "boat.png", png())
    story, findings = story_of(folder, made)
    assert findings == () and made["findings"] == []
    assert story.body[0].src.startswith("media/") and len(story.body) == 2


def test_what_is_no_picture_is_told_and_the_story_is_made(bench, folder):
    made = bench.written("Ferry", "", "", "boat.png", b"no picture")
    assert made["findings"] and len(story_of(folder, made)[0].body) == 1


@pytest.mark.parametrize("given", [("", "", "", "", b""), (" ", "Town", "\n", "", b"")])
def test_nothing_makes_no_story(bench, folder, given):
    with pytest.raises(BadInput) as bad:
        bench.written(*given)
    assert bad.value.findings[0].code == "no-headline" and len(list(folder.rglob("*.md"))) == 1


@pytest.mark.parametrize(("data", "code"), [(b"", "empty-file"), (b"\0\1\2" * 9, "unknown-format")])
def test_a_file_that_is_no_story_is_refused(bench, data, code):
    with pytest.raises(BadInput) as bad:
        bench.taken("x.bin", data, "")
    assert [finding.code for finding in bad.value.findings] == [code]


# --- formats that are imported ---


def lines_of(source):
    """A format for tests: "LINES", then a headline a line."""
    for number, line in enumerate(source.stream().read().decode().split("\n")[1:]):
        head = Head(headline=plain(line), section="Wire")
        yield Item(
            f"{source.name}#{number}", "", source.where, head, Copy((Paragraph(plain(line)),))
        )


@pytest.fixture
def lines(monkeypatch):
    made = Format("lines", lambda source: source.start.startswith(b"LINES"), lines_of)
    monkeypatch.setattr(new_stories, "FORMATS", (made,))


def test_a_file_of_a_format_is_taken_in_as_import_does(bench, folder, lines):
    made = bench.taken("wire.txt", b"LINES\nOne boat\nTwo boats", "Sea")
    assert [story["fate"] for story in made["stories"]] == ["new", "new"]
    story, findings = read_story(folder / "stories" / "two-boats.md")
    assert findings == () and story.section == "Sea" and story.came_from.startswith("wire.txt#")
    again = bench.taken("wire.txt", b"LINES\nOne boat\nTwo boats", "Sea")
    assert [story["fate"] for story in again["stories"]] == ["same", "same"]


def test_a_pasted_text_of_a_format_is_read_as_such(bench, folder, lines):
    made = bench.written("", "", "LINES\nOne boat\nTwo boats", "", b"")
    assert len(made["stories"]) == 2
    story, _ = story_of(folder, bench.written("My own", "", "LINES\nThree", "", b""))
    assert text_of(story.headline) == "My own" and story.section == "Wire" and not story.came_from
    with pytest.raises(BadInput):
        bench.written("My own", "", "LINES", "", b"")


# --- over the wire ---


@pytest.mark.slow
def test_the_desk_makes_stories_for_its_own_pages_alone(folder):
    with desk_on(folder) as desk:
        sent = {"headline": "Ferry", "section": "Town", "text": PLAIN, "picture": None}
        made = desk.ask("POST", "/api/stories", sent)
        assert (made.status, made.json["stories"][0]["file"]) == (200, "stories/ferry.md")
        assert desk.ask("GET", "/api/file?name=stories/ferry.md").status == 200
        sent["picture"] = {"name": "../../boat.png", "data": base64.b64encode(png()).decode()}
        made = desk.ask("POST", "/api/stories", {**sent, "headline": "Boat"})
        assert made.status == 200 and len(list((folder / "stories" / "media").iterdir())) == 1
        for wrong in ({}, {**sent, "headline": 7}, {**sent, "picture": {"name": "x", "data": "%"}}):
            assert desk.ask("POST", "/api/stories", wrong).status == 422
        assert desk.ask("POST", "/api/copy?name=../x.bin", b"\0\1").status == 422
        for headers in ({"cookie": ""}, {"origin": "http://evil.example"}):
            refused = desk.ask("POST", "/api/stories", sent, headers)
            assert refused.status in (401, 403)
        names = {file.name for file in (folder / "stories").glob("*.md")}
        assert names == {"flood.md", "ferry.md", "boat.md"}


@pytest.mark.slow
def test_a_desk_on_one_story_makes_no_others(tmp_path):
    file = tmp_path / "flood.md"
    file.write_text("---\nheadline: Flood\n---\n\nIt rained.\n")
    with desk_on(file) as desk:
        sent = {"headline": "Ferry", "section": "", "text": "", "picture": None}
        assert desk.ask("POST", "/api/stories", sent).status == 422
        assert desk.ask("POST", "/api/copy?name=x", b"x").status == 422
        assert [each.name for each in tmp_path.iterdir()] == ["flood.md"]
