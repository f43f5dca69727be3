"""Spaces that hold change nothing but the kind of space, and no line is broken at them."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from layout.story.run import Run, text_of
from layout.story.text.no_break import held, held_runs
from layout.typeset.breaks.break_paragraph import Measures
from layout.typeset.breaks.opportunities import opportunities
from layout.typeset.set_text import compositor, set_text
from layout.typeset.words.foundry import Foundry, shape
from layout.typeset.words.set_line import Ending, joined
from layout.typeset.words.style import Align, Cut, TypeStyle
from layout.typeset.words.theme import load_theme
from layout.typeset.words.tokens import SPACE, tokenize

LANGUAGES = st.sampled_from(["fr", "fr-CH", "fr-CA", "en", "de", "ru", "cs", "el", "nl", "und"])
SIGNS = st.sampled_from([*";:!?»«%€.,…()”", "?!", "...", "km", "mai", "No.", "p.", "J."])
WORDS = st.sampled_from(["Oui", "dit-il", "10", "000", "2022", "été", "A", "мая", "года", "de"])
SPACES = st.sampled_from([" ", " ", "\u00a0", "\u202f", "\u2009", ""])
TEXTS = st.lists(st.tuples(SPACES, WORDS | SIGNS), max_size=14).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)
FOUNDRY = Foundry()
BODY = TypeStyle("body", (Cut("source_serif_4"),) * 4, 10_000, 12_000)
FACE = FOUNDRY.face(BODY.cuts[0])
JUSTIFIED = replace(BODY, align=Align.JUSTIFIED)


@given(TEXTS | st.text(max_size=60), LANGUAGES)
def test_only_spaces_change_and_only_into_spaces(text, language):
    done = held(text, language)
    assert len(done) == len(text)
    for before, after in zip(text, done, strict=True):
        assert before == after or (before in " \u00a0\u2009\u202f" and after in "\u00a0\u202f")
    assert done.split() == text.split(), "no word is lost, none is made of two"
    assert held(done, language) == done


@given(TEXTS, st.sampled_from(["fr", "fr-CH", "fr-CA", "fr-LU"]))
def test_no_french_sign_stands_alone(text, language):
    done = held(text, language)
    for found in re.finditer(r"(?<=\S)(\s+)[;!?]+(?=\s|$)|«(\s+)(?=\S)|(?<=\S)(\s+)»", done):
        assert not {" ", "\u2009"} & set(found[1] or found[2] or found[3]), done


@given(TEXTS, LANGUAGES, st.integers(0, 60))
def test_runs_hold_as_their_text_does(text, language, at):
    runs = tuple(run for run in (Run(text[:at]), Run(text[at:])) if run.text)
    assert text_of(held_runs(runs, language)) == held(text, language)


@given(TEXTS, LANGUAGES)
def test_no_line_is_broken_at_a_space_that_holds(text, language):
    done = held(text, language).replace("\u2009", " ")
    for token in re.split(" +", done):
        for at in opportunities(token):
            assert token[at] not in "\u00a0\u202f" and token[at - 1] not in "\u00a0\u202f"
    tokens = tokenize((Run(done),), BODY, FOUNDRY)
    spaces = sum(join == SPACE for join in tokens.joins[:-1])
    assert spaces == max(0, len(done.split(" ")) - done.split(" ").count("") - 1)


TIED = st.lists(
    st.tuples(st.sampled_from(" \u00a0"), WORDS | st.just("»")), min_size=2, max_size=20
)


@given(TIED, st.integers(20, 300), st.integers(-1, 1))
def test_spaces_that_hold_give_as_the_others_do(words, measure, looseness):
    text = "".join(space + word for space, word in words)[1:].replace("\u202f", "")
    by = compositor(load_theme(), FOUNDRY, "fr")
    lines = set_text((Run(text),), Measures(measure * 1000), JUSTIFIED, by, looseness)
    assert joined(lines) == text.replace("\u00a0", " ")
    for count, line in enumerate(lines, 1):
        assert not any("\u00a0" in word.text for word in line.words), "a glyph does not give"
        stop = len(joined(lines[:count]))
        if line.ending is Ending.SPACE and text[stop - 1] == "\u00a0":
            start = text.rfind(" ", 0, stop) + 1
            held = text[start : (text + " ").find(" ", stop)]
            assert shape(held, FACE, 10_000, 0).width > measure * 1000 * 9 // 10, "too wide to hold"
        assert line.width <= line.measure or len(line.words) == 1 or measure < 60
