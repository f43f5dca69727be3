"""Editions with closed pages: heard as a whole, in order, and claimed where they may."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from support.press.sample_documents import DATE, broken, with_boxes, words_of

from layout.edition.closed.assembled import assembled
from layout.edition.closed.joined_tags import without_claim
from layout.page.document import Box, Document, Fragment, Page, PlacedLine
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.preflight.accessible.check import accessible_findings
from layout.preflight.accessible.tree import tree_of
from layout.press.ink.claim import is_claimed
from layout.press.pdf import write_page, write_pdf
from layout.press.proof_marks import Proof
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)
GRID = grid_of(FORMATS["a4"])
ALL = (1, 2, 3, 4)


def text(role: str, story: str, words: str, row: int, paragraph: int = 0) -> Fragment:
    x, width = GRID.columns[0]
    lines = tuple(
        PlacedLine(x, GRID.baseline(row + i), line)
        for i, line in enumerate(broken(words_of(words, THEME.styles["body"], FOUNDRY), width))
    )
    rect = Rect(x, GRID.row_top(row), width, len(lines) * GRID.leading)
    return Fragment(role, story, rect, lines, paragraph=paragraph)


def page(number: int) -> Page:
    """A page with a story and a box of its own."""
    made = Page(
        number,
        GRID,
        (
            text("headline", f"story-{number}", f"Headline {number}", 4),
            text("body", f"story-{number}", f"What stands on page {number}.", 8, 1),
        ),
        section="News" if number < 4 else "Sport",
    )
    html = f"<h2>Box {number}</h2><ul><li>An item of {number}</li></ul>"
    return with_boxes(made, (Box("digest", f"b{number}", Rect(0, 300_000, 90_000, 90_000), html),))


@pytest.fixture(scope="module")
def document() -> Document:
    return Document("Gazette", "en", DATE, tuple(map(page, ALL)))


@pytest.fixture(scope="module")
def closed(document) -> dict[int, bytes]:
    return {number: write_page(document, number, THEME, FOUNDRY) for number in ALL}


def heard(data: bytes, folder: Path) -> list[str]:
    """What poppler reads of the structure, element by element."""
    file = folder / "made.pdf"
    file.write_bytes(data)
    run = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True)
    assert run.stderr == b""
    lines = [line.strip() for line in run.stdout.decode("utf-8", "replace").splitlines()]
    return [line.strip('" ') for line in lines if line.startswith('"')]


def said_on(*numbers: int) -> list[str]:
    return [
        said
        for n in numbers
        for said in (f"Headline {n}", f"What stands on page {n}.", f"Box {n}", f"An item of {n}")
    ]


def bookmarks(pdf: pikepdf.Pdf) -> list:
    places = {page.obj.objgen: place for place, page in enumerate(pdf.pages, 1)}
    with pdf.open_outline() as outline:
        return [
            (
                str(item.title),
                [(str(kid.title), places[kid.destination[0].objgen]) for kid in item.children],
            )
            for item in outline.root
        ]


def test_a_single_page_claims_to_be_accessible_and_is(closed, tmp_path):
    for number, data in closed.items():
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert accessible_findings(pdf) == ()
        assert heard(data, tmp_path) == said_on(number)


@pytest.mark.parametrize("numbers", [(2,), (1, 4), (1, 2, 3), ALL])
def test_closed_pages_are_heard_in_their_place(document, closed, numbers, tmp_path):
    open_ = [n for n in ALL if n not in numbers]
    pages = tuple(each for each in document.pages if each.number in open_)
    part = Document("Gazette", "en", DATE, pages)
    painted = write_pdf(part, THEME, FOUNDRY) if open_ else None
    made = assembled(ALL, painted, {n: closed[n] for n in numbers})
    assert heard(made, tmp_path) == said_on(*ALL)
    assert is_claimed(made)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert accessible_findings(pdf) == ()
        assert [each.label for each in pdf.pages] == ["1", "2", "3", "4"]
        assert bookmarks(pdf) == [
            ("News", [(f"Headline {n}", n) for n in (1, 2, 3)]),
            ("Sport", [("Headline 4", 4)]),
        ]
    assert made == assembled(ALL, painted, {n: closed[n] for n in numbers})


def untagged(data: bytes) -> bytes:
    """A page as it was closed before pages had tags."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key in ("/StructTreeRoot", "/Metadata", "/MarkInfo"):
            del pdf.Root[key]
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def test_a_page_without_tags_takes_away_the_claim_and_no_words(document, closed, tmp_path):
    part = Document("Gazette", "en", DATE, document.pages[1:])
    painted = write_pdf(part, THEME, FOUNDRY)
    made = assembled(ALL, painted, {1: untagged(closed[1])})
    assert is_claimed(painted) and not is_claimed(made)
    assert heard(made, tmp_path) == said_on(2, 3, 4)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert "/StructParents" not in pdf.pages[0].obj
        assert {each.rule for each in accessible_findings(pdf)} == {"claim", "unmarked"}


def test_a_proof_beside_a_closed_page_claims_nothing(document, closed):
    part = Document("Gazette", "en", DATE, document.pages[1:])
    proof = write_pdf(part, THEME, FOUNDRY, Proof())
    assert not is_claimed(assembled(ALL, proof, {1: closed[1]}))


def test_a_claim_is_taken_away_and_nothing_else(closed):
    with pikepdf.open(io.BytesIO(closed[1])) as pdf:
        before = pdf.Root.Metadata.read_bytes()
        without_claim(pdf)
        after = pdf.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1" in before and b"<pdfuaid:part>" not in after
    assert after == before.replace(b"\n<pdfuaid:part>1</pdfuaid:part>", b"")


def test_a_list_that_began_on_another_page_goes_on_without_a_mark():
    rest = text("list", "s", "and the rest of an item", 4, 1)
    made = Document("Gazette", "en", DATE, (Page(2, GRID, (rest,)),))
    with pikepdf.open(io.BytesIO(write_page(made, 2, THEME, FOUNDRY))) as pdf:
        assert accessible_findings(pdf) == ()
        assert [each.tag for each in tree_of(pdf).elements] == [
            "Document",
            "Art",
            "L",
            "LI",
            "LBody",
        ]
