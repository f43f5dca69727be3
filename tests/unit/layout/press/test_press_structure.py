"""The structure tree and the bookmarks of pages on which several stories stand."""

import io
import re
import subprocess
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from support.editions.heard import told_by_pdfium
from support.press.sample_documents import DATE, broken, set_line, words_of
from support.press.sample_pictures import corners, image_in, saved

from layout.page.document import Box, Document, Fragment, Page, PlacedLine
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.preflight.accessible.check import accessible_findings
from layout.press.pdf import write_pdf
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending
from layout.typeset.words.theme import load_theme

THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)
GRID = grid_of(FORMATS["a4"])


def text(
    role: str,
    story: str,
    words: str,
    at: tuple[int, int],
    paragraph: int = 0,
    *,
    more: bool = False,
) -> Fragment:
    """A piece of a story in a column, from a row on; its paragraph may have more elsewhere."""
    column, row = at
    x, width = GRID.columns[column]
    style = THEME.styles["body"]
    lines = [
        PlacedLine(x, GRID.baseline(row + i), line)
        for i, line in enumerate(broken(words_of(words, style, FOUNDRY), width))
    ]
    if more:
        lines[-1] = replace(lines[-1], line=replace(lines[-1].line, ending=Ending.SPACE))
    rect = Rect(x, GRID.row_top(row), width, len(lines) * GRID.leading)
    return Fragment(role, story, rect, tuple(lines), paragraph=paragraph)


def column(number: int, row: int, rows: int) -> Rect:
    x, width = GRID.columns[number]
    return Rect(x, GRID.row_top(row), width, rows * GRID.leading)


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> bytes:
    """Two stories on page one, which take turns in reading order; one goes on on page two."""
    folder = tmp_path_factory.mktemp("pictures")
    file = saved(corners(), "PNG")
    upper = image_in(folder, "upper", file, column(0, 10, 8), story="dam", alternative="The dam")
    lower = image_in(folder, "lower", file, column(0, 30, 8), story="dam", alternative="A boat")
    bare = image_in(folder, "bare", file, column(1, 10, 8), story="goal", alternative="A goal")
    ad = image_in(folder, "ad-7", file, column(1, 40, 8), role="ad")
    first = Page(
        1,
        GRID,
        (
            text("folio", "", "Friday", (0, 0)),
            text("headline", "dam", "Dam holds", (0, 4)),
            text("headline", "goal", "Late goal", (1, 4)),
            text("body", "dam", "The river rose.", (0, 6), 1),
            text("body", "goal", "It was late.", (1, 6), 1),
            text("cutline", "dam", "A boat on the river.", (0, 39), 8),
            text("cutline", "dam", "The dam at noon.", (0, 19), 7),
            text("credit", "dam", "Ana Ruiz", (0, 21), 7),
            text("body", "dam", "Then it", (0, 22), 2, more=True),
        ),
        images=(ad, lower, upper, bare),
        section="News",
    )
    second = Page(
        2,
        GRID,
        (
            text("headline", "council", "Council adjourns", (1, 2)),
            text("body", "dam", "fell again.", (0, 3), 2),
            text("headline", "dam", "Dam", (0, 1), 30),
        ),
        section="Town",
    )
    return write_pdf(Document("Two stories", "en", DATE, (first, second)), THEME, FOUNDRY)


def tree(element: pikepdf.Object) -> list:
    """Tags and alternatives, nested; marked contents are left out."""
    made = []
    for kid in element.K:
        if str(kid.get("/Type")) == "/StructElem":
            said = str(kid.Alt) if "/Alt" in kid else ""
            made.append((str(kid.S)[1:], said, tree(kid)))
    return made


def test_stories_pictures_and_ads_have_their_places(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = tree(pdf.Root.StructTreeRoot.K)
    caption = ("Caption", "", [])
    paragraph = ("P", "", [])
    head = ("H1", "", [])
    assert found == [
        (
            "Art",
            "",
            [
                head,
                paragraph,
                ("Figure", "A boat", [caption]),
                ("Figure", "The dam", [caption, caption]),
                paragraph,
                head,
            ],
        ),
        ("Art", "", [head, paragraph, ("Figure", "A goal", [])]),
        ("Figure", "Advertisement: ad-7", []),
        ("Art", "", [head]),
    ]


def test_a_paragraph_that_jumps_is_one(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        story = pdf.Root.StructTreeRoot.K.K[0]
        jumping = story.K[4]
        assert [part.Pg.objgen for part in jumping.K] == [page.obj.objgen for page in pdf.pages]


def test_marked_content_and_tree_agree(data):
    """Every MCID in a page is in the parent tree once, and leads to the element that names it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        for index, page in enumerate(pdf.pages):
            marked = [
                (str(item.operands[0]), int(item.operands[1].MCID))
                for item in pikepdf.parse_content_stream(page)
                if str(item.operator) == "BDC" and "/MCID" in item.operands[1]
            ]
            parents = numbers[2 * index + 1]
            assert sorted(number for _, number in marked) == list(range(len(parents)))
            for tag, number in marked:
                element = parents[number]
                assert str(element.S) == tag
                assert any(
                    str(part.get("/Type")) == "/MCR"
                    and int(part.MCID) == number
                    and part.Pg.objgen == page.obj.objgen
                    for part in element.K
                )


def test_figures_say_where_they_are(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        ad = pdf.Root.StructTreeRoot.K.K[2]
        rect = column(1, 40, 8)
        height = GRID.trim[1]
        expected = [rect.x, height - rect.bottom, rect.right, height - rect.y]
        assert [round(float(it) * 1000) for it in ad.A.BBox] == expected


def test_bookmarks_are_sections_and_headlines(data):
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        pages = [page.obj.objgen for page in pdf.pages]
        found = [
            (
                str(it.title),
                [(str(kid.title), pages.index(kid.destination[0].objgen)) for kid in it.children],
            )
            for it in outline.root
        ]
        assert int(pdf.Root.Outlines.Count) == 5
    assert found == [
        ("News", [("Dam holds", 0), ("Late goal", 0)]),
        ("Town", [("Council adjourns", 1)]),
    ]


def test_headlines_without_sections_are_at_the_top_and_whole():
    style = THEME.styles["body"]
    x, width = GRID.columns[0]
    lines = tuple(
        PlacedLine(x, GRID.baseline(row), set_line(words_of(words, style, FOUNDRY), width, ending))
        for row, (words, ending) in enumerate(
            [("One on-", Ending.TIGHT), ("line head-", Ending.HYPHEN), ("line & more", Ending.LAST)]
        )
    )
    head = Fragment("headline", "a", column(0, 0, 3), lines)
    page = Page(1, GRID, (head, replace(head, role="deck")))
    made = write_pdf(Document("x", "en", DATE, (page,)), THEME, FOUNDRY)
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_outline() as outline:
        assert [str(it.title) for it in outline.root] == ["One on-line headline & more"]
    bare = Document("x", "en", DATE, (Page(1, GRID, ()),))
    with pikepdf.open(io.BytesIO(write_pdf(bare, THEME, FOUNDRY))) as pdf:
        assert "/Outlines" not in pdf.Root


def boxed(role: str, html: str, row: int, label: str = "") -> Box:
    return Box(role, f"{role}-{row}", column(1, row, 20), html, label)


BOXED = (
    '<h2>Where to apply</h2><ul class="entries"><li>Extraordinarily well-intentioned '
    "representatives of harbour-side redevelopment</li><li>By post</li></ul>"
)
AD = "<p>Hats <b>and</b> coats</p><table><tr><th>Hat</th><td>9</td></tr></table>"
TOLD = [
    "Late goal It was late.",
    "Where to apply",
    "Extraordinarily well-intentioned representatives of harbour-side redevelopment",
    "By post",
    "Advertisement Hats and coats Hat 9",
    "Where to apply",
    "Extraordinarily well-intentioned representatives of harbour-side redevelopment",
    "By post",
]


@pytest.fixture(scope="module")
def with_boxes_in() -> bytes:
    page = Page(
        1,
        GRID,
        (
            text("headline", "goal", "Late goal", (0, 4)),
            text("body", "goal", "It was late.", (0, 6)),
        ),
        boxes=(
            boxed("digest", BOXED, 4),
            boxed("ad", AD, 26, "Advertisement"),
            boxed("digest", BOXED, 48),
        ),
    )
    return write_pdf(Document("Boxes", "en", DATE, (page,)), THEME, FOUNDRY)


def test_boxes_are_told_as_they_are_marked_up(with_boxes_in):
    with pikepdf.open(io.BytesIO(with_boxes_in)) as pdf:
        assert accessible_findings(pdf) == ()
        _, module, ad, again = tree(pdf.Root.StructTreeRoot.K)
    item = ("LI", "", [("LBody", "", [])])
    assert module == ("Aside", "", [("H2", "", []), ("L", "", [item, item])]) == again
    cells = [("TH", "", []), ("TD", "", [])]
    assert ad == ("Aside", "", [("P", "", []), ("P", "", []), ("Table", "", [("TR", "", cells)])])


def test_each_word_of_a_box_is_heard_once_and_in_order(with_boxes_in, tmp_path):
    file = tmp_path / "made.pdf"
    file.write_bytes(with_boxes_in)
    run = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True)
    assert run.stderr == b""
    lines = [line.strip() for line in run.stdout.decode("utf-8", "replace").splitlines()]
    poppler = "".join(
        f"{line[1:-1]} " if line.endswith('."') else line[1:-1]
        for line in lines
        if line.startswith('"')
    )
    said = " ".join(TOLD).split()
    for heard in (poppler, "".join(told_by_pdfium(file))):
        words = re.sub("[\u00ad\u2060\ufffe\x02]", "", heard)
        assert words.replace(" ", "") == "".join(said)
        assert all(
            f"{first} {second}" in " ".join(words.split()) for first, second in pairwise(said[5:15])
        )
