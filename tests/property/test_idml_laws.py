"""Laws of IDML: small editions, whatever they are, keep their text, their places and all their
references; regions that are drawn on the grid are read as they were drawn."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.idml.drawing import Drawn, package
from support.idml.frames import SeenIdml, seen
from support.idml.references import dangling
from support.small_pages.cases import Case
from support.small_pages.edition_pages import document_of
from support.small_pages.square_theme import square_grid, square_setter, square_theme

from layout.idml.drawn.read_dummy_page import Drawing, dummy_of
from layout.idml.make_idml import Copy, Idml, Wishes, write_idml
from layout.page.document import Document
from layout.page.grid import Area
from layout.typeset.words.set_line import Ending

NEAR = 0.1 / 25.4 * 72
"""Points that a frame may be off."""


@st.composite
def cases(draw) -> Case:
    """Small editions of one to three pages: stories of some words with crossheads and bylines."""
    columns, wide = draw(st.integers(2, 4)), draw(st.integers(16, 24))
    pages = draw(st.integers(1, 3))
    stories = []
    for number in range(draw(st.integers(1, 3))):
        head = f"# Story {number} of the harbour\n"
        byline = "\nBy Ann Tull\n" if draw(st.booleans()) else ""
        blocks = [f"{{{draw(st.integers(8, 60))} words}}" for _ in range(draw(st.integers(1, 4)))]
        if draw(st.booleans()):
            blocks.insert(1, "## A crosshead")
        stories.append(head + byline + "\n" + "\n\n".join(blocks))
    settings_ = {
        "columns": str(columns),
        "wide": str(wide),
        "rows": str(draw(st.integers(30, 48))),
        "pages": f"2-{pages + 1}",
    }
    return Case(Path("drawn.txt"), "drawn", settings_, "\n+++\n".join(stories))


def written(document: Document, lines: bool, folder: Path) -> tuple[Idml, SeenIdml, Path]:
    """A document as IDML, and what is seen of it."""
    theme = square_theme()
    copy = Copy(document, document.pages[0].grid, theme, square_setter().foundry)
    made = write_idml(copy, Wishes(lines), "small")
    file = folder / "small.idml"
    file.write_bytes(made.data)
    return made, seen(file), file


QUIET = settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate],  # a page is made up in a third of a second
)


@pytest.mark.slow
@QUIET
@given(cases(), st.booleans())
def test_small_editions_keep_text_places_and_references(square_font, tmp_path, case, lines) -> None:
    document = document_of(case)
    _, package_, file = written(document, lines, tmp_path)
    assert dangling(file) == []
    assert _bag(_of_package(package_)) == _bag(_of_document(document))
    _in_their_places(document, package_)


def _of_document(document: Document) -> str:
    """All words of a document but those of folios, broken ones joined."""
    said = []
    fragments = (f for page in document.pages for f in page.fragments if f.role not in FURNITURE)
    for line in (placed.line for fragment in fragments for placed in fragment.lines):
        said.append(line.text[:-1] if line.ending is Ending.HYPHEN else line.text)
    return "".join(said)


def _of_package(package_: SeenIdml) -> str:
    """All words of a package but those of folios, which stand on masters."""
    own = (
        text for story, text in package_.texts.items() if package_.titles[story] not in FURNITURE
    )
    return "".join(own)


FURNITURE = ("folio", "masthead", "section_head")


def _bag(text: str) -> list[str]:
    """Letters and figures, sorted: the order of threads is a matter of reading, hyphens and line
    ends are one of setting."""
    return sorted(re.sub(r"[\W_]", "", text))


def _in_their_places(document: Document, package_: SeenIdml) -> None:
    """Each first baseline of a frame is one of the document's, and begins where that line does."""
    placed = {
        (str(page.number), round(p.baseline / 1000, 3)): page
        for page in document.pages
        for f in page.fragments
        for p in f.lines
    }
    for frame in package_.frames:
        if frame.tag == "TextFrame":
            baseline = frame.y + frame.first
            near = [at for name, at in placed if name == frame.page and abs(at - baseline) < NEAR]
            assert near, f"{frame.name}: no line stands at {baseline}"
    legs = [
        (str(page.number), fragment)
        for page in document.pages
        for fragment in page.fragments
        if any(
            leg.story == fragment.story and leg.rect.contains(fragment.rect) for leg in page.legs
        )
    ]
    frames = [frame for frame in package_.frames if frame.name.endswith("/body")]
    for name, fragment in legs:
        rect = fragment.rect
        assert any(
            frame.page == name
            and abs(frame.x - rect.x / 1000) < NEAR
            and abs(frame.width - rect.width / 1000) < NEAR
            and frame.y - NEAR <= rect.y / 1000 <= frame.y + frame.height + NEAR
            for frame in frames
        ), f"{fragment.story}: no frame where its leg is"


@pytest.mark.slow
@QUIET
@given(cases())
def test_the_text_of_a_story_is_one_thread_as_it_was_printed(square_font, tmp_path, case) -> None:
    document = document_of(case)
    _, package_, _ = written(document, False, tmp_path)
    for story, wanted in _stories(document).items():
        own = [
            text for key, text in package_.texts.items() if package_.titles[key] == f"{story}/body"
        ]
        assert own == ["\n".join(wanted)]


def _stories(document: Document) -> dict[str, list[str]]:
    """The paragraphs of each story's legs, as they read."""
    pieces = [
        (fragment.story, fragment.role, fragment.paragraph, fragment)
        for page in document.pages
        for fragment in page.fragments
        if any(
            leg.story == fragment.story and leg.rect.contains(fragment.rect) for leg in page.legs
        )
        and fragment.story
    ]
    found: dict[str, list[str]] = {}
    for (story, _, _), group in groupby(pieces, key=lambda each: each[:3]):
        lines = [p.line for *_, fragment in group for p in fragment.lines]
        parts = []
        for number, line in enumerate(lines):
            text = line.text
            if number < len(lines) - 1:
                text = text[:-1] if line.ending is Ending.HYPHEN else text
                text += " " if line.ending is Ending.SPACE else ""
            parts.append(text)
        found.setdefault(story, []).append("".join(parts))
    return found


@st.composite
def tilings(draw):
    """A grid, and areas of it that share no cell, from the top on."""
    columns, rows = draw(st.integers(2, 6)), draw(st.integers(24, 60))
    areas, column = [], 0
    while column < columns and len(areas) < 6:
        wide = draw(st.integers(1, columns - column))
        row = 0
        while row + 6 <= rows and len(areas) < 6:
            deep = draw(st.integers(6, rows - row))
            areas.append(Area(column, row, wide, deep))
            row += deep
        column += wide
    return square_grid(columns, 20, rows), areas


@settings(max_examples=40)
@given(tilings(), st.floats(-2.0, 2.0))
def test_regions_drawn_on_the_grid_are_read_as_they_were_drawn(tiling, off) -> None:
    grid, areas = tiling
    frames = []
    for number, area in enumerate(areas):
        rect = grid.rect(area)
        place = (rect.x / 1000 + off, rect.y / 1000 + off, rect.width / 1000, rect.height / 1000)
        frames.append(Drawn(*place, name=f"region-{number}/body", text="Copy. " * 60))
    width, height = grid.trim
    data = package(frames, width / 1000, height / 1000)
    read = dummy_of(data, Path("page.idml"), None, Drawing(grid))
    got = {one.name: Area(one.column, one.row, one.columns, one.rows) for one in read.regions}
    assert got == {f"region-{number}": area for number, area in enumerate(areas)}
    assert all(one.takes != "none" for one in read.regions)
    assert max(one.off for one in read.regions) <= abs(off) * 1000 + 1
