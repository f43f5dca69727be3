"""The WordPress plugin's own parts, without a WordPress: it counts the blocks of a post as the
service does, and takes from an answer what is one."""

import json
from random import Random

import pytest
from support.service.wordpress_parts import PHP, called

from layout.service.answer import answer
from layout.service.measured.html_blocks import blocks_of
from slots.rulebook.load import parse_rules

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PHP is None, reason="there is no php here"),
]
ALIKE = """\
<p>a<p>b
loose <b>text</b><p>b</p>more
<h1>a</h1><h5>b</h5>
<p><img></p><figure><a><img></a><figcaption>c</figcaption></figure>
<figure><div><iframe></iframe></div></figure><video></video>
<figure><table><tr><td>a</table></figure><hr>
<ul><li>a<ol><li>b</ol></ul><blockquote><p>q</blockquote>
<div><p>a</p></div><div><p>a</p><p>b</p></div>
<script>a</script><style>b</style><!-- c --><p hidden>d</p><p> </p>
<div><p>a</p><p>b</p></div>
<section><div class="x"><p>a</p><p>b</p></div></section>
<p>&nbsp;</p><p>x</p><p>&#160;\u00a0</p>
a<script></script>b</p>c
<p>a <b>b<p>c</b> d
<p><span id="more-1"></span></p><p>a</p>
<div class="wp-block-group is-layout-constrained">a<p>b</p>c</div>d
<p>a</p><div class="wp-block-group has-background"><p>b</p><p>c</p></div>
<p>a</p><div class='a wp-block-group'><div class="wp-block-group__inner-container">b<hr></div></div>
<div class="wp-block-columns"><div><p>a</p></div><div><p>b</p></div></div>
<div style="display:flex"><p>a</p><p>b</p></div>
<p>a <noscript><img></noscript><svg><path/><title>t</title></svg></p><p><svg/></p>
<p title="a > b" data-hidden="1">a</p><p title='<p>'>b</p><p data-x=hidden>c</p>
<b><hr></b>a<p></p>b
<p>a<br>b<br/>c</p><ul><li></li></ul><p><input></p>
<h2><img></h2><h3> </h3><h4>b</h4>
<pre>a</pre><details><summary>a</summary><p>b</p></details>
<a href="/"><div>a</div></a><p>b</p>
<p>a</p></div></b><p>b</p>
<template><p>a</p></template><object><p>a</p></object>
<dl><dt>a<dd>b</dl><address>c</address>
<P CLASS="x">A</P><DIV>B</DIV>""".splitlines()
"""HTML of which service and plugin are to see the same blocks."""
PARTS = (
    *("<p>", "</p>", "a b ", "<b>", "</b>", "<hr>", "<img>", "<!-- c -->", "\n", "&nbsp;"),
    *("<div>", "</div>", "<h2>a</h2>", "<ul><li>a</li></ul>", "<p hidden>x</p>", "<br>"),
    *("<blockquote><p>q</p></blockquote>", "<script>'<p>'</script>", "<figure><img></figure>"),
    *('<div class="wp-block-group is-layout-flow">', "</div>"),
)
RULES = """\
[breakpoints]
all = "320px..1600px"
[slot.ad]
holds = "ad"
auto = 3
label = "Advertisement"
sizes = ["300x250"]
"""


@pytest.mark.parametrize("html", ALIKE)
def test_service_and_plugin_see_the_same_blocks(html):
    (found,) = called(("blocks", html))
    assert len(found) == len(blocks_of(html)), found


def test_blocks_are_counted_alike_wherever_tags_are_in_order():
    chance = Random(3)
    posts = ["".join(_ordered(chance)) for _ in range(2_000)]
    found = called(*(("blocks", post) for post in posts))
    for post, blocks in zip(posts, found, strict=True):
        assert len(blocks) == len(blocks_of(post)), post
        for _, html in blocks:
            assert html in post and html.strip()


def _ordered(chance: Random) -> list[str]:
    """Parts of a post whose end tags belong to what is open."""
    parts: list[str] = []
    opened: list[str] = []
    for part in chance.choices(PARTS, k=chance.randint(1, 14)):
        name = part.strip("</>").split(" ")[0]
        if part.startswith("</"):
            if opened and opened[-1] == name:
                parts.append(f"</{opened.pop()}>")
        elif part.startswith("<") and name in ("p", "b", "div") and not part.endswith("</p>"):
            if not {"p", "b"} & set(opened):
                parts.append(part)
                opened.append(name)
        elif part.startswith("<") and name not in ("br", "img", "!--") and {"p", "b"} & set(opened):
            continue
        else:
            parts.append(part)
    return parts + [f"</{name}>" for name in reversed(opened)]


def test_a_block_is_all_of_its_element():
    html = '<p>a</p> loose <b>b</b> \n<div class="wp-block-group"><h2>c</h2>\n<p>d</p></div>'
    assert called(("blocks", html)) == [
        [["p", "<p>a</p>"], ["#text", " loose <b>b</b>"], ["h2", "<h2>c</h2>"], ["p", "<p>d</p>"]]
    ]


@pytest.fixture(scope="module")
def answered():
    """An answer of the service."""
    from layout.service.answer import Placer

    placer = Placer(parse_rules(RULES, "slots.toml"), "of the plugin's tests", 20_000)
    type_ = {"size": 20, "line": 30, "advance": 0.5, "below": 20}
    metrics = {"screens": [{"viewport": [375, 667], "width": 300}], "paragraph": type_}
    html = "".join(f"<p>{'The tide came in at seven. ' * 20}</p>" for _ in range(12))
    asked = json.dumps({"html": html, "metrics": metrics}).encode()
    return json.loads(answer(placer, asked))


def test_what_the_service_answers_is_taken(answered):
    gaps, css = called(("newsgrid_gaps", answered, 12), ("newsgrid_is_css", answered["css"]))
    assert css is True
    assert gaps == {
        str(gap["after"]): [box["html"] for box in gap["boxes"]] for gap in answered["gaps"]
    }
    assert len(gaps) == 3


def test_answers_that_are_none_are_not_taken(answered):
    def other(html):
        return {"blocks": 2, "gaps": [{"after": 1, "boxes": [{"html": html}]}]}

    box = answered["gaps"][0]["boxes"][0]["html"]
    wrong = [
        (None, 2),
        ({"blocks": "2", "gaps": []}, 2),
        ({"blocks": 2}, 2),
        ({"blocks": 2, "gaps": [{"after": 3, "boxes": []}]}, 2),
        ({"blocks": 2, "gaps": [{"after": "1", "boxes": []}]}, 2),
        ({"blocks": 2, "gaps": [{"after": 1}]}, 2),
        (answered, 11),
        *((other(html), 2) for html in (None, "", f"{box}<script>1</script>", f"<p>{box}</p>")),
        (other(box.replace("></div>", "><img src=x></div>")), 2),
        (other(box.replace(" data-slot", ' onclick="x" data-slot')), 2),
        (other(box.replace("</div>", "</div></div>")), 2),
    ]
    assert called(*(("newsgrid_gaps", *each) for each in wrong)) == [None] * len(wrong)
    assert called(("newsgrid_gaps", other(box), 2)) == [{"1": [box]}]


@pytest.mark.parametrize(
    "css",
    [
        "body{display:none}",
        ".newsgrid-box{color:red} body{display:none}",
        ".newsgrid-box,body{display:none}",
        ".newsgrid-box{background:url(//elsewhere.example/x)}",
        ".newsgrid-box{color:red}</style><script>1</script>",
        "@import url(//elsewhere.example/x);",
        "@media print{body{display:none}}",
        ".newsgrid-box{content:'\\75rl'}",
    ],
)
def test_css_of_anything_else_is_not_taken(css):
    assert called(("newsgrid_is_css", css)) == [False]
