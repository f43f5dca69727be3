from __future__ import annotations

import pytest

from layout.imports.item import Item
from layout.imports.pages.article_html import take_article
from layout.imports.pages.figures import words_of
from layout.imports.pages.find_article import find_article
from layout.story.as_written import SlotAsk
from layout.story.block import Picture
from layout.story.module import Module
from layout.story.run import text_of
from slots.finding import Finding
from tests.support.imports.pages_at_hand import (
    FIRST,
    SECOND,
    STORY,
    THIRD,
    findings_of,
    given_of,
    page_of,
    read_page,
    texts,
)

FRONT = "".join(
    f'<article><h2><a href="/s{n}">A story that stands elsewhere, number {n}</a></h2>'
    f"<p>What it says, in a line.</p></article>"
    for n in range(12)
)


def codes(body: str, head: str = "") -> list[str]:
    return [one.code for one in findings_of(body, head)]


def test_a_page_is_one_story_and_the_rest_of_it_is_left_out():
    menu = "<nav><a href='/'>Home</a></nav>"
    item = read_page(f"{menu}<h1>Ferry returns</h1><div>{STORY}</div><footer>The end</footer>")
    assert text_of(item.head.headline) == "Ferry returns"
    assert texts(item) == [FIRST, SECOND, THIRD]
    (rest,) = item.copy.left_out
    assert (rest.what, rest.text) == ("the rest of the page", "Home The end")


def test_the_headline_is_not_said_twice():
    item = read_page(
        f"<title>Ferry returns</title><header><h1>Ferry returns</h1></header>"
        f"<article><h2>Ferry returns</h2>{STORY}</article>"
    )
    assert texts(item) == [FIRST, SECOND, THIRD]


def test_a_date_line_in_the_article_is_not_its_text_but_its_words_are_kept():
    item = read_page(f"<article><h1>Ferry</h1><p>May 3, 2022 | 6 comments</p>{STORY}</article>")
    assert texts(item) == [FIRST, SECOND, THIRD]
    assert item.copy.left_out[-1].text == "May 3, 2022 | 6 comments"


def test_a_first_paragraph_that_the_second_repeats_is_the_deck():
    item = read_page(f"<h1>Ferry</h1><p>{FIRST[:60]}.</p>{STORY}")
    assert text_of(item.head.deck) == f"{FIRST[:60]}."
    assert texts(item) == [FIRST, SECOND, THIRD]


def test_what_stands_beside_the_story_comes_along_at_its_place():
    item = read_page(
        f"<article><p>{FIRST}</p><div class='ad google'>Advertisement</div><p>{SECOND}</p>"
        "<div class=fact-box><h4>Before you board</h4><p>Bring a coat.</p></div>"
        "<div class=related-links><h3>See also</h3><ul><li><a href='/a'>Fog on the pass</a></li>"
        f"<li><a href='/b'>Tides</a></li></ul></div><p>{THIRD}</p>"
        "<div class=newsletter><h3>Our letter</h3><p>One message a week.</p>"
        "<form action=/join><input type=email><div class=success hidden>Thank you!</div></form>"
        "</div></article>"
    )
    kinds = [
        piece.id
        if isinstance(piece, SlotAsk)
        else piece.kind
        if isinstance(piece, Module)
        else "text"
        for piece in item.copy.pieces
    ]
    assert kinds == ["text", "google-ad", "text", "blue_box", "digest", "text", "newsletter"]
    box, digest, letter = (piece for piece in item.copy.pieces if isinstance(piece, Module))
    assert text_of(box.title) == "Before you board"
    assert [(text_of(one.runs), one.href) for one in digest.items] == [
        ("Fog on the pass", "https://paper.example/a"),
        ("Tides", "https://paper.example/b"),
    ] or [one.link for one in digest.items] == ["Fog on the pass", "Tides"]
    assert (letter.action, letter.success) == ("https://paper.example/join", "Thank you!")


def test_a_picture_that_the_page_names_leads_where_the_story_shows_none():
    head = (
        '<meta property="og:type" content="article"><meta property="og:image" content="/a.jpg">'
        '<meta property="og:image:alt" content="The &lt;pier&gt;">'
    )
    item = read_page(f"<h1>Ferry</h1>{STORY}", head)
    first = item.copy.pieces[0]
    assert isinstance(first, Picture)
    assert text_of(first.cutline) == "The <pier>"
    assert item.copy.media[0].places == ("https://paper.example/a.jpg",)
    shown = read_page(f"<h1>Ferry</h1><p><img src=/b.jpg></p>{STORY}", head)
    assert [media.places for media in shown.copy.media] == [("https://paper.example/b.jpg",)]
    logo = read_page(f"<h1>Ferry</h1>{STORY}", head.replace("/a.jpg", "/logo.png"))
    assert not logo.copy.media


@pytest.mark.parametrize(
    ("metas", "address", "key"),
    [
        ('<link rel="canonical" href="/ferry/#top">', "https://paper.example/amp/ferry", "/ferry/"),
        ('<link rel="canonical" href="/">', "https://paper.example/ferry", "/ferry"),
        ('<meta property="og:url" content="https://paper.example/a">', "", "/a"),
        ('<link rel="canonical" href="http://[">', "https://paper.example/ferry", "/ferry"),
    ],
)
def test_the_address_that_a_page_wants_to_be_known_by_is_its_key(metas, address, key):
    assert read_page(f"<h1>F</h1>{STORY}", metas, address).key == f"https://paper.example{key}"


def test_a_page_that_does_not_say_where_it_is_has_its_name_as_key():
    item = read_page(f"<h1>F</h1>{STORY}", "", "")
    assert (item.key, item.version) == ("ferry.html", "")


def test_the_version_is_the_day_of_the_last_change():
    metas = '<meta property="article:modified_time" content="2022-12-18T08:00:00Z">'
    assert read_page(STORY, metas).version == "2022-12-18T08:00:00"


@pytest.mark.parametrize("body", [FRONT, f"<nav>{FRONT}</nav>{FRONT}", "", "<script>x</script>"])
def test_a_page_without_an_article_is_a_finding(body):
    given = given_of(f"<html><body>{body or '<p></p>'}</body></html>")
    assert [one.code for one in given if isinstance(one, Finding)] == ["no-article"]
    assert not any(isinstance(one, Item) for one in given)


def test_a_story_among_teasers_is_found():
    assert texts(read_page(f"<div>{FRONT}</div><article>{STORY}{STORY}</article>"))[0] == FIRST


def test_a_story_for_subscribers_is_told_with_its_words():
    said = '{"@type": "Article", "isAccessibleForFree": false}'
    head = f'<script type="application/ld+json">{said}</script>'
    (finding,) = findings_of(f"<h1>Ferry</h1>{STORY}", head)
    assert finding.code == "for-subscribers"
    assert str(len(f"{FIRST} {SECOND} {THIRD}".split())) in finding.message


@pytest.mark.parametrize(
    ("href", "told"),
    [
        ("/town/ferry-returns/2/", True),
        ("/town/ferry-returns/?page=2", True),
        ("/town/fog-on-the-pass/", False),  # the next story
        ("/town/other/2", False),
    ],
)
def test_a_story_that_goes_on_on_another_page_is_told(href, told):
    link = f'<a rel="next" href="{href}">Next</a>'
    assert codes(f"<h1>F</h1>{STORY}{link}") == (["goes-on"] if told else [])


def test_a_page_of_amp_gives_its_pictures_and_the_places_of_its_ads():
    item = read_page(
        f"<article><amp-img src=/a.jpg layout=responsive></amp-img><p>{FIRST}</p>"
        f"<amp-ad type=doubleclick></amp-ad><p>{SECOND}</p><p>{THIRD}</p></article>"
    )
    assert [type(piece).__name__ for piece in item.copy.pieces] == [
        *("Picture", "Paragraph", "SlotAsk", "Paragraph", "Paragraph")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "تعود العبارة إلى الخليج يوم الاثنين، كما أعلن مجلس الميناء، بعد تسعة أسابيع من التوقف. ",
        "月曜日からフェリーが再び運航すると、港湾評議会が発表した。北の湾へは九週間、道路だけで行けた。",
        "港口委员会宣布，渡轮将于周一恢复航行，此前九个星期里，北部海湾只能经公路到达。",
    ],
)
def test_other_scripts_are_found_among_menus(sentence):
    links = "".join(f"<li><a href=/{n}>{sentence[:12]}</a></li>" for n in range(30))
    rows = [f"{number} {sentence}".strip() for number in range(4)]
    story = "".join(f"<p>{row}</p>" for row in rows)
    item = read_page(f"<ul>{links}</ul><div><div>{story}</div></div><ul>{links}</ul>")
    assert texts(item) == rows
    assert item.head.language == ""


def test_scripts_never_come_along():
    item = read_page(
        f'<article>{STORY}<script>alert("a")</script><p onclick="x()">Last <a '
        'href="javascript:x()">words</a> of it all.</p></article>'
    )
    assert texts(item)[-1] == "Last words of it all."
    assert "alert" not in str(item)


def test_the_article_taken_leaves_the_text_around_it():
    page = page_of(f"<div>before <main>{STORY}</main> after</div>")
    found = find_article(page.body)
    taken = take_article(page.root, found, (), ())
    assert taken.rest.split() in (["before", "after"], [])
    assert FIRST in taken.html


def test_words_are_parted_where_a_page_parts_them():
    body = page_of("<p>a<b>b</b>c<br>d<script>x</script>e</p><p>f<!-- g -->h<img>i</p>").body
    assert words_of(body).split() == ["abc", "de", "fh", "i"]
