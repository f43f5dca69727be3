"""Lines of type as large as their place lets them be."""

from __future__ import annotations

import pytest

from layout.press.frames.fit_lines import KINDS, Fitter
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme


@pytest.fixture(scope="module")
def fitter() -> Fitter:
    theme = load_theme()
    return Fitter(theme, Foundry(theme.fallback))


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_is_wider_than_its_place_nor_all_deeper(fitter, kind):
    for place in ((100, 40), (30, 400), (500, 12)):
        made = fitter(["News you can", "fold"], kind, place)
        widest = max(fitter.advance(line, kind) for line in made.lines)
        assert widest * made.size <= place[0] + 1e-6 and made.height <= place[1] + 1e-6
        assert made.size == pytest.approx(min(place[0] / widest, place[1] / 2))


def test_most_is_the_most_and_nothing_is_less_than_a_hair(fitter):
    assert fitter(["a"], "sans", (900, 900), most=20).size == 20
    assert fitter(["a" * 500], "sans", (0, 0)).size == 0.1
    assert fitter([""], "sans", (50, 50), most=30).size == 30


def test_of_several_breaks_the_largest_is_taken(fitter):
    broken = [["Your shop, seen by the neighbours."], ["Your shop, seen by", "the neighbours."]]
    assert len(fitter.best(broken, "display", (120, 90)).lines) == 2
    assert len(fitter.best(broken, "display", (400, 20)).lines) == 1


def test_lines_as_html_are_escaped_and_stand_below_one_another(fitter):
    html = str(fitter(["A & B", "<c>"], "bold", (100, 40), leading=1.5).html(3, 4, "blue"))
    assert "A &amp; B" in html and "&lt;c&gt;" in html and 'class="sans bold"' in html
    assert html.count("<p ") == 2 and "left:3.000pt;top:4.000pt" in html and "--blue" in html
