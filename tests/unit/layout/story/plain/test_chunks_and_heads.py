"""Plain text cut into chunks, and the head of a story read off them."""

from __future__ import annotations

import pytest

from layout.story.plain.chunks import Chunk, chunks_of
from layout.story.plain.head_lines import read_head
from layout.story.plain.module_lines import module_at
from layout.story.run import text_of
from layout.story.text.marker_lines import Mark

LONG = "word " * 22


def marks(text: str) -> list[tuple[str, str]]:
    return [(chunk.mark.value, chunk.text) for chunk in chunks_of(text)]


def test_wrapped_lines_are_joined_and_long_ones_are_not():
    assert marks("one\ntwo three\n\nfour") == [("text", "one two three"), ("text", "four")]
    assert [text for _, text in marks(f"one\n{LONG}\ntwo")] == ["one", LONG.strip(), "two"]


def test_lines_of_lists_stand_on_their_own():
    assert marks("Bring:\n- bread\n- a coat\nof wool") == [
        ("text", "Bring:"),
        ("bullet", "- bread"),
        ("bullet", "- a coat of wool"),
    ]


def test_a_word_that_looks_like_a_marker_goes_on_with_its_sentence():
    assert marks("They paid for an\nad\nin the paper.") == [
        ("text", "They paid for an ad in the paper.")
    ]
    assert marks("They paid.\nAd\nMore.") == [
        ("text", "They paid."),
        ("slot", "Ad"),
        ("text", "More."),
    ]


def test_date_lines_are_seen_near_the_top_alone():
    top = "Ferry\nDec 16, 2022\nText\n\nb\n\nc\n\nd\n\ne\nDec 17, 2022"
    assert [mark for mark, _ in marks(top)].count("date_line") == 1


def test_chunks_know_their_line_and_the_blank_lines_above():
    assert chunks_of("a\n\n\nb:\n- c") == (
        Chunk(Mark.TEXT, "a", 1, 0),
        Chunk(Mark.TEXT, "b:", 4, 2),
        Chunk(Mark.BULLET, "- c", 5, 0),
    )


def head(text: str):
    return read_head(chunks_of(text), "s.txt", None)


def test_a_whole_head():
    found = head(
        "Google ad\n\nPOLITICS\n\nFerry returns to the bay\n\nBy Ana Torres\n"
        "Dec 16, 2022 | 6 comments\n\nBoats sail again on Monday from the pier\n\n"
        "The ferry will sail again, it was said."
    )
    assert (found.kicker, found.headline) == ("POLITICS", "Ferry returns to the bay")
    assert found.date_line.byline == "By Ana Torres" and found.date_line.comments == 6
    assert found.deck and found.deck.text == "Boats sail again on Monday from the pier"
    assert len(found.slots) == 1 and found.findings == () and found.body == 6


@pytest.mark.parametrize(
    ("under", "after", "decked"),
    [
        ("Boats sail again on Monday from the pier", "The ferry sails.", True),
        ("Boats sail again", "The ferry sails.", False),
        ("Boats sail again on Monday from the pier.", "The ferry sails.", False),
        ("The ferry will sail again. All are glad.", "The ferry will sail again on Monday.", True),
        ("Boats sail again.", "Dec 16, 2022", True),
        ("Boats sail again on Monday from the pier", "", False),
    ],
)
def test_a_deck_shows_one_of_three_signs(under, after, decked):
    rest = f"\n\n{after}\n\nMore text here." if after else ""
    found = head(f"Ferry returns\n\n{under}{rest}")
    assert bool(found.deck) is decked


def test_without_a_headline_it_is_told_with_a_remedy():
    found = head("word " * 31 + "\n\nMore.")
    assert found.headline == "" and found.body == 0
    assert [each.code for each in found.findings] == ["no-headline"] and found.findings[0].hint


def test_a_date_that_says_nothing_new_is_left_to_the_body():
    found = head("Ferry\n\nDec 16, 2022\n\nDec 17, 2022\n\nText.")
    assert found.date_line.date_text == "Dec 16, 2022" and found.body == 2


def module(text: str, at: int = 0):
    return module_at(chunks_of(text), at)


def test_a_blue_box_has_all_up_to_the_next_marker_or_gap():
    box, after = module("Blue Box: Before you board\n\nTickets.\n\n- One\n\nGoogle ad\n\nText.")
    assert (box.kind, text_of(box.title)) == ("blue_box", "Blue Box: Before you board")
    assert len(box.blocks) == 2 and after == 3
    box, after = module("Blue Box\n\nTickets.\n\n\nText.")
    assert len(box.blocks) == 1 and after == 2
    box, after = module("Blue Box\n\nTickets.\n\n---\n\nText.")
    assert after == 3


def test_a_sign_up_goes_to_its_success_line_or_has_one_paragraph():
    form, after = module(
        "Subscribe to our newsletter\n\nOne.\n\nTwo.\n\nYou have successfully subscribed!\n\nX."
    )
    assert (form.kind, len(form.blocks), form.success) == (
        *("newsletter", 2, "You have successfully subscribed!"),
    )
    assert after == 4
    form, after = module("Newsletter\n\nOne.\n\nTwo.")
    assert (len(form.blocks), form.success, after) == (1, "", 2)
    form, after = module("Newsletter\nSubscribe\n\nOne.")
    assert text_of(form.note) == "Subscribe" and after == 3


def test_a_digest_has_title_note_and_teasers():
    digest, after = module(
        "The Dispatch\n\nWeek of March 10.\n\nShip lost. Read more.\n\n"
        "Lamp lit. Read more.\n\nText."
    )
    assert (text_of(digest.title), text_of(digest.note)) == ("The Dispatch", "Week of March 10.")
    assert [(text_of(item.runs), item.link) for item in digest.items] == [
        ("Ship lost.", "Read more."),
        ("Lamp lit.", "Read more."),
    ]
    assert after == 4


def test_one_teaser_under_a_sentence_is_no_digest():
    assert module("It was a long night, and the boats stayed in.\n\nShip lost. Read more.") is None
    assert module("Just text.\n\nMore.") is None
