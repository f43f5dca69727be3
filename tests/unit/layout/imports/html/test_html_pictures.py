"""Pictures: which source is the best, what their cutlines and credits are, what is none."""

import base64

import pytest

from layout.imports.html.copy_of import copy_of
from layout.imports.html.parse.element import Element
from layout.imports.html.pictures import is_figure
from layout.imports.html.reading import Setting
from layout.story.block import Paragraph, Picture
from layout.story.run import text_of
from slots.finding import Where
from slots.strip.measured_flow import Display

SETTING = Setting(Where("post.html", 1), "https://paper.example/a/")


def copy(html):
    return copy_of(html, SETTING)


def pictures(html):
    return [one for one in copy(html).pieces if isinstance(one, Picture)]


@pytest.mark.parametrize(
    ("html", "best"),
    [
        ("<img src='b.jpg'>", "a/b.jpg"),
        ("<img src='b.jpg' srcset='b-3.jpg 300w, b-9.jpg 900w, b-6.jpg 600w'>", "a/b-9.jpg"),
        ("<img src='b.jpg' srcset='b-1.jpg, b-2.jpg 2x'>", "a/b-2.jpg"),
        ("<img src='data:image/gif;base64,R0lGOD' data-src='/lazy.jpg'>", "lazy.jpg"),
        ("<img src='x.gif' data-lazy-srcset='l-1.jpg 1x, l-2.jpg 2x'>", "a/l-2.jpg"),
        ("<picture><source srcset='p.webp 800w'><img src='p.jpg'></picture>", "a/p.webp"),
        ("<amp-img src='amp.jpg'></amp-img>", "a/amp.jpg"),
    ],
)
def test_the_best_source_comes_first(html, best):
    (media,) = copy(html).media
    assert media.places[0] == f"https://paper.example/{best}" and media.data is None


def test_a_copy_for_readers_without_scripts_is_not_there_twice():
    html = "<img data-src='b.jpg'><noscript><img src='b.jpg'></noscript>"
    assert len(pictures(html)) == 1 and len(copy(html).media) == 1


def test_a_picture_in_noscript_alone_is_shown():
    html = "<img class=lazy src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
    found = copy(f"{html}<noscript><img src='b.jpg' alt='Boat'></noscript>")
    assert [one.places for one in found.media] == [("https://paper.example/a/b.jpg",)]


def test_names_are_of_the_address_and_each_its_own():
    html = "<img src='/x/Píer%201.JPG?w=2'>" + "<img src='/y/pier-1.jpg'>" * 2 + "<img src='?9'>"
    assert [one.src for one in pictures(html)] == [
        "media/pier-1.jpg",
        "media/pier-1-2.jpg",
        "media/pier-1-2.jpg",
        "media/a",
    ]


def test_data_in_the_page_is_the_picture():
    data = b"\x89PNG not really" * 20
    address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    (media,) = copy(f"<img src='{address}' alt='Pier'>").media
    assert media.data == data and media.src == "media/picture.png" and media.places == ()
    drawing = "<svg>" + "<path/>" * 30 + "</svg>"
    written = f"<img src='data:image/svg+xml,{drawing.replace('<', '%3C')}'>"
    assert copy(written).media[0].data == drawing.encode()
    assert copy("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>").media == ()
    assert copy("<img src='data:text/html,x'><img src='data:image/png;base64,é'>").media == ()


@pytest.mark.parametrize(
    "html",
    [
        "<img src='https://b.scorecardresearch.com/p?c=1'>",
        "<img src='x.gif' width=1 height=1>",
        "<img src='x.gif' width='0px'>",
        "<img alt='nothing'>",
    ],
)
def test_what_counts_readers_or_shows_nothing_is_no_picture(html):
    assert pictures(html) == []


def test_pictures_in_text_and_links_follow_their_paragraph():
    text, picture, last = copy("<p>One <a href='b.jpg'><img src=b.jpg alt=B></a>two</p><p>x").pieces
    assert (text_of(text.runs), picture.alt, text_of(last.runs)) == ("One two", "B", "x")


@pytest.mark.parametrize(
    ("html", "cutline", "credit"),
    [
        ("<figcaption>The pier. Photo: Ana Torres</figcaption>", "The pier.", "Photo: Ana Torres"),
        ("<figcaption>The <i>pier</i></figcaption>", "The pier", ""),
        (
            "<figcaption>The pier <span class='photo-credit'>Ana Torres</span></figcaption>",
            "The pier",
            "Ana Torres",
        ),
        ("<div><figcaption>The pier</figcaption></div>", "The pier", ""),
    ],
)
def test_captions_and_credits(html, cutline, credit):
    (picture,) = copy(f"<figure><img src=b.jpg>{html}</figure>").pieces
    assert (text_of(picture.cutline), picture.credit) == (cutline, credit)


def test_a_caption_may_stand_first_or_be_of_the_old_editor():
    assert text_of(
        pictures("<figure><figcaption>A</figcaption><img src=b.jpg></figure>")[0].cutline
    )
    old = "<div class='wp-caption'><img src=b.jpg><p class='wp-caption-text'>A</p></div>"
    assert text_of(pictures(old)[0].cutline) == "A"
    assert is_figure(Element("figure")) and not is_figure(Element("div"))


def test_galleries_are_a_picture_each_and_their_caption_follows():
    inner = (
        "<figure><img src=a.jpg><figcaption>A</figcaption></figure><figure><img src=b.jpg></figure>"
    )
    found = copy(f"<figure>{inner}<figcaption>All of them</figcaption></figure>").pieces
    assert [text_of(one.cutline) for one in found] == ["A", "All of them"]
    captioned = inner.replace("b.jpg>", "b.jpg><figcaption>B</figcaption>")
    found = copy(f"<figure>{captioned}<figcaption>All of them</figcaption></figure>").pieces
    assert [type(one) for one in found] == [Picture, Picture, Paragraph]


def test_italics_right_below_a_picture_are_its_cutline():
    (picture,) = copy("<p><img src=b.jpg></p><p><em>The pier. Foto: Ana</em></p>").pieces
    assert text_of(picture.cutline) == "The pier." and picture.credit == "Foto: Ana"


@pytest.mark.parametrize(
    ("html", "display"),
    [
        ("<figure class='alignleft'><img src=b.jpg></figure>", Display.HALF_WIDTH),
        ("<div class='wp-block-image alignwide'><img src=b.jpg></div>", Display.FULL_WIDTH),
        ("<img src=b.jpg class='size-thumbnail'>", Display.THUMBNAIL),
        ("<img src=b.jpg>", Display.INLINE),
    ],
)
def test_displays(html, display):
    assert pictures(html)[0].display is display
