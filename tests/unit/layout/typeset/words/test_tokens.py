"""Where a line may end inside a token: after what joins its parts, and in addresses."""

from __future__ import annotations

from functools import cache

import pytest

from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.typeset.words.tokens import BREAK, tokenize


@cache
def foundry() -> Foundry:
    return Foundry(load_theme().fallback)


def parts(text: str) -> str:
    tokens = tokenize(plain(text), load_theme().styles["body"], foundry())
    assert set(tokens.joins[:-1]) <= {BREAK}
    return "|".join(word.text for word in tokens.words)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("letters@saltmere.example", "letters@|saltmere.|example"),
        ("https://www.bay.org/r/one_two?q=10", "https://|www.|bay.|org/|r/|one_|two?q=10"),
        ("saltmere.example/w", "saltmere.|example/|w"),
        ("16-year-old", "16-|year-|old"),
        ("claimed_timestamp", "claimed_|timestamp"),
        ("customer-loyalty", "customer-|loyalty"),
    ],
)
def test_addresses_and_compounds_break_without_a_hyphen(text: str, broken: str) -> None:
    assert parts(text) == broken


@pytest.mark.parametrize(
    "text", ["U.S.", "e.g.", "1,204.5", "1-2", "10:30", "MS-04", "and/or", "4.1", "end.", "-5"]
)
def test_figures_and_short_forms_hold_together(text: str) -> None:
    assert parts(text) == text
