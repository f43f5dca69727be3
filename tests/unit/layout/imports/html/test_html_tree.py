"""Missing and crossed tags are mended as browsers do; what is very deep stands side by side."""

import pytest

from layout.imports.html.parse.element import Element, parts_of
from layout.imports.html.parse.tree import DEEPEST, tree_of


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
        ("<table>stray<tr><td>a<td>b</table>c", "straytable(tr(td(a)td(b)))c"),
        ("<table><td>a<tr><th>b</table>", "table(tr(td(a))tr(th(b)))"),
        ("<table><tr><td><b>a<td>b</table>", "table(tr(td(b(a))td(b)))"),
        ("<table><tr><td><table><tr><td>x</table>y</table>", "table(tr(td(table(tr(td(x)))y)))"),
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
        ("<table><colgroup><col></colgroup><tr><td>a</table>", "table(tr(td(a)))"),
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
