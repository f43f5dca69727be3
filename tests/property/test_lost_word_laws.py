"""The law that no word of a Markdown story goes unsaid: it is printed, or a finding says so."""

import html
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from layout.story.block import Picture
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.module import Module
from layout.story.plain.read_plain import parse_plain
from layout.story.read.any_format import read_text
from layout.story.read.suffixes import MARKDOWN_SUFFIXES, PLAIN_SUFFIXES
from layout.story.reading_order import texts_of
from layout.story.text.lost_words import LOST
from slots.finding import BadInput

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"

PARTS = [
    *("W", "W W\nW", "# W", "## W *W*", "W\n=", "> W\n> W", "> W\n> — W", "- W\n- W\n  - W", "***"),
    *(
        "1. W\n2. W",
        "    W W",
        "```W\nW\n```",
        "~~~\nW",
        "|W|W|\n|-|-|\n|W|W|W|",
        "[^a]: W",
        "W[^a]",
    ),
    *("[W](/x 'W W')", "[W][r]", "[r]: /x 'W W'", "[r]: /y", "![W](a.jpg 'W')", "![W](//h/a.jpg)"),
    *(
        "<!-- W W -->",
        "<!-- W",
        "W <!-- W --> W",
        "<script>W W</script>",
        "<script>\nW",
        "<style>W",
    ),
    *(
        "<div>W <b>W</b>",
        "<p>W</p>\n<p>W</p>",
        "<div title='W\nW",
        "<? W",
        "<![CDATA[W\nW",
        "<!W W",
    ),
    *(
        "<textarea>W",
        "<pre>W\n\nW</pre>",
        "<title>W</title>",
        "W <b title='x'>W</b>",
        "a < W",
        "<W>",
    ),
    *("::: blue_box W\nW\n:::", "::: blue_box W", "::: digest W\nW\n\n- W [W](/x)\n:::", ":::"),
    *(
        "::: newsletter W\naction: https://x.y W W\nsuccess: W\n\nW\n:::",
        "::: pull_quote W\nW\n:::",
    ),
    *(
        "::: newsletter W\nnote: W\naction: W\n:::",
        "::: tag W\nW\n:::",
        "::: tag W W\n:::",
        "::: W W",
    ),
    *(
        "::: embed https://x.y/z W",
        "::: embed W W",
        "::: correction W\nW\n:::",
        "\\W",
        "`W W`",
        "&amp;W",
    ),
    *(
        "::: blue_box W\n::: digest W\nnote: W\naction: /x\nsuccess: W\n\n- W\n:::\n:::",
        "W{.thumbnail}",
    ),
    *(
        "![W](a.jpg){.half-width W}",
        "*W*",
        "![W](a.jpg)\n\n*W. Photo: W*",
        "::: weather W\n- W: W\n:::",
    ),
]
FRONT = ["headline: W", "deck: W *W*", "kicker: W", "tags: [W]", "section: W", "byline: W"]


def numbered(text, start):
    """A text with each W as a word of its own, from a number on; and the next number."""
    parts = re.split(r"W", text)
    return "".join(
        part + (f"w{start + at}x" if at < len(parts) - 1 else "") for at, part in enumerate(parts)
    ), start + len(parts) - 1


def written(parts, front):
    """A document of parts, every word of which is found once."""
    number, blocks, head = 0, [], []
    for line in front:
        text, number = numbered(line, number)
        head.append(text)
    for part in parts:
        text, number = numbered(part, number)
        blocks.append(text)
    top = "---\n" + "\n".join(head) + "\n---\n\n" if head else ""
    return top + "\n\n".join(blocks) + "\n"


def printed(story):
    """All that a reader can come to see of a story."""
    actions = [ask.content.action or "" for ask in story.asks if isinstance(ask.content, Module)]
    tags = [tag for _, tag in story.block_tags]
    blocks = [*story.body, *(b for a in story.asks for b in getattr(a.content, "blocks", ()))]
    alts = [block.alt for block in blocks if isinstance(block, Picture)]
    return " ".join([*texts_of(story), *actions, *tags, *alts, *story.tags])


def unsaid(text):
    """Words that are neither printed nor told of, and how many are told of by number."""
    try:
        story, findings = parse_markdown(text, "f.md")
    except BadInput:
        return set(), 0
    seen = printed(story) + " ".join(finding.message for finding in findings)
    lost = (re.match(r"[\d,]+", each.message) for each in findings if each.code == LOST)
    told = sum(int(number[0].replace(",", "")) for number in lost if number)
    return set(re.findall(r"w\d+x", text)) - set(re.findall(r"w\d+x", seen)), told


@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=8),
    st.lists(st.sampled_from(FRONT), max_size=3, unique_by=lambda line: line.split(":")[0]),
)
@example(["W", "<!-- W", "W"], [])
@example(["W", "<script>\nW", "W"], [])
@example(["::: newsletter W\naction: https://x.y W W\nsuccess: W\n\nW\n:::", "W"], [])
def test_every_word_of_markdown_is_printed_or_told(parts, front):
    missing, told = unsaid(written(parts, front))
    assert len(missing) <= told, missing


# --- The same over stories that people wrote. ----------------------------------------------------

GRAMMAR = re.compile(
    r"\A---\n.*?\n---\n|^:{3,}\s*(?:tag.*?$|[\w-]*)|\]\([^)]*\)|\{[^}\n]*\}|^(?:note|action|success):"
    r"|^\s*\d+[.)]\s|https?://\S+",
    re.DOTALL | re.MULTILINE,
)
"""What of a Markdown file is no text: front matter, names of directives, addresses, numbers."""

SEEDS = sorted(
    file
    for file in (ROOT / "seeds").rglob("*")
    if file.suffix in (*PLAIN_SUFFIXES, *MARKDOWN_SUFFIXES) and file.stem.lower() == file.stem
)


def missing_of(text, source):
    """Words of a story that are not printed, and how many are told of."""
    parse = parse_plain if source.endswith(PLAIN_SUFFIXES) else parse_markdown
    story, findings = parse(text, source)
    lost = (re.match(r"[\d,]+", each.message) for each in findings if each.code == LOST)
    told = sum(int(number[0].replace(",", "")) for number in lost if number)
    seen = Counter(re.findall(r"\w+", printed(story)))
    return Counter(re.findall(r"\w+", GRAMMAR.sub(" ", text))) - seen, told


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_every_word_of_the_seeds_is_printed(file):
    missing, told = missing_of(read_text(file)[0], file.name)
    assert missing.total() <= told, missing


def pasted(file):
    """The text of a web page as somebody pastes it into a story: a paragraph for each block."""
    page = re.sub(r"(?is)<(script|style|head)\b.*?</\1>", " ", file.read_text("utf-8", "replace"))
    blocks = re.split(r"(?i)</?(?:p|div|h[1-6]|li|ul|br|td|tr)\b[^>]*>", page)
    texts = (html.unescape(re.sub(r"<[^>]*>", "", block)) for block in blocks)
    return "\n\n".join(" ".join(text.split()) for text in texts if text.strip())


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("folder", ["udhr", "wikinews-fr"])
def test_every_word_of_the_corpora_is_printed_or_told(folder, suffix):
    files = [file for file in sorted((CORPORA / folder).rglob("*.html")) if file.is_file()][:30]
    if not files:
        pytest.skip(f"{CORPORA / folder} is not there")
    for file in files:
        missing, told = missing_of(f"Headline\n\n{pasted(file)}\n", file.stem + suffix)
        assert missing.total() <= told, (file.name, missing)
