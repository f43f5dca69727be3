"""Cutlines and credits under pictures, set by the engine itself."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.type.cutline import cutline_depth, place_cutline, set_cutline
from layout.page.rect import Rect
from layout.story.block import Picture
from layout.story.run import plain
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import joined
from layout.typeset.words.theme import load_theme

LEADING = 9_000
COLUMN = 136_000
WORDS = st.lists(st.sampled_from("the northern pier on Friday Ana hours responsabilidades".split()))


@cache
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


def picture(text: str = "", credit: str = "") -> Picture:
    return Picture("pier.jpg", cutline=plain(text) if text else (), credit=credit)


def rows(one: Picture, measure: int) -> list[list[str]]:
    """The texts that stand on each line, from top to bottom."""
    found: dict[int, list[str]] = {}
    for fragment in place_cutline(
        set_cutline(one, measure, by()), Rect(0, 0, measure, 0), "s", by()
    ):
        for placed in fragment.lines:
            found.setdefault(placed.baseline, []).append(placed.line.text)
    assert sorted(found) == [LEADING * (at + 1) for at in range(len(found))]
    return [found[baseline] for baseline in sorted(found)]


def test_a_picture_without_words_has_no_depth() -> None:
    assert cutline_depth(picture(), COLUMN, by()) == 0
    assert place_cutline(set_cutline(picture(), COLUMN, by()), Rect(0, 0, 9, 9), "s", by()) == ()


@pytest.mark.parametrize(
    ("text", "credit", "lines"),
    [
        ("The pier.", "", [["The pier."]]),
        ("", "Ana Torres", [["Ana Torres"]]),
        ("The pier.", "Ana Torres", [["The pier.", "Ana Torres"]]),
        (
            "The northern pier on a Friday.",
            "Ana Torres",
            [["The northern pier on a Friday."], ["Ana Torres"]],
        ),
        (
            "The northern pier on Friday, an hour before.",
            "Ana Torres",
            [["The northern pier on Friday,"], ["an hour before.", "Ana Torres"]],
        ),
    ],
)
def test_a_credit_stands_on_the_last_line_where_it_finds_room(
    text: str, credit: str, lines: list[list[str]]
) -> None:
    assert rows(picture(text, credit), COLUMN) == lines
    assert cutline_depth(picture(text, credit), COLUMN, by()) == LEADING * len(lines)


def test_lines_under_a_wide_picture_are_not_longer_than_can_be_read() -> None:
    text = "The northern pier on Friday, an hour before the last boat left for good. " * 4
    cutline = set_cutline(picture(text, "Ana Torres"), 725_000, by())
    assert max(line.width for line in cutline.lines) <= 44 * 7_500
    (credit,) = cutline.credit
    assert credit.indent + credit.width == 725_000


@given(WORDS, WORDS, st.integers(60_000, 725_000))
def test_no_word_is_lost_and_nothing_stands_outside(
    text: list[str], credit: list[str], measure: int
) -> None:
    one = picture(" ".join(text), " ".join(credit))
    cutline = set_cutline(one, measure, by())
    below = Rect(10_000, 20_000, measure, 50_000)
    fragments = {part.role: part for part in place_cutline(cutline, below, "pier", by(), 7)}
    assert joined(cutline.lines).split() == text
    assert joined(cutline.credit).split() == credit
    assert {part.story for part in fragments.values()} <= {"pier"}
    for part in fragments.values():
        for placed in part.lines:
            assert below.bottom < placed.baseline <= below.bottom + cutline.depth
            left = placed.x + placed.line.indent
            assert below.x <= left and left + placed.line.width <= below.right
    ends = [part.lines[-1].baseline for part in fragments.values()]
    assert max(ends, default=below.bottom) == below.bottom + cutline.depth
