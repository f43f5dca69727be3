"""The lead picture opens the story on the web, and takes nothing out of its order beside that."""

from __future__ import annotations

import pytest

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Crosshead, Paragraph, Picture
from layout.story.run import plain
from layout.web.measure.lead_picture import is_wide, picture_first
from slots.strip.measured_flow import Display

WIDE, TALL = Picture("wide.png"), Picture("tall.png")
SIZES = {"wide.png": (1200, 800), "tall.png": (800, 1200)}
FIRST, SECOND = Paragraph(plain("One.")), Paragraph(plain("Two."))


def story(*body, asks=(), tags=()):
    return Story("ferry", plain("Ferry"), body, asks=asks, block_tags=tags)


def test_a_wide_picture_near_the_top_comes_first():
    assert picture_first(story(FIRST, WIDE, SECOND), SIZES).body == (WIDE, FIRST, SECOND)
    assert picture_first(story(FIRST, SECOND, WIDE), SIZES).body == (WIDE, FIRST, SECOND)
    whole = story(WIDE, FIRST)
    assert picture_first(whole, SIZES) is whole


@pytest.mark.parametrize(
    "body",
    [
        (FIRST, TALL, WIDE),  # another picture comes first
        (FIRST, SECOND, FIRST, WIDE),  # it is about what stands there
        (Crosshead(2, plain("Later")), WIDE),
        (FIRST, Picture("gone.png")),
        (FIRST, Picture("wide.png", display=Display.HALF_WIDTH)),
        (),
    ],
)
def test_any_other_picture_stays_where_it_was_put(body):
    assert picture_first(story(*body), SIZES).body == body


def test_what_is_asked_for_stays_before_the_blocks_it_stood_before():
    asks = tuple(Ask(after, SlotAsk(f"ad-{after}", "Ad")) for after in range(4))
    led = picture_first(story(FIRST, WIDE, SECOND, asks=asks), SIZES)
    assert [ask.after for ask in led.asks] == [1, 2, 2, 3]


def test_blocks_keep_their_tags():
    tagged = story(FIRST, WIDE, SECOND, tags=((0, "opening"), (1, "harbour"), (2, "end")))
    assert picture_first(tagged, SIZES).block_tags == ((0, "harbour"), (1, "opening"), (2, "end"))


def test_it_is_large_and_wider_than_high():
    assert is_wide((480, 384), Display.FULL_WIDTH) and not is_wide((480, 385), Display.INLINE)
    assert not is_wide((479, 300), Display.INLINE)
    assert not is_wide((1200, 800), Display.THUMBNAIL)
