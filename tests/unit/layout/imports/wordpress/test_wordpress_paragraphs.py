"""Paragraphs out of blank lines, and shortcodes in brackets."""

import pytest

from layout.imports.wordpress.content.paragraphs import paragraphs
from layout.imports.wordpress.content.shortcodes import Shortcode, values_of, with_shortcodes

KNOWN = frozenset({"gallery", "caption"})


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("one\n\ntwo", "<p>one</p>\n\n<p>two</p>"),
        ("one\ntwo", "<p>one<br />\ntwo</p>"),
        ("one<br>\ntwo", "<p>one<br>\ntwo</p>"),
        ("one\n \t\ntwo", "<p>one</p>\n \t\n<p>two</p>"),
        ("one<h2>two</h2>three", "<p>one</p><h2>two</h2><p>three</p>"),
        ("<div>one\n\ntwo</div>", "<div><p>one</p>\n\n<p>two</p></div>"),
        ("<div>one</div>", "<div>one</div>"),
        ("<ul>\n<li>one</li>\n</ul>", "<ul>\n<li>one</li>\n</ul>"),
        ("<blockquote>one</blockquote>", "<blockquote><p>one</p></blockquote>"),
        ("<pre>one\n\ntwo</pre>\nthree", "<pre>one\n\ntwo</pre>\n<p>three</p>"),
        ("<script>a\n\nb</script>", "<p><script>a\n\nb</script></p>"),
        ("<a\nhref='x'>one</a>", "<p><a\nhref='x'>one</a></p>"),
        ("one <!-- two\n\nthree --> four", "<p>one <!-- two\n\nthree --> four</p>"),
        ("<p>one</p>\n<p>two</p>", "<p>one</p>\n<p>two</p>"),
        ("", ""),
    ],
)
def test_a_blank_line_ends_a_paragraph(typed: str, made: str) -> None:
    assert paragraphs(typed) == made


def test_no_line_moves() -> None:
    text = "one\ntwo\n\n\n<h2>three</h2>\nfour\n\n<ul>\n<li>five</li>\n</ul>\nsix"
    made = paragraphs(text)
    for word in ("one", "three", "four", "five", "six"):
        assert made[: made.index(word)].count("\n") == text[: text.index(word)].count("\n")


@pytest.mark.parametrize(
    "hostile", ["<a", "<p>", "</p>", "<pre", "\n", "\n \n", "<!--", "<div></p>"]
)
def test_paragraphs_take_time_that_grows_with_the_text(hostile: str) -> None:
    assert paragraphs(hostile * 20_000 + "x")


def _shown(code: Shortcode) -> str:
    return f"{{{code.name}|{code.inner}}}"


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("[gallery]", "{gallery|}"),
        ("a [gallery ids='1'/] b", "a {gallery|} b"),
        ("[caption width=1]<img> x[/caption]", "{caption|<img> x}"),
        ("[box]a[box]b[/box]", "{box|a[box]b}"),
        ("[box title='x']", "{box|}"),
        ("[my_form]", "{my_form|}"),
        ("[GALLERY]", "{gallery|}"),
        ("[[gallery]] [[box]x[/box]]", "[gallery] [box]x[/box]"),
        ("[sic] [the mayor] [...] [1] [Editor's note: x]", None),
        ("[sic, as written] [e-mail] [2024]", None),
        ("[gallery", None),
        ("[/gallery]", None),
    ],
)
def test_a_shortcode_is_told_from_words_in_brackets(typed: str, made: str | None) -> None:
    assert with_shortcodes(typed, KNOWN, _shown) == (typed if made is None else made)


def test_values_have_names_or_places() -> None:
    assert values_of(" id=7 Ids=\"1, 2\" 'two words' wide") == {
        "id": "7", "ids": "1, 2", "0": "two words", "1": "wide",
    }  # fmt: skip
    assert values_of(" id=”7″") == {"id": "7"}


@pytest.mark.parametrize("hostile", ["[a", "[a]", "[[a]]", "[", "[a b=", "[a_]", "[/a]"])
def test_shortcodes_take_time_that_grows_with_the_text(hostile: str) -> None:
    assert with_shortcodes(hostile * 20_000, KNOWN, _shown)
