"""Content streams in the inks of a press: what is written anew, what stays byte for byte."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any, cast

import pikepdf
import pytest
from support.press.press_files import printer

from layout.press.colour.content import translated, with_start
from layout.press.colour.painting_state import Outside
from layout.press.colour.resources import Resources
from layout.press.separation.printer import Target
from layout.press.separation.refused import EMBED, Unpressable
from layout.press.separation.spaces import DEVICE, SpaceReader

PRESS = printer()
N = pikepdf.Name


def room(target: Target = Target.COLOUR) -> Resources:
    drawn = pikepdf.Dictionary(Type=N.Font, Subtype=N.Type3)
    missing = pikepdf.Dictionary(Type=N.Font, Subtype=N.Type1, BaseFont=N.Helvetica)
    given = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=drawn, F2=missing))
    painters: Any = SimpleNamespace(
        printer=PRESS,
        spaces=SpaceReader(),
        pdf=pikepdf.new(),
        at=lambda name: nullcontext(),
        font=lambda it, own: it,
        mend=list[str]().append,
        hides_white=False,
        blackens_small=False,
    )
    return Resources(given, cast(Any, painters), target)


def words(content: bytes) -> str:
    made = translated(content, room(), Outside()).content
    assert made is not None, "something is written anew"
    return " ".join(made.decode("ascii").split())


def stays(content: bytes) -> bool:
    return translated(content, room(), Outside()).content is None


def test_light_becomes_inks_and_nothing_else_is_touched() -> None:
    red = room().mixed(DEVICE["/DeviceRGB"], (1.0, 0.0, 0.0)).operands
    made = translated(b"1 0 0 rg 0  0 5 5 re f", room(), Outside())
    assert made.content == b"\n" + red + b" k\n 0  0 5 5 re f"
    assert made.needs == frozenset()
    assert words(b"0.25 G 5 w 0 0 m 9 9 l S") == "0 0 0 0.75 K 5 w 0 0 m 9 9 l S"


def test_inks_within_the_limit_stay_and_those_over_it_do_not() -> None:
    assert stays(b"0.1 0.2 0.3 0 k 0 0 5 5 re f")
    assert words(b"1 1 1 1 k 0 0 5 5 re f") == "0.4 0.4 0.4 1 k 0 0 5 5 re f"


def test_black_type_overprints_under_twelve_points_only() -> None:
    small = words(b"0 0 0 1 k BT /F1 11.9 Tf (a) Tj ET")
    assert small == "0 0 0 1 k BT /F1 11.9 Tf /PressOver101 gs (a) Tj ET"
    assert stays(b"0 0 0 1 k BT /F1 12 Tf (a) Tj ET")
    assert "/PressOver101 gs" in words(b"0 0 0 1 k 0.5 0 0 0.5 0 0 cm BT /F1 12 Tf (a) Tj ET")


def test_a_text_matrix_outlasts_a_restore() -> None:
    content = b"0 0 0 1 k q BT 0.5 0 0 0.5 0 0 Tm Q /F1 20 Tf (a) Tj ET"
    assert words(content).endswith("/F1 20 Tf /PressOver101 gs (a) Tj ET")


def test_black_lines_and_bars_overprint_under_two_points_only() -> None:
    line = words(b"0 0 0 1 K 1.9 w 0 0 m 9 9 l S")
    assert line == "0 0 0 1 K 1.9 w /PressOver011 gs 0 0 m 9 9 l S"
    assert stays(b"0 0 0 1 K 2 w 0 0 m 9 9 l S")
    assert "/PressOver101 gs 0 0 90 1 re f" in words(b"0 0 0 1 k 0 0 90 1 re f")
    assert stays(b"0 0 0 1 k 0 0 90 2 re f")


def test_type_in_rich_black_is_black_ink_alone_and_areas_after_it_are_not() -> None:
    made = words(b"1 1 1 1 k BT /F1 20 Tf (a) Tj ET 0 0 5 5 re f")
    assert made == ("0.4 0.4 0.4 1 k BT /F1 20 Tf 0 0 0 1 k (a) Tj ET 0.4 0.4 0.4 1 k 0 0 5 5 re f")


def test_a_restore_too_many_is_left_out_and_what_is_painted_needs_the_first_colour() -> None:
    made = translated(b"q Q Q 0 0 5 5 re f", room(), Outside())
    assert made.content is not None
    assert made.content.split() == b"q Q 0 0 5 5 re f".split()
    assert made.needs == frozenset({"fill"})


def test_type_without_its_font_is_refused_unless_nobody_sees_it() -> None:
    with pytest.raises(Unpressable, match="Helvetica is not embedded") as refused:
        translated(b"BT /F2 9 Tf (a) Tj ET", room(), Outside())
    assert refused.value.remedy == EMBED
    assert stays(b"BT 3 Tr /F2 9 Tf (a) Tj ET")


def test_masks_are_painted_in_grey() -> None:
    made = translated(b"1 0 0 rg 0 0 5 5 re f", room(Target.MASK), Outside()).content
    assert made is not None
    assert made.split() == b"0.3 g 0 0 5 5 re f".split()


def test_the_first_colour_is_black_ink_where_it_is_needed() -> None:
    both = frozenset({"fill", "line", "size"})
    assert with_start(b"f", both, Target.COLOUR) == b"0 0 0 1 k\n0 0 0 1 K\nf"
    assert with_start(b"f", frozenset({"size"}), Target.COLOUR) == b"f"
    assert with_start(b"f", both, Target.MASK) == b"f"
