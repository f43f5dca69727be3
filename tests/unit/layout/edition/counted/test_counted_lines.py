"""Figures of lines set by hand in the square font: word spaces, last lines, ladders."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.counted.by_hand import EM, line, page, type_at

from layout.edition.counted.lines import LineFigures, line_figures
from layout.typeset.words.set_line import Ending
from layout.typeset.words.style import Align, Cut, TypeStyle

BODY = TypeStyle("body", (Cut("square"),) * 4, EM, EM, Align.JUSTIFIED, indent=EM)
STYLES = {
    "body": BODY,
    "quote": replace(BODY, name="quote", indent=0),
    "list": replace(BODY, name="list", align=Align.LEFT),
}


def figures(*fragments) -> LineFigures:
    return line_figures([page(2, *fragments).page], STYLES)


def test_spaces_are_measured_by_the_natural_one(square_face) -> None:
    spaces = (9_000, 10_000, 16_000, 16_001, 25_000, 25_001, 60_000)
    lines = [line(square_face, "aa bb cc", space) for space in spaces]
    found = figures(type_at("body", 0, 0, *lines))
    assert (found.justified, found.wide, found.gaping) == (7, 4, 2)
    assert found.part(found.wide) == pytest.approx(4 / 7)


def test_tracking_widens_the_natural_space(square_face) -> None:
    styles = {"body": replace(BODY, tracking=100)}
    text = type_at("body", 0, 0, line(square_face, "aa bb", 17_000))
    assert line_figures([page(2, text).page], styles).wide == 0  # 1.6 times 11,000
    assert figures(text).wide == 1


@pytest.mark.parametrize("role", ["list", "crosshead", "headline"])
def test_lines_that_are_not_justified_do_not_count(square_face, role) -> None:
    found = figures(type_at(role, 0, 0, line(square_face, "aa bb", 90_000)))
    assert found == LineFigures(0, 0, 0, 0, 0, 0, 0)
    assert found.part(found.wide) == 0.0


def test_neither_do_last_lines_and_lines_of_one_word(square_face) -> None:
    last = line(square_face, "aa bb", 90_000, Ending.LAST)
    assert figures(type_at("body", 0, 0, line(square_face, "aaaa"), last)).justified == 0


def test_last_lines_want_an_indent_and_two_ems(square_face) -> None:
    first = line(square_face, "aa bb cc")

    def ends(text: str, role: str = "body") -> LineFigures:
        last = line(square_face, text, ending=Ending.LAST)
        return figures(type_at(role, 0, 0, first, last))

    assert (ends("aa.").last_lines, ends("aa.").short) == (1, 0)
    assert ends("a.").short == 1
    assert ends("a.", "quote").short == 0  # it has no indent
    alone = figures(type_at("body", 0, 0, line(square_face, "a.", ending=Ending.LAST)))
    assert alone.last_lines == 0  # a paragraph of one line ends where it begins


def test_a_paragraph_goes_on_in_the_next_leg_or_on_the_next_page(square_face) -> None:
    first, last = line(square_face, "aa bb"), line(square_face, "a.", ending=Ending.LAST)
    begun = replace(type_at("body", 0, 0, first), continues=True)
    after = type_at("body", 70, 0, last)
    assert figures(begun, after).short == 1
    pages = [page(2, begun).page, page(3, after).page]
    assert line_figures(pages, STYLES).short == 1
    other = type_at("body", 70, 0, last, paragraph=11)
    assert figures(begun, other).last_lines == 0


@pytest.mark.parametrize(
    ("ends", "ladders", "longest"),
    [("--n", 0, 2), ("---", 1, 3), ("--n---n----", 2, 4), ("nn", 0, 0)],
)
def test_ladders_are_more_than_two_hyphens(square_face, ends, ladders, longest) -> None:
    lines = [line(square_face, f"aa b{end}", ending=Ending.HYPHEN) for end in ends]
    found = figures(type_at("body", 0, 0, *lines))
    assert (found.ladders, found.longest) == (ladders, longest)


def test_a_ladder_ends_with_its_leg(square_face) -> None:
    two = [line(square_face, "aa b-", ending=Ending.HYPHEN)] * 2
    begun = replace(type_at("body", 0, 0, *two), continues=True)
    assert figures(begun, type_at("body", 70, 0, *two)).ladders == 0
