"""Any HTML as the pieces of a story: text, emphasis, links, lists, tables, quotations, embeds."""

import pytest

from layout.imports.html.copy_of import copy_of, runs_of
from layout.imports.html.embeds import is_watched
from layout.imports.html.flow import inside
from layout.imports.html.inline import BREAK, lines_of, settled
from layout.imports.html.lists import LISTS
from layout.imports.html.parse.tree import tree_of
from layout.imports.html.quotations import quoted
from layout.imports.html.reading import PLAIN, Reading, Setting
from layout.imports.html.seen import joins_words, unhidden, words_in
from layout.imports.html.tables import TABLES
from layout.imports.html.texts import texts_of_piece, words_of_piece
from layout.story.block import Crosshead, Divider, Embed, Listing, Paragraph, Quote, Table
from layout.story.run import Emphasis, Run, plain, text_of
from slots.finding import Severity, Where

SETTING = Setting(Where("post.html", 10), "https://paper.example/2022/ferry/")
BOLD, ITALIC = Emphasis.BOLD, Emphasis.ITALIC


def copy(html, setting=SETTING):
    return copy_of(html, setting)


def pieces(html):
    return list(copy(html).pieces)


def texts(html):
    return [text for piece in pieces(html) for text in words_of_piece(piece)]


def runs(html):
    (paragraph,) = pieces(html)
    assert isinstance(paragraph, Paragraph)
    return paragraph.runs


# --- text ----------------------------------------------------------------------------------------


def test_paragraphs_with_the_lines_they_begin_on():
    found = pieces("<p>The ferry\n  sails.</p>\n\n<div>On <span>Monday</span>.</div>straight in")
    assert [text_of(one.runs) for one in found] == [
        "The ferry sails.",
        "On Monday.",
        "straight in",
    ]
    assert [one.line for one in found][:2] == [10, 13]


def test_white_space_stands_outside_of_emphasis_and_links():
    assert runs("<p>a<b> bold </b>b <a href='x'> link </a>c</p>") == (
        Run("a "),
        Run("bold", BOLD),
        Run(" b "),
        Run("link", Emphasis.NONE, "https://paper.example/2022/ferry/x"),
        Run(" c"),
    )


def test_neighbours_of_one_look_are_one_run():
    assert runs("<b>a</b> <strong>b</strong><em><b>c</b></em>") == (
        Run("a b", BOLD),
        Run("c", BOLD | ITALIC),
    )


@pytest.mark.parametrize(
    ("html", "emphasis"),
    [
        ("<span style='font-weight:700'>x</span>", BOLD),
        ("<b style='font-weight:normal'>x</b>", Emphasis.NONE),
        ("<span style='font-style: italic'>x</span>", ITALIC),
        ("<i style='font-style:normal'>x</i>", Emphasis.NONE),
        ("<cite>x</cite>", ITALIC),
        ("<code>x</code>", Emphasis.NONE),
    ],
)
def test_looks_of_text(html, emphasis):
    assert runs(html) == (Run("x", emphasis),)


def test_links_are_joined_and_unsafe_ones_lose_their_address():
    found = copy("<p><a href='../a?b c'>one</a> <a href='java\nscript:x'>two</a> <a href>three</a>")
    assert found.pieces[0].runs[0].href == "https://paper.example/2022/a?b%20c"
    assert found.pieces[0].runs[1] == Run(" two three")
    (finding,) = found.findings
    assert finding.code == "unsafe-link" and finding.where == Where("post.html", 10)


def test_relative_links_stay_so_without_an_address_and_a_base_is_one():
    alone = Setting(Where("feed.xml"))
    assert copy("<a href='/x'>y</a>", alone).pieces[0].runs[0].href == "/x"
    based = copy("<base href='https://b.example/d/'><a href='x'>y</a>", alone)
    assert based.pieces[0].runs[0].href == "https://b.example/d/x"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup>", "10² H₂O 1st"),
        ("He said <q>the <q>old</q> pier</q>.", "He said “the ‘old’ pier”."),
        ("pier<sup><a href='#fn1'>1</a></sup>.", "pier[1]."),
        ("pier<a href='#n' role=doc-noteref><sup>2</sup></a>.", "pier[2]."),
        ("<ruby>漢<rp>(</rp><rt>kan</rt></ruby>字", "漢 (kan) 字"),
        ("<abbr title='United Nations'>UN</abbr>", "UN"),
        ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>=</mo><mn>2</mn></math>", "a/b=2"),
        ("so<wbr>so <kbd>Ctrl</kbd>", "soso Ctrl"),
        ("a&nbsp;b&shy;c", "a\u00a0b\u00adc"),
        ("x<img class=emoji alt='🙂' src=a.png>y", "x🙂y"),
    ],
)
def test_what_is_written_for_elements_that_no_story_has(html, text):
    assert text_of(runs(f"<p>{html}</p>")) == text


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("The ferry sails again<br>on Monday.", ["The ferry sails again on Monday."]),
        ("Pier 4<br>Puerto Alba<br>Tel. 555-0100", ["Pier 4", "Puerto Alba", "Tel. 555-0100"]),
        ("<address>Pier 4<br>Puerto Alba</address>", ["Pier 4", "Puerto Alba"]),
        ("One text.<br><br>Another.", ["One text.", "Another."]),
        ("<b>One<br><br>two</b>", ["One", "two"]),
        (
            "A sentence that is long enough to fill a line of a newspaper, and then some.<br>Next",
            [
                "A sentence that is long enough to fill a line of a newspaper, and then some.",
                "Next",
            ],
        ),
        ("<pre class='wp-block-verse'>Roses\nare red</pre>", ["Roses", "are red"]),
    ],
)
def test_line_breaks(html, found):
    assert texts(f"<div>{html}</div>") == found


def test_lines_of_runs_without_breaks_are_one():
    assert list(lines_of([Run("a"), Run("b")], True)) == [(Run("a"), Run("b"))]
    assert list(lines_of([Run(f"a{BREAK}b")], True)) == [(Run("a"),), (Run("b"),)]
    assert settled([Run(" a  b ")]) == (Run("a b"),)


def test_headings_begin_at_two_and_are_not_bold_throughout():
    found = pieces("<h1>A</h1><h2><b>B</b></h2><h6>C <b>d</b></h6><details><summary>S</summary>t")
    assert found[:4] == [
        Crosshead(plain("A"), 2, 10),
        Crosshead(plain("B"), 2, 10),
        Crosshead((Run("C "), Run("d", BOLD)), 6, 10),
        Crosshead(plain("S"), 3, 10),
    ]
    assert pieces("<h2> </h2>") == []


def test_code_is_text_a_paragraph_a_line_and_told():
    found = copy("<pre><code>a = 1\n  b\n</code></pre>")
    assert [text_of(one.runs) for one in found.pieces] == ["a = 1", "b"]
    assert [one.code for one in found.findings] == ["simplified"]


# --- lists, quotations, tables -------------------------------------------------------------------


def test_nested_lists_are_set_at_one_level_and_told():
    found = copy("<ol start=3><li>a<ul><li>b</ul>c<li><p>d</p><p>e</p></ol>")
    items = tuple(map(plain, ("a", "b", "c", "d e")))
    assert found.pieces == (Listing(items, True, 3, 10),)
    assert found.findings[0].message == "nested list set at one level"
    assert set(LISTS) == {"ul", "ol", "menu", "dir", "dl"}


def test_a_picture_parts_a_list_whose_numbers_go_on():
    first, picture, second = pieces("<ol><li>a<img src=b.jpg><li>c</ol>")
    assert first.items == (plain("a"),) and picture.src == "media/b.jpg"
    assert second.start == 2 and second.items == (plain("c"),)


def test_items_without_their_element():
    assert pieces("<ul>a <b>b</b><li>c</li></ul>") == [
        Listing(((Run("a "), Run("b", BOLD)), plain("c")), line=10)
    ]


def test_terms_stand_in_bold_before_their_text():
    found = pieces("<dl><dt>Pier</dt><dd>Of wood.</dd><dd>Long.</dd><div><dt>Boat</dt></div></dl>")
    assert [one.runs for one in found] == [
        (Run("Pier", BOLD), Run(" Of wood.")),
        plain("Long."),
        (Run("Boat", BOLD),),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><p>It is good.</p><cite>Ruiz</cite></blockquote>",
        "<blockquote><p>It is good.</p><footer>— <cite>Ruiz</cite></footer></blockquote>",
        "<blockquote><p>It is good.</p><p>— Ruiz</p></blockquote>",
        "<blockquote><p>It is good. <cite>Ruiz</cite></p></blockquote>",
        "<figure><blockquote>It is good.</blockquote><figcaption>Ruiz</figcaption></figure>",
        "<blockquote>It is good.<p class='quote-author'>Ruiz</p></blockquote>",
    ],
)
def test_quotations_and_their_credits(html):
    (quote,) = pieces(html)
    assert quote.paragraphs == (plain("It is good."),)
    assert text_of(quote.credit) == "Ruiz" and not quote.pulled


@pytest.mark.parametrize(
    "html",
    [
        "<figure class='wp-block-pullquote'><blockquote><p>Q</p></blockquote></figure>",
        "<blockquote class='pull-quote'>Q</blockquote>",
        "<aside class='pullquote'><blockquote>Q</blockquote></aside>",
    ],
)
def test_pull_quotes(html):
    assert pieces(html) == [Quote((plain("Q"),), (), True, 10)]


def test_what_is_no_text_parts_a_quotation():
    table = Table((plain("a"),), ())
    first, _, last = quoted(
        [Paragraph(plain("a")), Embed("https://e.org", "e"), Crosshead(plain("b"))], (), False, 1
    )
    assert (first.paragraphs, last.paragraphs) == ((plain("a"),), (plain("b"),))
    assert quoted([table], (), False, 1)[0].paragraphs == (plain("a"),)
    assert quoted([], plain("Ruiz"), False, 1) == [Paragraph(plain("Ruiz"), 1)]


TABLE = """<table><caption>Boats</caption>
<tfoot><tr><td>Sum<td>2</tfoot>
<tr><th>Name<th align=right>Seats
<tr><td>Alba<td style="text-align: right">120
<tr style="display:none"><td>gone<td>0
</table>"""


def test_tables_with_head_foot_caption_and_alignment():
    found = copy(TABLE)
    caption, table = found.pieces
    assert caption.runs == plain("Boats")
    assert table.head == (plain("Name"), plain("Seats")) and table.align == ("left", "right")
    assert table.rows == ((plain("Alba"), plain("120")), (plain("Sum"), plain("2")))
    assert [one.text for one in found.left_out] == ["gone 0"]


def test_a_table_without_head_has_an_empty_one():
    (table,) = pieces("<table><tr><td>a<td>b<tr><td>c</table>")
    assert table.head == ((), ()) and table.rows == ((plain("a"), plain("b")), (plain("c"), ()))


def test_cells_over_several_columns_and_rows_have_their_words_once():
    (table,) = pieces(
        "<table><tr><th colspan=2>A<th>B<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>"
    )
    assert table.head == (plain("A"), (), plain("B"))
    assert table.rows == ((plain("c"), plain("d"), plain("e")), ((), plain("f"), plain("g")))


@pytest.mark.parametrize(
    "html",
    [
        "<table role=presentation><tr><td>a<td>b</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td><h2>a</h2><p>b</p><td></table>",
        "<table><tr><td><table><tr><td>a<td>b</table><td></table>",
    ],
)
def test_tables_that_only_lay_out_are_what_stands_in_them(html):
    assert texts(html)[-2:] == ["a", "b"]


def test_a_table_too_wide_is_paragraphs_and_told():
    found = copy("<table><tr>" + "<td>x" * 51 + "</table>")
    assert len(found.pieces) == 51 and found.findings[0].severity is Severity.ERROR
    assert set(TABLES) == {"table"}


# --- embeds --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "href", "title"),
    [
        (
            "<iframe src='https://www.youtube-nocookie.com/embed/abcdefgh123?x=1'></iframe>",
            "https://www.youtube.com/watch?v=abcdefgh123",
            "youtube-nocookie.com",
        ),
        (
            "<iframe data-src='//player.vimeo.com/video/77' title='The goal'></iframe>",
            "https://vimeo.com/77",
            "The goal",
        ),
        ("<video><source src='/v.mp4'></video>", "https://paper.example/v.mp4", "paper.example"),
        (
            "<object><param name=movie value='https://v.example/x.swf'><embed src=y></object>",
            "https://v.example/x.swf",
            "v.example",
        ),
        (
            "<figure><div>\nhttps://youtu.be/abc\n</div><figcaption>See it</figcaption></figure>",
            "https://youtu.be/abc",
            "See it",
        ),
        ("<p>https://vimeo.com/77</p>", "https://vimeo.com/77", "https://vimeo.com/77"),
        ("<lite-youtube videoid=abc></lite-youtube>", "https://www.youtube.com/watch?v=abc", None),
    ],
)
def test_embeds(html, href, title):
    (embed,) = pieces(html)
    assert isinstance(embed, Embed) and embed.href == href
    assert title is None or embed.title == title


def test_frames_that_count_readers_go_and_objects_without_address_are_their_content():
    assert pieces("<iframe src='https://www.googletagmanager.com/ns.html?id=1'></iframe>") == []
    assert pieces("<iframe width=1 src='https://e.example'></iframe><iframe></iframe>") == []
    assert texts("<object><p>Old words</p></object>") == ["Old words"]
    assert is_watched("https://youtu.be/abc") and not is_watched("see https://youtu.be/abc")


def test_a_recording_without_a_host_is_a_link_on_its_name():
    alone = Setting(Where("a.docx"))
    (paragraph,) = copy("<audio src='sound/pier.mp3'></audio>", alone).pieces
    assert paragraph.runs == (Run("pier.mp3", Emphasis.NONE, "sound/pier.mp3"),)


# --- what is not shown ---------------------------------------------------------------------------


def test_scripts_and_the_like_go_without_a_word():
    found = copy(
        "<script>a</script><style>b</style><!-- c --><template>d</template><title>e</title>"
        "<svg><title>f</title><desc>g</desc><style>h</style></svg>x"
    )
    assert [text_of(one.runs) for one in found.pieces] == ["x"] and not found.left_out


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<p hidden>gone</p>", "hidden words"),
        ("<span style='color:red; display : none'>gone</span>", "hidden words"),
        ("<span class='screen-reader-text'>gone</span>", "words for screen readers"),
        ("<noscript>gone</noscript>", "words for readers without scripts"),
        ("<del>gone</del>", "words struck out"),
        ("<s>gone</s>", "words struck out"),
        ("<nav><ul><li>gone</ul></nav>", "a menu"),
        ("<button>gone</button>", "a button"),
        ("<input type=submit value=gone>", "a button"),
        ("<svg><text>gone</text></svg>", "words in a drawing"),
        ("<dialog>gone</dialog>", "a window that opens later"),
    ],
)
def test_what_is_not_set_is_told_with_its_words(html, what):
    found = copy(f"<p>a</p>\n{html}")
    assert [text_of(one.runs) for one in found.pieces] == ["a"]
    assert [(one.what, one.text, one.where.line) for one in found.left_out] == [(what, "gone", 11)]


def test_open_dialogs_and_what_is_hidden_until_found_are_shown():
    assert texts("<dialog open>a</dialog><p hidden=until-found>b</p>") == ["a", "b"]


def test_words_of_an_element_that_is_left_out():
    root = tree_of("<p>a<b>b</b></p><p hidden>c</p>").root
    assert words_in(root, Reading(SETTING, inside)) == "ab c"
    paragraph, hidden = root.children
    assert unhidden(paragraph) and not unhidden(hidden) and not joins_words(paragraph)


def test_a_tag_open_at_the_end_is_told_with_its_words():
    found = copy("<p>a</p>\n<p class='x lost words")
    assert found.left_out[0].what == "a tag that is not closed"
    assert "lost words" in found.left_out[0].text and found.left_out[0].where.line == 11


# --- all of it -----------------------------------------------------------------------------------


def test_control_signs_are_told_at_their_place_in_the_file():
    (finding,) = copy("<p>a\n\x07b</p>").findings
    assert finding.code == "unwanted-character" and finding.where == Where("post.html", 11)


def test_without_a_line_findings_have_only_the_file():
    found = copy("<a href='data:x'>y</a>", Setting(Where("feed.json")))
    assert found.findings[0].where == Where("feed.json") and found.pieces[0].line == 0


def test_a_line_of_html_as_runs():
    assert runs_of("The <em>Alba</em> &amp; <p>co.</p>", SETTING) == (
        Run("The "),
        Run("Alba", ITALIC),
        Run(" & co."),
    )
    assert runs_of("", SETTING) == ()


def test_pieces_as_texts():
    assert texts_of_piece(Divider()) == () and texts_of_piece(Embed("https://e.org", "e")) is None
    assert texts_of_piece(Quote((plain("a"),), plain("b"))) == (plain("a"), plain("b"))
    assert words_of_piece(Listing((plain("a"), plain("b")))) == ("a", "b")
    assert inside(tree_of("a").root, Reading(SETTING, inside), PLAIN) == [Paragraph(plain("a"), 10)]
