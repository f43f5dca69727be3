"""The law of the writer of story files: what it writes, the story reader reads back as it was, and
has nothing to say about; whatever else an item holds, no word of it goes unsaid."""

import dataclasses
import datetime
import re

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from layout.imports.item import Copy, Head, Item
from layout.imports.markdown.fit import Fitting, fitted
from layout.imports.markdown.inline import line_of, settled
from layout.imports.markdown_of import markdown_of
from layout.story.as_written import SlotAsk
from layout.story.block import (
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
    Tagged,
)
from layout.story.markdown.inline_tokens import folded
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.module import Module, ModuleItem
from layout.story.reading_order import texts_of_block, texts_of_module
from layout.story.run import Emphasis, Run, text_of
from layout.story.text.dateline import with_dateline
from layout.story.text.marker_lines import Mark, mark_of, split_teaser, unbulleted
from layout.story.text.pieces import assemble, block_tags, slot_named
from slots.finding import BadInput, Where
from slots.strip.measured_flow import Display

# --- texts: full of what Markdown, YAML and directives take for more than itself ----------------

SIGNS = st.sampled_from(
    [
        *("*", "**", "***", "_", "__", "`", "``", "```", "~~~", "\\", "\\\\", "!", "![", "[", "]"),
        *("](", "(", ")", "](x)", "[a]: b", "[^1]", "[^1]: b", "<", ">", "<b>", "</b>", "<!-- "),
        *("-->", "<div", "<https://x.y>", "<a@b.c>", "&", "&amp;", "&#65;", "&copy", "#", "##"),
        *("-", "--", "---", "- - -", "+", "=", "===", "|", "|-|", ":", "::", ":::", "::: slot a"),
        *("1.", "12)", "1986. ", "—", "–", "“", "”", "’", "…", "«", "\u00a0", "\u2009", "\u00ad"),
        *(
            "{.thumbnail}",
            "{",
            "}",
            "$",
            "^",
            "~",
            '"',
            "'",
            "%",
            "@",
            "?",
            ",",
            ";",
            ".",
            "/",
            "🙂",
        ),
        *("note: ", "action: x", "success: y", "Photo: ", "Foto: ", "Read more.", "null", "\u4e2d"),
    ]
)
WORDS = st.sampled_from(["a", "b", "ferry", "Bay", "é", "7", "l’eau", "the pier", "QUITO —"])


def named(strategy):
    """A strategy that tells itself by a few letters, however much it is made of."""

    @st.composite
    def drawn(draw):
        return draw(strategy)

    return drawn()


TEXT = named(st.lists(st.one_of(WORDS, SIGNS, st.just(" ")), min_size=1, max_size=6).map("".join))
EMPHASIS = st.sampled_from([Emphasis(bits) for bits in range(4)])
HREFS = st.sampled_from(
    [
        *("https://x.y/z", "https://x.y/(z)", "https://x.y/z)", "mailto:a@b.c", "a.html", "#top"),
        *("https://x.y/?a=1&copy=2", "https://x.y/?a&amp;b", "a*b_c*", "https://x.y/a%7Cb", "%41"),
    ]
)
RUN = st.builds(Run, TEXT, EMPHASIS, st.none() | st.none() | HREFS)
PLAIN = st.builds(Run, TEXT)
RUNS = named(
    (st.lists(PLAIN, min_size=1, max_size=1) | st.lists(RUN, min_size=1, max_size=4))
    .map(settled)
    .filter(bool)
)
LINE = TEXT.map(lambda text: " ".join(text.split()).strip()).filter(bool)


def upright(runs):
    return settled(dataclasses.replace(run, emphasis=run.emphasis & Emphasis.BOLD) for run in runs)


# --- pieces, each as the reader of stories may give it --------------------------------------------

CREDITS = st.sampled_from(["Photo: Ana Torres", "Foto: A (AP)", "Map: *x*", "Credit: b_c", ""])


@st.composite
def pictures(draw):
    """A picture; a cutline with a credit in it is one that the reader would have told apart."""
    cutline = draw(st.just(()) | RUNS.map(upright))
    keep = draw(st.sampled_from([None, (20, 0, 100, 80)]))
    src = draw(st.sampled_from(["media/a.png", "a b.png", "é(1).jpg", "50%.png", "x&amp;y_*.jpg"]))
    display = draw(st.sampled_from([Display.INLINE, Display.THUMBNAIL, Display.HALF_WIDTH]))
    credit = draw(CREDITS)
    assume(not re.search(r"(?:Photo|Foto|Map|Credit):\s*\S", text_of(cutline)))
    assume(not (credit and re.search(r"(?:Photo|Foto):$", text_of(cutline))))
    alt = draw(st.just("") | LINE)
    return Picture(src, alt, cutline, credit, display=display, keep=keep)


@st.composite
def tables(draw):
    width = draw(st.integers(1, 3))
    row = st.lists(st.just(()) | RUNS, min_size=width, max_size=width).map(tuple)
    align = st.lists(st.sampled_from(["left", "right", "centre"]), min_size=width, max_size=width)
    rows = draw(st.lists(row, max_size=3))
    return Table(draw(row), tuple(rows), tuple(draw(align)))


ITEMS = st.lists(RUNS, min_size=1, max_size=3).map(tuple)
PARAGRAPH = st.builds(Paragraph, RUNS)
LISTING = st.builds(Listing, ITEMS) | st.builds(
    Listing, ITEMS, st.just(True), st.sampled_from([0, 1, 7, 1986, 999_999_998])
)
QUOTE = st.builds(Quote, ITEMS, st.just(()) | RUNS, st.booleans())
BLOCK = named(
    st.one_of(
        PARAGRAPH,
        st.builds(Crosshead, RUNS, st.integers(2, 6)),
        QUOTE,
        LISTING,
        pictures(),
        tables(),
        st.builds(Embed, st.sampled_from(["https://x.y/z", "https://x.y/a_b*c*?d=(e"]), LINE),
        st.just(Divider()),
    )
)
TAGS = st.sampled_from([("crash",), ("faq", "harbour"), ("a_b-c",)])
SLOT = st.sampled_from(["google-ad", "ad", "Town Hall", "café"]).map(
    lambda name: slot_named(name, 0)
)


@st.composite
def module_items(draw):
    """An item of a digest as the reader takes it apart: a link at its end, or "Read more."."""
    runs, href = draw(RUNS), draw(st.none() | HREFS)
    if href is not None:
        link = draw(st.just("") | LINE)
        if link:
            return ModuleItem(runs, link, href)
        return ModuleItem(settled(dataclasses.replace(run, href=None) for run in runs), "", href)
    assume(runs[-1].href is None)
    if len(runs) > 1:
        return ModuleItem(runs)
    text, link = split_teaser(runs[0].text)
    assume(text and unbulleted(text) == text and split_teaser(f"{text} {link}")[1] == link)
    return ModuleItem((dataclasses.replace(runs[0], text=text),), link)


@st.composite
def modules(draw):
    """A module of any kind; a digest that ends in a list has it as its items, and a note where a
    paragraph stands right above it."""
    kind = draw(st.sampled_from(["blue_box", "digest", "newsletter", "correction", "weather"]))
    blocks = tuple(draw(st.lists(BLOCK, max_size=3)))
    note = draw(st.just(()) | RUNS)
    items = ()
    if kind in ("digest", "weather"):
        while blocks and isinstance(blocks[-1], Listing):
            blocks = blocks[:-1]
        items = tuple(draw(st.lists(module_items(), max_size=3)))
        paragraph = bool(blocks) and isinstance(blocks[0], Paragraph)
        over = len(blocks) > 1 and isinstance(blocks[1], Listing)
        assume(note or not (paragraph and (over or (len(blocks) == 1 and items))))
    success = draw(st.just("") | LINE)
    if kind == "newsletter" and blocks and isinstance(blocks[-1], Paragraph):
        assume(success or mark_of(text_of(blocks[-1].runs)) is not Mark.SUCCESS)
    action = draw(st.sampled_from([None, "https://x.y/z", "/subscribe"]))
    title = draw(st.just(()) | RUNS)
    name = kind.replace("_", "-")
    return Module(kind, name, title, note, blocks, items, action, success)


PIECE = named(st.one_of(BLOCK, BLOCK, st.builds(Tagged, BLOCK, TAGS), modules(), SLOT))
DAYS = st.none() | st.dates(datetime.date(1000, 1, 1))
HEAD = named(
    st.builds(
        Head,
        headline=RUNS,
        print_headline=st.just(()) | RUNS,
        kicker=st.just("") | LINE,
        deck=st.just(()) | RUNS,
        byline=st.just("") | LINE,
        dateline=st.just("") | LINE,
        date=DAYS,
        updated=DAYS,
        embargo=DAYS,
        section=st.just("") | LINE,
        tags=st.lists(LINE, max_size=3).map(tuple),
        rank=st.none() | st.integers(1, 9),
        language=st.sampled_from(["en", "es", "es-EC", "zh-Hant", "no"]),
        comments=st.none() | st.integers(0, 9_999_999),
        slug=st.sampled_from(["", "ferry", "1984", "null"]),
    )
)


# --- what is the same -----------------------------------------------------------------------------


def signs_of(runs):
    """A text sign by sign with its looks; those of white space nobody sees."""
    return [
        sign if sign.isspace() else (sign, run.emphasis, run.href)
        for run in runs
        for sign in run.text
    ]


def seen(value):
    """A value without what is no matter: lines of the source, px that files tell."""
    if isinstance(value, tuple) and value and all(isinstance(one, Run) for one in value):
        return signs_of(value)
    if isinstance(value, tuple):
        return [seen(one) for one in value]
    if dataclasses.is_dataclass(value):
        names = (f.name for f in dataclasses.fields(value) if f.name not in ("line", "source"))
        return [type(value).__name__, *(seen(getattr(value, name)) for name in names)]
    return value


def item_of(head, pieces):
    return Item("a key: of its own #1", "", Where("export.xml"), head, Copy(tuple(pieces)))


def read(text):
    return parse_markdown(text, "", 1)


@settings(max_examples=400)
@given(RUNS, st.booleans())
@example((Run("un"), Run("“quoted”", Emphasis.BOLD), Run("ly")), True)
@example((Run("a", Emphasis(3)), Run("b", Emphasis.ITALIC), Run("c", Emphasis.BOLD)), True)
@example((Run("Wow!"), Run("see", Emphasis.NONE, "a.html")), True)
@example((Run("a\\"), Run("b", Emphasis.ITALIC)), True)
def test_a_line_is_read_as_it_was(runs, first):
    line = line_of(runs, first)
    story, findings = read(f"---\nheadline: x\n---\n\n{line if first else f'x {line}'}\n")
    want = runs if first else (Run("x "), *runs)
    (_, rest) = with_dateline((Paragraph(folded(want)),))
    assert seen(story.body) == seen(rest) and not findings


@settings(max_examples=60)
@given(HEAD, st.lists(PIECE, min_size=1, max_size=6))
def test_what_is_written_is_read_as_it_was(head, pieces):
    assume(not (head.date and head.updated and head.updated < head.date))
    assume(any(not isinstance(piece, Module | SlotAsk) for piece in pieces))
    written = markdown_of(item_of(head, pieces))
    story, findings = read(written.text)
    assert findings == () and written.findings == (), (findings, written)
    body, asks = assemble(pieces)
    dateline, rest = ("", body) if head.dateline else with_dateline(body)
    assert seen(story.body) == seen(rest)
    assert seen(story.asks) == seen(asks)
    assert story.block_tags == block_tags(pieces)
    for name in ("headline", "print_headline", "deck"):
        assert signs_of(getattr(story, name)) == signs_of(getattr(head, name)), name
    for name in ("kicker", "byline", "date", "updated", "section", "tags", "language", "comments"):
        assert getattr(story, name) == getattr(head, name), name
    assert story.dateline == head.dateline or story.dateline == dateline
    assert (story.rank, story.ranked) == (head.rank or 1, head.rank is not None)
    assert not head.slug or story.slug == head.slug
    assert story.came_from == "a key: of its own #1"
    assert (story.embargo and story.embargo.day) == head.embargo


@given(HEAD, st.lists(PIECE, min_size=1, max_size=5))
def test_the_text_is_tidy(head, pieces):
    text = markdown_of(item_of(head, pieces)).text
    assert text.endswith("\n") and not text.endswith("\n\n") and "\n\n\n" not in text
    assert text == markdown_of(item_of(head, pieces)).text
    for line in text.split("\n"):
        assert line == line.rstrip(" ") and "\t" not in line


# --- anything at all ------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(), max_size=12) | TEXT
ANY_RUN = st.builds(Run, ANY_TEXT, EMPHASIS, st.none() | ANY_TEXT | HREFS)
ANY_RUNS = st.lists(ANY_RUN, max_size=3).map(tuple)
ANY_ROWS = st.lists(ANY_RUNS, max_size=3).map(tuple)
ANY_BLOCK = named(
    st.one_of(
        st.builds(Paragraph, ANY_RUNS),
        st.builds(Crosshead, ANY_RUNS, st.integers(-1, 9)),
        st.builds(Quote, ANY_ROWS, ANY_RUNS, st.booleans()),
        st.builds(Listing, ANY_ROWS, st.booleans(), st.integers(-5, 10**10)),
        st.builds(
            Picture,
            ANY_TEXT,
            ANY_TEXT,
            ANY_RUNS,
            ANY_TEXT,
            display=st.sampled_from(Display),
            keep=st.sampled_from([None, (1, 2, 3, 4), (9, 0, 1, 200)]),
        ),
        st.builds(Table, ANY_ROWS, st.lists(ANY_ROWS, max_size=2).map(tuple)),
        st.builds(Embed, ANY_TEXT | HREFS, ANY_TEXT),
        st.just(Divider()),
    )
)
ANY_MODULE = named(
    st.builds(
        Module,
        st.sampled_from(["blue_box", "digest", "weather", "newsletter", "sidebar"]),
        st.just("m"),
        ANY_RUNS,
        ANY_RUNS,
        st.lists(ANY_BLOCK, max_size=2).map(tuple),
        st.lists(st.builds(ModuleItem, ANY_RUNS, ANY_TEXT, st.none() | ANY_TEXT), max_size=2).map(
            tuple
        ),
        st.none() | ANY_TEXT,
        ANY_TEXT,
    )
)
ANY_PIECE = named(
    st.one_of(
        ANY_BLOCK,
        st.builds(Tagged, ANY_BLOCK, st.lists(ANY_TEXT, max_size=2).map(tuple)),
        ANY_MODULE,
        st.builds(SlotAsk, ANY_TEXT, ANY_TEXT),
    )
)
ANY_HEAD = named(
    st.builds(
        Head,
        headline=ANY_RUNS,
        kicker=ANY_TEXT,
        deck=ANY_RUNS,
        byline=ANY_TEXT,
        section=ANY_TEXT,
        tags=st.lists(ANY_TEXT, max_size=3).map(tuple),
        rank=st.none() | st.integers(-3, 10**9),
        language=ANY_TEXT,
        comments=st.none() | st.integers(-3, 10**9),
        slug=ANY_TEXT,
    )
)


def words_in(texts):
    """All words of texts, sorted."""
    return sorted(word for text in texts for word in re.findall(r"[^\W_]+", text))


def texts_in(pieces):
    for piece in pieces:
        if isinstance(piece, Module):
            yield from texts_of_module(piece)
        elif not isinstance(piece, SlotAsk):
            block = piece.block if isinstance(piece, Tagged) else piece
            yield from (block.alt,) if isinstance(block, Picture) else ()
            yield from texts_of_block(block)


@given(ANY_HEAD, st.lists(ANY_PIECE, min_size=1, max_size=4))
def test_of_any_pieces_no_word_goes_unsaid(head, pieces):
    written = markdown_of(item_of(head, [*pieces, Paragraph((Run("x"),))]))
    story, _ = read(written.text)
    told = [finding.message for finding in written.findings]
    clean = Fitting()
    want = words_in(map(clean.clean, texts_in(pieces)))
    heads = (text_of(head.headline), head.kicker, text_of(head.deck), head.byline, head.section)
    want = words_in([*want, *map(clean.clean, (*heads, *head.tags))])
    body = texts_in([*story.body, *(ask.content for ask in story.asks)])
    back = (
        text_of(story.headline),
        story.kicker,
        text_of(story.deck),
        story.byline,
        story.dateline,
    )
    have = words_in([*body, *back, story.section, *story.tags, *told])
    for word in want:
        assert word in have, (word, written)
        have.remove(word)


@given(st.lists(PIECE, max_size=4))
def test_what_a_reader_gave_fits_as_it_is(pieces):
    fitting = Fitting()
    assert seen(tuple(fitted(pieces, fitting))) == seen(tuple(pieces)) and not fitting.findings


def test_an_item_without_text_is_refused_by_the_reader():
    text = markdown_of(item_of(Head((Run("Flash"),)), ())).text
    try:
        read(text)
    except BadInput as bad:
        assert bad.findings[0].code == "no-body"
    else:
        raise AssertionError("a story without a body was read")
