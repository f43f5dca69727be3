"""The pictures and forms of a PDF, each by what is seen of it: its place, cut by the rectangle that
clips it (ISO 32000-1, 8.5.4). Clips that are no rectangles are taken by the box around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from support.counted.facts import Place

POINT = 1000
Box = tuple[float, float, float, float]
WITHOUT_END = (-1e9, -1e9, 1e9, 1e9)


@dataclass(slots=True)
class State:
    """What q saves: the matrix, and the box of all clips, in points from the bottom left."""

    matrix: pikepdf.Matrix
    clip: Box


def shown_on(pdf: Path) -> list[list[tuple[str, Place]]]:
    """("image" or "form", place) of all that each page shows, in the order of painting."""
    with pikepdf.open(pdf) as file:
        return [list(_shown(page)) for page in file.pages]


def _shown(page: pikepdf.Page) -> Iterator[tuple[str, Place]]:
    height = float(page.mediabox[3])
    things = page.obj.get("/Resources", {}).get("/XObject", {})
    state, stack, path, clips = State(pikepdf.Matrix(), WITHOUT_END), [], [], False
    for operands, operator in pikepdf.parse_content_stream(page, "q Q cm re W W* n Do f S B"):
        numbers = operands if str(operator) in ("cm", "re") else ()
        match str(operator):
            case "q":
                stack.append(State(state.matrix, state.clip))
            case "Q":
                state = stack.pop()
            case "cm":
                state.matrix = pikepdf.Matrix(*map(float, numbers)) @ state.matrix
            case "re":
                x, y, wide, high = map(float, numbers)
                path.append(_around((x, y, x + wide, y + high), state.matrix))
            case "W" | "W*":
                clips = True
            case "n" | "f" | "S" | "B":
                if clips and path:
                    state.clip = _common(state.clip, _whole(path))
                path, clips = [], False
            case "Do":
                thing = things[str(operands[0])]
                yield _seen(thing, state, height)


def _seen(thing: pikepdf.Object, state: State, height: float) -> tuple[str, Place]:
    kind, box, matrix = "image", (0.0, 0.0, 1.0, 1.0), state.matrix
    if thing.get("/Subtype") == "/Form":
        kind, box = "form", tuple(float(edge) for edge in thing.BBox)
        if "/Matrix" in thing:
            matrix = pikepdf.Matrix(*(float(n) for n in thing.Matrix)) @ matrix
    left, bottom, right, top = _common(_around(box, matrix), state.clip)
    edges = (left, height - top, right, height - bottom)
    return kind, Place(*(round(edge * POINT) for edge in edges))


def _around(box: Sequence[float], matrix: pikepdf.Matrix) -> Box:
    corners = [matrix.transform((x, y)) for x in box[::2] for y in box[1::2]]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _common(one: Box, other: Box) -> Box:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def _whole(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
