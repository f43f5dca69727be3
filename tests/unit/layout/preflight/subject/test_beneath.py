"""What lies under what: where GWG calls something overlapping."""

from __future__ import annotations

import pytest
from support.preflight.files import alone, made

from layout.preflight.content.events import Event
from layout.preflight.content.pages import walk_pages
from layout.preflight.opened.pdf import opened
from layout.preflight.run import preflight
from layout.preflight.subject.beneath import Beneath
from layout.preflight.subject.fault import Fault
from layout.preflight.subject.subject import Sheet

TEXT = b" 0 0 0 1 k BT /F 10 Tf 50 100 Td (Words) Tj ET"
WHITE = b" 0 0 0 0 k 0 0 200 200 re f"
INK = b" 1 0 0 0 k 0 0 200 200 re f"
UNDER = {
    "nothing": (b"", False),
    "ink": (INK, True),
    "ink elsewhere": (b"1 0 0 0 k 0 0 200 90 re f", False),
    "ink that only touches": (b"1 0 0 0 k 0 0 200 97.5 re f", False),
    "ink on a corner": (b"1 0 0 0 k 60 100 5 5 re f", True),
    "white": (WHITE, False),
    "ink under white": (INK + WHITE, False),
    "white under ink": (WHITE + INK, True),
    "ink under white that covers a part": (INK + b" 0 0 0 0 k 0 0 60 200 re f", True),
    "ink under white that overprints": (INK + b" q /Over gs" + WHITE + b" Q", True),
    "a frame around it": (b"1 0 0 0 K 20 50 160 100 re S", False),
    "a frame through it": (b"1 0 0 0 K 60 50 160 100 re S", True),
    "a rule through it": (b"1 0 0 0 K 0 102 m 200 102 l S", True),
    "a curve around it": (b"1 0 0 0 K 0 0 m 0 200 200 200 200 0 c S", False),
    "other text": (TEXT, False),
    "many things": (INK + b" 1 0 0 0 k 1 1 2 2 re f" * 500, True),
}


def last(content: bytes) -> tuple[Beneath, Event]:
    with opened(made(content)) as pdf:
        sheet = Sheet(next(iter(walk_pages(pdf))))
        return sheet.beneath, sheet.painted[-1]


@pytest.mark.parametrize("case", UNDER)
def test_ink_under_text(case):
    content, expected = UNDER[case]
    beneath, text = last(content + TEXT)
    assert beneath.inked(text) is expected


def test_one_ink_may_not_count():
    beneath, text = last(b"0 0 0 0.5 k 0 0 200 200 re f" + TEXT)
    assert beneath.inked(text) and not beneath.inked(text, "Black")
    beneath, text = last(b"0.1 0 0 0.5 k 0 0 200 200 re f" + TEXT)
    assert beneath.inked(text, "Black")


def test_a_fault_is_on_its_page():
    with opened(made(INK)) as pdf:
        sheet = Sheet(next(iter(walk_pages(pdf))))
        assert sheet.fault("so", sheet.painted[0]) == Fault("so", 1, sheet.painted[0].box)


def test_thousands_of_things_are_looked_at_in_time():
    """Each has an equal over it and under it; none is compared with all others."""
    lines = b"".join(
        b"0 0 0 1 K 1 w %d %d m %d %d l S " % (x, y, x + 3, y)
        for x in range(0, 190, 4)
        for y in range(0, 190, 2)
    )
    assert preflight(made(lines), alone("R0010")).broken == ()
