"""Content streams, operator by operator: where each stands, and what its operands are."""

from __future__ import annotations

import pytest

from layout.press.colour.operators import names_in, numbers_in, operations
from layout.press.separation.refused import Unpressable


def read(content: bytes) -> list[tuple[bytes, bytes]]:
    return [(one.name, content[one.start : one.at].strip()) for one in operations(content)]


def test_operators_and_their_operands() -> None:
    content = b"q 1 0 0 rg\n/F1 9 Tf [(a) -20 <0041>] TJ % a note\n(f Q) ' T* Q"
    assert read(content) == [
        (b"q", b""),
        (b"rg", b"1 0 0"),
        (b"Tf", b"/F1 9"),
        (b"TJ", b"[(a) -20 <0041>]"),
        (b"'", b"% a note\n(f Q)"),
        (b"T*", b""),
        (b"Q", b""),
    ]


def test_operators_stand_one_after_the_other() -> None:
    content = b"0 g 1 1 m 2 2 l S"
    found = list(operations(content))
    assert [content[one.at : one.end] for one in found] == [one.name for one in found]
    assert [one.start for one in found] == [0, *(one.end for one in found[:-1])]
    assert found[-1].end == len(content)


def test_strings_with_brackets_and_escapes_hide_operators() -> None:
    assert read(rb"(a \) Q (b (c) Q) \\) Tj Q") == [
        (b"Tj", rb"(a \) Q (b (c) Q) \\)"),
        (b"Q", b""),
    ]
    deep = b"(" * 9 + b" Q " + b")" * 9 + b" Tj Q"
    assert [name for name, _ in read(deep)] == [b"Tj", b"Q"]
    assert read(b"") == []
    assert read(b" 1 2 ") == []


def test_a_picture_among_operators_is_one_operation() -> None:
    content = b"q BI /W 2 /H 1 ID \x01EI\xff Q EI Q"
    save, picture, restore = operations(content)
    assert (save.name, picture.name, restore.name) == (b"q", b"BI", b"Q")
    assert content[picture.start : picture.at].strip() == b"/W 2 /H 1"
    assert picture.data == b"\x01EI\xff Q "
    assert content[restore.at :] == b"Q"
    assert restore.start == picture.end


@pytest.mark.parametrize(
    ("content", "why"), [(b"BI /W 2 Q", "no data"), (b"BI /W 2 ID abc", "does not end")]
)
def test_half_a_picture_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(Unpressable, match=why):
        list(operations(content))


def test_names_and_numbers_among_operands() -> None:
    assert names_in(b"0.5 /P1/A#20B 2") == ["/P1", "/A B"]
    assert numbers_in(b" +1 -.5 2. /P1 ") == [1.0, -0.5, 2.0]
    assert numbers_in(b"") == []
    assert numbers_in(b"1 (a)") is None
    assert numbers_in(b"1e3") is None
