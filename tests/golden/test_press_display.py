"""The display list of a small document, as text."""

from dataclasses import replace
from pathlib import Path

from support.drawings.display_list import dump
from support.press.sample_documents import drop_cap_page, leg, text_page, with_boxes

from layout.page.document import Box, Crop, Document, Image
from layout.page.rect import Rect
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut, TypeStyle
from layout.typeset.words.theme import load_theme
from slots.finding import Finding, Severity
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import parse_length as L

SIZES = {"body": (5_000, 10_500), "headline_24": (9_000, 26_250), "drop_cap": (30_000, 31_500)}


def square_style(name: str) -> TypeStyle:
    """A style in the square font: a golden that no change of the theme can touch."""
    cut = Cut("square")
    return TypeStyle(name, (cut, cut, cut, cut), *SIZES[name], indent=5_000)


def test_the_display_list_says_all_that_is_painted(golden, square_font):
    theme = replace(load_theme(), styles={name: square_style(name) for name in SIZES})
    foundry = Foundry(theme.fallback)
    page = text_page(theme, foundry, 1, form="a5")
    box = Box("ad", "ad-1", Rect(page.grid.live.x, 300_000, 100_000, 80_000), "<p></p>", "Ad")
    images = (
        Image("picture", "dam", Rect(50_000, 60_000, 90_000, 45_000), Path("/media/dam.jpg")),
        Image(
            *("ad", "ad-2", Rect(50_000, 400_000, 90_000, 45_000), Path("/ads/cafe.pdf"), "Café"),
            crop=Crop(0, 25_000, 100_000, 75_000),
            border=250,
            label="Ad",
        ),
    )
    page = replace(with_boxes(page, (box,)), legs=(leg(page),), images=images)
    document = Document(
        "Display",
        "en",
        None,
        (page, replace(drop_cap_page(theme, foundry), number=2)),
        (Finding("x", Severity.INFO, "something was found"),),
        (Refusal("p1", "inline-1", Rule(Kind.CLEARANCE), L("100px"), L("62px")),),
    )
    golden("press_display.txt", dump(document))
