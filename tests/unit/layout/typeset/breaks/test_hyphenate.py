"""Hyphenation: the same breaks as pyphen's, and the house's rules on top."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pyphen
import pytest

from layout.typeset.breaks.hyphen_patterns import patterns
from layout.typeset.breaks.hyphenate import has_more, hyphenator

SEEDS = Path(__file__).parents[5] / "seeds"
STORIES = sorted([*SEEDS.glob("*.txt"), *SEEDS.glob("stories/*.md")])


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "pt", "it", "ru"])
def test_patterns_give_the_breaks_that_pyphen_gives(language: str) -> None:
    ours, theirs = patterns(language), pyphen.Pyphen(lang=pyphen.language_fallback(language))
    assert ours is not None
    text = " ".join(story.read_text(encoding="utf-8") for story in STORIES)
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", text + " государственный Straße")}
    assert len(words) > 100
    for word in sorted(words):
        theirs_here = tuple(int(place) for place in theirs.positions(word))
        assert tuple(p for p in ours.positions(word) if 2 <= p <= len(word) - 2) == theirs_here


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("transportation", "trans|port|a|tion"),
        ("“government,”", "“gov|ern|ment,”"),
        ("GOVERNMENT", "GOVERNMENT"),
        ("McGovernment", "McGovernment"),
        ("12,000", "12,000"),
        ("ally", "ally"),
        ("cabinet", "cab|inet"),
    ],
)
def test_english_words_are_broken_as_a_newspaper_would(text: str, broken: str) -> None:
    assert _shown(text, "en") == broken


@pytest.mark.parametrize(("text", "broken"), [("transporte", "trans|porte"), ("año", "año")])
def test_spanish_words_are_broken_by_spanish_patterns(text: str, broken: str) -> None:
    assert _shown(text, "es-EC") == broken


@pytest.mark.parametrize(
    ("text", "language", "usual", "every"),
    [
        ("entonces", "es", "en|ton|ces", "en|ton|ces"),
        ("persona", "es", "per|sona", "per|so|na"),
        ("heute", "de", "heute", "heu|te"),
        ("knowledge", "en-GB", "know|ledge", "know|l|edge"),
        ("ally", "en", "ally", "ally"),
    ],
)
def test_white_lines_have_hyphens_of_their_own(
    text: str, language: str, usual: str, every: str
) -> None:
    assert _shown(text, language) == usual
    assert _shown(text, language, every=True) == every
    assert has_more(language)


def test_a_language_without_patterns_breaks_nothing() -> None:
    assert _shown("government", "xx") == "government"


def _shown(text: str, language: str, every: bool = False) -> str:
    edges = [0, *hyphenator(language, every).breaks(text), len(text)]
    return "|".join(text[a:b] for a, b in pairwise(edges))
