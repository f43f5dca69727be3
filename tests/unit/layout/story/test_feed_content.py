"""What feeds carry of a story: all of its words in order, addresses whole, nothing that runs."""

from __future__ import annotations

import datetime
import json

from layout.site.feed_content import StoryAddresses, content_of
from layout.site.page_metadata import story_furniture
from layout.story.block import (
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.read.any_format import read_story
from layout.story.run import Emphasis, Run, plain
from layout.web.cards.addresses import Placed, Section
from layout.web.cards.story_card import card_data, card_from, card_of
from layout.web.measure.picture_files import WebPicture

HOME = StoryAddresses("https://a.example/town/ferry.html", "https://a.example/assets/")
STORY = """---
headline: The ferry
byline: By Ana Torres and Luis Paz
date: 2026-11-02
updated: {updated}
---

The ferry sails.
"""


def told(*blocks, pictures=()):
    return content_of(blocks, pictures, HOME)


def test_every_kind_of_block_is_there_in_order():
    blocks = (
        Paragraph((Run("One ", Emphasis.BOLD), Run("two"))),
        Crosshead(plain("Three"), 2),
        Quote((plain("four"), plain("five")), plain("six"), False),
        Listing((plain("seven"), plain("eight")), True, 7),
        Table(plain("nine") and (plain("nine"),), ((plain("ten"),), ()), ()),
        Embed("https://b.example/", "eleven"),
        Divider(),
    )
    assert told(*blocks) == (
        "<p><strong>One </strong>two</p>\n<h2>Three</h2>\n"
        "<blockquote><p>four</p><p>five</p><p><cite>six</cite></p></blockquote>\n"
        '<ol start="7"><li>seven</li><li>eight</li></ol>\n'
        "<table><tr><th>nine</th></tr><tr><td>ten</td></tr></table>\n"
        '<p><a href="https://b.example/">eleven</a></p>\n<hr>'
    )


def test_addresses_are_whole_and_those_that_run_are_gone():
    links = (("a", "../sport/"), ("b", "#top"), ("c", "javascript:alert(1)"), ("d", "mailto:a@b.c"))
    found = told(Paragraph(tuple(Run(text, href=href) for text, href in links)))
    assert found == (
        '<p><a href="https://a.example/sport/">a</a>'
        '<a href="https://a.example/town/ferry.html#top">b</a>c<a href="mailto:a@b.c">d</a></p>'
    )
    assert told(Embed("javascript:alert(1)", "x")) == ""


def test_text_is_escaped_and_nothing_holds_slashes_together():
    found = told(Paragraph(plain("<script>alert('&')</script> https://a.example/b/c")))
    assert "<script" not in found and "&lt;script&gt;" in found
    assert "https://a.example/b/c" in found and "<span" not in found


def test_pictures_are_the_page_s_own_and_missing_ones_leave_their_cutline():
    picture = Picture("media/pier.jpg", 'The "pier"', plain("At noon"))
    shown = WebPicture("media/pier.jpg", "media/pier-1.jpg", 640, 480, b"")
    assert told(picture, pictures=(shown,)) == (
        '<figure><img src="https://a.example/assets/media/pier-1.jpg" alt="The &#34;pier&#34;" '
        'width="640" height="480"><figcaption>At noon</figcaption></figure>'
    )
    assert told(picture) == "<figure><figcaption>At noon</figcaption></figure>"


def _story(tmp_path, updated: str):
    file = tmp_path / "ferry.md"
    file.write_text(STORY.format(updated=updated))
    return read_story(file)


def _facts(story, publication) -> dict:
    placed = Placed(card_of(story, "ferry.md", "", ()), Section("Town", "town"), "town/ferry.html")
    meta = story_furniture(placed, (), publication).meta
    return json.loads(meta.data)["@graph"][0] | dict(meta.properties)


def test_machines_are_told_who_wrote_it_and_when_it_was_changed(tmp_path):
    from layout.story.publication import Publication

    publication = Publication(name="Gazette", site="https://a.example")
    story, findings = _story(tmp_path, "2026-11-04")
    assert not findings and story.updated == datetime.date(2026, 11, 4)
    facts = _facts(story, publication)
    assert facts["datePublished"] == "2026-11-02" and facts["dateModified"] == "2026-11-04"
    assert facts["article:modified_time"] == "2026-11-04"
    assert [each["name"] for each in facts["author"]] == ["Ana Torres", "Luis Paz"]
    card = card_of(story, "ferry.md", "", ())
    assert card_from(json.loads(json.dumps(card_data(card)))) == card


def test_a_change_before_the_story_is_none(tmp_path):
    story, (finding,) = _story(tmp_path, "2026-11-01")
    assert story.updated is None
    assert finding.code == "wrong-value" and "is before 2026-11-02" in finding.message
    story, (finding,) = _story(tmp_path, "soon")
    assert story.updated is None and "is no date" in finding.message
    assert finding.where.line == 5 and finding.hint
