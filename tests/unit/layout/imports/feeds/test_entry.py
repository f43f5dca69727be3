"""An entry of a feed as an item, whatever format it came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from layout.imports.feeds.entry import Channel, Entry, Shot, item_of, paragraphs
from layout.imports.item import Status
from layout.story.block import Embed, Paragraph, Picture
from layout.story.run import text_of
from slots.finding import Where

HERE = Where("feed.xml", 7)
COPY = "<p>" + "The ferry will sail again on Monday. " * 20 + "</p>"
CHANNEL = Channel("The Gazette", "https://paper.example/", "en", ("Ada Byron",))


def entry(**more):
    return Entry(**{"id": "1", "where": HERE, "title": "Ferry", "content": COPY, **more})


def codes(item):
    return [finding.code for finding in item.copy.findings]


def left(item):
    return [(each.what, each.text) for each in item.copy.left_out]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One.\nStill one.", "<p>One.\nStill one.</p>"),
        ("One.\r\n \t\r\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("\n\n  A & B <c>  \n\n\n", "<p>A &amp; B &lt;c&gt;</p>"),
    ],
)
def test_blank_lines_part_the_paragraphs_of_plain_text(text, html):
    assert paragraphs(text) == html


def test_what_an_entry_does_not_say_its_feed_does():
    head = item_of(entry(), CHANNEL).head
    assert (head.language, text_of(head.headline)) == ("en", "Ferry")
    assert "Ada Byron" in head.byline
    own = item_of(entry(authors=("Grace Hopper",), language="es"), CHANNEL).head
    assert own.language == "es" and "Grace Hopper" in own.byline
    assert item_of(entry(language="not a language"), CHANNEL).head.language == ""


@pytest.mark.parametrize(
    ("id", "key"),
    [
        ("https://paper.example/?p=3", "feed https://paper.example/?p=3"),
        ("tag:paper.example,2026:3", "feed tag:paper.example,2026:3"),
        ("0" * 32, "feed " + "0" * 32),
        ("3", "feed https://paper.example/ 3"),
    ],
)
def test_an_id_that_others_may_have_too_is_one_within_its_feed(id, key):
    assert item_of(entry(id=id), CHANNEL).key == key


def test_an_entry_without_an_id_is_known_by_its_address_or_its_title():
    assert item_of(entry(id="", link="https://paper.example/a"), CHANNEL).key == (
        "feed https://paper.example/a"
    )
    assert item_of(entry(id=""), Channel("Gazette")).key == "feed Gazette Ferry"


@pytest.mark.parametrize(
    ("link", "slug"),
    [
        ("https://paper.example/2026/03/ferry-returns/", "ferry-returns"),
        ("https://paper.example/ferry.html", "ferry"),
        ("https://paper.example/news/12345", "news"),
        ("https://paper.example/ferry/index.html", "ferry"),
        ("https://paper.example/?p=3", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_a_slug_is_the_last_part_of_an_address_that_has_a_word(link, slug):
    assert item_of(entry(link=link), CHANNEL).head.slug == slug


def test_the_name_of_the_site_is_taken_off_the_headline_and_left_out_with_a_word():
    item = item_of(entry(title="Ferry returns | The Gazette"), CHANNEL)
    assert text_of(item.head.headline) == "Ferry returns"
    assert ("the site's name", "| The Gazette") in left(item)
    assert text_of(item_of(entry(title="The Gazette"), CHANNEL).head.headline) == "The Gazette"


def test_a_short_description_that_says_something_new_is_the_deck():
    item = item_of(entry(summary="<p>Islanders wait no longer.</p>"), CHANNEL)
    assert text_of(item.head.deck) == "Islanders wait no longer."


@pytest.mark.parametrize(
    "summary",
    [
        "The ferry will sail again on Monday.",
        "The ferry will sail again on […]",
        "The ferry will sail again on Mon…",
        "<p>THE FERRY will sail again &hellip; Read more</p>",
        "   ",
    ],
)
def test_a_description_that_begins_the_copy_is_no_deck(summary):
    item = item_of(entry(summary=summary), CHANNEL)
    assert (item.head.deck, left(item)) == ((), [])


def test_a_long_description_of_other_words_is_left_out_with_a_word():
    words = " ".join(f"word{n}" for n in range(61))
    item = item_of(entry(summary=words), CHANNEL)
    assert item.head.deck == ()
    assert left(item) == [("a summary", words)]


def test_a_description_alone_is_the_copy_and_told_where_it_is_a_teaser():
    assert codes(item_of(entry(content="", summary="<p>Short words.</p>"), CHANNEL)) == ["teaser"]
    long = COPY.replace("</p>", "Continue reading →</p>")
    assert codes(item_of(entry(content="", summary=long), CHANNEL)) == ["teaser"]
    assert codes(item_of(entry(content="", summary=COPY), CHANNEL)) == []
    assert codes(item_of(entry(content="<p>Short words.</p>"), CHANNEL)) == []


def test_an_entry_without_words_is_told():
    assert codes(item_of(entry(content="", title=""), CHANNEL)) == ["no-headline", "no-copy"]
    sound = item_of(entry(content="", recordings=(("https://a.example/a.mp3", "Listen"),)), CHANNEL)
    assert codes(sound) == ["no-copy"]
    assert "a recording and no copy" in sound.copy.findings[0].message
    assert isinstance(sound.copy.pieces[-1], Embed)


def test_the_line_that_programs_put_below_is_left_out():
    line = '<p>The post <a href="x">Ferry</a> first appeared on <a href="y">Gazette</a>.</p>'
    item = item_of(entry(content=COPY + line), CHANNEL)
    assert left(item) == [("where it appeared first", "The post Ferry first appeared on Gazette.")]
    assert len([p for p in item.copy.pieces if isinstance(p, Paragraph)]) == 1


def test_pictures_that_the_text_lacks_stand_above_and_below_it():
    shots = (
        Shot("https://a.example/one.jpg", "The pier", "Ana Torres", "A pier"),
        Shot("https://a.example/two.jpg"),
        Shot("https://a.example/one-300x200.jpg"),
    )
    pieces = item_of(entry(shots=shots), CHANNEL).copy.pieces
    kinds = [type(piece) for piece in pieces]
    assert kinds == [Picture, Paragraph, Picture]
    assert (pieces[0].alt, pieces[0].credit) == ("A pier", "Photo: Ana Torres")


def test_a_picture_that_the_text_has_in_another_size_does_not_come_twice():
    body = COPY + '<p><img src="https://a.example/one-1024x768.jpg" alt=""></p>'
    shot = Shot("https://a.example/one.jpg", "Words of its own")
    item = item_of(entry(content=body, shots=(shot,)), CHANNEL)
    assert len([p for p in item.copy.pieces if isinstance(p, Picture)]) == 1
    assert ("a caption of the feed", "Words of its own") in left(item)
    said = item_of(entry(content=body, shots=(replace(shot, caption="The ferry will"),)), CHANNEL)
    assert left(said) == []


def test_a_recording_that_the_text_shows_does_not_come_twice():
    address = "https://a.example/play?a=1&b=2"
    body = COPY + '<iframe src="https://a.example/play?a=1&amp;b=2"></iframe>'
    once = item_of(entry(content=body, recordings=((address, "Listen"),)), CHANNEL)
    assert len([p for p in once.copy.pieces if isinstance(p, Embed)]) == 1


def test_categories_are_the_section_and_tags_each_once():
    head = item_of(entry(categories=("News", "", "fire", "News", "pier")), CHANNEL).head
    assert (head.section, head.tags) == ("News", ("fire", "pier"))


def test_a_day_is_that_of_the_entry_else_that_of_its_last_change():
    first, last = date(2026, 3, 4), date(2026, 3, 5)
    both = item_of(entry(date=first, updated=last), CHANNEL)
    assert (both.head.date, both.head.updated) == (first, last)
    changed = item_of(entry(updated=last), CHANNEL)
    assert (changed.head.date, changed.head.updated) == (last, None)


def test_drafts_stay_drafts_and_findings_of_the_feed_come_first():
    assert item_of(entry(draft=True), CHANNEL).status is Status.DRAFT
    assert item_of(entry(), CHANNEL).status is Status.PUBLISHED
