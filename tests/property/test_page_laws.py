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

_GROUPS = "div section article main aside nav footer header blockquote figure".split()
_LEAVES = (
    *"p h1 h2 h3 span b a pre figcaption button label form time".split(),
    "ul><li",
    "table><tr><td",
)
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
    """An element as authors write them: what no parser puts elsewhere."""
    name = draw(st.sampled_from(("", *_NAMES)))
    said = f'class="{name}" itemprop="{name}" href="/a"'
    if depth == 0 or draw(st.booleans()):
        tags = draw(st.sampled_from(_LEAVES)).split("><")
        opened = "".join(f"<{tag} {said}>" for tag in tags)
        closed = "".join(f"</{tag}>" for tag in reversed(tags))
        return f"{opened}{_escaped(draw(_TEXTS))}{closed} "
    tag = draw(st.sampled_from(_GROUPS))
    inner = "".join(draw(_elements(depth - 1)) for _ in range(draw(st.integers(0, 3))))
    return f"<{tag} {said}>{_escaped(draw(_TEXTS))} {inner}</{tag}>"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    for start in (b"", b"<html>", b'<html><script type="application/ld+json">'):
        source = source_of(start + data, "page.html")
        HTML.recognises(source)
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
def test_tens_of_thousands_of_anything_are_read(many):
    try:
        given_of(f"<html><body>{many * 30_000}")
    except BadInput as problem:
        assert problem.findings
