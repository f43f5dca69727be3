"""Words pulled from a story in large type; and what type has to do without, told once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from layout.makeup.edition.shapes.pull_quote import pull_quote_of
from layout.makeup.type.shortfalls import Printed, shortfalls
from layout.story.as_written import Story
from layout.story.block import Listing, Paragraph, Quote
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.finding import Severity

THEME = load_theme()
LEADING = 10_500
MEASURE = 120_000
SPOKEN = "I will sit down by the harbour and wait"


@cache
def by() -> Compositor:
    return compositor(THEME, Foundry(THEME.fallback), "en")


def story(*blocks, language="en", headline="Ferry", **more):
    body = tuple(Paragraph(plain(each)) if isinstance(each, str) else each for each in blocks)
    return Story("ferry", plain(headline), body, language=language, source="s.md", **more)


def pulled(*blocks, measure=MEASURE, language="en"):
    return pull_quote_of(story("First.", *blocks, language=language), measure, LEADING, by())


def words(quote):
    return " ".join(word.text for line in quote.lines for word in line.words)


def test_the_first_words_spoken_that_can_stand_alone_are_pulled():
    quote = pulled("Nothing.", f"She said: “{SPOKEN}.” Then: “{SPOKEN} again.”")
    assert (quote.index, quote.own, quote.credit) == (2, False, ())
    assert words(quote).strip("“”") == f"{SPOKEN}."


@pytest.mark.parametrize(
    ("text", "end"), [(f"“{SPOKEN},” she said.", "."), (f"“{SPOKEN}!” she said.", "!")]
)
def test_a_comma_before_the_closing_quote_becomes_a_point(text, end):
    assert words(pulled(text)).strip("“”").endswith(f"wait{end}")


@pytest.mark.parametrize(
    "text",
    [
        "No word is spoken here.",
        "“Unfortunately nobody remembers those evenings anymore.”",
        f"“{SPOKEN}” she said.",
        f"“i{SPOKEN[1:]}.”",
        "“" + "Wait and see. " * 12 + "”",
        "“" + "A" * 60 + ".”",
    ],
)
def test_words_that_cannot_stand_alone_are_not(text):
    assert pulled(text) is None


def test_nothing_is_pulled_from_the_first_paragraph_nor_from_lists():
    spoken = f"“{SPOKEN}.”"
    assert pull_quote_of(story(spoken), MEASURE, LEADING, by()) is None
    assert pulled(Listing((plain(spoken),))) is None


def test_a_pull_quote_of_the_story_comes_before_words_in_its_text():
    own = Quote((plain("The pier held."), plain("It will again.")), plain("Ana"), pulled=True)
    quote = pulled(f"“{SPOKEN}.”", own)
    assert (quote.index, quote.own) == (2, True)
    assert words(quote) == "The pier held. It will again."
    assert len(quote.credit) == 1
    assert pulled(replace(own, pulled=False)) is None


def test_rows_are_those_of_lines_credit_and_air():
    own = Quote((plain("The pier held."),), plain("Ana"), pulled=True)
    quote = pulled(own)
    each = -(-THEME.styles["pull_quote"].leading // LEADING)
    assert quote.each == each
    assert quote.rows == len(quote.lines) * each + 1 + 1 + 2
    assert replace(quote, credit=()).rows == len(quote.lines) * each + 2


def test_what_is_wider_than_its_leg_is_not_pulled():
    assert pulled(f"“{SPOKEN}.”", measure=9_000) is None


def printed(*stories, language="en", **more):
    paper = Publication(name="Gazette", language=language)
    return shortfalls(Printed(stories, paper, THEME, Foundry(THEME.fallback), **more))


def codes(*stories, **more):
    return [(f.code, f.severity) for f in printed(*stories, **more)]


LONG = "Verantwoordelijkheid geldt overal."


def test_a_story_in_a_language_that_has_all_lacks_nothing():
    assert codes(story("The harbour is open again.")) == []


def test_furniture_without_words_is_told_once_and_of_stories_only_where_it_speaks():
    nl = story("Kort.", language="nl")
    assert codes(nl) == []
    speaking = printed(nl, nl, speaking=frozenset({"ferry"}))
    assert [(f.code, f.severity, f.where.file) for f in speaking] == [
        ("furniture-language", Severity.INFO, "s.md")
    ]
    (own,) = printed(language="nl")
    assert '"nl"' in own.message and own.hint.startswith("it has words in ")


def test_hyphens_that_a_language_has_not_are_told_once_for_all_its_stories():
    (finding,) = printed(*(story(LONG, language="xx") for _ in range(3)))
    assert finding.code == "no-hyphenation"
    assert '"xx" (here and in 2 more stories)' in finding.message


def test_copy_without_a_word_that_a_hyphen_could_divide_asks_for_no_patterns():
    assert codes(story("Een twee 123456789 東京都庁前.", language="xx")) == []
    (finding,) = printed(story(LONG, language="und"))
    assert "a language that nobody named" in finding.message


ARROW, SNOWMAN = "\u2192", "\u2603"
"""A sign that the face of headlines lacks and that of copy has; one that both lack."""


def test_a_sign_that_the_face_of_headlines_lacks_is_told_once_with_the_face_that_lends_it():
    arrows = [story("Words.", headline=f"Ferry {ARROW} pier {ARROW}") for _ in range(2)]
    (finding,) = printed(*arrows)
    assert (finding.code, finding.severity, finding.where.file) == (
        *("display-fallback", Severity.WARNING, "s.md"),
    )
    assert finding.message == (
        "Newsreader, a face of display type, has no “→” (U+2192): set in Source Serif 4"
    )
    assert "as display in [families] of the theme" in finding.hint


def test_a_sign_that_no_face_lends_is_an_error_unless_it_is_told_with_the_copy():
    paper, foundry = Publication(name="Gazette"), Foundry(())
    found = shortfalls(Printed((story("Words.", headline=ARROW),), paper, THEME, foundry))
    assert [(f.code, f.severity) for f in found] == [("missing-glyph", Severity.ERROR)]
    assert codes(story("Words.", headline=SNOWMAN)) == []


def test_display_type_is_heads_and_in_an_edition_the_masthead():
    assert codes(story(f"Words {ARROW}.")) == []
    assert codes(story("Words.", deck=plain(ARROW))) == [("display-fallback", Severity.WARNING)]
    paper = Publication(name=f"Gazette {ARROW}")
    for whole, found in ((True, ["display-fallback"]), (False, [])):
        one = Printed((story("Words."),), paper, THEME, Foundry(THEME.fallback), whole=whole)
        assert [f.code for f in shortfalls(one)] == found
