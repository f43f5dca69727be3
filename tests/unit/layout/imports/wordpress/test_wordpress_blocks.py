"""Blocks: those that keep the HTML of their page, those that are filled, those of other things."""

import pytest
from support.imports.visible_words import texts_of_copy
from support.imports.wordpress_samples import SITE, item_xml, only, picture_xml, pieces_of

from layout.imports.wordpress.content.blocks import has_blocks, with_blocks
from layout.imports.wordpress.content.page import Page
from layout.imports.wordpress.site import Post, Site
from layout.story.as_written import SlotAsk
from layout.story.block import Crosshead, Divider, Embed, Listing, Paragraph, Picture, Quote, Table
from layout.story.module import Module
from layout.story.run import plain, text_of


def block(name: str, inner: str = "", values: str = "") -> str:
    told = f" {values}" if values else ""
    return f"<!-- wp:{name}{told} -->\n{inner}\n<!-- /wp:{name} -->\n\n"


P = block("paragraph", "<p>One.</p>")
COLUMN = block("column", f"<div>{P}</div>")
BUTTON = block("button", '<a href="/x">One</a>')
TABLE = "<table><tr><td>One</td><td>Two</td></tr></table>"


@pytest.mark.parametrize(
    ("content", "kinds", "words"),
    [
        (block("paragraph", '<p class="has-drop-cap">One.</p>'), [Paragraph], "One."),
        (block("heading", '<h3 class="wp-block-heading">One</h3>'), [Crosshead], "One"),
        (
            block("list", "<ul>" + block("list-item", "<li>One</li>") + "</ul>"),
            [Listing],
            "One",
        ),
        (block("quote", "<blockquote>" + P + "<cite>Ana</cite></blockquote>"), [Quote], "One. Ana"),
        (
            block("pullquote", "<figure><blockquote><p>One.</p></blockquote></figure>"),
            [Quote],
            "One.",
        ),
        (
            block("image", '<figure><img src="/a.jpg"/><figcaption>One.</figcaption></figure>'),
            [Picture],
            "One.",
        ),
        (
            block(
                "gallery",
                '<ul class="blocks-gallery-grid"><li><figure><img src="/a.jpg"/></figure></li>'
                '<li><figure><img src="/b.jpg"/></figure></li></ul>',
            ),
            [Picture, Picture],
            "",
        ),
        (
            block(
                "gallery",
                "<figure>" + block("image", '<figure><img src="/a.jpg"/></figure>') + "</figure>",
            ),
            [Picture],
            "",
        ),
        (
            block("media-text", f'<div><figure><img src="/a.jpg"/></figure><div>{P}</div></div>'),
            [Picture, Paragraph],
            "One.",
        ),
        (
            block("cover", f'<div><img src="/a.jpg"/><div>{P}</div></div>'),
            [Picture, Paragraph],
            "One.",
        ),
        (block("table", f"<figure>{TABLE}</figure>"), [Table], "One Two"),
        (block("columns", f"<div>{COLUMN}</div>"), [Paragraph], "One."),
        (block("separator", '<hr class="wp-block-separator"/>'), [Divider], ""),
        (block("spacer", '<div style="height:20px" class="wp-block-spacer"></div>'), [], ""),
        (block("more", "<!--more-->") + P, [Paragraph], "One."),
        (block("nextpage", "<!--nextpage-->") + P, [Paragraph], "One."),
        (block("verse", '<pre class="wp-block-verse">One\nTwo</pre>'), [Paragraph] * 2, "One Two"),
        (block("code", "<pre><code>One</code></pre>"), [Paragraph], "One"),
        (block("preformatted", "<pre>One</pre>"), [Paragraph], "One"),
        (block("html", "<p>One</p>"), [Paragraph], "One"),
        (block("shortcode", "One\n\nTwo"), [Paragraph, Paragraph], "One Two"),
        (block("freeform", "<p>One</p>"), [Paragraph], "One"),
        (block("details", f"<details><summary>One</summary>{P}</details>"), None, "One One."),
        (block("buttons", f"<div>{BUTTON}</div>"), None, "One"),
        (block("file", '<div><a href="/a.pdf">One</a></div>'), [Paragraph], "One"),
        (block("audio", '<figure><audio src="/a.mp3"></audio></figure>'), [Embed], None),
        (block("video", '<figure><video src="/a.mp4"></video></figure>'), [Embed], None),
        (block("coblocks/features", f"<div>{P}</div>"), [Paragraph], "One."),
        (block("jetpack/tiled-gallery", '<figure><img src="/a.jpg"/></figure>'), [Picture], ""),
        (block("jetpack/slideshow", '<ul><li><img src="/a.jpg"/></li></ul>'), [Picture], ""),
    ],
)  # fmt: skip
def test_blocks_that_keep_the_html_of_their_page(
    content: str, kinds: list[type] | None, words: str | None
) -> None:
    item = only(content)
    found = pieces_of(content)
    if kinds is not None:
        assert [type(each) for each in found] == kinds
    if words is not None:
        assert " ".join(" ".join(texts_of_copy(item.copy)).split()) == words
    assert item.copy.left_out == ()


@pytest.mark.parametrize("provider", ["youtube", "twitter", "wordpress-tv", "acme"])
def test_an_embed_of_any_provider_is_a_link_to_it(provider: str) -> None:
    address = f"https://{provider}.example/watch?v=1"
    wrapped = f'<figure><div class="wp-block-embed__wrapper">\n{address}\n</div></figure>'
    values = f'{{"url":"{address}","providerNameSlug":"{provider}"}}'
    for content in (
        block("embed", wrapped, values),
        block(f"core-embed/{provider}", wrapped, values),
        f"<!-- wp:embed {values} /-->",
        block("embed", address, values),
    ):
        assert [each.href for each in pieces_of(content) if isinstance(each, Embed)] == [address]


def test_a_synced_pattern_stands_in_its_place() -> None:
    pattern = item_xml(P, "Note", 50, kind="wp_block")
    content = block("paragraph", "<p>Before.</p>") + '<!-- wp:block {"ref":50} /-->'
    assert [text_of(each.runs) for each in pieces_of(content, pattern)] == ["Before.", "One."]


def test_a_pattern_in_itself_ends() -> None:
    pattern = item_xml(P + '<!-- wp:block {"ref":50} /-->', "Note", 50, kind="wp_block")
    assert len(pieces_of('<!-- wp:block {"ref":50} /-->', pattern)) == 1


def test_a_pattern_that_is_not_there_is_told() -> None:
    item = only(P + '<!-- wp:block {"ref":51} /-->')
    assert [each.code for each in item.copy.findings] == ["missing-pattern"]
    assert "51" in item.copy.findings[0].message


def test_footnotes_come_from_their_field() -> None:
    content = (
        block(
            "paragraph",
            '<p>One<sup data-fn="a" class="fn"><a href="#a" id="a-link">1</a></sup>.</p>',
        )
        + "<!-- wp:footnotes /-->"
    )
    item = only(content, meta={"footnotes": '[{"id":"a","content":"A <b>note</b>."}]'})
    assert isinstance(item.copy.pieces[-1], Listing)
    assert text_of(item.copy.pieces[-1].items[0]) == "A note."
    broken = only(content, meta={"footnotes": "{"})
    assert [each.code for each in broken.copy.findings] == ["damaged-footnotes"]


def test_a_gallery_of_numbers_takes_the_media_library() -> None:
    content = '<!-- wp:gallery {"ids":[8,9]} /-->'
    found = pieces_of(content, picture_xml(8, "pier.jpg", "The pier."))
    assert [text_of(each.cutline) for each in found if isinstance(each, Picture)] == ["The pier."]
    item = only(content, picture_xml(8, "pier.jpg"))
    assert [each.code for each in item.copy.findings] == ["missing-attachment"]


@pytest.mark.parametrize(
    "name", ["newspack-ads/ad-unit", "ad-inserter/ad-inserter", "advads/gblock", "jetpack/wordads"]
)
def test_an_ad_is_a_slot_at_its_place(name: str) -> None:
    found = pieces_of(P + f'<!-- wp:{name} {{"x":1}} /-->' + P)
    assert [type(each) for each in found] == [Paragraph, SlotAsk, Paragraph]


def test_a_sign_up_form_is_a_newsletter() -> None:
    form = "[jetpack_subscription_form title='Weekly']"
    for content in (
        block("jetpack/subscriptions", form),
        '<!-- wp:newspack-newsletters/subscribe {"title":"Weekly"} /-->',
    ):
        (found,) = pieces_of(content)
        assert isinstance(found, Module)
        assert (found.kind, found.title) == ("newsletter", plain("Weekly"))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('<!-- wp:latest-posts {"title":"More"} /-->', "a list of other stories"),
        (block("query", block("post-template", "<p>More</p>")), "a list of other stories"),
        ('<!-- wp:newspack-blocks/homepage-articles {"sectionHeader":"More"} /-->', None),
        ('<!-- wp:search {"label":"Search","buttonText":"Go"} /-->', "a search form"),
        ('<!-- wp:navigation-link {"label":"Home","url":"/"} /-->', "a menu"),
        (block("comments", block("comments-title", "<h2>Said</h2>")), "readers' comments"),
        ('<!-- wp:acme/teaser {"heading":"Look"} /-->', "a block acme/teaser"),
    ],
)
def test_blocks_of_other_things_are_left_out_and_told(content: str, what: str | None) -> None:
    item = only(P + content)
    assert len(item.copy.pieces) == 1
    assert [each.code for each in item.copy.findings] == ["filled-block"]
    assert [each.what for each in item.copy.left_out] == [what or "a list of other stories"]


@pytest.mark.parametrize(
    "content",
    [
        "<!-- wp:group --><div>" + P,
        P + "<!-- /wp:group -->",
        "<!-- wp:group --><!-- wp:column -->" + P + "<!-- /wp:group -->",
        '<!-- wp:group {"a":{bad} -->' + P + "<!-- /wp:group -->",
        P + "<!-- wp:group",
    ],
)
def test_broken_delimiters_lose_no_word(content: str) -> None:
    page = Page(Post(), Site())
    assert has_blocks(content)
    assert "<p>One.</p>" in with_blocks(content, page)


def test_values_that_are_damaged_are_told_with_their_line() -> None:
    item = only("\n" + '<!-- wp:group {"a":{bad} -->' + P + "<!-- /wp:group -->")
    assert [each.code for each in item.copy.findings] == ["damaged-block"]
    assert item.copy.findings[0].where.line is not None


@pytest.mark.parametrize(
    "hostile",
    [
        "<!-- wp:group -->",
        "<!-- wp:a /-->",
        "<!-- wp:a ",
        "<!-- /wp:a -->",
        "<!-- wp:a --><!-- /wp:b -->",
    ],
)
def test_blocks_take_time_that_grows_with_the_text(hostile: str) -> None:
    page = Page(Post(), Site())
    with_blocks(hostile * 10_000, page)


def test_addresses_are_joined_with_the_page() -> None:
    item = only(
        block("image", '<figure><img src="/a.jpg"/></figure>'), link=f"{SITE}/2026/01/ferry/"
    )
    assert item.copy.media[0].places[0] == f"{SITE}/a.jpg"


def test_the_featured_picture_may_stand_in_the_copy_as_well() -> None:
    pier = picture_xml(8, "pier.jpg", "The pier.")
    content = P + "<!-- wp:post-featured-image /-->"
    found = pieces_of(content, pier, meta={"_thumbnail_id": "8"})
    assert [type(each) for each in found] == [Picture, Paragraph, Picture]
