"""Laws of the story readers: no word lost, doubled or moved; nothing raised but BadInput."""

import datetime
import posixpath
import re
import tempfile
import textwrap
from pathlib import Path
from urllib.parse import urlsplit

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.drawings.story_as_text import dump

from layout.story.markdown.read_markdown import parse_markdown
from layout.story.plain.read_plain import parse_plain
from layout.story.read.any_format import read_story
from layout.story.read.module_library import fill_modules
from layout.story.reading_order import texts_of
from layout.story.text.address import SCHEMES, picture_path, safe_href
from layout.story.text.dates import read_date
from layout.story.text.sanitise import fold, sanitise
from layout.story.text.written_dates import write_date
from slots.finding import BadInput

PARSERS = st.sampled_from([parse_plain, parse_markdown])
MARKS = re.compile(r"[\s:\[\]()*_\-–—=<>|•·⁂~#.,]+")
MARKERS = [
    *("Google ad", "Blue Box", "Caja azul", "Advertisement", "Subscribe to our newsletter"),
    *("Newsletter", "You have Successfully Subscribed!", "Week of September 17.", "---", "* * *"),
    *("Week of May 3.\nLost ship Read more.", "One Read more.\nTwo Read more.", "- one\n- two"),
    *("1. one\n2. two", "7) seven", "Dec 16, 2022", "By Ana Torres", "POLITICS", "QUITO — It is."),
    *("Dec 16, 2022 | 6 comments | News", "6 comments", "A crosshead", "Read more."),
]
LETTERS = "abcdeABCDE áñÑ “”’…!?,;\u00a0\u2009\n\n-—•*:[]()_.<>|\t\r"


def parsed(parse, text):
    try:
        return parse(text, "f.md")[0]
    except BadInput:
        return None


def words(texts):
    """Words with the signs off that mark lists, slots and dividers."""
    return MARKS.sub(" ", " ".join(texts)).split()


def numbered(n):
    return f"w{n}x"


@given(st.lists(st.sampled_from(MARKERS) | st.text(LETTERS, max_size=40), max_size=14), st.data())
def test_plain_text_keeps_every_word(blocks, data):
    gaps = [data.draw(st.sampled_from(["\n", "\n\n", "\n\n\n"])) for _ in blocks]
    text = "".join(block + gap for block, gap in zip(blocks, gaps, strict=True))
    story = parsed(parse_plain, text)
    assume(story is not None)
    numbers = [
        str(number)
        for block in [
            *story.body,
            *(b for a in story.asks for b in getattr(a.content, "blocks", ())),
        ]
        if getattr(block, "ordered", False)
        for number in range(block.start, block.start + len(block.items))
    ]
    assert sorted(words([*texts_of(story), *numbers])) == sorted(words([text]))


@given(st.text(LETTERS, max_size=400))
def test_plain_text_keeps_the_order(text):
    story = parsed(parse_plain, text)
    assume(story is not None)
    assert words(texts_of(story)) == words([text])


@given(st.lists(st.lists(st.sampled_from("the ferry sails again tomorrow".split()), min_size=12)))
def test_wrapped_and_unwrapped_text_are_one_story(paragraphs):
    assume(paragraphs)
    texts = [" ".join(paragraph) + "." for paragraph in paragraphs]
    wrapped = [textwrap.fill(text, 60) for text in texts]
    one = parse_plain("Ferry\n\n" + "\n\n".join(texts))[0]
    two = parse_plain("Ferry\n\n" + "\n\n".join(wrapped))[0]
    assert texts_of(one) == texts_of(two)


@given(PARSERS, st.text(max_size=300) | st.lists(st.sampled_from(MARKERS)).map("\n\n".join))
def test_any_text_is_a_story_or_bad_input(parse, text):
    story = parsed(parse, text)
    assert story == parsed(parse, text)
    if story is not None:
        assert dump(story) == dump(parsed(parse, text))
        assert story.body and story.slug and story.language
        assert all(run.text for run in story.headline)
        ids = [ask.content.id for ask in story.asks]
        assert len(set(ids)) == len(ids)
        afters = [ask.after for ask in story.asks]
        assert afters == sorted(afters) and all(after <= len(story.body) for after in afters)


@given(st.binary(max_size=200), st.sampled_from([".txt", ".md", ""]))
def test_any_bytes_are_a_story_or_bad_input(data, suffix):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"story{suffix}"
        path.write_bytes(data)
        try:
            read_story(path)
        except BadInput as bad:
            assert all(finding.hint for finding in bad.findings)


# --- Markdown: documents of numbered words in every kind of block. ------------------------------

INLINE = st.sampled_from(
    ["W", "*W*", "**W W**", "[W](https://x.y)", "[W](javascript:x)", "`W`", "<b>W</b>", "W\nW"]
)
LINE = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
ONE_LINE = LINE.map(lambda text: text.replace("\n", " "))


def indented(lead, text):
    return lead + text.replace("\n", "\n" + " " * len(lead))


LEAF = (
    LINE
    | ONE_LINE.map("## {}".format)
    | st.lists(ONE_LINE, min_size=1, max_size=3).map(lambda rows: "\n".join(f"> {r}" for r in rows))
    | st.just("> W W\n> — W")
    | st.just("| W | W |\n|---|--:|\n| W | |\n| W | W | W |")
    | st.just("```\nW  W\n\nW\n```")
    | st.just("<div><p>W</p>W</div>")
    | st.just("[^n]: W W")
    | st.just("---")
)
BLOCKS = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "\n".join(indented("- ", item) for item in items)
        )
        | st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "\n\n".join(indented("1. ", item) for item in items)
        )
        | inner.map(lambda text: "\n".join(f"> {line}" for line in text.split("\n")))
    ),
    max_leaves=5,
)
BODY = st.lists(BLOCKS, max_size=5).map("\n\n".join)
KIND = st.sampled_from(
    ["blue_box W", "digest W", "newsletter W\nnote: W", "weather W", "pull_quote", "odd W"]
)
PICTURES = st.sampled_from(['![](a.png "W W. Photo: W")\n\n*W*', "![W](../out.png)"])
DIRECTIVES = st.builds("::: {}\n\n{}\n\n:::".format, KIND, BODY) | st.sampled_from(
    ["::: slot W", "::: embed https://x.y W *W*", "::: embed W [W](https://x.y)"]
)
TAGS = st.sampled_from(["crash", "#faq, ferry", "faq", "a_b"])
TAGGED = st.builds(
    lambda tags, blocks, inner: "\n\n".join([f"::::: tag {tags}", *blocks, *inner, ":::::"]),
    TAGS,
    st.lists(BLOCKS | DIRECTIVES, max_size=3),
    st.lists(st.builds(":::: tag {}\n\n{}\n\n::::".format, TAGS, BLOCKS | DIRECTIVES), max_size=1),
)


@settings(max_examples=100)
@given(st.lists(BLOCKS | DIRECTIVES | PICTURES | TAGGED, max_size=6))
def test_markdown_keeps_every_word_in_order(blocks):
    counter = iter(range(10_000))
    text = re.sub("W", lambda _: numbered(next(counter)), "\n\n".join(["# W", *blocks, "W"]))
    story = parse_markdown(text)[0]
    found = re.findall(r"w\d+x", " ".join(texts_of(story)).lower())
    assert found == [numbered(n) for n in range(next(counter))]


@given(st.lists(TAGGED | BLOCKS, min_size=1, max_size=4))
def test_tags_change_no_block_and_stay_with_their_own(blocks):
    counter = iter(range(10_000))
    text = re.sub("W", lambda _: numbered(next(counter)), "\n\n".join(["# W", *blocks, "W"]))
    story = parse_markdown(text)[0]
    # A stray fence parts two lists as a tag does.
    bare = re.sub(r"(?m)^:{4,}( tag.*)?$", ":::", text)
    plainly = parse_markdown(bare)[0]
    assert plainly.body == story.body and plainly.asks == story.asks and not plainly.block_tags
    want = []
    for index, block in enumerate(story.body):
        above = "\n".join(text.split("\n")[: block.line])
        tags: list[str] = []
        for names in re.findall(r"(?m)^:{4,}(?: tag (.*))?$", above):
            tags = [*tags, names] if names else tags[:-1]
        each = (tag.strip(" #") for names in tags for tag in names.split(","))
        want += [(index, tag) for tag in dict.fromkeys(each)]
    assert list(story.block_tags) == want


@given(st.lists(st.sampled_from(["> ", "- ", "1. "]), max_size=3), PICTURES, LEAF)
def test_pictures_inside_other_blocks_keep_their_words(leads, picture, leaf):
    text = f"{picture}\n\n{leaf}"
    for lead in leads:
        lines = text.split("\n")
        text = "\n".join(f"> {x}" for x in lines) if lead == "> " else indented(lead, text)
    counter = iter(range(10_000))
    text = re.sub("W", lambda _: numbered(next(counter)), f"# W\n\n{text}\n\nW")
    found = re.findall(r"w\d+x", " ".join(texts_of(parse_markdown(text)[0])).lower())
    assert sorted(found) == sorted(numbered(n) for n in range(next(counter)))


# --- The parts. ---------------------------------------------------------------------------------


@given(st.text())
def test_sanitising_and_folding_are_done_once(text):
    clean, _ = sanitise(text, "")
    assert sanitise(clean, "") == (clean, ())
    clean.encode("utf-8")
    assert fold(fold(clean)) == fold(clean)


@given(
    st.dates(min_value=datetime.date(1000, 1, 1)),
    st.sampled_from(["en", "es", "und", "fr", "ru", "fi"]),
)
def test_written_dates_are_read(day, language):
    written = read_date(write_date(day, language))
    assert written is not None and written.day == day


@given(st.text("ajvscript:/\\.#?% \t\n\x00\u200b&%0a", max_size=20) | st.text(max_size=20))
def test_links_are_safe(href):
    safe = safe_href(href)
    if safe is not None and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", safe):
        assert urlsplit(safe).scheme.lower() in SCHEMES
    assert safe is None or not re.search(r"[\x00-\x20]", safe)


@given(
    st.lists(st.sampled_from(["..", ".", "a", "b c", "", "%2e%2e", "%2F"]), max_size=8).map(
        "/".join
    ),
    st.integers(0, 3),
)
def test_picture_paths_stay_inside(src, depth):
    path = picture_path(src, depth)
    if path is not None:
        story = "/".join(["/root", *(["x"] * depth)])
        end = posixpath.normpath(posixpath.join(story, path))
        assert end == "/root" or end.startswith("/root/")


@given(st.lists(st.sampled_from(MARKERS), max_size=8))
def test_filling_twice_changes_nothing(blocks):
    story = parsed(parse_plain, "\n\n".join(["Ferry", "It sails.", *blocks]))
    assert story is not None
    full, _ = fill_modules(story, {})
    again, findings = fill_modules(full, {})
    assert again == full
    assert {finding.code for finding in findings} <= {"empty-module"}
    assert full.body == story.body
