"""Pages put together for the press: in order, sound, the same every time."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest

from layout.edition.closed.assembled import assembled

WIDTHS = {1: 100, 2: 200, 3: 300, 4: 400}


def pdf(*numbers: int) -> bytes:
    """Pages that are known by their widths."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for number in numbers:
            made.add_blank_page(page_size=(WIDTHS[number], 500))
        made.save(out, deterministic_id=True)
    return out.getvalue()


def numbers(data: bytes) -> list[int]:
    with pikepdf.open(io.BytesIO(data)) as found:
        return [int(page.mediabox[2]) // 100 for page in found.pages]


@pytest.mark.parametrize(
    ("wanted", "closed"),
    [
        ((1, 2, 3, 4), (2,)),
        ((1, 2, 3, 4), (1, 4)),
        ((1, 2, 3, 4), (1, 2, 3, 4)),
        ((4, 2, 3, 1), (2, 1)),
        ((3, 1), (1,)),
        ((2, 1), (1, 2)),
    ],
)
def test_pages_come_in_the_order_that_is_wanted(
    tmp_path: Path, wanted: tuple[int, ...], closed: tuple[int, ...]
) -> None:
    open_ = [number for number in wanted if number not in closed]
    painted = pdf(*open_) if open_ else None
    made = assembled(wanted, painted, {number: pdf(number) for number in closed})
    assert numbers(made) == list(wanted)
    assert made == assembled(wanted, painted, {number: pdf(number) for number in closed})
    (tmp_path / "made.pdf").write_bytes(made)
    checked = subprocess.run(["qpdf", "--check", tmp_path / "made.pdf"], capture_output=True)
    assert checked.returncode == 0, checked.stdout


def test_a_closed_page_alone_is_its_own_bytes() -> None:
    assert assembled((3,), None, {3: pdf(3)}) == pdf(3)


def test_open_pages_alone_are_their_own_bytes() -> None:
    assert assembled((1, 2), pdf(1, 2), {3: pdf(3)}) == pdf(1, 2)
