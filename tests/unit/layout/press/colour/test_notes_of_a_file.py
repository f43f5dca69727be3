"""Where in a file one is, and what is noted there."""

import pytest

from layout.press.colour.notes import Notes, Seen
from layout.press.separation.refused import AGAIN, EMBED, Refusal, Unpressable


def test_what_is_refused_is_noted_with_the_path_that_leads_to_it() -> None:
    notes = Notes()
    notes.turn_to(3)
    notes.drawing()
    with notes.refusing(), notes.at("/Fm0"), notes.at("/F1"):
        notes.drawing()  # within what the page draws: that counts as one
        raise Unpressable("its font is not embedded", EMBED)
    assert notes.refused == [Refusal(3, "Fm0 > F1", "its font is not embedded", 1, EMBED)]
    notes.turn_to(4)
    with notes.refusing():
        raise ValueError("no number")
    assert notes.refused[1] == Refusal(4, "", "it is damaged: no number", 0, AGAIN)


def test_what_is_seen_is_noted_once_for_each_place() -> None:
    notes = Notes()
    notes.turn_to(1)
    with notes.at("/G0"):
        notes.see_through("lines are 0.5 opaque")
        notes.see_through("lines are 0.5 opaque")
        there = notes.here()
    assert list(notes.transparent) == [Seen(1, "G0", "lines are 0.5 opaque")]
    notes.turn_to(2)
    notes.go_back(there)
    assert notes.here("again") == Seen(1, "G0", "again")


def test_what_was_noted_is_said_again_where_the_same_is_drawn_again() -> None:
    notes = Notes()
    notes.turn_to(1)
    with notes.at("/Fm0"), notes.keeping() as kept, notes.at("/G0"):
        notes.see_through("areas are 0.5 opaque")
        notes.layered()
    notes.turn_to(2)
    with notes.at("/Fm7"), notes.keeping() as outer:
        notes.again(kept)
    notes.turn_to(3)
    notes.again(outer)
    assert [(seen.page, seen.path) for seen in notes.transparent] == [
        (1, "Fm0 > G0"),
        (2, "Fm7 > G0"),
        (3, "G0"),
    ]
    assert [seen.page for seen in notes.layers] == [1, 2, 3]


def test_what_is_nested_too_deeply_is_refused() -> None:
    notes = Notes()

    def into(depth: int) -> None:
        with notes.at("/Fm"):
            into(depth + 1)

    with pytest.raises(Unpressable, match="nested too deeply"):
        into(0)
