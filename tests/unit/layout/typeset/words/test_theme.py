"""Themes: what one leaves out is as in ours, what it says changes print, mistakes have places."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from layout.makeup.type.furniture import Issue, folio, masthead, section_head
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.headline import HeadLevers, Raster, headline_sizes, set_head
from layout.page.format import FORMATS, grid_of
from layout.story.as_written import Story
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme, load_theme
from slots.finding import BadInput

LOUD = """\
name = "loud"
[families]
display = "libre_franklin"
[colours]
blue = { cmyk = [0, 90, 90, 0], rgb = "#cc2222" }
[styles.headline_50]
family = "display"
weight = 800
size = 50.0
leading = 52.5
[styles.headline_24]
size = 22.0
[styles.section_head]
size = 28.0
[strokes]
strip = { thickness = 0 }
folio = { thickness = 2 }
section = { thickness = 8.0 }
byline = { thickness = 0 }
[furniture]
ears = "beside"
headlines = [50, 30]
"""
GRID = grid_of(FORMATS["compact"], 5)
RASTER = Raster(10_500, 2_520, 725_000)
PAPER = Publication("The Gazette", "News of the bay", price="$1", number="412", site="https://g.e")
ISSUE = Issue(PAPER, wording("en").date(datetime.date(2026, 1, 9)), "Sport", wording("en"))


def theme_of(folder: Path, text: str) -> Theme:
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    return load_theme(folder)


def setter(theme: Theme) -> Compositor:
    return compositor(theme, Foundry(theme.fallback), "en")


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(BadInput) as bad:
        theme_of(folder, text)
    return [str(finding).replace(f"{folder}/", "") for finding in bad.value.findings]


def test_a_theme_that_says_nothing_is_the_default_one(tmp_path: Path) -> None:
    empty, ours = theme_of(tmp_path, ""), load_theme()
    for name in ("families", "fallback", "colours", "styles", "strokes", "ears", "ranks"):
        assert getattr(empty, name) == getattr(ours, name)
    assert (empty.name, empty.folder) == (tmp_path.name, tmp_path)


def test_styles_and_strokes_are_joined_key_by_key(tmp_path: Path) -> None:
    loud, ours = theme_of(tmp_path, LOUD), load_theme()
    style, before = loud.styles["section_head"], ours.styles["section_head"]
    assert (style.size, style.leading, style.tracking) == (28_000, before.leading, before.tracking)
    assert style.cuts[0].family == "libre_franklin" and style.cuts[0].weight == 700
    assert loud.strokes["section"].colour == "blue" and loud.strokes["section"].thickness == 8_000
    assert loud.strokes["strip"].thickness == 0 and loud.strokes["masthead"].thickness == 1_000
    assert loud.colours["blue"].rgb == "#cc2222"
    assert loud.styles["body"] == ours.styles["body"]


def test_a_scale_of_headlines_is_taken_whole(tmp_path: Path) -> None:
    loud = theme_of(tmp_path, LOUD)
    assert headline_sizes(setter(loud)) == (50_000, 22_000)
    assert [loud.largest(rank) for rank in (1, 2, 3, 9)] == [50_000, 30_000, 30_000, 30_000]


def test_what_a_theme_says_is_what_print_sets_and_draws(tmp_path: Path) -> None:
    loud, ours = setter(theme_of(tmp_path, LOUD)), setter(load_theme())
    assert len(masthead(GRID, ISSUE, ours).strokes) == 2
    assert len(masthead(GRID, ISSUE, loud).strokes) == 1
    assert folio(GRID, 2, ISSUE, loud).strokes[0].thickness == 2_000
    bar, foot = section_head(GRID, 3, ISSUE, loud).strokes
    assert (bar.thickness, bar.colour, foot.thickness) == (8_000, "blue", 250)
    story = Story("s", plain("Ferry"), (), byline="By Ana", rank=1)
    heads = [
        set_head(story, 2, 290_000, RASTER, by, HeadLevers(dated=False)) for by in (ours, loud)
    ]
    assert [head.parts[0].style.size for head in heads] == [60_000, 50_000]


def test_ears_stand_beside_the_name_where_the_theme_wants_them(tmp_path: Path) -> None:
    made = masthead(GRID, ISSUE, setter(theme_of(tmp_path, LOUD)))
    texts = [[placed.line.text for placed in part.lines] for part in made.fragments]
    assert texts == [
        ["The Gazette"],
        ["News of the bay"],
        ["No. 412", "$1"],
        ["Friday, January 9, 2026"],
        ["g.e"],
    ]
    plate, left, right = (part.lines[-1] for part in made.fragments[:3])
    assert plate.baseline == left.baseline == right.baseline
    assert left.line.width < plate.line.indent
    assert plate.line.indent + plate.line.width < right.line.indent


@pytest.mark.parametrize("sheet", ["a5", "compact", "broadsheet"])
@pytest.mark.parametrize("tagline", ["", "News", "Everything that happened in town this week " * 9])
def test_ears_without_room_stand_in_the_strip(tmp_path: Path, sheet: str, tagline: str) -> None:
    page = grid_of(FORMATS[sheet])
    by = setter(theme_of(tmp_path, LOUD))
    name = Publication("The Very Long Name of a Paper", tagline, price="$1", number="412")
    made = masthead(page, replace(ISSUE, publication=name), by)
    lines = [placed for part in made.fragments for placed in part.lines]
    assert any("No. 412" in placed.line.text for placed in lines)
    assert any("$1" in placed.line.text for placed in lines)
    for placed in lines:
        left = placed.x + placed.line.indent
        assert page.live.x <= left and left + placed.line.width <= page.live.right
        assert placed.baseline < page.row_top(made.first_row)


def test_every_mistake_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    text = """\
nam = "loud"
[families]
text = 3
[colours]
blue = "#00f"
pale = { cmyk = [0, 0, 0, 120], rgb = "#zzzzzz" }
[styles.body]
size = "large"
sizes = 3
[styles.poster]
family = "dispaly"
[strokes]
folio = { thickness = -1, colour = "blak" }
lead = 3
byline = { thickness = 1, width = 2 }
[furniture]
ears = "left"
headlines = []
nose = 1
"""
    assert mistakes(tmp_path, text) == [
        'theme.toml:1:1: unknown table "nam" (hint: one of colours, families, furniture, '
        "prices, strokes, styles)",
        'theme.toml:3:8: families.text: expected a name (hint: write text = "newsreader")',
        *[
            f"theme.toml:{at}: colours.{name}: not a colour (hint: cmyk = four numbers from 0 to "
            "100, rgb = a string such as #155a96)"
            for at, name in (("5:8", "blue"), ("6:8", "pale"))
        ],
        "theme.toml:8:8: styles.body.size: expected a number, found 'large' "
        "(hint: write it as in 9.2)",
        'theme.toml:9:1: styles.body: unknown key "sizes" (hint: did you mean "size"?)',
        "theme.toml:10:9: styles.poster: needs size and leading, in points "
        "(hint: write them as in size = 9.2 and leading = 11.5)",
        'theme.toml:11:10: styles.poster: unknown family "dispaly" (hint: did you mean "display"?)',
        "theme.toml:13:23: strokes.folio: thickness must be from 0 to 24 points "
        "(hint: write thickness = 0.25, or 0 for no line)",
        'theme.toml:13:36: strokes.folio: unknown colour "blak" (hint: did you mean "black"?)',
        "theme.toml:14:8: strokes.lead: expected a table (hint: write { thickness = 0.25 })",
        'theme.toml:15:27: strokes.byline: unknown key "width" '
        "(hint: the keys are thickness and colour)",
        "theme.toml:17:8: furniture.ears: unknown 'left' (hint: one of beside, strip)",
        "theme.toml:18:13: furniture.headlines: expected a list of sizes in points, the lead's "
        "first (hint: write headlines = [60, 40, 24, 18])",
        'theme.toml:19:1: furniture: unknown key "nose" (hint: one of ears, headlines)',
    ]


@pytest.mark.parametrize("text", ["styles = 3\n", "[colours]\nblue = 3\n", "[styles]\nbody = 1\n"])
def test_tables_that_are_none_are_told(tmp_path: Path, text: str) -> None:
    assert mistakes(tmp_path, text)[0].startswith("theme.toml:")


@pytest.mark.parametrize("number", ["inf", "nan", "1e308", "0", "-1"])
def test_a_size_that_no_type_has_is_told(tmp_path: Path, number: str) -> None:
    (line,) = mistakes(tmp_path, f"[styles.body]\nsize = {number}\n")
    assert line.startswith("theme.toml:2:8: styles.body.size: must be above 0 and at most 1000")
    (line,) = mistakes(tmp_path, f"[furniture]\nheadlines = [{number}]\n")
    assert line.startswith("theme.toml:2:13: furniture.headlines: expected a list of sizes")


@pytest.mark.parametrize("number", ["inf", "nan"])
def test_an_indent_without_end_is_told(tmp_path: Path, number: str) -> None:
    (line,) = mistakes(tmp_path, f"[styles.body]\nindent = {number}\n")
    assert line.startswith("theme.toml:2:10: styles.body.indent: must be at most 1000")


def test_a_theme_that_is_no_toml_is_bad_input(tmp_path: Path) -> None:
    (line,) = mistakes(tmp_path, "[styles\n")
    assert (
        line
        == "theme.toml:1:8: the table's name lacks its closing bracket (hint: add the closing ])"
    )


@pytest.mark.parametrize("colour", ["{}", "[]", '["blue"]', "{ a = 1 }", "8.0", "true"])
def test_a_colour_that_is_no_name_is_told(tmp_path: Path, colour: str) -> None:
    (line,) = mistakes(tmp_path, f"[strokes.section]\nthickness = 1\ncolour = {colour}\n")
    assert line.startswith("theme.toml:3:10: strokes.section: colour must be a name of a colour")


def test_a_number_of_five_thousand_digits_is_told(tmp_path: Path) -> None:
    (line,) = mistakes(tmp_path, f"[styles.body]\nsize = {'9' * 5000}\n")
    assert line.startswith("theme.toml:2:8: a number of 5,000 digits: at most 40")


def test_every_style_and_stroke_of_print_is_in_the_manual() -> None:
    manual = (Path(__file__).parents[5] / "docs" / "theme.md").read_text(encoding="utf-8")
    ours = load_theme()
    printed = {name for name in ours.styles if not name.startswith(("web_", "headline_"))}
    assert {name for name in printed | set(ours.strokes) if f"`{name}`" not in manual} == set()
