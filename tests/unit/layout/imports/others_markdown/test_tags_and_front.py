"""Tags of Hugo, Jekyll and Eleventy as what they show, and front matter that is odd or damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.imports.item import Item, Status
from layout.imports.others_markdown import own
from layout.imports.others_markdown.others import OTHERS_MARKDOWN
from layout.imports.others_markdown.others_front import front_of
from layout.imports.others_markdown.own import STORY
from layout.imports.others_markdown.shortcodes import written_out
from layout.imports.others_markdown.to_html import html_of
from layout.imports.source import START, Source, source_of
from layout.story.block import Paragraph
from layout.story.run import text_of
from slots.finding import Finding, Severity


def frame(address: str) -> str:
    return f'<iframe src="{address}" title=""></iframe>'


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ('{% include youtube.html id="abc" %}', frame("https://www.youtube.com/watch?v=abc")),
        ('{% include media/figure.html src="a.png" %}',
         '<figure><img src="a.png" alt=""></figure>'),
        ('{{< tweet user="ada" id="7" >}}', frame("https://x.com/ada/status/7")),
        ("{{< tweet 7 >}}", frame("https://x.com/i/status/7")),
        ("{{< gist ada 12 >}}", frame("https://gist.github.com/ada/12")),
        ('{{< audio src="/a.mp3" >}}', frame("/a.mp3")),
        ('{{< vimeo "https://vimeo.com/7" >}}', frame("https://vimeo.com/7")),
        ('{{< button href="/x" >}}Go{{< /button >}}', '<a href="/x">Go</a>'),
        ('{{< button "/x" "Go <on>" >}}', '<a href="/x">Go &lt;on&gt;</a>'),
        ("{{< quote >}}A pier.{{< /quote >}}", "<blockquote>\n\nA pier.\n\n</blockquote>"),
        ("{% link _posts/a.md %}", "_posts/a.md"),
        ("{% raw %}{{ a }}{% raw %}{{ b }}{% endraw %}", "{{ a }}{% raw %}{{ b }}"),
        ("{{ page.title }}, {{ .Params.Title }}, {{ title }}", "Ferry, Ferry, Ferry"),
        ("{% if a %}shown{% endif %}", "shown"),
    ],
)  # fmt: skip
def test_a_tag_becomes_what_it_shows(tag: str, shown: str) -> None:
    out = written_out(tag, {"title": "Ferry"})
    assert (out.text.strip(), out.unknown) == (shown, [])


@pytest.mark.parametrize(
    ("tag", "left"),
    [
        ('{% include foot/chart.html title="Boats by day" %}', "<p>Boats by day</p>"),
        ('{{< odd "word" | "two words" >}}', "<p>two words</p>"),
        ('{{< figure alt="The pier" >}}', ""),
        ("{{< youtube >}}", ""),
        ("{{ nobody.knows }}", ""),
    ],
)
def test_a_tag_that_shows_nothing_known_is_noted_and_its_words_stay(tag: str, left: str) -> None:
    out = written_out(tag, {})
    assert (out.text.strip(), out.unknown) == (left, [(1, tag)])


@given(st.text(alphabet=" {}%<>/#.a\"='|\n", max_size=60))
def test_whatever_is_between_braces_no_tag_raises(text: str) -> None:
    out = written_out(text, {"a": "b"})
    assert all(line >= 1 and part in text for line, part in out.unknown)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("::: pull_quote\nA pier.\n:::\n", "<blockquote>\n<p>A pier.</p>\n</blockquote>\n"),
        ("::: odd A & b\nText.\n:::\n", "<div><h3>A &amp; b</h3>\n<p>Text.</p>\n</div>\n"),
        ("::: odd\nText.\n:::\n", "<div>\n<p>Text.</p>\n</div>\n"),
        (":::\n", ""),
        (
            ":::: note A\n::: odd\nIn.\n:::\nOut.\n::::\n",
            '<newsgrid-module kind="blue_box" title="A">\n<div>\n<p>In.</p>\n</div>\n'
            "<p>Out.</p>\n</newsgrid-module>\n",
        ),
    ],
)
def test_a_directive_becomes_the_element_it_is_and_is_closed_as_that(
    markdown: str, html: str
) -> None:
    assert html_of(markdown, "", 0) == html


def test_an_embed_has_its_title_and_says_it_once() -> None:
    made = html_of("::: embed https://video.example/v The *boat*\n", "", 0)
    assert '<iframe src="https://video.example/v" title="The *boat*"></iframe>' in made
    assert made.count("boat") == 1
    assert "<iframe" not in html_of("::: embed\n", "", 0)


def item_in(text: str) -> Item:
    source = source_of(text.encode(), "content/ferry.md")
    assert OTHERS_MARKDOWN.recognises(source)
    (item,) = OTHERS_MARKDOWN.read(source)
    assert isinstance(item, Item)
    return item


def test_a_date_that_is_none_is_told_with_what_to_write() -> None:
    item = item_in("---\ntitle: A\ndate: some day\nlayout: post\n---\nIt sails.\n")
    (told,) = item.copy.findings
    assert item.head.date is None
    assert (told.code, told.severity) == ("unclear-date", Severity.WARNING)
    assert '"some day"' in told.message and "2022-12-16" in (told.hint or "")


def test_sections_may_stand_in_one_text_with_commas() -> None:
    head = item_in("---\ntitle: A\ncategory: Town, Sea\n---\nIt sails.\n").head
    assert (head.section, head.tags) == ("Town", ("Sea",))


def test_front_matter_without_a_place_is_named() -> None:
    item = item_in("---\ntitle: A\nzebra: 1\nodd: 2\n---\nIt sails.\n")
    (told,) = item.copy.findings
    assert (told.code, told.where.line) == ("unknown-key", 1)
    assert told.message.endswith(": odd, zebra")


@pytest.mark.parametrize(
    ("front", "status"),
    [
        ("+++\ntitle = 'A'\ndraft = true\n+++\n", Status.DRAFT),
        ("+++\ntitle = 'A'\ndraft = false\n+++\n", Status.PUBLISHED),
        ('---json\n{"title": "A", "published": false}\n---\n', Status.DRAFT),
    ],
)
def test_drafts_say_so_in_every_notation(front: str, status: Status) -> None:
    assert item_in(f"{front}It sails.\n").status is status


def test_values_that_say_nothing_are_passed_over() -> None:
    front = front_of('---json\n{"title": null, "headline": "B", "author": {"x": 1}}\n---\nText\n')
    assert (front.first("title", "headline"), front.all("author")) == ("B", ())
    assert front_of("---json\n[1]\n---\nText\n").values == {}
    deep = "{a: " * 9 + "1" + "}" * 9
    assert front_of(f"---\ncover: {deep}\n---\nText\n").first("cover.a.a.a.a.a.a.a.a") == ""
    assert front_of("---\ncover: {a: {a: 1}}\n---\nText\n").first("cover.a.a") == "1"


def test_front_matter_that_never_ends_is_text() -> None:
    text = "---toml\ntitle = 'A'\nIt never ends.\n"
    assert (front_of(text).text, front_of(text).values) == (text, {})


def read(data: bytes, name: str) -> list[object]:
    return list(STORY.read(source_of(data, name)))


def test_pasted_text_is_read_as_what_it_looks_like() -> None:
    for data, first in (
        (b"# A head\n\nText *here*.\n", "Text here."),
        (b"A head\n\nText *here* is long.\n\nMore.\n", "Text *here* is long."),
    ):
        (item,) = read(data, "pasted")
        assert isinstance(item, Item)
        piece = item.copy.pieces[0]
        assert isinstance(piece, Paragraph) and text_of(piece.runs) == first


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_story_over_the_limit_of_characters_is_told(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b"A head\n\nThe text of it.\n"
    for limit in ("MARKDOWN_LIMIT", "PLAIN_LIMIT"):
        monkeypatch.setattr(own, limit, len(text))
    (item,) = read(text, name)
    assert isinstance(item, Item)
    (told,) = read(text + b"\n", name)
    assert isinstance(told, Finding)
    assert (told.code, told.hint) == ("long-file", "split it")


def test_a_date_that_means_none_is_left_out_and_not_lost() -> None:
    (item,) = read(b"---\nheadline: A\ndate: some day\n---\nText\n", "a.md")
    assert isinstance(item, Item)
    assert [(one.what, one.text) for one in item.copy.left_out] == [("a date", "some day")]


def test_text_that_is_cut_in_the_middle_of_a_letter_is_text() -> None:
    data = b"a" * (START - 1) + "é".encode()
    source = source_of(data, "a.txt")
    assert source.start.endswith(b"\xc3")
    assert STORY.recognises(source)
    cut = Source("a.txt", b"a\xe9" + b"a" * 20, source.stream)
    assert not STORY.recognises(cut)
