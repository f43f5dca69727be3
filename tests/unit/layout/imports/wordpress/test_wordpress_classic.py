"""The classic editor: captions, galleries, players, addresses, ads, forms, shortcodes that nobody
knows; and the pictures of both editors."""

import pytest
from support.imports.wordpress_samples import SITE, only, picture_xml, pieces_of

from layout.imports.wordpress.content.page import Page, slot_html
from layout.imports.wordpress.content.pictures import with_originals
from layout.imports.wordpress.content.served import served
from layout.imports.wordpress.content.shortcode_kinds import (
    with_known_shortcodes,
    with_plugins_shortcodes,
)
from layout.imports.wordpress.site import Attachment, Post, Site
from layout.story.as_written import SlotAsk
from layout.story.block import Embed, Paragraph, Picture
from layout.story.module import Module
from layout.story.run import plain, text_of

PIER = picture_xml(8, "pier.jpg", 'The "pier".', parent=7, order=2)
BOAT = picture_xml(9, "boat.png", "", parent=7, order=1)
SOUND = picture_xml(10, "bell.mp3", parent=7)


def cutlines(content: str, *others: str) -> list[str]:
    return [
        text_of(each.cutline) for each in pieces_of(content, *others) if isinstance(each, Picture)
    ]


def test_paragraphs_come_of_blank_lines() -> None:
    found = pieces_of('One "two"...\n\nthree<!--more-->\n\n<!--nextpage-->four')
    assert [text_of(each.runs) for each in found] == ["One “two”…", "three", "four"]


@pytest.mark.parametrize(
    "content",
    [
        '[caption id="a" width="300"]<a href="/x"><img src="/a.jpg" /></a> A pier.[/caption]',
        '[caption id="attachment_8" width="300"]<img src="/a.jpg" />\nA pier.\n[/caption]',
        '[caption width="300" caption="A pier."]<img src="/a.jpg" />[/caption]',
        '[wp_caption width="300"]<img src="/a.jpg" />A pier.[/wp_caption]',
        'Before. [caption width="300"]<img src="/a.jpg" /> A pier.[/caption]',
    ],
)
def test_a_caption_is_a_cutline_in_both_its_forms(content: str) -> None:
    assert cutlines(content) == ["A pier."]


def test_a_caption_without_words_is_a_picture() -> None:
    assert cutlines('[caption width="300"]<img src="/a.jpg" />[/caption]') == [""]


@pytest.mark.parametrize(
    ("shortcode", "expected"),
    [
        ('[gallery ids="8,9"]', ["The “pier”.", ""]),
        ('[gallery ids="9,8"]', ["", "The “pier”."]),
        ('[gallery include="8"]', ["The “pier”."]),
        ("[gallery]", ["", "The “pier”."]),
        ('[gallery exclude="9"]', ["The “pier”."]),
        ('[gallery order="DESC"]', ["The “pier”.", ""]),
        ('[gallery id="77"]', []),
    ],
)
def test_a_gallery_has_its_pictures_in_order(shortcode: str, expected: list[str]) -> None:
    assert cutlines(f"One.\n\n{shortcode}", PIER, BOAT, SOUND) == expected


def test_a_gallery_whose_pictures_are_not_there_is_told() -> None:
    item = only('One.\n\n[gallery ids="8,99"]', PIER)
    assert [each.code for each in item.copy.findings] == ["missing-attachment"]
    empty = only("One.\n\n[gallery]")
    assert [each.code for each in empty.copy.findings] == ["empty-gallery"]


@pytest.mark.parametrize(
    ("content", "addresses"),
    [
        ("[embed]https://acme.example/1[/embed]", ["https://acme.example/1"]),
        ("One.\n\nhttps://youtu.be/abc\n\nTwo.", ["https://youtu.be/abc"]),
        ("<p>https://vimeo.com/7</p>", ["https://vimeo.com/7"]),
        ('[audio src="https://a.example/b.mp3"]', ["https://a.example/b.mp3"]),
        ('[audio mp3="https://a.example/b.mp3"][/audio]', ["https://a.example/b.mp3"]),
        ('[video width="640" mp4="https://a.example/b.mp4"][/video]', ["https://a.example/b.mp4"]),
        ("[audio]", [f"{SITE}/wp-content/uploads/2026/01/bell.mp3"]),
        ('[playlist ids="10"]', [f"{SITE}/wp-content/uploads/2026/01/bell.mp3"]),
        ("One.\n\nhttps://acme.example/story\n\nTwo.", []),
        ("See https://youtu.be/abc there.", []),
    ],
)
def test_players_and_addresses_on_a_line_are_embeds(content: str, addresses: list[str]) -> None:
    found = pieces_of(content, SOUND)
    assert [each.href for each in found if isinstance(each, Embed)] == addresses


@pytest.mark.parametrize(
    "shortcode",
    [
        '[adinserter block="1"]',
        '[the_ad id="12"]',
        '[the_ad_placement id="x"]',
        "[adrotate banner='2']",
        "[ad id=3]",
    ],
)
def test_an_ad_is_a_slot_at_its_place(shortcode: str) -> None:
    found = pieces_of(f"One.\n\n{shortcode}\n\nTwo.")
    assert [type(each) for each in found] == [Paragraph, SlotAsk, Paragraph]
    assert only(f"One.\n\n{shortcode}").copy.left_out == ()


@pytest.mark.parametrize(
    ("shortcode", "title"),
    [
        ('[mc4wp_form id="7"]', ""),
        ('[jetpack_subscription_form title="Weekly"]', "Weekly"),
        ("[newsletter_form]", ""),
    ],
)
def test_a_sign_up_form_is_a_newsletter(shortcode: str, title: str) -> None:
    found = [each for each in pieces_of(f"One.\n\n{shortcode}") if isinstance(each, Module)]
    assert [(each.kind, each.title) for each in found] == [("newsletter", plain(title))]


def test_an_unknown_shortcode_keeps_its_text_and_is_told() -> None:
    item = only('One.\n\n[box color="red"]Two [b_c]three[/b_c].[/box]\n\n[map id=7]')
    assert [text_of(each.runs) for each in item.copy.pieces] == ["One.", "Two three."]
    assert [each.text for each in item.copy.left_out] == [
        '[box color="red"] [/box]', "[b_c] [/b_c]", "[map id=7]",
    ]  # fmt: skip
    (finding,) = item.copy.findings
    assert finding.code == "unknown-shortcode"
    assert "[b_c], [box], [map]" in finding.message


def test_words_in_brackets_stay() -> None:
    item = only("He said [sic] so [the mayor] [[gallery]] did.")
    assert text_of(item.copy.pieces[0].runs) == "He said [sic] so [the mayor] [gallery] did."
    assert item.copy.findings == ()


def test_shortcodes_in_each_other_end_somewhere() -> None:
    names = [f"a_{number}" for number in range(60)]
    content = "".join(f"[{each}]" for each in names) + "One."
    content += "".join(f"[/{each}]" for each in reversed(names))
    item = only(content)
    assert "One." in text_of(item.copy.pieces[0].runs)


def test_content_is_served_in_the_order_of_wordpress() -> None:
    page = Page(Post(content='"One"\n\n[box_a]two[/box_a] :)', language="de"), Site())
    assert served(page) == "<p>„One“</p>\n\n<p>two 🙂</p>"
    given = Page(Post(content='<p>"One"</p>[the_ad id="1"][gallery]', rendered=True), Site())
    assert served(given) == f'<p>"One"</p>{slot_html()}[gallery]'


def test_only_shortcodes_of_plugins_are_left_on_a_page() -> None:
    page = Page(Post(), Site())
    assert with_known_shortcodes("[embed]https://a.example/1[/embed]", page).startswith("<iframe")
    kept = "[embed]https://a.example/1[/embed]"
    assert with_plugins_shortcodes(kept, page) == kept


# --- pictures ---------------------------------------------------------------------------------


def test_a_smaller_size_is_the_original_of_the_library() -> None:
    address = f"{SITE}/wp-content/uploads/2026/01/pier"
    for size in ("-300x200", "-scaled", "-1024x683", ""):
        content = f'<img src="{address}{size}.jpg" srcset="{address}-99x9.jpg 99w" alt="A pier" />'
        item = only(content, PIER)
        assert item.copy.media[0].places[0] == f"{address}.jpg"
        assert "wp-content/uploads/2026/01/pier.jpg" in item.copy.media[0].places
        assert item.copy.media[0].places[-1] == "pier.jpg"
    unknown = only(f'<img src="{address}-300x200.jpg" />')
    assert unknown.copy.media[0].places[0] == f"{address}-300x200.jpg"


def test_a_picture_is_known_by_its_file_and_not_by_its_host() -> None:
    site = Site()
    site.add(Attachment(8, f"{SITE}/wp-content/uploads/2026/01/pier-scaled.jpg"))
    page = Page(Post(), site)
    tag = '<img class="a" src="https://cdn.example/uploads/2026/01/pier-300x200.jpg?w=9" width="3">'
    assert with_originals(tag, page) == (
        f'<img src="{SITE}/wp-content/uploads/2026/01/pier-scaled.jpg" class="a">'
    )
    other = '<img src="https://cdn.example/uploads/2025/01/pier.jpg">'
    assert with_originals(other, page) == other


def test_the_library_gives_credit_and_alternative_text() -> None:
    meta = {"_media_credit": "Ana Torres", "_wp_attachment_image_alt": "Boats"}
    pier = picture_xml(8, "pier.jpg", meta=meta)
    item = only(f'<img src="{SITE}/wp-content/uploads/2026/01/pier.jpg" />', pier)
    (picture,) = item.copy.pieces
    assert isinstance(picture, Picture)
    assert (picture.credit, picture.alt) == ("Ana Torres", "Boats")


def test_the_featured_picture_stands_first_and_once() -> None:
    featured = {"_thumbnail_id": "8"}
    shown = f'<img src="{SITE}/wp-content/uploads/2026/01/pier-300x200.jpg" />'
    assert [type(each) for each in pieces_of("One.", PIER, meta=featured)] == [Picture, Paragraph]
    opening = pieces_of(f"<p>{shown}</p>\n\nOne.", PIER, meta=featured)
    assert [type(each) for each in opening] == [Picture, Paragraph]
    later = pieces_of(f"One.\n\n{shown}", PIER, meta=featured)
    assert [type(each) for each in later] == [Picture, Paragraph, Picture]
    assert later[0].src == later[2].src


def test_a_featured_picture_that_is_not_there_is_told() -> None:
    item = only("One.", meta={"_thumbnail_id": "99"})
    assert [each.code for each in item.copy.findings] == ["missing-attachment"]
