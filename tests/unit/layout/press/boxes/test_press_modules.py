"""Modules in print: measured once, painted as measured, on the page's baselines."""

import io
import os

import pdfplumber
import pytest
from support.press.sample_documents import DATE, frames_pdf

from layout.page.format import FORMATS, grid_of
from layout.press.boxes.module_markup import ModuleRequest, across, measure_modules, module_html
from layout.press.frames.skeleton import Frame, frame_depths
from layout.story.block import (
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Quote,
    Table,
)
from layout.story.module import Module, ModuleItem
from layout.story.publication import Publication
from layout.story.run import Emphasis, Run, plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.finding import BadInput

pytestmark = pytest.mark.slow

PAPER = Publication(name="Cuenca High Life", site="https://cuencahighlife.com")
ITEMS = (
    ModuleItem(plain("Correismo candidate Luisa González says she was the target."), "Read more."),
    ModuleItem(plain("CNE announces topics for widely anticipated debate."), "Read more."),
    ModuleItem(plain("Customs Reforms Allow for Tax-Free Imports via Air."), "Read more.", "/air"),
)
DIGEST = Module(
    "digest", "digest-1", plain("The Dispatch"), note=plain("Week of September 17."), items=ITEMS
)
BLUE_BOX = Module(
    "blue_box",
    "blue-box-1",
    plain("Blue Box"),
    blocks=(
        Paragraph((Run("How to "), Run("reach", Emphasis.ITALIC), Run(" the newsroom & why."))),
        Listing((plain("Letters: up to 200 words."), plain("Pictures: the largest you have."))),
    ),
)
SIGN_UP = Module(
    "newsletter",
    "newsletter-1",
    plain("Subscribe to our newsletter"),
    blocks=(Paragraph(plain("Local translated news, and reports about living in Ecuador.")),),
    success="You have Successfully Subscribed!",
)
WEATHER = Module(
    "weather",
    "weather-1",
    plain("Tomorrow"),
    blocks=(
        Crosshead(plain("Highlands")),
        Quote((plain("Rain."),), plain("the almanac")),
        Table((plain("Town"), plain("High")), ((plain("Cuenca"), plain("19")),), ("left", "right")),
        Divider(),
        Listing((plain("One."), plain("Two.")), ordered=True, start=3),
        Embed("https://video.example/1", "A film of clouds"),
    ),
)
MODULES = (DIGEST, BLUE_BOX, SIGN_UP, WEATHER)
WIDTHS = (111_495, 233_333, 356_000, 725_670)


@pytest.fixture(scope="module")
def theme():
    return load_theme()


@pytest.fixture(scope="module")
def foundry(theme):
    return Foundry(theme.fallback)


@pytest.fixture(scope="module")
def measured(theme, foundry) -> dict[tuple[str, int], int]:
    requests = tuple(ModuleRequest(module, width) for module in MODULES for width in WIDTHS)
    depths = measure_modules(requests, theme, foundry, PAPER, DATE)
    return {(r.module.id, r.width): depth for r, depth in zip(requests, depths, strict=True)}


@pytest.fixture(scope="module")
def painted(theme, foundry, measured):
    """Every module at every width in a frame of exactly the measured depth."""
    keys = [(module, width) for module in MODULES for width in WIDTHS]
    frames = tuple(
        Frame(
            module.kind,
            module_html(module, width, PAPER, theme, foundry),
            width,
            measured[module.id, width],
        )
        for module, width in keys
    )
    with pdfplumber.open(io.BytesIO(frames_pdf(frames, theme, foundry))) as pdf:
        yield {(m.id, w): page for (m, w), page in zip(keys, pdf.pages, strict=True)}


def text_of_page(page) -> str:
    """The characters of a page without spaces: lines end without one."""
    return "".join("".join(char["text"] for char in page.chars).split())


def test_a_frame_of_the_measured_depth_shows_everything(painted, measured):
    for (name, width), page in painted.items():
        inset = 8.5
        assert page.chars, name
        assert max(char["bottom"] for char in page.chars) < page.height - inset + 2.6
        assert max(char["x1"] for char in page.chars) < page.width - inset + 0.6
        assert float(page.height) == pytest.approx(measured[name, width] / 1000, abs=0.002)
    assert "Pictures:thelargestyouhave." in text_of_page(painted["blue-box-1", WIDTHS[0]])


def test_wider_is_never_deeper_by_much(measured):
    for module in MODULES:
        depths = [measured[module.id, width] for width in WIDTHS]
        assert depths[0] > depths[1] >= depths[3]


def test_measuring_alone_or_together_is_the_same(measured, theme, foundry):
    alone = measure_modules((ModuleRequest(DIGEST, WIDTHS[1]),), theme, foundry, PAPER, DATE)
    assert alone == (measured["digest-1", WIDTHS[1]],)
    assert measure_modules((), theme, foundry, PAPER, DATE) == ()


def test_text_stands_on_the_baselines_of_a_page(painted):
    """A box that begins on a row: its serif text is on the grid, whatever its title takes."""
    grid = grid_of(FORMATS["compact"])
    baseline = (grid.baseline(0) - grid.row_top(0)) / 1000
    for name in ("digest-1", "blue-box-1"):
        for width in WIDTHS:
            page = painted[name, width]
            serif = [char for char in page.chars if "serif" in char["fontname"]]
            assert serif
            for char in serif:
                below = float(page.height) - char["matrix"][5] - baseline
                assert (below + 0.05) % 10.5 < 0.1, (name, width, char["text"], below)


def test_what_the_form_says_when_sent_is_not_printed(theme, foundry):
    html = module_html(SIGN_UP, WIDTHS[1], PAPER, theme, foundry)
    assert "Successfully" not in html
    assert "cuencahighlife.com/" in html and "<svg" in html


def test_every_part_of_a_kind_without_template_is_shown(painted):
    text = text_of_page(painted["weather-1", WIDTHS[1]])
    for part in ("Tomorrow", "Highlands", "Rain.", "thealmanac", "Cuenca", "19", "Afilmof"):
        assert part in text
    assert "3One.4Two." in text


def test_text_is_escaped(theme, foundry):
    module = Module("blue_box", "b", plain("<b>&"), blocks=(Paragraph(plain("a <i> b")),))
    html = module_html(module, WIDTHS[0], PAPER, theme, foundry)
    assert "&lt;b&gt;&amp;" in html and "a &lt;i&gt; b" in html


def test_entries_stand_side_by_side_where_they_find_room():
    assert across(0, 700_000) == 1
    assert [across(3, width) for width in (110_000, 380_000, 725_000)] == [1, 3, 3]
    assert across(7, 725_670) == 6


def test_the_environment_is_left_as_it_was(measured, monkeypatch, theme, foundry):
    monkeypatch.setenv("FONTCONFIG_FILE", "/somewhere/fonts.conf")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    frame_depths((Frame("digest", "<p>x</p>", 100_000),), theme, foundry, DATE, "en")
    assert os.environ["FONTCONFIG_FILE"] == "/somewhere/fonts.conf"
    assert "SOURCE_DATE_EPOCH" not in os.environ


@pytest.mark.parametrize(
    "html",
    [
        '<img src="nothing.png" alt="">',
        '<img src="https://example.org/picture.png" alt="">',
        '<p style="colour: red">x</p>',
    ],
)
def test_what_cannot_be_rendered_is_bad_input(html, theme, foundry):
    with pytest.raises(BadInput, match="rendering boxes"):
        frames_pdf((Frame("ad", html, 100_000, 50_000),), theme, foundry)


def test_a_theme_overrides_a_template(theme, foundry, tmp_path):
    from dataclasses import replace

    folder = tmp_path / "print" / "modules"
    folder.mkdir(parents=True)
    (folder / "digest.html.j2").write_text("mine: {{ module.title | inline }}")
    other = replace(theme, folder=tmp_path)
    assert "mine: The Dispatch" in module_html(DIGEST, WIDTHS[0], PAPER, other, foundry)
    assert "mine" not in module_html(BLUE_BOX, WIDTHS[0], PAPER, other, foundry)


def test_a_frame_never_runs_over_its_page(theme, foundry):
    """Content deeper than its frame is cut off there; it does not make a page of its own."""
    deep = "<p>line</p>" * 200
    frames = tuple(Frame("blue_box", deep, 100_001 + i * 777, 40_003 + i * 333) for i in range(20))
    with pdfplumber.open(io.BytesIO(frames_pdf(frames, theme, foundry))) as pdf:
        sizes = [(float(page.width), float(page.height)) for page in pdf.pages]
    expected = [(frame.width / 1000, frame.height / 1000) for frame in frames]
    assert sizes == [pytest.approx(size, abs=0.001) for size in expected]
