"""Spaces that hold change nothing but the kind of space, and no line is broken at them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from layout.story.run import Run, text_of
from layout.story.text.no_break import held, held_runs
from layout.typeset.breaks.opportunities import opportunities
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut, TypeStyle
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
