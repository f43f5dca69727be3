"""What is said of ink without counting it, beside what counting finds."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Name
from support.preflight.files import icc, image, made, over, spot, state

from layout.preflight.content.pages import walk_pages
from layout.preflight.ink.bound import most_ink, surely_inked
from layout.preflight.ink.coverage import ROUNDING, coverage_of
from layout.preflight.opened.pdf import opened

SHARES = st.sampled_from([0, 0.01, 0.3, 0.5, 0.8, 1])
AREA = "{} {} {} {} re f"


def bound(data: bytes) -> float | None:
    with opened(data) as pdf:
        return most_ink(next(walk_pages(pdf)))


def is_inked(data: bytes) -> bool:
    with opened(data) as pdf:
        return surely_inked(data, tuple(walk_pages(pdf))) == {1}


def counted(data: bytes):
    with opened(data) as pdf:
        return coverage_of(data, tuple(walk_pages(pdf)))[1]


def areas(kind: str, count: int) -> st.SearchStrategy[str]:
    colour = st.lists(SHARES, min_size=count, max_size=count)
    edges = st.lists(st.integers(0, 200), min_size=4, max_size=4)
    return st.builds(
        lambda inks, at: f"{' '.join(map(str, inks))} {kind} {AREA.format(*at)} ", colour, edges
    )


PAINT = st.lists(st.one_of(areas("k", 4), areas("g", 1), areas("rg", 3)), max_size=6)


@settings(max_examples=40, deadline=None)
@given(PAINT, st.booleans())
def test_counting_never_finds_more_than_the_bound_nor_nothing_where_there_is_some(paint, veiled):
    data = made(
        ("/Veil gs " * veiled + "".join(paint)).encode(),
        lambda pdf: over(pdf, "ExtGState", "Veil", state(ca=0.4)),
    )
    most, ink = bound(data), counted(data)
    assert most is not None and ink.counted
    assert ink.most(0.375) <= most + ROUNDING
    if is_inked(data):
        assert ink.any


def with_resource(kind: str, value, content: bytes) -> bytes:
    return made(content, lambda pdf: over(pdf, kind, "S", value(pdf)))


def test_plain_colours_are_bounded_by_the_heaviest_of_them():
    assert bound(made(b"0.2 0.3 0 0 k 0 0 50 50 re f 1 0.9 0.2 0 K 0 0 9 9 re S")) == pytest.approx(
        210
    )
    assert bound(made(b"0 g 0 0 50 50 re f")) == pytest.approx(100)
    assert bound(with_resource("ColorSpace", spot, b"/S cs 1 scn 0 0 50 50 re f")) == pytest.approx(
        130
    )


@pytest.mark.parametrize(
    ("space", "most"),
    [
        (lambda pdf: Name.DeviceGray, 100),
        (lambda pdf: Name.DeviceRGB, 200),
        (lambda pdf: icc(pdf, "RGB ", 3), 200),
        (lambda pdf: Array([Name.Indexed, Name.DeviceRGB, 0, b"abc"]), 200),
        (lambda pdf: Name.DeviceCMYK, None),
        (spot, None),
    ],
)
def test_pixels_are_bounded_by_their_space_or_must_be_counted(space, most):
    data = with_resource(
        "XObject", lambda pdf: image(pdf, 2, 2, space=space(pdf)), b"90 0 0 90 9 9 cm /S Do"
    )
    assert bound(data) == most


@pytest.mark.parametrize(
    "keys",
    [{"BM": Name.Multiply}, {"op": True, "OPM": 1}, {"OP": True}, {"BM": Array([Name.Darken])}],
)
def test_what_may_add_up_must_be_counted(keys):
    area = b"/S gs 1 0 0 0 k 0 0 50 50 re f 0 1 0 0 k 0 0 50 50 re f"
    assert bound(with_resource("ExtGState", lambda pdf: state(**keys), area)) is None


def test_ink_beside_the_trim_is_none_of_the_page():
    def trimmed(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/TrimBox"] = Array([50, 50, 150, 150])

    beside = made(b"0 g 0 0 200 49 re f 0 0 49 200 re f", trimmed)
    assert not is_inked(beside) and not counted(beside).any
    within = made(b"0 g 60 60 9 9 re f", trimmed)
    assert is_inked(within)


def test_a_page_that_is_turned_is_left_to_counting():
    data = made(b"0 g 60 60 9 9 re f", lambda pdf: pdf.pages[0].obj.__setitem__("/Rotate", 90))
    assert not is_inked(data)
