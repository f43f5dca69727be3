"""Fonts of the preview: what people may type is in them from the start, so that names stay; they
grow where something else is set, and forget nothing."""

from __future__ import annotations

import pytest
from support.small_pages.square_theme import square_theme

from layout.desk.preview.web.typing_fonts import Wardrobe
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import load_theme
from layout.web.fronts.container_lengths import front_sheet

pytestmark = pytest.mark.usefixtures("square_font")
CUT = Cut("square")
RARE = "Ж"
"""Of a script that few type; the default theme has it."""


@pytest.fixture
def wardrobe() -> Wardrobe:
    theme = square_theme()
    return Wardrobe(Foundry(theme.fallback), theme)


def sheet():
    return front_sheet(square_theme())


def test_letters_that_are_likely_change_no_name(wardrobe: Wardrobe) -> None:
    first = wardrobe.alone({CUT: "a"}, sheet(), "")
    again = wardrobe.alone({CUT: "Größe, 12 € “über” Łódź – é"}, sheet(), "")
    assert [font.name for font in first[0]] == [font.name for font in again[0]]
    assert first[1:] == again[1:]


def test_what_is_new_makes_new_fonts_and_stays_in_them() -> None:
    theme = load_theme()
    cut, own = theme.styles["body"].cuts[0], front_sheet(theme)
    real = Wardrobe(Foundry(theme.fallback), theme)
    first = real.alone({cut: "a"}, own, "")
    grown = real.alone({cut: RARE}, own, "")
    after = real.alone({cut: "a"}, own, "")
    assert {font.name for font in first[0]} != {font.name for font in grown[0]}
    assert after == grown, "what was set once is kept"


def test_every_font_that_is_named_is_handed_on(wardrobe: Wardrobe) -> None:
    fonts, name, files = wardrobe.alone({CUT: "a"}, sheet(), ".own{color:red}")
    assert set(files) == {name, *(f"fonts/{font.name}" for font in fonts)}
    css = files[name].decode()
    assert css.endswith(".own{color:red}") and all(font.name in css for font in fonts)


def test_a_sheet_of_its_own_has_a_name_of_its_own(wardrobe: Wardrobe) -> None:
    one, other = (wardrobe.alone({CUT: "a"}, sheet(), own)[1] for own in ("a{b:c}", ""))
    assert one != other and one == wardrobe.alone({CUT: "a"}, sheet(), "a{b:c}")[1]


def test_the_sheet_of_fronts_is_made_once(wardrobe: Wardrobe) -> None:
    name, files = wardrobe.front()
    assert list(files) == [name] and files[name]
    assert wardrobe.front()[1] is files


def test_a_site_is_made_again_only_where_something_is_new(wardrobe: Wardrobe) -> None:
    first = wardrobe.site({CUT: "a"})
    assert wardrobe.site({CUT: "é"}) is first
    grown = wardrobe.site({CUT: RARE})
    assert grown is not first and wardrobe.site({CUT: "a"}) is grown
    assert set(grown[2]) == {grown[1], *(f"fonts/{font.name}" for font in grown[0])}
