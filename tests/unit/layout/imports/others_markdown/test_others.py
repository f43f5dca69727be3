"""Markdown of Hugo, Jekyll and Eleventy: front matter in its three notations, tags in the text."""

from __future__ import annotations

import datetime

import pytest
from PIL import Image
from support.imports.item_words import item_words, words

from layout.imports.item import Item, Status
from layout.imports.others_markdown.others import OTHERS_MARKDOWN
from layout.imports.others_markdown.own import STORY
from layout.imports.source import source_of
from layout.story.block import Embed, Listing, Paragraph, Picture, Quote
from layout.story.module import Module
from layout.story.run import Emphasis, text_of
from slots.finding import Finding


def item_in(text: str, name: str = "content/ferry.md") -> Item:
    source = source_of(text.encode(), name)
    assert OTHERS_MARKDOWN.recognises(source)
    assert not STORY.recognises(source)
    (item,) = OTHERS_MARKDOWN.read(source)
    assert isinstance(item, Item)
    return item


def texts(item: Item) -> list[str]:
    return [text_of(piece.runs) for piece in item.copy.pieces if isinstance(piece, Paragraph)]


YAML = """---
title: "Ferry *returns*"
date: 2024-05-06T07:08:09+02:00
lastmod: 2024-05-07
tags: [ferry, harbour]
categories: [Town, Sea]
authors: [{name: Ana Torres}, Luis Paz]
description: Boats sail on Monday
cover: {image: images/pier.jpg, alt: The pier, caption: The northern pier}
lang: en_GB
slug: ferry-returns
---
The ferry will sail.
"""
TOML = """+++
title = "Ferry *returns*"
date = 2024-05-06T07:08:09+02:00
lastmod = 2024-05-07
tags = ["ferry", "harbour"]
categories = ["Town", "Sea"]
authors = [{name = "Ana Torres"}, {name = "Luis Paz"}]
description = "Boats sail on Monday"
language = "en-GB"
slug = "ferry-returns"
[cover]
image = "images/pier.jpg"
alt = "The pier"
caption = "The northern pier"
+++
The ferry will sail.
"""
JSON = """{
"title": "Ferry *returns*", "date": "2024-05-06T07:08:09+02:00", "lastmod": "2024-05-07",
"tags": ["ferry", "harbour"], "categories": ["Town", "Sea"], "lang": "en-GB",
"authors": ["Ana Torres", "Luis Paz"], "description": "Boats sail on Monday",
"slug": "ferry-returns",
"cover": {"image": "images/pier.jpg", "alt": "The pier", "caption": "The northern pier"}
}

The ferry will sail.
"""


@pytest.mark.parametrize("text", [YAML, TOML, JSON, "\ufeff" + YAML, YAML.replace("\n", "\r\n")])
def test_front_matter_in_its_notations(text: str) -> None:
    item = item_in(text)
    head = item.head
    zone = datetime.timezone(datetime.timedelta(hours=2))
    assert text_of(head.headline) == "Ferry returns"
    assert head.headline[1].emphasis is Emphasis.ITALIC
    assert head.date == datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=zone)
    assert head.updated == datetime.date(2024, 5, 7)
    assert (head.section, head.tags) == ("Town", ("Sea", "ferry", "harbour"))
    assert head.byline == "By Ana Torres and Luis Paz"
    assert text_of(head.deck) == "Boats sail on Monday"
    assert (head.language, head.slug) == ("en-GB", "ferry-returns")
    picture, paragraph = item.copy.pieces
    assert isinstance(picture, Picture)
    assert (picture.alt, text_of(picture.cutline)) == ("The pier", "The northern pier")
    assert item.copy.media[0].places == ("images/pier.jpg",)
    assert isinstance(paragraph, Paragraph)
    assert (item.key, item.version) == ("markdown content/ferry.md", "2024-05-07")
    assert not item.copy.findings


def test_jekyll() -> None:
    item = item_in(
        "---\nlayout: post\ncategories: town sea\ntags: a b\npublished: false\n---\n"
        "Hi {{ site.baseurl }}/x and {{ page.layout }}.\n{: .lead}\n\n"
        "{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n"
        "![The pier]({{ '/a.png' | relative_url }})\n\n"
        "{% raw %}{{ shown }}{% endraw %}{% comment %}not shown{% endcomment %}\n\n"
        "{% if page.x %}Kept{% endif %} {{ page.secret }} [see]({% post_url 2024-01-02-x %})\n",
        "_posts/2024-05-06-ferry-returns.md",
    )
    head = item.head
    assert (head.date, head.slug) == (datetime.date(2024, 5, 6), "ferry-returns")
    assert (head.section, head.tags) == ("town", ("sea", "a", "b"))
    assert text_of(head.headline) == "Ferry returns"
    assert item.status is Status.DRAFT
    assert texts(item) == ["Hi /x and post.", "puts 1", "{{ shown }}", "Kept see"]
    assert [one.text for one in item.copy.left_out] == ["{{ page.secret }}"]
    codes = [one.code for one in item.copy.findings]
    assert codes[:2] == ["no-headline", "shortcode"]
    assert item.copy.findings[1].where.line == 18


def test_hugo_shortcodes() -> None:
    item = item_in(
        "+++\ntitle = 'x'\n+++\n"
        'See [the pier]({{< ref "pier.md" >}}).\n\n'
        '{{< figure src="/img/a.jpg" caption="A boat" attr="Photo: Ada Ruiz" >}}\n\n'
        "{{< youtube w7Ft2ymGmfc >}}\n\n"
        '{{% notice title="Before" %}}\nTickets **now**.\n{{% /notice %}}\n\n'
        '{{< odd "some words here" >}}inner{{< /odd >}}\n\n'
        "{{</* youtube id */>}}\n\n"
        '{{< details summary="More" >}}\nHidden *so far*.\n{{< /details >}}\n'
    )
    kinds = [type(piece) for piece in item.copy.pieces]
    assert kinds[:5] == [Paragraph, Picture, Embed, Module, Paragraph]
    first, picture = item.copy.pieces[:2]
    assert isinstance(first, Paragraph)
    assert [run.href for run in first.runs if run.href] == ["pier.md"]
    assert isinstance(picture, Picture)
    assert (text_of(picture.cutline), picture.credit) == ("A boat", "Photo: Ada Ruiz")
    assert "{{< youtube id >}}" in texts(item)
    assert not words("some words here inner More Hidden so far") - item_words(item)
    assert [one.what for one in item.copy.left_out] == ["a shortcode"]


def test_markdown_and_html_together() -> None:
    item = item_in(
        "---\ntitle: x\n---\n# Head\n\nOne ~~gone~~ two[^a].\n\n- a\n- b\n\n> q\n\n"
        '<div class="x"><p>Raw <b>html</b></p><script>no()</script></div>\n\nTerm\n: Meaning\n\n'
        "::: note Take care\nWet.\n:::\n\n::: slot google-ad\n\n[^a]: A note.\n"
    )
    kinds = {type(piece) for piece in item.copy.pieces}
    assert {Listing, Quote, Module} <= kinds
    wanted = "Head One gone two a a b q Raw html Term Meaning Take care Wet a A note"
    assert not words(wanted) - item_words(item)
    assert "no" not in item_words(item)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: [a\n---\nHi\n",
        "+++\ntitle = \n+++\nHi\n",
        "---json\n{\n---\nHi\n",
        "---\ntitle: x\n---\n" + ">" * 200 + " deep\n",
        "---\ntitle: x\n---\n" + "a" * 1_100_000,
        "---\ntitle: &a [*a, *a]\n---\nHi\n",
    ],
)
def test_what_cannot_be_read_is_a_finding(text: str) -> None:
    source = source_of(text.encode(), "a.md")
    assert OTHERS_MARKDOWN.recognises(source)
    found = list(OTHERS_MARKDOWN.read(source))
    assert len(found) == 1
    assert isinstance(found[0], Finding) or "&a" in text


@pytest.mark.parametrize(
    "text",
    ["", "{}", '{"a": 1}', "---\nheadline: x\n---\nHi", "Just text", "--- \n\nA divider\n"],
)
def test_others_are_none_of_theirs(text: str) -> None:
    assert not OTHERS_MARKDOWN.recognises(source_of(text.encode(), "a.md"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "mark",
    ["{% raw %}", "{% comment %}", "{{< ", "{{<a ", "{% a ", "{#", "{{</*", "{{ a", "{:", "{ "],
)
def test_time_grows_with_the_text(mark: str) -> None:
    text = f"---\ntitle: x\n---\n{mark * 15_000}\n"
    assert list(OTHERS_MARKDOWN.read(source_of(text.encode(), "a.md")))


def test_pictures_of_the_site_lie_where_sites_keep_them(tmp_path) -> None:
    from layout.imports.all_formats import FORMATS
    from layout.imports.markdown_of import markdown_of
    from layout.imports.publication.import_all import Order, Wishes, import_all

    site = tmp_path / "site"
    for name in ("static/img/pier.png", "assets/boat.png", "content/posts/near.png"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("L", (8, 8), len(name)).save(site / name)
    Image.new("L", (8, 8), 200).save(tmp_path / "out.png")
    text = "---\ntitle: Ferry\nlayout: post\n---\nBack.\n\n"
    pictures = ("/img/pier.png", "/boat.png", "near.png", "/out.png", "/../out.png")
    text += "\n\n".join(f"![a]({name})" for name in pictures)
    (site / "content" / "posts" / "ferry.md").write_text(text)
    order = Order([site], tmp_path / "paper", Wishes(whole=True), FORMATS, markdown_of)
    (outcome,) = import_all(order).outcomes
    assert outcome.pictures == 3
    media = (tmp_path / "paper" / "stories" / "media").iterdir()
    assert sorted(file.name for file in media) == ["boat.png", "near.png", "pier.png"]
