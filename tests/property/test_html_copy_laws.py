"""The laws of HTML that comes in: no word is lost or made up, words keep their order, and whatever
the text is, it is read."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.imports.visible_words import (
    visible_words,
    words_left_out,
    words_lost,
    words_made_up,
    words_of_copy,
)

from layout.imports.html.copy_of import copy_of, runs_of
from layout.imports.html.reading import Setting
from slots.finding import Where

PAGES = Path(__file__).parents[3] / "shared" / "corpora" / "imports" / "html"
SETTING = Setting(Where("page.html", 1), "https://paper.example/story/")

BLOCKS = [
    *("p", "div", "section", "h1", "h2", "h4", "ul", "ol", "li", "blockquote", "figure", "table"),
    *("figcaption", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "dl", "dt", "dd"),
    *("details", "summary", "article", "header", "footer", "address", "center", "form", "fieldset"),
    *("hgroup", "main", "object", "ruby", "rt", "svg", "text", "math", "mi", "foreignObject"),
    *("p class=wp-block-verse", "div hidden", "div style='display: none'", "noscript", "nav"),
    *("button", "option", "label", "textarea", "script", "style", "title"),
    *("figure class=wp-block-pullquote", "div class=wp-caption", "p class=wp-caption-text"),
    *("td colspan=2", "td rowspan=3", "ol start=7", "table role=presentation", "cite", "dialog"),
]
LINES = [
    *("b", "i", "em", "strong", "span", "a href=/x", "a href='javascript:x'", "u", "s", "del"),
    *("q", "code", "sup", "sub", "small", "abbr title=x", "mark", "font color=red", "nobr"),
    *("span style='font-weight: bold'", "b style='font-weight: normal'", "span hidden"),
    *("a href='#n1'", "kbd", "time", "ins", "bdi"),
]
ALONE = [
    "<template>wt</template>",
    "<select><option>wa<option>wb</select>",
    *("<br>", "<hr>", "<img src=a.jpg>", "<img>", "<wbr>", "<input type=submit value=Send>"),
    *("<br><br>", "<!-- gone -->", "\n", "<iframe src=https://video.example/1></iframe>", "&nbsp;"),
    *("<input>", "<video src=v.mp4></video>", "</p>", "</b>", "</div>", "</td>", "<p>", "<li>"),
    *("<td>", "<tr>", "<b>", "<a href=y>", "</table>", "<table>", "<i", "<", "&amp", "— ", "- "),
]


NUMBERED = re.compile(r"w\d+\.?")
WORD, CLOSE = "w", "close"


def page_of(parts):
    """HTML of tags, words and ends: each word has its number, each end closes the last open tag."""
    page, closing = ["<body>"], []
    for number, part in enumerate(parts):
        if part.startswith(WORD):
            page.append(f"w{number}{part[1:]}")
        elif part == CLOSE:
            page.append(f"</{closing.pop()}>" if closing else "")
        elif part in ALONE:
            page.append(part)
        else:
            page.append(f"<{part}>")
            closing.append(part.split()[0])
    return "".join(page)


PARTS = [*([WORD, "w ", " w", "w. ", "w\n"] * 12), *BLOCKS, *LINES, *ALONE, *([CLOSE] * 70)]


def pages():
    return st.lists(st.sampled_from(PARTS), max_size=40).map(page_of)


@given(pages())
def test_no_word_of_html_is_lost_or_made_up(page):
    copy = copy_of(page, SETTING)
    seen = visible_words(page)
    assert not words_lost(seen, copy)
    assert not words_made_up([*seen, *words_left_out(copy)], copy)


@given(st.text() | st.text(alphabet="<>/!-&;abp \"'=#x1").map(lambda text: text * 3))
@example("<")
@example("</")
@example("<a href='http://[::1'>w</a><img src='http://[x'><iframe src='http://[x'></iframe>")
def test_whatever_the_text_is_it_is_read(text):
    copy = copy_of(text, SETTING)
    assert not words_lost(visible_words(text), copy)
    runs_of(text, SETTING)


ENDS = "</title></style></script></iframe></textarea></noscript>"
"""Else an element closed at once, as in XML, would take all of the rest in a browser."""
DAMAGE = (
    "",
    "</p>",
    "<p>",
    "<table>",
    "</div>",
    "<td>",
    "<b>",
    "</a>",
    "<li>",
    "</table>",
    '"',
    ">",
)


@pytest.mark.skipif(not PAGES.exists(), reason="no corpora on this machine")
@pytest.mark.slow
@given(data=st.data())
def test_no_word_of_damaged_pages_is_lost_or_made_up(data):
    page = data.draw(st.sampled_from(sorted(PAGES.glob("*/source.html"))))
    html = page.read_text("utf-8")
    start = data.draw(st.integers(0, len(html) - 1))
    part = html[start : start + data.draw(st.integers(0, 3_000))]
    for sign in data.draw(st.lists(st.sampled_from(DAMAGE), max_size=6)):
        first = data.draw(st.integers(0, len(part)))
        part = f"{part[:first]}{sign}{part[first + data.draw(st.integers(0, 40)) :]}"
    part = f"<body>{part}{ENDS}"
    copy = copy_of(part, SETTING)
    seen = visible_words(part)
    assert not words_lost(seen, copy)
    assert not words_made_up([*seen, *words_left_out(copy)], copy)


@given(pages())
def test_words_keep_their_order(page):
    """Those of a table's foot come last, and what is said of a quotation after it."""
    plain = "tfoot" not in page and "cite" not in page and "table" not in page
    found = [word for word in words_of_copy(copy_of(page, SETTING)) if NUMBERED.fullmatch(word)]
    if plain:
        assert found == [word for word in visible_words(page) if word in found]


@pytest.mark.skipif(not PAGES.exists(), reason="no corpora on this machine")
@pytest.mark.slow
def test_no_word_of_pages_of_others_is_lost():
    for page in sorted(PAGES.glob("*/*.html")):
        html = page.read_text("utf-8")
        copy = copy_of(html, SETTING)
        seen = visible_words(html)
        assert not words_lost(seen, copy), page
        assert not words_made_up([*seen, *words_left_out(copy)], copy), page
