import json
from dataclasses import replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from support.schemas.json_schema import wrong

from layout.service.answer import answer
from layout.service.measured.heights import measured_blocks
from layout.service.measured.html_blocks import blocks_of
from layout.service.measured.mean_advance import ribbon_of_mean
from layout.service.measured.metrics import Metrics, Theme, at_screen, odd_metrics, read_theme
from layout.service.measured.pieces import Beside, Box, Texts
from layout.service.measured.spaced_ribbon import Spacing, spaced
from layout.service.measured.table_widths import Needed, column_widths
from layout.service.measured_request import with_blocks
from layout.service.openapi import openapi
from layout.service.post_parts import Block
from layout.service.refused import Refused
from layout.service.request import read_request
from layout.typeset.breaks.browser_wrap import EM, FIXED, count_lines, wrap
from layout.typeset.words.face import open_face
from layout.typeset.words.style import Cut
from slots.finding import BadInput

TYPE = {"size": 20, "line": 30, "advance": 0.5}
METRICS = {
    "screens": [{"viewport": [375, 667], "width": 300}, {"viewport": [1280, 800], "width": 600}],
    "paragraph": {**TYPE, "line": [30, 40], "below": 20},
    "h2": {**TYPE, "above": 50, "below": 10},
    "list": {**TYPE, "inset": 40, "gap": 5, "below": 20},
    "quote": TYPE,
    "caption": TYPE,
    "code": TYPE,
    "table": {**TYPE, "gap": 10},
    "image": {"ratio": 0.5},
    "embed": {"height": 200},
    "rule": {"height": 1, "above": 20, "below": 20},
}
POST = "".join(f"<p>{'The tide came in at seven. ' * 15}</p>" for _ in range(14))


def theme(**other):
    return Theme(Metrics.model_validate_json(json.dumps({**METRICS, **other})))


def edges(html, own=None):
    return [block.edges for block in measured_blocks(html, own or theme(), 20_000, "en")]


def refused(placer, data):
    with pytest.raises(Refused) as caught:
        answer(placer, json.dumps(data).encode())
    return caught.value.status, [each.code for each in caught.value.problems]


@pytest.mark.parametrize(
    ("html", "roles"),
    [
        ("<p>a<p>b", ["paragraph"] * 2),
        ("loose <b>text</b><p>b</p>more", ["paragraph"] * 3),
        ("<h1>a</h1><h5>b</h5>", ["heading"] * 2),
        ("<p><img></p><figure><a><img></a><figcaption>c</figcaption></figure>", ["image"] * 2),
        ("<figure><div><iframe></iframe></div></figure><video></video>", ["embed"] * 2),
        ("<figure><table><tr><td>a</table></figure><hr>", ["table", "rule"]),
        ("<ul><li>a<ol><li>b</ol></ul><blockquote><p>q</blockquote>", ["list", "quote"]),
        ("<div><p>a</p></div><div><p>a</p><p>b</p></div>", ["paragraph", "embed"]),
        ("<script>a</script><style>b</style><!-- c --><p hidden>d</p><p> </p>", []),
        ("<p>a</p><pre>one\ntwo</pre>", ["paragraph", "embed"]),
    ],
)
def test_outermost_elements_are_blocks(html, roles):
    assert [block.role for block in blocks_of(html)] == roles


GROUP = '<div class="wp-block-group is-layout-constrained">'
OLD_GROUP = '<div class="wp-block-group">'
GROUND = '<div class="wp-block-group has-background is-layout-flow">'
ROW = '<div class="wp-block-group is-layout-flex">'
INNER = '<div class="wp-block-group__inner-container is-layout-flow">'
COLUMNS = '<div class="wp-block-columns is-layout-flex">'


@pytest.mark.parametrize(
    ("html", "roles"),
    [
        ("<div><p>a</p><h2>b</h2></div>", ["paragraph", "heading"]),
        ("<style>a</style><main><div><p>a</p><ul><li>b</ul></div></main>", ["paragraph", "list"]),
        (f"a {GROUP}b<p>c</p>d</div> e", ["paragraph"] * 5),
        (f"<p>a</p>{OLD_GROUP}{INNER}<p>b</p><p>c</p></div></div>", ["paragraph"] * 3),
        (f"{GROUP}{GROUP}<p>a</p></div><p>b</p></div><p>c</p>", ["paragraph"] * 3),
        (f"<p>a</p>{GROUND}<p>b</p><p>c</p></div>", ["paragraph", "embed"]),
        (f"<p>a</p>{ROW}<p>b</p><p>c</p></div>", ["paragraph", "embed"]),
        (f"{ROW}<p>b</p><p>c</p></div>", ["embed"]),
        (f"{COLUMNS}<div><p>a</p></div><div><p>b</p></div></div>", ["embed"]),
        ("<details><p>a</p><p>b</p></details>", ["embed"]),
        ("<h2><img></h2><p>a</p>", ["heading", "paragraph"]),
    ],
)
def test_what_only_holds_blocks_together_is_none(html, roles):
    assert [block.role for block in blocks_of(html)] == roles


def test_what_waits_to_be_loaded_is_there_once():
    (block,) = blocks_of("<p>a <img><noscript><img></noscript><span hidden><img></span></p>")
    assert [type(piece) for piece in block.pieces] == [Box, Texts]


def test_columns_are_as_high_as_the_highest_of_them():
    # 300 px on a phone of 375: one below the other; 600 px on a screen of 1280: beside each other
    columns = f"{COLUMNS}<div><p>{'aaaa ' * 12}</p></div><div><p>{'aaaa ' * 6}</p></div></div>"
    (found,) = edges(columns)
    assert found == ((0, 60 + 20 + 30), (0, 80))
    (found,) = edges(
        columns.replace("wp-block-columns", "wp-block-columns is-not-stacked-on-mobile")
    )
    assert found == ((0, 120), (0, 80))  # with 20 px between them
    shared = columns.replace("<div><p>", '<div style="flex-basis:66.66%"><p>', 1)
    (found,) = edges(shared)
    assert found[1] == (0, 80)
    (block,) = blocks_of(shared)
    assert isinstance(block.pieces[0], Beside)
    (row,) = block.pieces[0].rows(1280, 620, 20)
    assert row.widths == (pytest.approx(400, abs=0.1), pytest.approx(200, abs=0.1))
    assert [row.widths for row in block.pieces[0].rows(375, 300, 20)] == [(300,), (300,)]


def test_rows_and_grids_stand_side_by_side():
    text = f"<p>{'aaaa ' * 6}</p>"
    row = f"{ROW.replace('flex', 'flex is-nowrap')}{text}{text}</div>"
    # 29 characters: one line in 300 px and in 290, two in 140
    assert edges(f"{text}{row}")[1] == ((50, 110), (60, 100))
    assert edges(f"{text}{ROW}{text}{text}</div>")[1] == ((50, 130), (60, 160))
    grid = f'<div class="wp-block-group is-layout-grid">{text * 4}</div>'
    # columns of 192 px at least: one in 300 px, two in 600
    assert edges(f"{text}{grid}")[1] == ((50, 230), (60, 160))


def test_pictures_of_a_gallery_stand_in_rows():
    picture = '<figure class="wp-block-image"><img width="600" height="300"></figure>'
    gallery = f'<figure class="wp-block-gallery columns-3">{picture * 4}<figcaption>c</figure>'
    (found,) = edges(gallery)
    assert found[0] == (0, 70 + 20 + 70 + 20 + 30)  # two in a row of 300 px; the caption below
    three = (600 - 2 * 20) / 3 / 2
    assert found[1] == (0, pytest.approx(three + 20 + 300 + 20 + 40 - 10))  # the last alone


def test_a_picture_stands_beside_its_text():
    html = (
        '<div class="wp-block-media-text is-stacked-on-mobile"'
        ' style="grid-template-columns:25% auto">'
        '<figure class="wp-block-media-text__media"><img width="400" height="400"></figure>'
        '<div class="wp-block-media-text__content"><p>a</p></div></div>'
    )
    assert edges(html) == [((0, 300 + 20 + 30), (0, 145))]


def test_what_stands_in_a_block_is_kept():
    (block,) = blocks_of("<ul><li>a <b>b</b><ul><li>c<br>d</ul><li>e</ul>")
    assert block.pieces == (Texts("list", ("a b", "c\nd", "e"), (1, 2, 1)),)
    (block,) = blocks_of('<blockquote><img width="30px" height="20"><p>q</p></blockquote>')
    assert block.pieces == (Box("image", 30, 20), Texts("quote", ("q",), (1,)))


def test_lines_are_counted_and_the_larger_margin_holds():
    # 20 px at 0.5 em: 30 characters a line on the narrow screen, 60 on the wide one
    found = edges("<p>" + "aaaa " * 12 + "</p><h2>a</h2><p>a<br>b</p>")
    assert [each[0] for each in found] == [(0, 60), (110, 140), (150, 210)]
    assert [each[1] for each in found] == [(0, 40), (90, 120), (130, 210)]


def test_lists_tables_pictures_and_rules_have_their_heights():
    found = edges(
        f"<ul><li>{'aaaa ' * 6}<li>b</ul><table><tr><td>{'aaaa ' * 12}<td>b</table>"
        '<img width="600" height="300"><img><pre>a\nb</pre><hr><iframe></iframe>'
    )
    heights = [bottom - top for (top, bottom), _ in found]
    assert heights == [2 * 30 + 30 + 5, 2 * 30 + 10, 300, 60, 1, 200]
    (wide,) = edges('<img width="200" height="100">')
    assert wide == ((0, 100), (0, 100))


@example("\u00ad??", 1)
@given(st.text("ab -?/\u00ad日", max_size=60), st.integers(1, 20))
def test_no_line_of_mean_advances_is_wider_than_its_measure(text, most):
    text = " ".join(text.split(" ")) or "a"
    ribbon = ribbon_of_mean(text, 1, EM)
    starts = wrap(ribbon.at(15_000), most * 20 * FIXED)
    for first, last in zip(starts, (*starts[1:], len(text)), strict=True):
        assert len(text[first:last].rstrip(" ").replace("\u00ad", "")) <= most
    assert len(starts) <= max(len(text), 1)


@given(
    st.text("ab -\u00ad", min_size=1, max_size=60), st.integers(1, 9), st.integers(0, 9),
    st.integers(0, 20), st.integers(60, 400),
)  # fmt: skip
def test_spacing_is_as_if_characters_were_as_much_wider(text, letter, word, indent, most):
    text = " ".join(text.split())
    own = dict.fromkeys("ab-", 0.5 + letter / 20) | {" ": 0.5 + letter / 20 + word / 20}
    wide = ribbon_of_mean(("b" if indent else "") + text, 1, EM, own | {"b": indent / 20})
    assume("b" not in text and text)
    spacing = Spacing(letter * EM // 20, word * EM // 20, indent * EM // 20)
    narrow = spaced(ribbon_of_mean(text, 0.5, EM), text, spacing)
    lines = [count_lines(each, 15_000, (most * FIXED,))[0] for each in (narrow, wide)]
    assert lines[0] == lines[1]


def test_spacing_holds_within_words_that_break_anywhere():
    ribbon = ribbon_of_mean("a" * 100, 0.5, EM)
    assert count_lines(ribbon, 15_000, (100 * FIXED,)) == [10]
    assert count_lines(spaced(ribbon, "a" * 100, Spacing(EM // 2)), 15_000, (100 * FIXED,)) == [20]
    assert count_lines(
        spaced(ribbon, "a" * 100, Spacing(0, 0, 2 * EM)), 15_000, (100 * FIXED,)
    ) == [11]


def test_columns_share_the_width_by_what_stands_in_them():
    cells = f"<table><tr><td>{'aaaa ' * 5}</td><td>b</td><td>c</td></tr></table>"
    heights = [edges(cells, theme(table=TYPE | {"fixed": each}))[0][0][1] for each in (False, True)]
    assert heights == [30, 3 * 30]
    needed = [Needed(40, 590), Needed(10, 10)]
    assert column_widths(needed, 300) == pytest.approx((290, 10))
    assert column_widths(needed, 20) == (40, 10)
    assert column_widths(needed, 1_200) == (1_180, 20)


def test_whose_words_a_quote_has_stands_below_it_in_its_own_type():
    html = "<blockquote><p>a</p><p>b</p><cite>c</cite></blockquote><p>d</p>"
    quote = {**TYPE, "gap": 20, "below": 9}
    bare = edges(html, theme(quote=quote))
    own = edges(html, theme(quote=quote, cite={**TYPE, "line": 15, "above": 7, "below": 9}))
    assert [bare[0][0], own[0][0]] == [(0, 130), (0, 80 + 7 + 15)]
    assert own[1][0][0] - own[0][0][1] == 9
    (block,) = blocks_of("<blockquote>It was <cite>a book</cite> of his.</blockquote>")
    assert [piece.texts for piece in block.pieces] == [("It was a book of his.",)]


def test_a_caption_stands_below_its_picture_whatever_stands_below_pictures():
    image = {"ratio": 0.5, "below": 40}
    own = theme(image=image, caption={**TYPE, "above": 8, "below": 40})
    html = "<figure><img><figcaption>c</figcaption></figure><img><p>d</p>"
    (first, _), (second, _), (third, _) = edges(html, own)
    assert [first[1] - first[0], second[0] - first[1], third[0] - second[1]] == [188, 40, 40]


def test_pictures_in_lists_and_in_tables_of_one_column_have_their_room():
    image = '<img width="300" height="200">'
    (listed,) = edges(f"<ul><li>{image} a</li><li>b</li></ul>")
    (bare,) = edges("<ul><li>a</li><li>b</li></ul>")
    assert listed[0][1] >= bare[0][1] + 200
    (table,) = edges(f"<table><tr><td>{image}</td></tr><tr><td>a</td></tr></table>")
    assert table[0][1] >= 200 + 2 * 30
    (wide,) = edges(f"<table><tr><td>{image}</td><td>a</td></tr></table>")
    assert wide[0][1] < 200


def test_paragraphs_are_indented_where_they_follow_others():
    text = f"<p>{'ab ' * 10}</p>"
    own = {**TYPE, "indent": 20}
    heights = [
        [bottom - top for (top, bottom), _ in edges(text * 2, theme(paragraph=each))]
        for each in (own, {**own, "indents_first": False})
    ]
    assert heights == [[60, 60], [30, 60]]


def test_pictures_that_fill_the_column_or_keep_their_height():
    html = '<p><img width="150" height="60"></p><p><img width="600" height="300"></p>'
    for more, expected in (
        ({}, [60, 150]),
        ({"fills": True}, [120, 150]),
        ({"scales": False}, [60, 300]),
    ):
        found = edges(html, theme(image=more))
        assert [bottom - top for (top, bottom), _ in found] == expected


@pytest.mark.parametrize(
    ("role", "html", "more", "height"),
    [
        ("paragraph", "<p>" + "ab " * 20 + "</p>", {}, 30),
        ("paragraph", "<p>" + "ab " * 20 + "</p>", {"widths": {"ab": 1.0}}, 60),
        ("paragraph", "<p>" + "ab " * 20 + "</p>", {"tracking": [1, 0]}, 60),
        ("paragraph", "<p>" + "ab " * 20 + "</p>", {"indent": 20}, 60),
        ("paragraph", "<p>" + "ab " * 20 + "</p>", {"word_spacing": 2}, 60),
        ("paragraph", "<p>" + "ab " * 20 + "</p>", {"widths": {"AB": 1.0}, "uppercase": True}, 60),
        ("code", "<pre>" + "ab " * 40 + "</pre>", {"wrap": True}, 60),
        ("code", "<pre>" + "ab " * 40 + "</pre>", {}, 30),
        ("image", '<img width="600" height="300">', {"inset": 100, "padding": 7}, 107),
        ("image", "<img>", {"inset": 100, "padding": 7}, 107),
    ],
)
def test_what_widens_type_and_narrows_pictures(role, html, more, height):
    own = {"ratio": 0.5} if role == "image" else {"advance": 0.5, "size": 10, "line": 30}
    (((top, bottom), _),) = edges(html, theme(**{role: {**own, **more}}))
    assert bottom - top == height


def test_margins_that_do_not_collapse_stand_both():
    html = "<p>a</p><h2>b</h2>"
    assert edges(html, theme(collapse=False))[1][0][0] == 30 + 20 + 50
    assert edges(html)[1][0][0] == 30 + 50


@given(st.lists(st.sampled_from(["<p>", "</div>", "<li>", "a b ", "<h2>", "<img>", "<hr>", "<"])))
def test_blocks_follow_each_other_whatever_the_html_is(parts):
    html = "<p>a</p>" + "".join(parts)
    for column in zip(*edges(html), strict=True):
        flat = [edge for pair in column for edge in pair]
        assert flat == sorted(flat)


def test_a_font_measures_what_it_sets(tmp_path):
    font = open_face(Cut("newsreader")).file
    whole = "screens = [{viewport = [375, 667], width = 300}]\n[paragraph]\nsize = 20\nline = 30\n"
    file = tmp_path / "theme.toml"
    file.write_text(f"{whole}[fonts]\nparagraph = '{font}'\n")
    own = read_theme(file)
    ((narrow,),) = edges("<p>" + "iiii " * 40 + "</p>", own)
    ((wide,),) = edges("<p>" + "MMMM " * 40 + "</p>", own)
    assert wide[1] > 2 * narrow[1] > 0
    assert own.digest != read_theme_of(tmp_path, whole + "advance = 0.5\n").digest


def read_theme_of(folder, text):
    path = folder / "other.toml"
    path.write_text(text)
    return read_theme(path)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("size = 'a'\nline = 30\nadvance = 0.5", 3, "size"),
        ("size = 20\nline = 30", 2, "neither a font nor an advance"),
        ("size = [20, 30]\nline = 30\nadvance = 0.5", 3, "2 lengths for 1 screens"),
        ("size = 20\nline = 30\nadvance = 0.5\nlead = 3", 6, "lead"),
        ("size = 20\nline = 30\n[fonts]\nparagraph = 'none.ttf'", 6, "none.ttf"),
        ("size = 20\nline = 30\nadvance = 1\n[fonts]\nh9 = 'none.ttf'", 7, "h9"),
        ("size = 20\nline = 30\n[fonts]\nparagraph = 'other.toml'", 6, "no TTF or OTF"),
        ("size = = 20", 3, ""),
        ("size = 20\nline = 30\nadvance = 1\nwidths = {ab = 0.5, bc = 0.6}", 6, "'b'"),
        (
            "size = 20\nline = 30\nwidths = {ab = 0.5}\n[fonts]\nparagraph = 'n.ttf'",
            5,
            "a font, and widths",
        ),
        ("size = 20\nline = 30\nadvance = 1\nwrap = true", 6, "wrap"),
    ],
)
def test_a_wrong_file_says_where(tmp_path, text, line, says):
    head = "screens = [{viewport = [375, 667], width = 300}]\n[paragraph]\n"
    with pytest.raises(BadInput) as caught:
        read_theme_of(tmp_path, head + text)
    assert any(says in each.message and each.hint for each in caught.value.findings)
    assert line in [each.where.line for each in caught.value.findings]


def test_metrics_of_the_service_or_of_the_request(placer):
    sent = answer(placer, json.dumps({"html": POST, "metrics": METRICS}).encode())
    own = answer(replace(placer, theme=theme()), json.dumps({"html": POST}).encode())
    assert sent == own and json.loads(own)["gaps"]
    schema = openapi("0", False)["components"]["schemas"]
    assert wrong(json.loads(own), schema["Placements"], schema["Placements"]) == []
    assert {"html", "metrics"} <= set(schema["PlacementRequest"]["properties"])


def test_html_is_answered_as_its_blocks_are(placer):
    html = read_request(json.dumps({"html": POST, "metrics": METRICS}).encode())
    found = with_blocks(html, None, 20_000)
    keys = ("role", "edges", "text")
    data = [json.loads(block.model_dump_json(include=set(keys))) for block in found.blocks]
    assert [screen.line for screen in found.screens] == [30, 40]
    screens = [{**METRICS["screens"][0], "line": 30}, {**METRICS["screens"][1], "line": 40}]
    body = {"screens": screens, "blocks": data}
    assert all(isinstance(block, Block) for block in found.blocks)
    assert answer(placer, json.dumps(body).encode()) == answer(
        placer, json.dumps({"html": POST, "metrics": METRICS}).encode()
    )


def test_all_that_does_not_go_together_is_told_at_once(placer):
    assert refused(placer, {}) == (400, ["missing-key"] * 2)
    bad = {**METRICS, "h2": {"size": [1, 2, 3], "line": 20}}
    data = {"html": "a", "blocks": [], "metrics": bad}
    assert refused(placer, data) == (422, ["html-and-blocks", "bad-metrics", "bad-metrics"])
    assert refused(placer, {"html": "a"}) == (422, ["no-metrics"])
    post = {"screens": METRICS["screens"], "blocks": [], "metrics": METRICS}
    assert refused(placer, post) == (422, ["no-html"])
    bare = {"screens": METRICS["screens"], "paragraph": TYPE, "image": {}}
    data = {"html": "<h3>a</h3><hr><img><img>", "metrics": bare}
    assert refused(placer, data) == (422, ["no-metrics", "no-metrics", "no-height"])
    fonts = {"html": "a", "metrics": {**METRICS, "fonts": {"paragraph": "/etc/passwd"}}}
    assert refused(placer, fonts) == (400, ["unknown-key"])


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<!-- nothing -->", "no-blocks"),
        ("<p>a</p>" * 2_001, "too-many-blocks"),
        ("a " * 20_001, "too-many-words"),
        ("a" * 20_001, "too-long-word"),
        ("<p>a</p><div>" + "<hr>" * 10_001 + "</div>", "too-long"),
        ("<img width=1 height=99999>" * 11 + "<p>a</p>", "too-high"),
    ],
)
def test_html_out_of_bounds_is_refused(placer, html, code):
    assert refused(placer, {"html": html, "metrics": METRICS}) == (422, [code])


def test_lengths_are_for_all_screens_or_for_each():
    assert [at_screen(5, 1), at_screen((5, 6), 1)] == [5, 6]
    twice = theme(screens=[METRICS["screens"][0]] * 2).metrics
    assert [path for path, _, _ in odd_metrics(twice, frozenset())] == ["screens[1]"]
