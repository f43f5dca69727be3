"""Remedies that are sure: what a finding's edit makes of a file, and that it is no finding then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from layout.checking.one_file import inspect
from layout.story.read.any_format import read_story
from layout.work.terminal.report import as_data
from slots.finding import BadInput, Edit, Finding, Severity

HOUSE = 'name = "The Bay Courier"\n\n[print]\n\n[[print.sections]]\nname = "Sport"\n'
BOOK = "id,advertiser,size,side\nA1,Arrow Ferries,2x60mm,left\n"
TEXT = "The ferry crossed the bay at seven with forty people, two goats and the post on board.\n"
STORY = f"---\nheadline: Ferry\nslug: ferry\nsection: Sport\n---\n\n{TEXT}"
RULES = (
    '[slot.inline]\nholds = "ad"\ntakes = ["google-ad"]\nsizes = ["200x50"]\nmax = 2\n'
    'never_after = ["image"]\n'
)
CREATIVES = '[creative.fair]\nkind = "house"\nslots = ["inline"]\ntemplate = "fair.html"\n'
PAGES = "[story.ferry]\npage = 2\ncolumns = 3\n"

MISTAKES = {
    "a key of the head": ("s/ferry.md", "headline: F", "headlin: F", "headline"),
    "a section": ("s/ferry.md", "section: Sport", "section: Sprot", "Sport"),
    "a slug": ("s/ferry.md", "slug: ferry", "slug: Ferry", "ferry"),
    "a kind": ("s/ferry.md", "slug: ferry", "slug: ferry\nkind: sotry", "story"),
    "a rank": ("s/ferry.md", "slug: ferry", "slug: ferry\nrank: 0", "1"),
    "no ads": ("s/ferry.md", "slug: ferry", "slug: ferry\nads: no", "none"),
    "a key of its rules": ("s/ferry.md", "slug: ferry", "slug: ferry\nrules: {pge: {}}", "page"),
    "its own columns": ("s/ferry.md", "slug: ferry", "slug: ferry\ndecide: {columns: 99}", "24"),
    "a directive": ("s/ferry.md", "\n\nThe", "\n\n::: bluebx\nText.\n:::\n\nThe", "blue_box"),
    "a picture": ("s/ferry.md", "\n\nThe", "\n\n![Boat](boot.jpg)\n\nThe", "boat.jpg"),
    "a key of settings": ("newsgrid.toml", "\n\n[pr", '\ntaglin = "All"\n\n[pr', "tagline"),
    "a table of settings": ("newsgrid.toml", "[print]", "[prnt]\n[print]", ""),
    "a format": ("newsgrid.toml", "[print]", '[print]\nformat = "tabliod"', '"tabloid"'),
    "a number too large": ("newsgrid.toml", "[print]", "[print]\ncolumns = 90", "24"),
    "a number too small": ("newsgrid.toml", "[print]", "[print]\ncolumns = 0", "1"),
    "too much of a page": ("newsgrid.toml", '"Sport"', '"Sport"\nshare = 120', "100"),
    "pages that are no sheets": ("newsgrid.toml", "[print]", "[print]\npages = 5", "8"),
    "a rule": ("slots.toml", "never_after", "nevr_after", "never_after"),
    "an opponent": ("slots.toml", '"image"', '"imge"', '"image"'),
    "what a slot holds": ("slots.toml", 'holds = "ad"', "holds = 'add'", "'ad'"),
    "a kind of creative": ("creatives.toml", '"house"', '"hose"', '"house"'),
    "a slot of a creative": ("creatives.toml", '"inline"', '"inlin"', '"inline"'),
    "a key of a creative": ("creatives.toml", "template", "templat", "template"),
    "a column of the book": ("ads.csv", "advertiser", "advertisr", "advertiser"),
    "a side": ("ads.csv", "left", "lft", "left"),
    "a key of decisions": ("pages.toml", "columns", "colums", "columns"),
    "a house ad": ("pages.toml", "[story", "[house_ad.subscrbe]\npage = 2\n[story", "subscribe"),
}
"""What is right, what is written in its place, and what the edit writes for it: "" for no edit."""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A publication without a mistake."""
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "boat.jpg").write_bytes(b"")
    files = {"newsgrid.toml": HOUSE, "slots.toml": RULES, "creatives.toml": CREATIVES}
    files |= {"ads.csv": BOOK, "pages.toml": PAGES, "s/ferry.md": STORY, "fair.html": "<p>Fair</p>"}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def made(text: str, edit: Edit) -> str:
    """A text with an edit made; what is to be replaced must stand in its place."""
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: edit.line - 1]) + edit.column - 1
    assert text[start : start + len(edit.written)] == edit.written
    return text[:start] + edit.instead + text[start + len(edit.written) :]


def found(file: Path) -> list[Finding]:
    return [one for one in inspect(file) if one.severity is not Severity.INFO]


@pytest.mark.parametrize("name", MISTAKES)
def test_an_edit_mends_what_its_finding_is_about(name: str, paper: Path) -> None:
    where, right, wrong, instead = MISTAKES[name]
    file = paper / where
    text = file.read_text().replace(right, wrong, 1)
    assert text != file.read_text()
    file.write_text(text)
    edits = [(finding, edit) for finding in found(file) for edit in finding.edits]
    if not instead:
        assert edits == []
        return
    ((finding, edit),) = edits
    assert (
        edit.instead == instead and edit.named == f'Change to "{instead.strip(chr(34) + chr(39))}"'
    )
    file.write_text(made(text, edit))
    assert (finding.code, finding.message) not in {(one.code, one.message) for one in found(file)}


def test_no_key_is_written_twice(paper: Path) -> None:
    """Where the key that was meant stands there already, it is not written once more."""
    for name, right, wrong in (
        ("s/ferry.md", "slug: ferry", "slug: ferry\nsluug: other"),
        ("newsgrid.toml", 'name = "The', 'nme = "Other"\nname = "The'),
        ("ads.csv", "id,advertiser", "id,advertiser,advertisr"),
    ):
        file = paper / name
        file.write_text(file.read_text().replace(right, wrong, 1))
        assert any(one.code.startswith("unknown-") for one in found(file)), name
        assert [edit for one in found(file) for edit in one.edits] == [], name


def test_a_merge_is_settled_by_one_side_or_by_both(paper: Path) -> None:
    file = paper / "pages.toml"
    ours, theirs = "page = 2\n", "page = 4\n"
    two = f"<<<<<<< HEAD\n{ours}||||||| base\npage = 9\n=======\n{theirs}>>>>>>> evening\n"
    file.write_text(PAGES.replace(ours, two))
    (finding,) = found(file)
    kept = {edit.called: made(file.read_text(), edit) for edit in finding.edits}
    assert kept == {
        "Take ours (HEAD)": PAGES,
        "Take theirs (evening)": PAGES.replace(ours, theirs),
        "Keep both, ours first": PAGES.replace(ours, ours + theirs),
    }
    story = paper / "s" / "ferry.md"
    story.write_text(STORY + f"<<<<<<< HEAD\n=======\n{TEXT}>>>>>>> evening\nEnd.\n")
    with pytest.raises(BadInput) as error:
        read_story(story)
    first = error.value.findings[0].edits[0]
    assert made(story.read_text(), first) == STORY + "End.\n"


def test_reports_have_the_edits_of_findings_that_have_some() -> None:
    bare = Finding("a", Severity.WARNING, "no")
    edit = Edit(3, 5, "tagl", "tagline")
    told = as_data(replace(bare, edits=(edit,)))["edits"]
    place = {"line": 3, "column": 5, "written": "tagl", "instead": "tagline"}
    assert told == [{"title": 'Change to "tagline"', **place}]
    assert "edits" not in as_data(bare)
