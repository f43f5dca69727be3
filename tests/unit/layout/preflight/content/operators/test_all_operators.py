"""The operators of content, one by one: what each does to the run of a stream."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from layout.preflight.content.events import Event, Held, Image, Mark, Path, Shading, Text
from layout.preflight.content.operators import (
    colours,
    forms,
    marks,
    paths,
    patterns,
    states,
    texts,
)
from layout.preflight.content.operators.all_operators import ACTS, run_all
from layout.preflight.content.operators.run import Readers, Run, Scope
from layout.preflight.content.state import State
from layout.preflight.geometry import Box, Matrix

CHAPTERS = (states, paths, colours, patterns, forms, texts, marks)
SHEET = Box(0, 0, 200, 200)

PASSED_OVER = {
    *("J", "j", "M", "d", "ri", "i"),  # how lines end and meet, dashes, flatness, intents
    *("ET", "MP", "DP", "BX", "EX", "d0"),
    *("BI", "ID", "EI"),  # pikepdf gives an image as one instruction
}
"""Operators that change nothing that is told."""

ALL = set(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k "
    "l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W "
    "W* y ' \"".split()
)
"""ISO 32000-1, table A.1."""


class Stage:
    """What stands for a walker: keeps what it is told."""

    def __init__(self) -> None:
        self.readers, self.tiles = Readers(), 0.0
        self.events: list[Event] = []
        self.entered: list[Scope] = []
        self.operated = 0

    def operate(self) -> None:
        self.operated += 1

    def keep(self, event: Event) -> None:
        self.events.append(event)

    def within(self, stream: pikepdf.Stream, state: State, scope: Scope) -> None:
        self.entered.append(scope)

    def first_cell(self, pattern: pikepdf.Stream, colour: object) -> bool:
        return True


def run(content: bytes, resources: object = None) -> tuple[Run, Stage]:
    stage = Stage()
    made = Run(stage, State(clip=SHEET), Scope(resources or Dictionary(), Matrix(), Held()))
    stream = stage.readers.scratch.make_stream(content)
    run_all(made, list(pikepdf.parse_content_stream(stream)))
    return made, stage


def test_every_operator_of_pdf_is_run_or_passed_over_on_purpose():
    assert set(ACTS) == ALL - PASSED_OVER
    assert sum(len(each.OPERATORS) for each in CHAPTERS) == len(ACTS), "none stands twice"


def test_what_lacks_operands_is_passed_over():
    done, stage = run(b"1 2 cm w /F Tf q Q nonsense")
    assert done.state.ctm == Matrix() and done.state.line_width == 1 and stage.operated == 6


def test_states():
    done, _ = run(b"3 w q 2 0 0 2 0 0 cm 9 w 50 Tz 2 Tr Q")
    assert (done.state.line_width, done.state.ctm, done.state.stretch) == (3, Matrix(), 1)
    assert run(b"50 Tz 2 Tr")[0].state.stretch == 0.5


def test_paths_are_begun_painted_and_clip():
    done, stage = run(b"10 10 20 20 re W n 0 0 100 100 re f")
    assert done.state.clip == Box(10, 10, 30, 30) and not done.outline.points
    (path,) = stage.events
    assert isinstance(path, Path) and path.box == Box(10, 10, 30, 30)


def test_colours_are_those_of_fills_and_strokes():
    done, _ = run(b"1 0 0 0 k 0.5 G")
    look = done.state.look
    assert look.fill.values == (1, 0, 0, 0) and look.stroke.values == (0.5,)


def test_a_shading_fills_what_is_not_clipped():
    kinds = Dictionary(S=Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK))
    (shading,) = run(b"0 0 9 9 re W n /S sh", Dictionary(Shading=kinds))[1].events
    assert isinstance(shading, Shading) and shading.box == Box(0, 0, 9, 9) and shading.kind == 2


def test_a_form_is_entered_and_an_image_told():
    stage = Stage()
    form = stage.readers.scratch.make_stream(b"", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    held = Dictionary(XObject=Dictionary(F=form))
    _, stage = run(b"/F Do q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q", held)
    assert len(stage.entered) == 1 and stage.entered[0].held.depth == 1
    (image,) = stage.events
    assert isinstance(image, Image) and image.inline


def test_text_stands_where_its_line_is():
    _, stage = run(b"BT /F 10 Tf 20 30 Td (ab) Tj T* (c) ' ET")
    first, second = stage.events
    assert isinstance(first, Text) and isinstance(second, Text)
    assert first.codes == b"ab" and first.box.left == 20 and first.size == 10


@pytest.mark.parametrize(("content", "depth"), [(b"/P BMC", 1), (b"/P BMC EMC EMC", 0)])
def test_marks_nest(content, depth):
    done, _ = run(content)
    assert done.held.marks == (Mark("P"),) * depth and len(done.marks) == depth
