"""Functions of PDF: what each kind gives, against numbers worked out by hand."""

import numpy as np
import pikepdf
import pytest

from layout.press.separation.functions import function_of
from layout.press.separation.postscript import calculator
from layout.press.separation.refused import Unpressable


def of(**entries):
    return function_of(pikepdf.Dictionary(**entries))


def given(*rows):
    return np.array(rows, dtype=float)


def test_an_exponential_function():
    made = of(FunctionType=2, Domain=[0, 1], C0=[0, 1], C1=[1, 0], N=2)
    assert made(given([0.5], [2])).tolist() == [[0.25, 0.75], [1, 0]]


def test_a_stitched_function_takes_each_part_where_it_is():
    low = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    high = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[5], C1=[6], N=1)
    made = of(
        FunctionType=3, Domain=[0, 1], Functions=[low, high], Bounds=[0.5], Encode=[0, 1, 1, 0]
    )
    assert made(given([0], [0.25], [0.5], [1])).ravel().tolist() == [0, 0.5, 6, 5]


def test_a_sampled_function_of_two_inputs_runs_the_first_fastest():
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(
            bytes([0, 255, 0, 255, 0, 255]),
            FunctionType=0,
            Domain=[0, 1, 0, 1],
            Range=[0, 1],
            Size=[2, 3],
            BitsPerSample=8,
        )
        made = function_of(stream)
        assert made(given([0, 0], [1, 0], [0.5, 0.7], [1, 1])).ravel().tolist() == [0, 1, 0.5, 1]


@pytest.mark.parametrize(
    "program, given_, expected",
    [
        (b"{ 2 copy add 3 1 roll sub }", (5, 3), (8, 2)),
        (b"{ exch }", (1, 2), (2, 1)),
        (b"{ dup 0.5 gt { 1 exch sub } if }", (0.75,), (0.25,)),
        (b"{ dup 0.5 lt { pop 0 } { pop 1 } ifelse }", (0.2,), (0,)),
        (b"{ 1 index mul }", (2, 3), (2, 6)),
        (b"{ 7 3 mod exch pop % what is left\n }", (9,), (1,)),
        (b"{ 90 sin 0 cos add exch pop }", (9,), (2,)),
        (b"{ 1 2 3 3 -1 roll 4 1 roll pop pop pop pop }", (9,), ()),
        (b"{ true not { 1 } { 2 } ifelse exch pop }", (9,), (2,)),
    ],
)
def test_a_program(program, given_, expected):
    if not expected:
        with pytest.raises(Unpressable):
            calculator(program, 1)(np.array([given_], dtype=float))
        return
    made = calculator(program, len(expected))(np.array([given_], dtype=float))
    assert made[0].tolist() == pytest.approx(list(expected))


def test_inputs_take_the_way_of_their_own():
    made = calculator(b"{ dup 0.5 gt { 10 mul } { 100 mul } ifelse }", 1)
    assert made(given([0.2], [0.8])).ravel().tolist() == pytest.approx([20, 8])


@pytest.mark.parametrize(
    "program", [b"", b"{", b"{ foo }", b"{ add }", b"{ if }", b"{ 1 } }", b"{ -1 copy }"]
)
def test_what_is_no_program_is_refused(program):
    with pytest.raises(Unpressable):
        calculator(program, 1)(given([0.5]))


def test_what_is_no_function_is_refused():
    for wrong in (pikepdf.Dictionary(FunctionType=9, Domain=[0, 1]), pikepdf.Array([]), 3):
        with pytest.raises((Unpressable, ValueError)):
            function_of(wrong)
    with pytest.raises(Unpressable):
        of(FunctionType=2, N=1)
