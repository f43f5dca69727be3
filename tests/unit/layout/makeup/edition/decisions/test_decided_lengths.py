"""Lengths that a story cannot have by decision, and those it could have instead."""

from __future__ import annotations

from dataclasses import replace

from support.editions.decided_stories import formed, written

from layout.makeup.edition.decisions.forms import LENGTHS, lengths_near
from layout.makeup.edition.shapes.how_short import ways_to_end

FREE = written("free", 9, cut=None)
SHORT = written("short-of-it", 9, cut=0)
WAYS = ways_to_end(FREE.story, FREE.text.whole)
WORDS = {way.words for way in WAYS}
CUTS = {WAYS[0].rows - way.rows for way in WAYS[1:]}


def test_lengths_are_keys_of_a_form() -> None:
    assert all(formed(FREE, **{key: None}).form.decided == () for key in LENGTHS)
    assert LENGTHS == ("words", "cut_lines")


def test_words_that_can_be_had_come_nearest_first() -> None:
    wanted = sorted(WORDS)[len(WORDS) // 2] + 1
    asked = formed(FREE, words=(1, wanted))
    found = [value for value, _ in lengths_near(asked, FREE, "words")]
    assert set(found) <= WORDS and 1 < len(found) <= 12
    assert found == sorted(WORDS, key=lambda one: (abs(one - wanted), one))[: len(found)]


def test_lines_to_cut_that_can_be_had_come_nearest_first() -> None:
    asked = formed(FREE, cut_lines=max(CUTS) + 50)
    found = [value for value, _ in lengths_near(asked, FREE, "cut_lines")]
    assert found == sorted(CUTS, reverse=True)[:12]


def test_the_story_so_keeps_what_is_left_of_its_form() -> None:
    left = formed(FREE, columns=3)
    (words, first), *_ = lengths_near(formed(FREE, words=(200,), columns=3), left, "words")
    assert first.form == replace(left.form, words=(words, words))
    assert (first.story, first.text, first.key) == (FREE.story, FREE.text, left.key)
    (lines, other), *_ = lengths_near(formed(FREE, cut_lines=5, columns=3), left, "cut_lines")
    assert other.form == replace(left.form, cut_lines=lines)


def test_of_a_story_that_must_not_be_cut_there_is_its_own_length_alone() -> None:
    asked = formed(SHORT, words=(7, 9))
    assert [value for value, _ in lengths_near(asked, SHORT, "words")] == [max(WORDS)]
    assert list(lengths_near(formed(SHORT, cut_lines=5), SHORT, "cut_lines")) == []
