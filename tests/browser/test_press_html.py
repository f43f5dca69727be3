"""The print page in a browser: the same lines, each on one line, where the press has them."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page
from support.press.sample_documents import (
    DATE,
    TEXT,
    drop_cap_page,
    set_line,
    text_page,
    with_boxes,
    words_of,
)

from layout.page.document import Box, Document, Fragment, PlacedLine
from layout.page.rect import Rect
from layout.press.boxes.house_ads import house_ad_html
from layout.press.boxes.module_markup import module_html
from layout.press.html import PAGE, write_html
from layout.story.block import Paragraph
from layout.story.module import Module
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending
from layout.typeset.words.theme import load_theme

PAPER = Publication(name="Cuenca High Life", site="https://cuencahighlife.com")
PX = 750
MEASURE = """() => [...document.querySelectorAll('#page-1 .line')].map(line => {
  const range = document.createRange();
  range.selectNodeContents(line);
  const rects = [...range.getClientRects()].filter(rect => rect.width > 0);
  const sheet = document.querySelector('#page-1').getBoundingClientRect();
  const box = line.getBoundingClientRect();
  const probe = document.createElement('span');
  probe.style.cssText = 'display:inline-block;width:0;height:0';
  line.append(probe);
  const baseline = probe.getBoundingClientRect().bottom - sheet.top;
  probe.remove();
  return {
    text: line.textContent,
    rows: new Set(rects.map(rect => Math.round(rect.bottom))).size,
    left: Math.min(...rects.map(rect => rect.left)) - sheet.left,
    right: Math.max(...rects.map(rect => rect.right)) - sheet.left,
    box: box.right - sheet.left, hyphen: line.classList.contains('hyphen'),
    justified: line.classList.contains('justified'), baseline,
  };
})"""


@pytest.fixture(scope="module")
def theme():
    return load_theme()


@pytest.fixture(scope="module")
def document(theme):
    """Paragraphs, lines scaled and broken in every way, two modules, an ad and a drop cap."""
    foundry = Foundry(theme.fallback)
    page = text_page(theme, foundry, 4)
    grid, style = page.grid, theme.styles["body"]
    x, width = grid.columns[3]
    lines = [
        ("the whole of the news in infor-", Ending.HYPHEN, 980, -15),
        ("mation and in useful on-", Ending.TIGHT, 1000, 0),
        ("line publications of every fifth", Ending.SPACE, 1020, 15),
        ("was read by all at the end.", Ending.LAST, 1000, 0),
    ]
    placed = tuple(
        PlacedLine(
            x,
            grid.baseline(6 + i),
            set_line(words_of(text, style, foundry), width + 40_000, ending, 0, scale, letters),
        )
        for i, (text, ending, scale, letters) in enumerate(lines)
    )
    rect = Rect(x, grid.row_top(6), width + 40_000, 4 * grid.leading)
    special = Fragment("body", "story", rect, placed, "black", 9)
    module = Module("blue_box", "b", plain("Blue Box"), blocks=(Paragraph(plain("News.")),))
    left = Rect(x, grid.row_top(20), width, 10 * grid.leading)
    ad = Rect(x, grid.row_top(40), 2 * width, 20 * grid.leading)
    boxes = (
        Box("blue_box", "b", left, module_html(module, width, PAPER, theme, foundry)),
        Box("ad", "a", ad, house_ad_html(2, ad, PAPER, theme, foundry), "Advertisement"),
    )
    page = replace(with_boxes(page, boxes), fragments=(*page.fragments, special))
    return Document(
        "Print & page", "en", DATE, (page, replace(drop_cap_page(theme, foundry), number=2))
    )


@pytest.fixture(scope="module")
def page(chromium: Browser, document, theme, tmp_path_factory):
    folder = tmp_path_factory.mktemp("print")
    for name, data in write_html(document, theme, Foundry(theme.fallback)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    context = chromium.new_context(viewport={"width": 1300, "height": 1000})
    tab = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("requestfailed", lambda request: failed.append(request.url))
    tab.goto((folder / PAGE).as_uri())
    tab.evaluate("() => document.fonts.ready")
    assert failed == []
    assert len(asked) > 4 and all(url.startswith(folder.as_uri()) for url in asked)
    yield tab
    context.close()


def test_every_line_is_one_line_with_straight_edges(page: Page, document):
    measured = page.evaluate(MEASURE)
    placed = [p for fragment in document.pages[0].fragments for p in fragment.lines]
    assert len(measured) == len(placed) + 1  # and the label of the ad
    for line, expected in zip(measured, placed, strict=False):
        assert line["rows"] == 1, line
        left = (expected.x + expected.line.indent) / PX
        right = left + expected.line.width / PX
        assert line["left"] == pytest.approx(left, abs=0.05), line
        if line["justified"]:
            assert line["box"] == pytest.approx(right, abs=0.05), line
            if not line["hyphen"]:
                assert line["right"] == pytest.approx(right, abs=0.2), line
        else:
            assert line["right"] == pytest.approx(right, abs=1.5), line


def test_baselines_are_those_of_the_press(page: Page, document):
    measured = page.evaluate(MEASURE)
    placed = [p for fragment in document.pages[0].fragments for p in fragment.lines]
    for line, expected in zip(measured, placed, strict=False):
        assert line["baseline"] == pytest.approx(expected.baseline / PX, abs=0.6), line


def test_copied_text_is_the_copy(page: Page):
    text = page.evaluate("() => document.querySelector('#page-1').textContent")
    assert " ".join(text.split()).count(" ".join(TEXT.split())) == 4
    assert "useful on-line publications" in text
    assert "news in information and" in text


def test_the_page_is_as_large_as_the_trim(page: Page, document):
    width = page.evaluate("() => document.querySelector('#page-1').getBoundingClientRect().width")
    assert width == pytest.approx(document.pages[0].grid.trim[0] / PX, abs=0.01)
    assert page.title() == "Print & page"


def test_fonts_are_those_of_the_press(page: Page):
    loaded = page.evaluate("() => [...document.fonts].filter(f => f.status == 'loaded').length")
    failed = page.evaluate("() => [...document.fonts].filter(f => f.status == 'error').length")
    assert loaded >= 4 and failed == 0


def test_files_repeat_themselves(document, theme):
    made = [write_html(document, theme, Foundry(theme.fallback)) for _ in range(2)]
    assert made[0] == made[1]
    assert PAGE in made[0] and all(name == PAGE or name.endswith(".ttf") for name in made[0])
