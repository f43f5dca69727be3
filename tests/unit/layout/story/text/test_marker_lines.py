"""Marker lines of plain text, each told by the line alone."""

from __future__ import annotations

import pytest

from layout.story.text.marker_lines import (
    LONGEST_MARKER,
    Mark,
    mark_of,
    split_number,
    split_teaser,
    unbulleted,
    unmarked,
)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("Google ad", Mark.SLOT),
        ("[ADVERTISEMENT]", Mark.SLOT),
        ("— Publicidad —", Mark.SLOT),
        ("Blue Box", Mark.BLUE_BOX),
        ("Blue Box: Before you board", Mark.BLUE_BOX),
        ("Blue boxes are everywhere", Mark.TEXT),
        ("Caja azul", Mark.BLUE_BOX),
        ("Newsletter", Mark.NEWSLETTER),
        ("Sign up for our newsletter today", Mark.NEWSLETTER),
        ("Suscríbase a nuestro boletín", Mark.NEWSLETTER),
        ("You have successfully subscribed!", Mark.SUCCESS),
        ("Gracias por suscribirse.", Mark.SUCCESS),
        ("Week of September 17.", Mark.NOTE),
        ("Semana del 3 de mayo", Mark.NOTE),
        ("Ship lost. Read more.", Mark.TEASER),
        ("- Ship lost. Leer más »", Mark.TEASER),
        ("Read more.", Mark.TEXT),
        ("- First boat: 6:15", Mark.BULLET),
        ("•  First boat", Mark.BULLET),
        ("-first", Mark.TEXT),
        ("3. Call the harbour", Mark.NUMBER),
        ("1984 was a year", Mark.TEXT),
        ("---", Mark.DIVIDER),
        ("* * *", Mark.DIVIDER),
        ("⁂", Mark.DIVIDER),
        ("--", Mark.TEXT),
        ("The ad in the paper", Mark.TEXT),
    ],
)
def test_a_line_says_what_it_is(line, mark):
    assert mark_of(line) is mark


def test_long_lines_are_text_but_for_lists_and_teasers():
    long = "newsletter subscribe to our newsletter " + "and more " * 9
    assert len(long) > LONGEST_MARKER and mark_of(f"Subscribe to the {long}") is Mark.TEXT
    assert mark_of(f"- {long}") is Mark.BULLET
    assert mark_of(f"{long} Read more.") is Mark.TEASER


def test_the_words_of_a_marker_without_its_signs():
    assert split_teaser("• Ship lost. Read more...") == ("Ship lost.", "Read more...")
    assert split_teaser("Nothing here") == ("Nothing here", "")
    assert unbulleted("- one") == "one" and unbulleted("one - two") == "one - two"
    assert split_number("12) Call") == (12, "Call") and split_number("Call") == (0, "Call")
    assert unmarked("[ Google ad ]") == "Google ad" and unmarked("---") == "---"
