"""No word of an export of WordPress is lost: of the corpora, and of what Hypothesis writes.

A post's words are read by the standard library and the tests' own reader of HTML, and stand in the
item's head, its pieces, or in what it says it left out.
"""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.imports.wordpress_samples import export, item_xml, items_of, read
from support.imports.wordpress_words import posts_of, words_given

from layout.imports.item import Item
from layout.imports.source import source_of
from layout.imports.wordpress.wxr import WXR

_CORPUS = Path(__file__).resolve().parents[6] / "shared/corpora/imports/wxr"
CORPUS = _CORPUS if _CORPUS.is_dir() else Path("/work/shared/corpora/imports/wxr")
FILES = sorted(CORPUS.glob("*.xml"))
NO_CORPUS = f"{CORPUS} is not on this machine"


def lost(text: str, items: list[Item]) -> Counter[str]:
    """The words of an export that its items do not have."""
    wanted = posts_of(text)
    assert len(wanted) == len(items)
    missing: Counter[str] = Counter()
    for post, item in zip(wanted, items, strict=True):
        missing += Counter(post.words) - Counter(words_given(item))
    return missing


@pytest.mark.slow
@pytest.mark.skipif(not FILES, reason=NO_CORPUS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_word_of_the_corpora_is_lost(file: Path) -> None:
    data = file.read_bytes()
    source = source_of(data, file.name)
    assert WXR.recognises(source)
    found = list(WXR.read(source))
    assert found
    assert lost(data.decode(), items_of(found)) == Counter()


@pytest.mark.skipif(not FILES, reason=NO_CORPUS)
def test_the_reader_of_the_law_misses_what_is_taken_out() -> None:
    file = CORPUS / "wxr-simple.xml"
    data = file.read_bytes()
    items = items_of(WXR.read(source_of(data.replace(b"Two roads", b"Two"), file.name)))
    assert lost(data.decode(), items) == Counter({"roads": 1})


_WORD = st.sampled_from(
    ["harbour", "ferry's", "“pier”", "3x4", "a--b", "Café", "it's", "[sic]", "…"]
)
_INLINE = st.sampled_from(["{}", "<b>{}</b>", "<a href='/x'>{}</a>", "({})", "<em>{} </em>"])
_TEXT = st.lists(st.tuples(_INLINE, _WORD), min_size=1, max_size=6).map(
    lambda parts: " ".join(inline.format(word) for inline, word in parts)
)
_AROUND = st.sampled_from(
    [
        "{}\n\n", "{}\n", "<p>{}</p>", "<h2>{}</h2>\n", "<ul>\n<li>{}</li>\n</ul>\n",
        "<blockquote>{}</blockquote>", "<div>{}", "</div> {}", "<pre>{}\n\n</pre>",
        "[caption width='3']<img src='/a.jpg' /> {}[/caption]",
        " [box a='1'] {} [/box] ", " [x_y] {}",
        "<!-- wp:paragraph -->\n<p>{}</p>\n<!-- /wp:paragraph -->\n", "<!-- wp:group -->{}",
        "<!-- wp:quote {{\"a\":1}} --><blockquote><p>{}</p></blockquote><!-- /wp:quote -->",
        "<!-- wp:acme/card --><div>{}</div><!-- /wp:acme/card -->", "{} <!-- /wp:group -->",
        "<!-- wp:query --><p>{}</p><!-- /wp:query -->",
        "<table><tr><td>{}</td><td>b</td></tr></table>",
        "<details><summary>{}</summary>c</details>", "<!--more-->{}", "[[gallery]] {}",
    ]
)  # fmt: skip


@given(st.lists(st.tuples(_AROUND, _TEXT), max_size=8), _TEXT, _TEXT)
def test_no_word_is_lost_whatever_is_written(
    parts: list[tuple[str, str]], title: str, excerpt: str
) -> None:
    content = " ".join(around.format(text) for around, text in parts)
    data = export(item_xml(content, title, excerpt=excerpt))
    assert lost(data.decode(), items_of(read(data))) == Counter()
