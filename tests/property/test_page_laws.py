"""Whatever a page is, it gives a story, a finding or bad input, and no word of it is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.imports.item import Item
from layout.imports.pages.read_page import HTML
from layout.imports.source import source_of
from layout.story.run import text_of
from slots.finding import BadInput, Finding
from tests.support.imports.pages_at_hand import given_of, whole
from tests.support.imports.visible_words import visible_words, words, words_lost

_TAGS = (
    "div p section article main aside nav footer header h1 h2 h3 ul li table tr td a b span form "
    "figure figcaption blockquote pre button label"
).split()
_NAMES = (
    "entry-content comments ad-unit newsletter related share sidebar blue-box byline date widget "
    "hidden digest deck kicker post-meta articleBody"
).split()
_TEXTS = st.text("abc éñ,.記 <&\n", max_size=90) | st.sampled_from(
    (
        "By Ana Ruiz",
        "Dec 16, 2022 | 6 comments",
        "The ferry will sail again on Monday, we hear, " * 3,
    )
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@st.composite
def _elements(draw: st.DrawFn, depth: int = 4) -> str:
    inner = "".join(
        draw(_elements(depth - 1)) if depth and draw(st.booleans()) else _escaped(draw(_TEXTS))
        for _ in range(draw(st.integers(0, 3)))
    )
    tag, name = draw(st.sampled_from(_TAGS)), draw(st.sampled_from(("", *_NAMES)))
    return f'<{tag} class="{name}" itemprop="{name}" href="/a">{inner}</{tag}>'


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    for start in (b"", b"<html>", b'<html><script type="application/ld+json">'):
        source = source_of(start + data, "page.html")
        HTML.tells(source)
        try:
            found = list(HTML.read(source))
        except BadInput:
            continue
        assert all(isinstance(one, Item | Finding) for one in found)


@given(st.lists(_elements(), min_size=1, max_size=6))
@settings(max_examples=100)
def test_no_word_of_a_page_is_lost(elements):
    page = whole("".join(elements))
    for item in given_of(page):
        if isinstance(item, Item):
            head = item.head
            shown = " ".join((text_of(head.headline), text_of(head.deck), head.kicker, head.byline))
            lost = words_lost(visible_words(page), item.copy) - Counter(words(shown))
            assert lost == Counter(), page


@pytest.mark.slow
@pytest.mark.parametrize(
    "many",
    ["<p>a", "<div>", "<b>", "<a href=x>a", "<h2><a href=x>a", "<ul><li>a", "<table><tr><td>a",
     "<", "&", "<!--", "<form><input>", "<time>a", "<div class='ad related'>a</div>"],
)  # fmt: skip
def test_a_hundred_thousand_of_anything_is_read(many):
    try:
        given_of(f"<html><body>{many * 100_000}")
    except BadInput as problem:
        assert problem.findings
