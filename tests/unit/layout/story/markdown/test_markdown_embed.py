"""Embeds in Markdown: an address and a title on one line, and every way to get it wrong."""

from __future__ import annotations

import pytest

from layout.story.block import Embed, Paragraph
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.run import text_of
from slots.finding import Severity


def read(text):
    return parse_markdown(f"# Ferry\n\n{text}", "s.md")


@pytest.mark.parametrize(
    "line",
    [
        "::: embed https://x.y/z?a=1#b Watch: the goal",
        "::: embed <https://x.y/z?a=1#b>  Watch: the goal :::",
        ":::: Embed https://x.y/z?a=1#b Watch: the *goal*\n::::",
        "::: embed https://x.y/z?a=1#b Watch: [the goal](https://x.y)\n:::",
        "::: embed //x.y/z?a=1#b Watch: ![the goal](https://x.y/p.png)",
    ],
)
def test_address_and_title(line):
    story, findings = read(line)
    assert story.body == (Embed("https://x.y/z?a=1#b", "Watch: the goal", 3),)
    assert findings == ()


def test_one_line_ends_a_paragraph_and_needs_no_closing():
    story, findings = read("One.\n::: embed https://x.y T\nTwo.")
    assert [type(block) for block in story.body] == [Paragraph, Embed, Paragraph]
    assert findings == ()


def test_in_lists_and_modules():
    story, _ = read("- One\n  ::: embed https://x.y T\n\n::: blue_box B\n::: embed https://x.z U\n")
    assert story.body[1] == Embed("https://x.y", "T", 4)
    assert story.asks[0].content.blocks == (Embed("https://x.z", "U", 7),)


@pytest.mark.parametrize(
    "words",
    [
        "Watch the goal",
        "javascript:alert(1) Watch",
        "www.x.y/z Watch",
        "https:// Watch",
        "a/b.html W",
    ],
)
def test_without_an_address_the_words_stay(words):
    story, (finding,) = read(f"::: embed {words}")
    assert [text_of(block.runs) for block in story.body] == [words]
    assert (finding.code, finding.severity) == ("embed-address", Severity.ERROR)
    assert finding.where.line == 3 and "::: embed https://" in finding.hint


def test_with_nothing_at_all():
    _, (finding,) = read("One.\n\n::: embed\n:::")
    assert finding.code == "embed-address"


def test_without_a_title_its_address_is_shown():
    story, (finding,) = read("::: embed https://x.y/z")
    assert story.body == (Embed("https://x.y/z", "https://x.y/z", 3),)
    assert (finding.code, finding.severity) == ("embed-title", Severity.WARNING)


def test_unsafe_links_in_a_title_are_told():
    story, (finding,) = read("::: embed https://x.y [Watch](javascript:x)")
    assert story.body == (Embed("https://x.y", "Watch", 3),) and finding.code == "unsafe-link"


def test_text_under_it_is_text_and_the_colons_are_told():
    story, (finding,) = read("::: embed https://x.y T\nWords\n:::\nMore")
    assert [text_of(block.runs) for block in story.body[1:]] == ["Words", "More"]
    assert (finding.code, finding.where.line) == ("stray-fence", 5)
