"""Tags and text are told apart as browsers do."""

import pytest

from layout.imports.html.parse.tokens import End, Start, Unfinished, tokens_of, unescaped


def tokens(text, in_drawing=False):
    return list(tokens_of(text, lambda: in_drawing))


def test_tags_text_and_attributes():
    found = tokens("One <A HREF=\"/x?a&amp;b\" title='it' hidden data-n=7>two</a>")
    attributes = {"href": "/x?a&b", "title": "it", "hidden": "", "data-n": "7"}
    assert found == ["One ", Start("a", attributes, 0), "two", End("a")]


def test_a_tag_knows_its_line():
    assert [token.line for token in tokens("<p>\n\n<p\n>\n<p>") if isinstance(token, Start)] == [
        0,
        2,
        4,
    ]


def test_of_two_attributes_of_one_name_the_first_counts():
    assert tokens("<p class=a class=b>") == [Start("p", {"class": "a"}, 0)]


@pytest.mark.parametrize(
    "gone",
    [
        "<!-- a -- > <p> -->",
        "<!-->",
        "<!--->",
        "<!doctype html>",
        "<?xml x?>",
        "</ x>",
        "<![CDATA[x>",
    ],
)
def test_comments_and_instructions_go(gone):
    assert "".join(tokens(f"a{gone}b")) == "ab"


@pytest.mark.parametrize("text", ["a < b", "1 <2", "<", "a <", "</", "x <- y"])
def test_a_sign_that_opens_no_tag_is_text(text):
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize("text", ["<p", "<p class", "<p class='x>y", "</p x"])
def test_a_tag_that_is_open_at_the_end_is_no_text(text):
    assert tokens(text) == [Unfinished(text, 0)]


def test_tags_in_a_script_are_its_text():
    script = "if (a < b) { '</b>' }"
    assert tokens(f"<script>{script}</script>x") == [Start("script", {}, 0, False, script), "x"]
    nested = "<!-- <script> </script> -->"
    assert tokens(f"<script>{nested}</SCRIPT >x")[0] == Start("script", {}, 0, False, nested)


def test_a_title_has_references_and_a_style_has_none():
    assert tokens("<title>a &amp; b</title>")[0].raw == "a & b"
    assert tokens("<style>a &amp; b</style>")[0].raw == "a &amp; b"


def test_an_element_of_xml_that_is_closed_at_once_takes_nothing():
    assert tokens("<iframe src=x />text")[1] == "text"


def test_drawings_have_no_raw_elements_but_marked_text():
    assert tokens("<style>a<b>", in_drawing=True)[1:] == ["a", Start("b", {}, 0)]
    assert "".join(tokens("<![CDATA[a <b> &amp;]]>c", in_drawing=True)) == "a <b> &amp;c"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&amp;&lt;&eacute;&#233;&#xE9;", "&<ééé"),
        ("&amp &copy2 &nosuch; &;", "& ©2 &nosuch; &;"),
        ("&#11;|&#0;|&#x1F;", "\n|\ufffd|"),
        ("&#8232;&#x2066;", "\n"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
    ],
)
def test_references(written, read):
    assert unescaped(written) == read


def test_in_an_address_what_looks_like_a_sign_is_a_name():
    (link,) = tokens('<a href="?a&copy=1&lt=2&amp;b">')
    assert link.attributes == {"href": "?a&copy=1&lt=2&b"}
