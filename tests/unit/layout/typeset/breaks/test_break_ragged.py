"""Headlines broken by sense: fewest lines, then even ones, no lost word, no hanging article."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from layout.story.run import plain
from layout.typeset.breaks.ragged import break_ragged, hanging_words
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import load_theme
from layout.typeset.words.tokens import SPACE, tokenize
from slots.prices_of_taste import OUR_PRICES

EM = 10_000
PRICES = OUR_PRICES.heads


@pytest.fixture(scope="module")
def lines(square_font):
    """The lines of a headline in letters one em wide, its spaces too."""
    style = replace(
        load_theme().styles["deck"], cuts=(Cut("square"),), size=EM, tracking=0, hyphenate=False
    )
    foundry = Foundry(("square",))

    def broken(text, ems, language="en", even=True, prices=PRICES):
        tokens = tokenize(plain(text), style, foundry)
        found = break_ragged(tokens, ems * EM, style, language, prices, even)
        rows, start = [], 0
        for each in found.breaks:
            stop = each.token + 1
            joined = zip(
                found.tokens.words[start:stop], found.tokens.joins[start:stop], strict=True
            )
            rows.append("".join(w.text + " " * (join == SPACE) for w, join in joined).strip())
            start = stop
        return rows

    return broken


def test_nothing_has_no_line(lines):
    assert lines("", 10) == []


def test_lines_are_as_few_as_will_hold_the_words_and_even(lines):
    assert lines("aaaa bbbb cccc dddd", 14) == ["aaaa bbbb", "cccc dddd"]
    assert lines("aaaa bbbb", 9) == ["aaaa bbbb"]
    assert lines("aaaa bbbb", 8) == ["aaaa", "bbbb"]


def test_a_deck_fills_its_lines_and_only_the_last_may_be_short(lines):
    text = "aaaa bbbb cccc dddd eeee"
    assert lines(text, 19, even=False) == ["aaaa bbbb cccc", "dddd eeee"]


def test_no_line_ends_in_an_article_where_another_break_does(lines):
    text = "Floods reach the harbour of towns"
    sense, filled = "Floods reach", "Floods reach the"
    assert lines(text, 20)[0] == sense
    assert lines(text, 20, prices=replace(PRICES, dangling_word=0))[0] == filled
    assert lines(text, 20, language="nl")[0] == filled
    assert lines(text.replace("the", "“The"), 21)[0] == sense


def test_no_word_is_alone_on_the_last_line_where_another_break_does(lines):
    assert lines("aaaa bbbb cccc dd", 14) == ["aaaa bbbb", "cccc dd"]
    deck = lines("aaaa bbbb cccc dd", 14, even=False)
    assert deck == ["aaaa bbbb", "cccc dd"]
    free = replace(PRICES, lone_word=0, short_last_line=0)
    assert lines("aaaa bbbb cccc dd", 14, even=False, prices=free) == ["aaaa bbbb cccc", "dd"]


def test_a_word_wider_than_the_measure_is_broken(lines):
    rows = lines("abcdefghij k", 4)
    assert "".join(rows).replace(" ", "") == "abcdefghijk"
    assert len(rows) >= 3


def test_the_break_is_the_best_of_all(lines):
    """Brute force: every way to break into the fewest lines, at the price that is documented."""
    words = "one two the three of four and five six".split()
    measure = 14

    def cost(rows):
        total = 0.0
        for place, row in enumerate(rows):
            empty = max(0, measure - len(" ".join(row))) / measure
            total += empty * empty
            if place < len(rows) - 1:
                total += (PRICES.dangling_word / 100) * (row[-1] in hanging_words("en"))
            elif place:
                total += (PRICES.lone_word / 100) * (len(row) == 1)
                total += (PRICES.short_last_line / 100) * (len(" ".join(row)) < measure * 0.34)
        return len(rows), total

    ways = []
    for cuts in product((False, True), repeat=len(words) - 1):
        rows = [[words[0]]]
        for cut, word in zip(cuts, words[1:], strict=True):
            rows.append([word]) if cut else rows[-1].append(word)
        if all(len(" ".join(row)) <= measure for row in rows):
            ways.append((cost(rows), [" ".join(row) for row in rows]))
    assert lines(" ".join(words), measure) == min(ways)[1]


def test_small_words_are_those_of_the_language():
    assert {"the", "of", "and"} <= hanging_words("en")
    assert "el" in hanging_words("es-EC")
    assert hanging_words("nl") == frozenset()
