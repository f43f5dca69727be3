"""Missing and crossed tags are mended as browsers do; elements know their lines; what is very deep
stands side by side, and much of anything is read."""

import pytest

from layout.imports.html.element import Element, parts_of
from layout.imports.html.tree import DEEPEST, Unfinished, tree_of


def drawn(node):
    if isinstance(node, str):
        return node
    return f"{node.name}({''.join(map(drawn, node.children))})"


def shape(text):
    return drawn(tree_of(text).root)[5:-1]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("<p>a<p>b", "p(a)p(b)"),
        ("a</p>b", "ap()b"),
        ("<p>a<div>b</p>c</div>", "p(a)div(bp()c)"),
        ("<p><b>one<p>two</b> three", "p(b(one))p(b(two) three)"),
        ("<b><p>x</b>y</p>", "b()p(b(x)y)"),
        ("<i><b>x</i>y</b>", "i(b(x))b(y)"),
        ("<a href=1>x<a href=2>y", "a(x)a(y)"),
        ("<ul><li>a<ul><li>b</ul>c<li>d</ul>", "ul(li(aul(li(b))c)li(d))"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
        ("<h2>a<h3>b</h2>c", "h2(a)h3(b)c"),
        ("<table>stray<tr><td>a<td>b</table>c", "straytable(tbody(tr(td(a)td(b))))c"),
        ("<table><td>a<tr><th>b</table>", "table(tbody(tr(td(a))tr(th(b))))"),
        ("<table><tr><td><b>a<td>b</table>", "table(tbody(tr(td(b(a))td(b))))"),
        (
            "<table><tr><td><table><tr><td>x</table>y</table>",
            "table(tbody(tr(td(table(tbody(tr(td(x))))y))))",
        ),
        ("<table>a<table>b", "atable()btable()"),
        ("<tr><td>x</td></tr>y", "xy"),
        ("<select><option>a<option>b</select>", "select(option(a)option(b))"),
        ("<button>a<button>b", "button(a)button(b)"),
        ("<form>a<form>b</form>c", "form(ab)c"),
        ("<form><div>a</form>b", "form(div(ab))"),
        ("<svg><path/><text>a</text></svg>b", "svg(path()text(a))b"),
        ("<svg><g>a<p>b", "svg(g(a))p(b)"),
        ("<svg><foreignObject><p>a</p></foreignObject></svg>", "svg(foreignobject(p(a)))"),
        ("<ruby>a<rt>b<rt>c</ruby>", "ruby(art(b)rt(c))"),
        ("<image src=x>", "img()"),
        ("a</br>b", "abr()b"),
        ("<html><head><title>t</title></head><body>a", "title(t)a"),
        ("<nobr>a<nobr>b", "nobr(a)nobr(b)"),
        ("<colgroup>a", "a"),
        ("<table><col><tr><td>a</table>", "table(colgroup(col())tbody(tr(td(a))))"),
    ],
)
def test_the_tree_of_a_text(text, tree):
    assert shape(text) == tree


def test_elements_too_deep_stand_side_by_side_and_are_told():
    tree = tree_of("<div>\n" * (DEEPEST + 50) + "x")
    assert tree.too_deep == DEEPEST - 1
    assert sum(1 for _ in tree.root.elements()) == DEEPEST + 50
    assert tree.root.text_seen(5) == "x"
    assert tree_of("<div>" * 20).too_deep is None


def test_deep_ends_still_part_what_follows():
    inner = "<div>" * (DEEPEST + 5)
    assert "a" in shape(f"{inner}a</div>b") and "ab" not in shape(f"{inner}a</div>b")


def test_text_seen_is_that_of_no_script_and_ends_where_it_is_enough():
    tree = tree_of("<p>One  <b>two</b><script>no</script><style>no</style>\n three").root
    assert tree.text_seen(99) == "One two three"
    assert tree.text_seen(3) == "One"
    assert tree.text() == "One  twonono\n three"


def test_what_stands_loose_between_parts_is_put_together():
    root = tree_of("a<i>b</i><li>c</li> <li>d</li>e").root
    parts = list(parts_of(root.children, lambda one: one.name == "li"))
    assert [drawn(part) for part in parts] == [
        "newsgrid-loose(ai(b))",
        "li(c)",
        "li(d)",
        "newsgrid-loose(e)",
    ]


def test_an_element_knows_its_attributes_and_classes():
    element = Element("p", {"class": "A b", "id": "x"})
    assert element.classes == ["a", "b"] and element.get("id") == "x" and element.get("no") == ""


def only(text):
    return next(tree_of(text).root.elements())


def test_attributes_are_as_written_and_of_two_of_one_name_the_first_counts():
    written = "<A HREF=\"/x?a&amp;b\" title='it' hidden data-n=7 title=other>two</a>"
    assert only(written).attributes == {
        "href": "/x?a&b",
        "title": "it",
        "hidden": "",
        "data-n": "7",
    }
    assert only("<svg viewBox='0' xlink:href=x>").attributes == {"viewbox": "0", "xlink:href": "x"}


def test_in_an_address_what_looks_like_a_sign_is_a_name():
    assert only('<a href="?a&copy=1&lt=2&amp;b">').get("href") == "?a&copy=1&lt=2&b"


def test_an_element_knows_its_line():
    text = "<p>\n\n<p\n>\n<b>x<!--\n--><script>\n\n</script><p>\n<table>\n<td>"
    found = [(one.name, one.line) for one in tree_of(text).root.elements()]
    assert found == [
        *[("p", 0), ("p", 2), ("b", 4), ("script", 5), ("p", 7), ("b", 7)],
        *[("table", 8), ("tbody", 9), ("tr", 9), ("td", 9)],
    ]


@pytest.mark.parametrize(
    "gone",
    [
        *("<!-- a -- > <p> -->", "<!-->", "<!--->", "<!--a--!>", "<!doctype html>", "<!DOCTYPE>"),
        *("<?xml x?>", "</ x>", "<![CDATA[x>", "<!x>"),
    ],
)
def test_comments_and_instructions_go(gone):
    assert shape(f"a{gone}b") == "ab"


@pytest.mark.parametrize("text", ["a < b", "1 <2", "<", "a <", "</", "x <- y"])
def test_a_sign_that_opens_no_tag_is_text(text):
    assert shape(text) == text
    assert tree_of(text).unfinished is None


@pytest.mark.parametrize("text", ["<p", "<p class", "<p class='x>y", "</p x", "<p a=b", "<p /"])
def test_a_tag_that_is_open_at_the_end_is_no_text(text):
    assert tree_of(f"a\n{text}").unfinished == Unfinished(text, 1)
    assert shape(text) == ""


@pytest.mark.parametrize("text", ["a<!-- b", "<p>", "<script>x", "a<!x"])
def test_a_tag_that_ends_is_not_open(text):
    assert tree_of(text).unfinished is None


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("<script>if (a < b) { '</b>' }</script>x", "script(if (a < b) { '</b>' })x"),
        ("<script><!-- <script> </script> --></SCRIPT >x", "script(<!-- <script> </script> -->)x"),
        ("<script><!-- </script>x", "script(<!-- )x"),
        ("<title>a &amp; <b></title>x", "title(a & <b>)x"),
        ("<style>a &amp; b</style>x", "style(a &amp; b)x"),
        ("<textarea>a</textareas></textarea\n>x", "textarea(a</textareas>)x"),
        ("<iframe src=x />text", "iframe()text"),
        ("<iframe src=x />a</iframe>text", "iframe(a)text"),
        ("<style>a", "style(a)"),
        ("<plaintext>a<b>", "plaintext(a<b>)"),
        ("<svg><style>a<b>c", "svg(style(a))b(c)"),
        ("<svg><text><![CDATA[a <b> &amp;]]>c", "svg(text(a <b> &amp;c))"),
        ("<svg><a/></svg>b", "svg(a())b"),
    ],
)
def test_text_in_which_tags_are_text(text, tree):
    assert shape(text) == tree


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&amp;&lt;&eacute;&#233;&#xE9;", "&<ééé"),
        ("&amp &copy2 &nosuch; &;", "& ©2 &nosuch; &;"),
        ("|&#11;|&#0;|&#x1F;|", "|\n|\ufffd||"),
        ("|&#8232;&#x2066;|", "|\n|"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
    ],
)
def test_references(written, read):
    assert shape(written) == read
    assert "&copy" in written or only(f'<p title="{written}">').get("title") == read


def test_names_and_values_may_be_long_and_many():
    many = 5_000
    assert only(f"<x{'a' * many}>").name == f"x{'a' * many}"
    assert only(f"<p {'1' * many}=2>").attributes == {"1" * many: "2"}
    assert only(f"<p title='{'&amp;a' * many}'>").get("title") == "&a" * many
    attributes = only(f"<p {' '.join(f'a{number}' for number in range(many))} last=1>").attributes
    assert "a0" in attributes and attributes["last"] == "1"
    assert shape(f"<!--{'-a' * many}-->b") == "b"


def test_elements_that_go_on_in_the_next_paragraph_are_not_thousands():
    text = "".join(f"<p><font color={number}>x" for number in range(500))
    assert sum(1 for _ in tree_of(text).root.elements()) < 500 * 50
    assert shape("<b><i>a<table><td>b</table>c<p>d").endswith("p(d)))")
