"""Pieces of a story, sorted into body and asks; names, slugs and running numbers."""

from __future__ import annotations

import pytest

from layout.story.as_written import SlotAsk, Story
from layout.story.block import Paragraph, Tagged
from layout.story.module import KINDS, Module, did_you_mean, kind_of
from layout.story.run import plain
from layout.story.text.pieces import (
    assemble,
    block_tags,
    bodiless,
    check_asks,
    name_of,
    pieces_of,
    slot_labelled,
    slot_named,
    slug_of,
)
from slots.finding import BadInput

ONE, TWO = Paragraph(plain("One.")), Paragraph(plain("Two."))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Suscríbase ya", "suscribase-ya"),
        ("  Blue  Box! ", "blue-box"),
        ("№ 7", "no-7"),
        ("日本", ""),
        ("", ""),
    ],
)
def test_names_are_lower_case_and_ascii(text, name):
    assert name_of(text) == name


def test_asks_know_after_which_block_they_stand_and_are_numbered():
    ad, box = slot_labelled("Google ad", 4), Module("blue_box", "blue-box", plain("Box"))
    body, asks = assemble([ad, ONE, Tagged(TWO, ("faq",)), box, ad])
    assert body == (ONE, TWO)
    assert [(ask.after, ask.content.id) for ask in asks] == [
        (0, "google-ad-1"),
        (2, "blue-box-1"),
        (2, "google-ad-2"),
    ]


def test_tags_go_with_the_number_of_their_block():
    pieces = [slot_labelled("Ad", 1), ONE, Tagged(TWO, ("faq", "crash"))]
    assert block_tags(pieces) == ((1, "faq"), (1, "crash"))


def test_a_story_may_ask_for_sixty_things():
    asks = assemble([slot_labelled("Ad", line) for line in range(1, 62)])[1]
    check_asks(asks[:60], "s.md")
    with pytest.raises(BadInput) as caught:
        check_asks(asks, "s.md")
    (found,) = caught.value.findings
    assert str(found).startswith("s.md:61: the story asks for 61 modules and slots: at most 60")


def test_slots_by_label_and_by_name():
    assert slot_labelled("Google ad", 3) == SlotAsk("google-ad", "Google ad", 3)
    assert slot_labelled("!!", 3).id == "slot"
    assert slot_named("google-ad", 3) == SlotAsk("google-ad", "Google ad", 3)
    assert slot_named("", 3) == SlotAsk("ad", "Ad", 3)


@pytest.mark.parametrize(
    ("source", "headline", "slug"),
    [
        ("stories/ferry-returns.md", "Any", "ferry-returns"),
        ("C:\\stories\\Ferry.md", "Any", "ferry"),
        (
            "0412_c245f.txt",
            "The ferry returns to the old bay at last",
            "the-ferry-returns-to-the-old",
        ),
        ("12.md", "", "12"),
        ("", "", "story"),
    ],
)
def test_a_slug_is_the_files_name_where_that_is_a_word(source, headline, slug):
    assert slug_of(source, headline) == slug


def test_the_pieces_of_a_story_are_those_it_was_assembled_of():
    boat, quay = Paragraph(plain("Boat.")), Tagged(Paragraph(plain("Quay.")), ("crash", "faq"))
    slot = slot_named("google-ad", 0)
    pieces = (slot, boat, slot, Module("digest", "digest", plain("More")), quay, slot)
    body, asks = assemble(pieces)
    story = Story("s", (), body, asks, block_tags=block_tags(pieces))
    assert pieces_of(story) == pieces


def test_a_story_without_a_body():
    (found,) = bodiless(Story("s", plain("Ferry"), (), source="s.md")).findings
    assert found.message == 'no body text under the headline "Ferry"' and found.hint
    assert bodiless(Story("s", (), ())).findings[0].message == "no body text"


def test_kinds_of_modules_and_what_was_meant():
    assert [kind_of(name) for name in ("Blue-Box", "bluebox", "Digest", "poll")] == [
        *("blue_box", "blue_box", "digest", "poll")
    ]
    assert did_you_mean("digset", KINDS) == ' (did you mean "digest"?)'
    assert did_you_mean("xyz", KINDS) == ""
