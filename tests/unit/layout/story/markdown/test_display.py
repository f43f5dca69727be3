"""Displays of pictures: what Markdown may ask for, and how large the page shows it."""

from __future__ import annotations

import pytest

from layout.story.markdown.read_markdown import parse_markdown
from layout.story.reading_order import texts_of
from layout.story.text.picture_options import SHOWN
from layout.typeset.words.theme import load_theme
from layout.web.measure.column_and_rail_widths import STEPS, sheet_of
from layout.web.measure.forms import PictureForm
from slots.strip.measured_flow import Display


def read(text):
    return parse_markdown(f"# Ferry\n\nOne.\n\n{text}", "s.md")


@pytest.mark.parametrize("display", SHOWN)
def test_each_by_its_name(display):
    for written in (f".{display}", display, f" .{display.replace('-', '_').upper()} "):
        for blank in ("", " ", "\n"):
            story, findings = read(f"![a](a.png){blank}{{{written}}} *Boats.*")
            assert story.body[1].display is display and findings == ()
            assert texts_of(story) == ("Ferry", "One.", "Boats.")


def test_a_picture_without_one_is_inline():
    assert read("![a](a.png)")[0].body[1].display is Display.INLINE


def test_each_picture_of_a_paragraph_has_its_own():
    story, _ = read("![a](a.png){.thumbnail} ![b](b.png){.full-width} ![c](c.png)")
    displays = [block.display for block in story.body[1:]]
    assert displays == [Display.THUMBNAIL, Display.FULL_WIDTH, Display.INLINE]


@pytest.mark.parametrize(
    "written", ["no-cutline", ".No-Cutline", "keep=0,0,50,50 no-cutline", "no-cutline .thumbnail"]
)
def test_italics_below_it_may_be_said_to_be_no_cutline(written):
    story, findings = read(f"![a](a.png){{{written}}}\n\n*Boats.*")
    assert findings == () and len(story.body) == 3
    assert story.body[1].cutline == () and texts_of(story)[-1] == "Boats."
    assert (story.body[1].display is Display.THUMBNAIL) == ("thumb" in written)
    assert (story.body[1].keep is not None) == ("keep" in written)


def test_its_own_italics_are_its_cutline_all_the_same():
    story, findings = read("![a](a.png){no-cutline} *Boats.*")
    assert texts_of(story) == ("Ferry", "One.", "Boats.") and findings == ()
    assert story.body[1].cutline[0].text == "Boats."


@pytest.mark.parametrize(
    "written",
    [".thumbnial", "big", "#a", "width=50%", ".thumbnail .half-width", ".showcase", ".immersive"],
)
def test_what_is_none_goes_with_a_finding(written):
    story, (finding,) = read(f"![a](a.png){{{written}}}\n\n*Boats.*")
    assert finding.code == "unknown-display" and f"{{{written}}}" in finding.message
    assert story.body[1].display is Display.INLINE
    assert texts_of(story) == ("Ferry", "One.", "Boats.")
    assert ("did you mean" in finding.message) == ("thumb" in written)


@pytest.mark.parametrize("text", ["{the left one}", " {}", "{", "*{.thumbnail}*"])
def test_other_words_in_braces_are_text(text):
    story, findings = read(f"![a](a.png){text}")
    assert texts_of(story)[2:] == (text.strip(" *"),) and findings == ()


@pytest.mark.parametrize(
    ("display", "size", "width", "height"),
    [
        (Display.INLINE, (1200, 800), 600, 400),
        (Display.INLINE, (300, 200), 600, 200),
        (Display.HALF_WIDTH, (1200, 800), 600, 200),
        (Display.HALF_WIDTH, (1200, 800), 335, 111.65625),
        (Display.HALF_WIDTH, (240, 180), 600, 180),
        (Display.FULL_WIDTH, (300, 200), 600, 400),
        (Display.THUMBNAIL, (700, 900), 600, 180),
        (Display.THUMBNAIL, (120, 120), 600, 120),
        (Display.THUMBNAIL, (700, 900), 70, 90),
        (Display.FULL_WIDTH, (0, 0), 600, 0),
    ],
)
def test_how_high_a_picture_stands(display, size, width, height):
    sheet = sheet_of(load_theme())
    assert PictureForm(size, None, display).height(width, sheet, STEPS[0]) == height


@pytest.mark.parametrize(
    "written",
    ["keep=20,0,100,80", " keep = 20, 0, 100, 80 ", "KEEP=20%,0%,100%,80%", "keep=020,00,100,80"],
)
def test_the_part_that_print_has_to_keep(written):
    story, findings = read(f"![a](a.png){{{written}}}\n\n*Boats.*")
    assert findings == () and story.body[1].keep == (20, 0, 100, 80)
    assert story.body[1].display is Display.INLINE
    assert texts_of(story) == ("Ferry", "One.", "Boats.")


@pytest.mark.parametrize("written", [".half-width keep=1,2,3,4", "keep=1,2,3,4 .half-width"])
def test_part_and_display_stand_together(written):
    (picture,) = read(f"![a](a.png){{{written}}}")[0].body[1:]
    assert (picture.display, picture.keep) == (Display.HALF_WIDTH, (1, 2, 3, 4))


@pytest.mark.parametrize(
    "edges", ["", "1,2,3", "9,0,9,50", "0,60,50,50", "0,0,101,9", "a,b,c,d", "1.5,0,9,9"]
)
def test_what_is_no_part_of_a_picture_goes_with_a_finding(edges):
    story, (finding,) = read(f"![a](a.png){{keep={edges}}}\n\n*Boats.*")
    assert (finding.code, story.body[1].keep) == ("wrong-keep", None)
    assert str(finding).startswith(f"s.md:5: keep={edges} is no part of a picture: cropped as")
    assert texts_of(story) == ("Ferry", "One.", "Boats.")


@pytest.mark.parametrize(
    "written", [".mug", "mug", " .Mug ", "keep=20,0,80,50 .mug", ".mug no-cutline"]
)
def test_a_mug_shot_is_a_thumbnail_on_the_web(written):
    story, findings = read(f"![a](a.png){{{written}}}")
    assert story.body[1].mug and story.body[1].display is Display.THUMBNAIL and findings == ()
    assert (story.body[1].keep is not None) == ("keep" in written)


def test_a_mug_shot_may_be_shown_larger_on_the_web():
    story, findings = read("![a](a.png){.mug .half-width}")
    assert story.body[1].mug and story.body[1].display is Display.HALF_WIDTH and findings == ()


def test_words_in_braces_that_name_a_mug_are_text():
    story, findings = read("![a](a.png){a mug of tea}")
    assert findings == () and "{a mug of tea}" in " ".join(texts_of(story))
